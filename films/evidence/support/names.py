"""Look for a person, company, character, genre or language by any of its names."""

from collections.abc import Iterable, Sequence
from itertools import tee

from films.evidence.extraction.names import NOT_IN_NAMES
from films.evidence.support.spans import Span, Word, first_found, words_in

SHORTEST_PART = 3  # letters; shorter parts of a name are initials and particles
BEFORE_NAMES = NOT_IN_NAMES | frozenset(
    "Mr Mrs Ms Miss Dr Sir Dame Lord Lady Captain Colonel General Major Sergeant Sgt Detective Inspector "
    "Lieutenant Officer Commander Agent Chief President King Queen Prince Princess Doctor Professor Father "
    "Sister".split()
)
"""Capitalised words that come before a family name without being a first name, so that they contradict none."""


def find_name(names: Iterable[str], words: Sequence[Word], *, may_be_partial: bool = False) -> Span | None:
    """Return where one of the names stands.

    With `may_be_partial`, a part of a name, such as the family name, is enough, unless the words around it make it
    the name of somebody else: “James Hill” is not Walter Hill.
    """
    names, again = tee(name for name in names if name)
    whole = first_found(names, words)
    if whole or not may_be_partial:
        return whole
    return next((span for name in again if (span := find_part(name, words))), None)


def find_part(name: str, words: Sequence[Word]) -> Span | None:
    """Return where the longest part of a name that occurs by itself stands."""
    parts = [word.key for word in words_in(name)]
    for length in range(len(parts) - 1, 0, -1):
        for first in range(len(parts) - length + 1):
            wanted = parts[first : first + length]
            rest = [*parts[:first], *parts[first + length :]]
            if max(map(len, wanted)) < SHORTEST_PART:
                continue
            for start in range(len(words) - length + 1):
                found = words[start : start + length]
                if [word.key for word in found] == wanted and stands_alone(start, start + length, words, rest):
                    return Span(found[0].span.start, found[-1].span.end)
    return None


def stands_alone(start: int, end: int, words: Sequence[Word], rest: Sequence[str]) -> bool:
    """Tell whether part of a name stands by itself in a sentence, not within somebody else's name.

    An initial before it has to fit the `rest` of the name.
    """
    if not words[start].text[0].isupper():
        return False
    before = words[start - 1] if start else None
    after = words[end] if end < len(words) else None
    if before and is_initial(before, words[start]):
        return any(part.startswith(before.key) for part in rest)
    if before and is_beside(before, words[start]) and start > 1 and is_name(before):
        return False
    return not (after and is_beside(words[end - 1], after) and is_name(after))


def is_beside(word: Word, following: Word) -> bool:
    """Tell whether there is only one character, such as a space or a hyphen, between two words."""
    return following.span.start - word.span.end == 1


def is_initial(word: Word, following: Word) -> bool:
    """Tell whether a word is an initial directly before another word, as in “A. Badger”."""
    return len(word.text) == 1 and word.text.isupper() and following.span.start - word.span.end in (1, 2)


def is_name(word: Word) -> bool:
    return word.text[0].isupper() and word.text not in BEFORE_NAMES
