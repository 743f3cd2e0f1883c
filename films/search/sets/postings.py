"""All facets' tokens of all entries as they were at one time, packed: those of an entry, and the entries of one.

An entry is told by its place in the order of ids, which is that of prominence.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

Numbers = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Postings:
    """The entries' ids, and their tokens by number; the numbers of one facet's tokens follow each other.

    `held` has the tokens' numbers, those of the entry in place p from `starts[p]` to before `starts[p + 1]`.
    `entries` has the entries' places, those with the token of number n from `entry_starts[n]` on. `ranges` has the
    numbers of each facet's tokens by their first two letters.
    """

    ids: Numbers
    tokens: tuple[str, ...]
    numbers: dict[str, int]
    starts: Numbers
    held: Numbers
    entries: Numbers
    entry_starts: Numbers
    ranges: dict[str, range]
    sets: dict[int, BitMap] = field(default_factory=dict)

    def having(self, token: str) -> BitMap:
        """Return the entries with a token. The set is made when it is first asked for, and not to be changed."""
        number = self.numbers.get(token)
        if number is None:
            return BitMap()
        found = self.sets.get(number)
        if found is None:
            found = self.sets[number] = bitmap(self.entries[slice(*self.entry_starts[number : number + 2])])
        return found

    def counts(self, places: BitMap) -> Numbers:
        """Return how many of the entries have each token, by its number."""
        chosen = np.frombuffer(places.to_array(), dtype=np.uint32)
        starts, lengths = self.starts[chosen], self.starts[chosen + 1] - self.starts[chosen]
        before = np.cumsum(lengths) - lengths
        every = np.repeat(starts - before, lengths) + np.arange(lengths.sum(), dtype=starts.dtype)
        return np.bincount(self.held[every], minlength=len(self.tokens))


def bitmap(places: Numbers) -> BitMap:
    """Return the set of places, by way of the type that it takes as a whole."""
    return BitMap(array("I", np.ascontiguousarray(places, dtype=np.uint32).tobytes()))


def postings_of(entries: Iterable[tuple[int, str]]) -> Postings:
    """Pack the tokens of entries, given with their ids in the order of these."""
    met: dict[str, int] = {}
    held = array("i")
    ids, lengths = array("q"), array("i", [0])
    for entry_id, text in entries:
        ids.append(entry_id)
        tokens = text.split()
        lengths.append(len(tokens))
        held.extend([met.setdefault(token, len(met)) for token in tokens])
    tokens = sorted(met, key=lambda token: (token[:2], len(token), token))  # facet by facet, and by ids
    numbers = {token: number for number, token in enumerate(tokens)}
    renumbered = np.fromiter((numbers[token] for token in met), dtype=np.int32, count=len(met))
    packed = renumbered[np.frombuffer(held, dtype=np.int32)] if held else np.empty(0, dtype=np.int32)
    of_entry = np.repeat(np.arange(len(ids), dtype=np.uint32), np.frombuffer(lengths, dtype=np.int32)[1:])
    return Postings(
        ids=np.frombuffer(ids, dtype=np.int64) if ids else np.empty(0, dtype=np.int64),
        tokens=tuple(tokens),
        numbers=numbers,
        starts=np.fromiter(accumulate(lengths), dtype=np.int64, count=len(lengths)),
        held=packed,
        entries=of_entry[np.argsort(packed, kind="stable")],
        entry_starts=np.concatenate(([0], np.cumsum(np.bincount(packed, minlength=len(tokens))))),
        ranges=ranges_of(tokens),
    )


def ranges_of(tokens: Sequence[str]) -> dict[str, range]:
    """Return the numbers of each facet's tokens, which follow each other, by their first two letters."""
    ranges: dict[str, range] = {}
    for number, token in enumerate(tokens):
        ranges[token[:2]] = range(ranges.get(token[:2], range(number, 0)).start, number + 1)
    return ranges
