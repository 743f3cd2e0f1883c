"""Cuts an entry's texts into the pieces that a page shows, with what matched marked."""

from collections.abc import Iterator
from dataclasses import dataclass

from films.search.folding import aligned
from films.search.types import Candidate, Piece

LENGTH = 220  # characters of a snippet: three lines on a phone
LEAD = 60  # characters before the first match, so that it is read in its sentence


@dataclass(frozen=True)
class Marker:
    """What is marked: words in their plain form, and words that begin so."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where what is marked stands in a text, from left to right."""
        folded = aligned(text)
        found = {start: end for word in self.words for start, end in words_at(folded, word) if is_end(folded, end)}
        for beginning in self.beginnings:
            found |= {start: end_of_word(folded, end) for start, end in words_at(folded, beginning)}
        return sorted(found.items())


def words_at(text: str, beginning: str) -> Iterator[tuple[int, int]]:
    """Give the positions at which words begin with a text, and those at which that beginning ends."""
    start = text.find(beginning)
    while start >= 0:
        if not start or not text[start - 1].isalnum():
            yield start, start + len(beginning)
        start = text.find(beginning, start + 1)


def is_end(text: str, position: int) -> bool:
    """Tell whether a word ends before this position."""
    return not text[position : position + 1].isalnum()


def end_of_word(text: str, position: int) -> int:
    """Return where the word at a position ends."""
    while not is_end(text, position):
        position += 1
    return position


def pieces(text: str, marks: Marker) -> tuple[Piece, ...]:
    """Split a text into what matched and what lies between."""
    found, position = [], 0
    for start, end in marks.spans(text):
        if start > position:
            found.append(Piece(text[position:start], False))
        found.append(Piece(text[start:end], True))
        position = end
    if position < len(text):
        found.append(Piece(text[position:], False))
    return tuple(found)


def snippet(candidate: Candidate, marks: Marker) -> tuple[Piece, ...]:
    """Return the part of an entry's text that shows the match, or its beginning where nothing matched.

    An entry that was found by another of its names shows those names instead.
    """
    title, names, body = (candidate.texts[column] for column in ("title", "names", "body"))
    if names and len(marks.spans(names)) > len(marks.spans(title)) and not marks.spans(body):
        body = names
    return shortened(body, marks)


def shortened(text: str, marks: Marker) -> tuple[Piece, ...]:
    """Return about `LENGTH` characters around the first match, cut between words, with … for what is left out."""
    if len(text) <= LENGTH:
        return pieces(text, marks)
    spans = marks.spans(text)
    start = max(0, spans[0][0] - LEAD) if spans else 0
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + LENGTH // 2)
    kept = (*([Piece("… ", False)] if start else []), *pieces(text[start:end], marks))
    return (*kept, Piece(" …", False)) if end < len(text) else kept
