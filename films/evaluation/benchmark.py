"""Measure speed and size, in an order in which no part disturbs the next."""

import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from films.evaluation.benchmark_queries import BenchmarkQuery, benchmark_queries
from films.evaluation.latency import Timed, engine_times, latency, ratio, raw_times
from films.evaluation.page_latency import BareHandler, page_times
from films.evaluation.sampling import sample
from films.evaluation.timing import percentile
from films.models import Film, Person

PAGES_OF_A_KIND = 2  # queries of each kind whose whole page is asked for


class NothingToAskError(RuntimeError):
    """Report that the database holds nothing published to make queries from."""


@dataclass(frozen=True)
class Measured:
    """Hold the engine's times for one kind of query, and those of its own ranking for the first of the queries."""

    name: str
    engine: list[Timed]
    raw: list[Timed]


@dataclass(frozen=True)
class Pages:
    """Hold the milliseconds that whole search pages take, and a bare view at the same addresses."""

    page: list[float]
    bare: list[float]

    def figures(self) -> dict[str, float]:
        """Return p50 and p95 of the page and of the bare view, and how many bare views a page takes."""
        page, bare = ([percentile(times, share) for share in (0.5, 0.95)] for times in (self.page, self.bare))
        return {
            "p50_ms": round(page[0], 3),
            "p95_ms": round(page[1], 3),
            "bare_p50_ms": round(bare[0], 3),
            "bare_p95_ms": round(bare[1], 3),
            "ratio_p50": round(page[0] / bare[0], 2),
            "ratio_p95": round(page[1] / bare[1], 2),
        }


@dataclass(frozen=True)
class Bench:
    """Hold all that was measured. Sizes are in bytes; `memory` is the most held before the yardsticks."""

    films: int
    people: int
    database: int | None
    memory: int
    kinds: list[Measured]
    pages: Pages


def bench(repeats: int) -> Bench:
    """Measure the configured database. Raises NothingToAskError, and UnansweredPageError from the search page."""
    asked = benchmark_queries(sample())
    if not asked:
        raise NothingToAskError
    engine = engine_times(asked, repeats)
    memory = peak_memory()
    pages = whole_pages(asked, repeats)
    return Bench(
        films=Film.objects.count(),
        people=Person.objects.count(),
        database=database_size(),
        memory=memory,
        kinds=[Measured(kind, engine[kind], raw_times(asked[kind])) for kind in asked],
        pages=pages,
    )


def whole_pages(asked: Mapping[str, Sequence[BenchmarkQuery]], repeats: int) -> Pages:
    """Measure the search pages of the first queries of each kind."""
    shown = [
        query
        for queries in asked.values()
        for query in [query for query in queries if not query.suggests][:PAGES_OF_A_KIND]
    ]
    return Pages(page_times(WSGIHandler(), shown, repeats), page_times(BareHandler(), shown, repeats))


def peak_memory() -> int:
    """Return the most memory in bytes that this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # Linux counts in KiB


def database_size() -> int | None:
    """Return the bytes of the database's file and its log, or None where it is no file."""
    path = Path(connection.settings_dict["NAME"])
    files = [path, path.with_name(f"{path.name}-wal")]
    return sum(file.stat().st_size for file in files if file.exists()) or None


def benchmark_as_json(measured: Bench) -> dict[str, Any]:
    """Return the measurement as JSON.

    {"films", "people", "database_bytes", "memory_bytes", "page": {"p50_ms", "p95_ms", "bare_p50_ms",
    "bare_p95_ms", "ratio_p50", "ratio_p95"}, "kinds": [{"kind", "n", "found", "p50_ms", "p95_ms", "max_ms",
    "raw": the same five or null, "ratio_p50", "ratio_p95", "questions": [{"text", "filters", "raw", "suggests",
    "found", "ms"}]}]}. `found` is the share of queries with any result, and of one query its count; a ratio
    is our time over the yardstick's, on the queries that both were asked.
    """
    return {
        "films": measured.films,
        "people": measured.people,
        "database_bytes": measured.database,
        "memory_bytes": measured.memory,
        "page": measured.pages.figures(),
        "kinds": [kind_as_json(kind) for kind in measured.kinds],
    }


def kind_as_json(kind: Measured) -> dict[str, Any]:
    return {
        "kind": kind.name,
        **asdict(latency(kind.engine)),
        "raw": asdict(latency(kind.raw)) if kind.raw else None,
        "ratio_p50": ratio(kind.engine, kind.raw, 0.5),
        "ratio_p95": ratio(kind.engine, kind.raw, 0.95),
        "questions": [
            {**asdict(timed.query), "found": timed.found, "ms": round(timed.milliseconds, 3)}
            for timed in kind.engine
        ],
    }
