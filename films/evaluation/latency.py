"""How long the search takes for each kind of question, next to plain FTS5 asked for the same words."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from films.evaluation.questions import Question
from films.evaluation.timing import percentile, timed_warm
from films.search import SearchRequest, search, suggest
from films.search.backends import engine
from films.search.types import PAGE_SIZE

RAW_QUESTIONS = 10  # of a kind: ranking every match of a common word takes seconds in a large database
RAW_SECONDS = 5.0  # after which no further question of a kind is put to plain FTS5


@dataclass(frozen=True)
class Timed:
    """A question, how many results it had, and its time in milliseconds."""

    question: Question
    found: int
    milliseconds: float


@dataclass(frozen=True)
class Latency:
    """Times of several questions in milliseconds, and the share of them, from 0 to 1, that found anything."""

    n: int
    found: float
    p50_ms: float
    p95_ms: float
    max_ms: float


def latency(times: Sequence[Timed]) -> Latency:
    """Sum up the times of at least one question."""
    milliseconds = [timed.milliseconds for timed in times]
    return Latency(
        n=len(times),
        found=round(fmean(timed.found > 0 for timed in times), 3),
        p50_ms=round(percentile(milliseconds, 0.5), 3),
        p95_ms=round(percentile(milliseconds, 0.95), 3),
        max_ms=round(max(milliseconds), 3),
    )


def ratio(ours: Sequence[Timed], theirs: Sequence[Timed], share: float) -> float | None:
    """Return how many times their time we take, at a percentile of the questions that both were asked."""
    if not theirs:
        return None
    both = [timed.question for timed in theirs]
    our_times = [timed.milliseconds for timed in ours if timed.question in both]
    return round(percentile(our_times, share) / percentile([one.milliseconds for one in theirs], share), 2)


def engine_times(questions: Mapping[str, Sequence[Question]], repeats: int) -> dict[str, list[Timed]]:
    """Ask the engine every question of every kind: once unmeasured, then `repeats` times, of which the median."""
    everything = [question for asked in questions.values() for question in asked]
    times = timed_warm([partial(ask, question) for question in everything], repeats)
    told = iter([Timed(question, *timing) for question, timing in zip(everything, times, strict=True)])
    return {kind: [next(told) for _ in asked] for kind, asked in questions.items()}


def ask(question: Question) -> int:
    """Ask as a visitor does, for a page with facets and snippets or for suggestions; return how many there are."""
    if question.suggests:
        return len(suggest(question.text))
    return search(SearchRequest(question.text, question.filters)).count


def raw_times(questions: Sequence[Question]) -> list[Timed]:
    """Ask plain FTS5 for a page of row ids by bm25, one question of a kind after the other while its time lasts.

    Each is asked once unmeasured and once measured.
    """
    times: list[Timed] = []
    started = time.monotonic()
    for question in [one for one in questions if one.raw][:RAW_QUESTIONS]:
        ((found, milliseconds),) = timed_warm([partial(engine().best_by_engine, question.raw, PAGE_SIZE)], 1)
        times.append(Timed(question, len(found), milliseconds))
        if time.monotonic() - started > RAW_SECONDS:
            break
    return times
