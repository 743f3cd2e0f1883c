"""Measure how good a ranked list is, in figures from 0 to 1. Each measure takes what was found, best first, and
what was wanted: things of any kind that can be told apart.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial

DEPTH = 100  # results of a query that are looked at; what comes later counts as not found
NOTICED = 3  # results that are seen before anything else is done
RANKED = 10  # results on which the eye still distinguishes first from last

Measure = Callable[[Sequence[Hashable], Collection[Hashable]], float]


def success_at(depth: int, found: Sequence[Hashable], relevant: Collection[Hashable]) -> float:
    """Return 1 if anything relevant stands among the first `depth` results, else 0."""
    return float(any(result in relevant for result in found[:depth]))


def reciprocal_rank_at(depth: int, found: Sequence[Hashable], relevant: Collection[Hashable]) -> float:
    """Return 1 / the rank, from 1, of the first relevant result, or 0 where it comes after `depth`.

    Its mean over queries is the MRR.
    """
    for rank, result in enumerate(found[:depth], 1):
        if result in relevant:
            return 1 / rank
    return 0.0


def r_precision(found: Sequence[Hashable], relevant: Collection[Hashable]) -> float:
    """Return the share of relevant ones among the first R results, R being how many are relevant.

    R is at most `DEPTH`, so that a person of 187 films is judged by the first 100 results. Fewer results than R
    count as wrong ones, and nothing relevant gives 0.
    """
    size = min(len(relevant), DEPTH)
    return sum(result in relevant for result in found[:size]) / size if size else 0.0


def recall_at(depth: int, found: Sequence[Hashable], relevant: Collection[Hashable]) -> float:
    """Return the share of all that is relevant which stands among the first `depth` results.

    It stays below 1 where more than `depth` are relevant; nothing relevant gives 0.
    """
    return sum(result in relevant for result in found[:depth]) / len(relevant) if relevant else 0.0


def set_precision(found: Collection[Hashable], relevant: Collection[Hashable]) -> float:
    """Return the share of all that was found which is relevant; nothing found gives 0."""
    return sum(result in relevant for result in found) / len(found) if found else 0.0


def set_recall(found: Collection[Hashable], relevant: Collection[Hashable]) -> float:
    """Return the share of all that is relevant which was found; nothing relevant gives 0."""
    return sum(expected in found for expected in relevant) / len(relevant) if relevant else 0.0


MEASURES: dict[str, Measure] = {
    "success@1": partial(success_at, 1),
    "success@3": partial(success_at, NOTICED),
    "success@10": partial(success_at, RANKED),
    "MRR@10": partial(reciprocal_rank_at, RANKED),
    "R-precision": r_precision,
    "recall@100": partial(recall_at, DEPTH),
}
"""Every measure of a ranked list by the name that reports give it, in their order."""

AGREEMENTS: dict[str, Measure] = {"set_precision": set_precision, "set_recall": set_recall}
"""Every measure of a set whose order does not matter, likewise."""
