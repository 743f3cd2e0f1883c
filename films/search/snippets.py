"""From an entry's texts to the pieces that a page shows, with what matched marked."""

import re
from collections.abc import Iterable

from films.search.folding import aligned, plain
from films.search.types import Candidate, Piece

LENGTH = 220  # characters of a snippet: three lines on a phone
LEAD = 60  # characters before the first match, so that it is read in its sentence

REST_OF_WORD = r"[^\W_]*"

Marker = re.Pattern[str]


def marker(words: Iterable[tuple[str, bool]], phrases: Iterable[str]) -> Marker | None:
    """Return the pattern of what is marked: words, or words that begin so where told, and phrases."""
    forms = [re.escape(word) + ("" if whole else REST_OF_WORD) for word, whole in words if word]
    forms += [r"[\W_]+".join(map(re.escape, plain(phrase).split())) for phrase in phrases if plain(phrase)]
    return (
        re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![^\W_])")
        if forms
        else None
    )


def pieces(text: str, marks: Marker | None) -> tuple[Piece, ...]:
    """Split a text into what matched and what lies between."""
    if marks is None:
        return (Piece(text, False),) if text else ()
    found, position = [], 0
    for match in marks.finditer(aligned(text)):
        if match.start() > position:
            found.append(Piece(text[position : match.start()], False))
        found.append(Piece(text[match.start() : match.end()], True))
        position = match.end()
    if position < len(text):
        found.append(Piece(text[position:], False))
    return tuple(found)


def snippet(candidate: Candidate, marks: Marker | None) -> tuple[Piece, ...]:
    """Return the stretch of an entry's text that shows the match, or how the text begins where none is in it.

    An entry that was found by another of its names shows those names instead.
    """
    title, names, body = (candidate.texts[column] for column in ("title", "names", "body"))
    if marks and names and not marks.search(aligned(body)):
        by_name = len(marks.findall(aligned(names))) > len(marks.findall(aligned(title)))
        body = names if by_name else body
    return shortened(body, marks)


def shortened(text: str, marks: Marker | None) -> tuple[Piece, ...]:
    """Return about `LENGTH` characters around the first match, cut between words, … where text is left out."""
    first = marks.search(aligned(text)) if marks and len(text) > LENGTH else None
    start = max(0, first.start() - LEAD) if first else 0
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + LENGTH // 2)
    kept = (*([Piece("… ", False)] if start else []), *pieces(text[start:end], marks))
    return (*kept, Piece(" …", False)) if end < len(text) else kept
