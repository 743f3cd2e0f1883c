"""Hold the words of the index in memory: how frequent they are, which begin alike, and which are nearly the same.

Which letters a word has, and how many, leaves few words to compare letter by letter: each mistake adds at most one
letter that the other word lacks, and takes away at most one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from films.search.backends import engine
from films.search.backends.base import LAST_CHARACTER, IndexState
from films.search.sets import current
from films.search.sets.postings import Numbers

FIRST_LETTER = ord("a")
LEAST_LETTERS = 3  # of a word that may be misspelt
Found = TypeVar("Found")
MOST_REREAD = 200  # entries whose words are read again; if more were written, reading all words takes no longer
LOOKED_UP_KEPT = 5000  # words whose neighbours are remembered


@dataclass(frozen=True)
class SpelledWords:
    """Hold words of letters alone, sorted by length."""

    words: tuple[str, ...]

    @cached_property
    def letters(self) -> Numbers:
        """Return which letters each word has, as one bit for each."""
        codes = np.array(self.words, dtype="S")
        codes = codes.view(np.uint8).reshape(len(codes), codes.itemsize)
        bits = np.where(codes, np.uint32(1) << (codes - FIRST_LETTER).astype(np.uint32) % 32, np.uint32(0))
        found: Numbers = np.bitwise_or.reduce(bits, axis=1)
        return found

    @cached_property
    def by_place(self) -> npt.NDArray[np.object_]:
        """Return the words for reading many of them by their places at once."""
        return np.array(self.words, dtype=object)

    @cached_property
    def lengths(self) -> Numbers:
        return np.fromiter(map(len, self.words), dtype=np.int32, count=len(self.words))

    def within(self, word: str, mistakes: int) -> dict[str, int]:
        """Return the words that are at most so many mistakes away from a word, with their distances."""
        if not self.words:
            return {}
        first, last = np.searchsorted(self.lengths, (len(word) - mistakes, len(word) + mistakes + 1)).tolist()
        letters = SpelledWords((word,)).letters
        known = self.letters[first:last]
        is_near = np.bitwise_count(letters & ~known) <= mistakes
        is_near &= np.bitwise_count(known & ~letters) <= mistakes
        near = self.by_place[first:last][is_near].tolist()
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        return {other: int(distance) for other, distance, _ in found}


@dataclass(frozen=True)
class Dictionary:
    """Hold words in their order with their numbers of entries, and those of entries that were written since.

    Unless `is_exact`, a word that no entry has any more may be there, with its number of before.
    """

    words: tuple[str, ...]
    entries: Numbers
    is_exact: bool = True
    written: dict[str, int] = field(default_factory=dict)
    near: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)
    continued: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def rewritten(self, entry_ids: Sequence[int]) -> "Dictionary":
        """Return the words after these entries were written anew."""
        written = self.written | dict(engine().words(entry_ids))
        return Dictionary(self.words, self.entries, is_exact=False, written=written)

    def frequency(self, word: str) -> int:
        """Return the number of entries that had a word when it was last read."""
        place = bisect_left(self.words, word)
        is_known = place < len(self.words) and self.words[place] == word
        return self.written.get(word, int(self.entries[place]) if is_known else 0)

    def beginning(self, beginning: str, limit: int) -> list[str]:
        """Return the most frequent words that are longer than a beginning and begin so."""
        found = self.continued.get((beginning, limit))
        if found is None:
            first = bisect_right(self.words, beginning)
            last = bisect_left(self.words, beginning + LAST_CHARACTER)
            most = np.argsort(-self.entries[first:last], kind="stable")[:limit] + first
            known = [self.words[place] for place in most.tolist()]
            written = {word for word in self.written if word.startswith(beginning) and word != beginning}
            found = sorted({*known, *written}, key=lambda word: (-self.frequency(word), word))[:limit]
            keep(self.continued, (beginning, limit), found)
        return found

    def within(self, word: str, mistakes: int) -> dict[str, int]:
        """Return the words of letters at most so many mistakes away from a word, with their distances."""
        found = self.near.get((word, mistakes))
        if found is None:
            found = self.spelled.within(word, mistakes)
            keep(self.near, (word, mistakes), found)
        return found

    @cached_property
    def spelled(self) -> SpelledWords:
        every = {*self.words, *self.written} if self.written else self.words
        spelled = (word for word in every if len(word) >= LEAST_LETTERS and word.isalpha())
        return SpelledWords(tuple(sorted(spelled, key=len)))

    @cached_property
    def beginnings(self) -> dict[int, SpelledWords]:
        """Return the distinct beginnings of words, which are made for each length when they are asked for."""
        return {}

    def begun_within(self, word: str, mistakes: int) -> set[str]:
        """Return the beginnings, about as long as a word, that are so few mistakes away from it."""
        found: set[str] = set()
        for length in range(len(word) - mistakes, len(word) + mistakes + 1):
            if length not in self.beginnings:
                starts = {other[:length] for other in self.spelled.words if len(other) >= length}
                self.beginnings[length] = SpelledWords(tuple(starts))
            found.update(self.beginnings[length].within(word, mistakes))
        return found


def keep(remembered: dict[tuple[str, int], Found], asked: tuple[str, int], found: Found) -> None:
    """Remember what was looked up, and forget everything before that is too much."""
    if len(remembered) >= LOOKED_UP_KEPT:
        remembered.clear()
    remembered[asked] = found


_read: tuple[IndexState, Dictionary] | None = None


def dictionary() -> Dictionary:
    """Return the words of the index; those of entries that were written since they were read are read again."""
    global _read
    state = current().state
    if _read and _read[0] == state:
        return _read[1]
    changed = engine().changed_since(_read[0], MOST_REREAD) if _read else None
    if _read and changed is not None:
        words = _read[1].rewritten(changed) if changed else _read[1]
    else:
        pairs = list(engine().words())
        counts = np.fromiter((entries for _, entries in pairs), dtype=np.int32, count=len(pairs))
        words = Dictionary(tuple(word for word, _ in pairs), counts)
    _read = state, words
    return words


def word_frequencies(words: Iterable[str]) -> dict[str, int]:
    """Return the number of entries with each word; words without entries are left out.

    Where entries were written since the words were read, the index is asked.
    """
    known = dictionary()
    if not known.is_exact:
        return engine().word_frequencies(words)
    return {word: entries for word in words if (entries := known.frequency(word))}


def words_beginning(beginnings: Iterable[str], limit: int) -> dict[str, list[str]]:
    """Return, for each beginning, the words that begin with it, the most frequent first."""
    known = dictionary()
    return {beginning: known.beginning(beginning, limit) for beginning in beginnings}
