"""Find the entries that have most of what a query asks for, where none has all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from films.search.expressions import Expression
from films.search.sets import current

Places = npt.NDArray[np.uint32]

NONE: Places = np.empty(0, dtype=np.uint32)
UNKNOWN = 0.5  # what counts of a part that is understood, though no entry has it
LEAST_PARTS = 2  # that an entry has in common with a query: one may be by chance


@dataclass(frozen=True)
class Part:
    """Hold a part of a query, by which entries are found, with its weight and the belief that this is meant."""

    expression: Expression
    weight: float
    belief: float = 1.0


def greatest_share(named: Sequence[Part], others: Sequence[Part]) -> float:
    """Return the greatest share of all parts that one entry has, among those with any of the named parts.

    Each part counts by its weight and the belief in it; a named part that no entry has still counts a little.
    """
    parts = [*named, *others]
    places = places_of(parts)
    weights = weights_by_place(parts, places)
    among = np.concatenate([*places[: len(named)], NONE]) if named else slice(None)
    unknown = sum(part.weight * part.belief for part, had in zip(named, places, strict=False) if not len(had))
    total = sum(part.weight for part in parts)
    return (float(weights[among].max(initial=0.0)) + unknown * UNKNOWN) / total if total else 0.0


def entries_with_most(parts: Sequence[Part], limit: int) -> list[int]:
    """Return the ids of the entries that have the most of the weight of the parts, and at least two of them."""
    places = places_of(parts)
    weights = weights_by_place(parts, places)
    weights[np.bincount(np.concatenate([*places, NONE])) < LEAST_PARTS] = 0
    best = np.argsort(-weights, kind="stable")[:limit]
    return current().ids[best[weights[best] > 0]].tolist()


def places_of(parts: Sequence[Part]) -> list[Places]:
    """Return the places of the entries that have each of the parts."""
    found = current().matching([part.expression for part in parts])
    return [np.frombuffer(entries.to_array(), dtype=np.uint32) for entries in found]


def weights_by_place(parts: Sequence[Part], places: Sequence[Places]) -> npt.NDArray[np.float64]:
    """Return the weight of all parts that the entry at each place has."""
    weights = [np.full(len(each), part.weight * part.belief) for part, each in zip(parts, places, strict=True)]
    weight = np.concatenate([*weights, np.empty(0)])
    return np.bincount(np.concatenate([*places, NONE]), weight).astype(np.float64)
