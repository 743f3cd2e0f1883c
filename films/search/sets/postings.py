"""Pack the facet tokens of all entries at one time, to look up the entries of a token and the tokens of an entry.

Each entry is known by its place in the order of ids, which is also the order of prominence.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count, groupby
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from films.search.entry_ids import RECORD_MASK

Numbers = npt.NDArray[np.integer]

ENTRIES_OF_A_TOKEN = 20  # whose tokens are looked at in the time that the intersection of one token takes

FACET = slice(2)
"""The letters of a token that say of which facet it is."""


@dataclass(frozen=True)
class Postings:
    """Hold the ids of all entries, and their tokens, numbered so that those of one facet are consecutive.

    `entries` lists the places of the entries with each token; those of token n begin at `entry_starts[n]`. In the
    same way, `held` lists the tokens of each entry from `held_starts` on. `ranges` has the numbers of a facet's
    tokens by their first two letters.
    """

    ids: Numbers
    tokens: tuple[str, ...]
    numbers: dict[str, int]
    entries: Numbers
    entry_starts: Numbers
    held: Numbers
    held_starts: Numbers
    ranges: dict[str, range]
    sets: dict[int, BitMap] = field(default_factory=dict)

    @cached_property
    def by_record(self) -> tuple[Numbers, Numbers]:
        """Return the record numbers of all entries in ascending order, and the place of each."""
        records = self.ids & RECORD_MASK
        order = np.argsort(records)
        return records[order], order.astype(np.uint32)

    @cached_property
    def sizes(self) -> Numbers:
        """Return how many entries have each token."""
        return np.diff(self.entry_starts)

    def counts(self, places: BitMap, asked: Sequence[range]) -> Numbers:
        """Return how many of these entries have each token, by its number, at least for those asked for.

        A token costs an intersection, an entry the look at its tokens; of most entries, the others are counted.
        """
        if sum(map(len, asked)) * ENTRIES_OF_A_TOKEN < len(places):
            counts: Numbers = np.zeros(len(self.tokens), dtype=np.int64)
            for number in chain.from_iterable(asked):
                counts[number] = self.having(self.tokens[number]).intersection_cardinality(places)
            return counts
        if len(places) > len(self.ids) // 2:
            others = BitMap(range(len(self.ids))) - places
            return self.sizes - self.counts(others, asked)
        chosen = np.frombuffer(places.to_array(), dtype=np.uint32)
        starts, lengths = self.held_starts[chosen], self.held_starts[chosen + 1] - self.held_starts[chosen]
        before = lengths.cumsum(dtype=np.int32) - lengths
        every = (starts - before).repeat(lengths) + np.arange(lengths.sum(), dtype=np.int32)
        return np.bincount(self.held[every], minlength=len(self.tokens))

    def having(self, token: str) -> BitMap:
        """Return the entries with a token. The set is built on first use, and callers must not change it."""
        number = self.numbers.get(token)
        if number is None:
            return BitMap()
        found = self.sets.get(number)
        if found is None:
            found = self.sets[number] = bitmap(self.entries[slice(*self.entry_starts[number : number + 2])])
        return found


def bitmap(places: Numbers) -> BitMap:
    """Return the set of these places; BitMap reads an array of this type without a loop in Python."""
    return BitMap(array("I", np.ascontiguousarray(places, dtype=np.uint32).tobytes()))


def positions(held: Numbers, asked: Numbers) -> tuple[Numbers, Any]:
    """Return the positions in `held`, which is sorted, of the numbers asked for, and a mask of those it has."""
    found = np.searchsorted(held, asked)
    found[found == len(held)] = 0
    is_held = held[found] == asked if len(held) else np.zeros(len(asked), dtype=bool)
    return found[is_held], is_held


def postings_of(entries: Iterable[tuple[int, str]]) -> Postings:
    """Pack the tokens of entries, given as (id, tokens) in the order of ids."""
    numbered: defaultdict[str, int] = defaultdict(count().__next__)  # in the order in which tokens are met
    held = array("i")
    ids, lengths = array("q"), array("i")
    for entry_id, text in entries:
        ids.append(entry_id)
        tokens_held = text.split()
        lengths.append(len(tokens_held))
        held.extend(map(numbered.__getitem__, tokens_held))
    tokens = sorted(sorted(sorted(numbered), key=len), key=itemgetter(FACET))
    numbers = {token: number for number, token in enumerate(tokens)}
    renumbered = np.fromiter(map(numbers.__getitem__, numbered), dtype=np.int32, count=len(numbered))
    packed = renumbered[np.frombuffer(held, dtype=np.int32)] if held else np.empty(0, dtype=np.int32)
    of_entry = np.repeat(np.arange(len(ids), dtype=np.uint32), np.frombuffer(lengths, dtype=np.int32))
    return Postings(
        ids=np.frombuffer(ids, dtype=np.int64) if ids else np.empty(0, dtype=np.int64),
        tokens=tuple(tokens),
        numbers=numbers,
        entries=of_entry[np.argsort(packed, kind="stable")],
        entry_starts=starts_of(packed, len(tokens)),
        held=packed,
        held_starts=starts_of(of_entry, len(ids)),
        ranges=ranges_of(tokens),
    )


def starts_of(values: Numbers, count: int) -> Numbers:
    """Return the position at which each of `count` values would begin if `values` were sorted."""
    lengths = np.bincount(values, minlength=count)
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)


def ranges_of(tokens: Sequence[str]) -> dict[str, range]:
    """Return the range of each facet's token numbers, by the first two letters of the tokens."""
    ranges = {}
    start = 0
    for facet, tokens_of_facet in groupby(tokens, itemgetter(FACET)):
        ranges[facet] = range(start, start + sum(1 for _ in tokens_of_facet))
        start = ranges[facet].stop
    return ranges
