"""Measure how long the search takes for each kind of query, and its engine alone for the same words."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from films.evaluation.benchmark_queries import BenchmarkQuery
from films.evaluation.timing import percentile, timed_warm
from films.search import SearchRequest, search, suggest
from films.search.backends import engine
from films.search.types import PAGE_SIZE

RAW_QUERIES = 10  # of a kind: ranking every match of a common word takes seconds in a large database
RAW_SECONDS = 5.0  # after which no further query of a kind is put to the engine alone


@dataclass(frozen=True)
class Timed:
    """Hold a query, how many results it had, and its time in milliseconds."""

    query: BenchmarkQuery
    found: int
    milliseconds: float


@dataclass(frozen=True)
class Latency:
    """Hold the times of several queries in milliseconds, and the share, from 0 to 1, that found anything."""

    n: int
    found: float
    p50_ms: float
    p95_ms: float
    max_ms: float


def latency(times: Sequence[Timed]) -> Latency:
    """Sum up the times of at least one query."""
    milliseconds = [timed.milliseconds for timed in times]
    return Latency(
        n=len(times),
        found=round(fmean(timed.found > 0 for timed in times), 3),
        p50_ms=round(percentile(milliseconds, 0.5), 3),
        p95_ms=round(percentile(milliseconds, 0.95), 3),
        max_ms=round(max(milliseconds), 3),
    )


def ratio(ours: Sequence[Timed], theirs: Sequence[Timed], share: float) -> float | None:
    """Return our time as a multiple of theirs, at a percentile of the queries that both were asked."""
    if not theirs:
        return None
    both = [timed.query for timed in theirs]
    our_times = [timed.milliseconds for timed in ours if timed.query in both]
    return round(percentile(our_times, share) / percentile([timed.milliseconds for timed in theirs], share), 2)


def engine_times(asked: Mapping[str, Sequence[BenchmarkQuery]], repeats: int) -> dict[str, list[Timed]]:
    """Ask the engine every query of every kind: once unmeasured, then `repeats` times, to take the median."""
    everything = [query for queries in asked.values() for query in queries]
    times = timed_warm([partial(ask, query) for query in everything], repeats, engine().timing.clock)
    timed = iter([Timed(query, *timing) for query, timing in zip(everything, times, strict=True)])
    return {kind: [next(timed) for _ in queries] for kind, queries in asked.items()}


def ask(query: BenchmarkQuery) -> int:
    """Ask as a visitor does, for a page with facets and snippets or for suggestions; return how many there are."""
    if query.suggests:
        return len(suggest(query.text))
    return search(SearchRequest(query.text, query.filters)).count


def raw_times(queries: Sequence[BenchmarkQuery]) -> list[Timed]:
    """Ask the engine for a page of record numbers by its own ranking, for queries of one kind until time is up.

    Each is asked once unmeasured and once measured.
    """
    times: list[Timed] = []
    started = time.monotonic()
    for query in [query for query in queries if query.raw][:RAW_QUERIES]:
        best = partial(engine().best_by_engine, query.raw, PAGE_SIZE)
        ((found, milliseconds),) = timed_warm([best], 1, engine().timing.clock)
        times.append(Timed(query, len(found), milliseconds))
        if time.monotonic() - started > RAW_SECONDS:
            break
    return times
