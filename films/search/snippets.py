"""Cut the texts of an entry into pieces to show, and mark those that matched."""

from collections.abc import Iterator
from dataclasses import dataclass

from films.identity.folding import aligned
from films.search.types import Candidate, Piece

LENGTH = 220  # characters in a snippet: three lines on a phone
LEAD = 60  # characters before the first match, so that it has some context


@dataclass(frozen=True)
class Marker:
    """Mark words, given in their plain form, and words with certain beginnings."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the positions to mark in a text, from left to right."""
        folded = aligned(text)
        found = {start: end for word in self.words for start, end in words_at(folded, word) if is_end(folded, end)}
        for beginning in self.beginnings:
            found |= {start: end_of_word(folded, end) for start, end in words_at(folded, beginning)}
        return sorted(found.items())


def words_at(text: str, beginning: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each beginning of a word that equals a text."""
    start = text.find(beginning)
    while start >= 0:
        if not start or not text[start - 1].isalnum():
            yield start, start + len(beginning)
        start = text.find(beginning, start + 1)


def is_end(text: str, position: int) -> bool:
    """Tell whether a word ends before this position."""
    return not text[position : position + 1].isalnum()


def end_of_word(text: str, position: int) -> int:
    """Return the end of the word at a position."""
    while not is_end(text, position):
        position += 1
    return position


def pieces(text: str, marks: Marker) -> tuple[Piece, ...]:
    """Split a text into the parts that matched and those between them."""
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
    """Return the part of an entry's text with the match, or its beginning if nothing in it matched.

    An entry that was found by one of its other names shows these instead.
    """
    title, names, body = (candidate.texts[column] for column in ("title", "names", "body"))
    if names and len(marks.spans(names)) > len(marks.spans(title)) and not marks.spans(body):
        body = names
    return shortened(body, marks)


def shortened(text: str, marks: Marker) -> tuple[Piece, ...]:
    """Return about `LENGTH` characters around the first match, cut between words and marked with “…”."""
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
