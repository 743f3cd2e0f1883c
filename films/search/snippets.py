"""Cut the texts of an entry into pieces to show, and mark those that matched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from films.identity.folding import aligned
from films.search.types import Candidate, Piece

LENGTH = 220  # characters in a snippet: three lines on a phone
WORD = r"[^\W_]"  # a character of a word, as `str.isalnum` tells them
NOTHING = r"(?!)"
LEAD = 60  # characters before the first match, so that it has some context


@dataclass(frozen=True)
class Marker:
    """Mark words, given in their plain form, and words with certain beginnings."""

    words: frozenset[str]
    beginnings: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the words in a folded text: a longer one before one that it begins with."""
        parts = [f"(?:{any_word_pattern(self.beginnings)}){WORD}*"] if self.beginnings else []
        parts += [f"(?:{any_word_pattern(self.words)})(?!{WORD})"] if self.words else []
        return re.compile(f"(?<!{WORD})(?:{'|'.join(parts)})" if parts else NOTHING)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the positions to mark in a text, from left to right."""
        return [match.span() for match in self.pattern.finditer(aligned(text))]

    def first(self, text: str) -> int | None:
        """Return where the first of the positions to mark is, without looking for the others."""
        found = self.pattern.search(aligned(text))
        return found.start() if found else None


def any_word_pattern(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


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
    return excerpt(body, marks)


def excerpt(text: str, marks: Marker) -> tuple[Piece, ...]:
    """Return about `LENGTH` characters around the first match, cut between words and marked with “…”."""
    if len(text) <= LENGTH:
        return pieces(text, marks)
    start = max(0, (marks.first(text) or 0) - LEAD)
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + LENGTH // 2)
    kept = (*([Piece("… ", False)] if start else []), *pieces(text[start:end], marks))
    return (*kept, Piece(" …", False)) if end < len(text) else kept
