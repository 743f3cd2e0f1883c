"""Find words a few mistakes away from what was typed, among all words of the index, which are held in memory.

Which letters a word has, and how many, leaves few words to compare letter by letter: each mistake adds at most one
letter that the other word lacks, and takes away at most one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from films.search.backends import engine
from films.search.backends.base import IndexState
from films.search.sets import current
from films.search.sets.postings import Numbers

FIRST_LETTER = ord("a")
MOST_REREAD = 200  # entries whose words are read again; if more were written, reading all words takes no longer


@dataclass(frozen=True)
class WordList:
    """Hold words of letters, with the number of entries that each of them had when it was last read."""

    words: tuple[str, ...]
    entries: dict[str, int]
    beginnings: dict[int, "WordList"] = field(default_factory=dict)

    @cached_property
    def letters(self) -> Numbers:
        """Return which letters each word has, as one bit for each."""
        codes = np.array(self.words, dtype="S")
        codes = codes.view(np.uint8).reshape(len(codes), codes.itemsize)
        bits = np.where(codes, np.uint32(1) << (codes - FIRST_LETTER).astype(np.uint32) % 32, np.uint32(0))
        found: Numbers = np.bitwise_or.reduce(bits, axis=1)
        return found

    @cached_property
    def lengths(self) -> Numbers:
        return np.fromiter(map(len, self.words), dtype=np.int32, count=len(self.words))

    def within(self, word: str, mistakes: int) -> Iterator[tuple[str, int]]:
        """Yield the words that are at most so many mistakes away from a word, with their distances."""
        if not self.words:
            return
        letters = WordList((word,), {}).letters
        is_near = np.abs(self.lengths - len(word)) <= mistakes
        is_near &= np.bitwise_count(letters & ~self.letters) <= mistakes
        is_near &= np.bitwise_count(self.letters & ~letters) <= mistakes
        near = [self.words[place] for place in np.flatnonzero(is_near)]
        for other, distance, _ in process.extract_iter(word, near, scorer=OSA.distance, score_cutoff=mistakes):
            yield other, int(distance)

    def beginning(self, length: int) -> "WordList":
        """Return the distinct beginnings of this length that words have."""
        if length not in self.beginnings:
            starts = dict.fromkeys(word[:length] for word in self.words if len(word) >= length)
            self.beginnings[length] = WordList(tuple(starts), {})
        return self.beginnings[length]

    def with_words(self, read: Iterable[tuple[str, int]]) -> "WordList":
        """Return the list with words added, or their numbers of entries changed."""
        entries = self.entries | dict(read)
        return WordList(tuple(entries), entries)


_read: tuple[IndexState, WordList] | None = None


def word_list() -> WordList:
    """Return the words of the index; those of entries that were written since they were read are read again.

    A word that no entry has any more may stay in the list, so numbers of entries are looked up before they count.
    """
    global _read
    state = current().state
    if _read and _read[0] == state:
        return _read[1]
    changed = engine().changed_since(_read[0], MOST_REREAD) if _read else None
    if _read and changed is not None:
        words = _read[1].with_words(engine().spelled_words(changed)) if changed else _read[1]
    else:
        words = WordList((), {}).with_words(engine().spelled_words())
    _read = state, words
    return words
