"""From marked text to the pieces that a page shows."""

import re

from films.search.backends.sqlite.schema import MATCH_END, MATCH_START
from films.search.types import Candidate, Piece

LENGTH = 220  # characters of a snippet: three lines on a phone
LEAD = 60  # characters before the first match, so that it is read in its sentence

PARTS = re.compile(f"{MATCH_START}(.*?){MATCH_END}", re.DOTALL)


def pieces(marked: str) -> tuple[Piece, ...]:
    """Split a marked text at its marks."""
    split = PARTS.split(marked)
    return tuple(Piece(text, number % 2 == 1) for number, text in enumerate(split) if text)


def snippet(candidate: Candidate) -> tuple[Piece, ...]:
    """Return the stretch of an entry's text that shows the match, or how the text begins where none is in it.

    An entry that was found by another of its names shows those names instead.
    """
    title, names, body = (candidate.texts[column] for column in ("title", "names", "body"))
    matched_by_name = names.count(MATCH_START) > title.count(MATCH_START)
    return shortened(names if matched_by_name and MATCH_START not in body else body)


def shortened(marked: str) -> tuple[Piece, ...]:
    """Return about `LENGTH` characters around the first match, cut between words, … where text is left out."""
    all_pieces = pieces(marked)
    text = "".join(piece.text for piece in all_pieces)
    before_match = len(all_pieces[0].text) if all_pieces and not all_pieces[0].matched else 0
    has_match = any(piece.matched for piece in all_pieces)
    start = max(0, before_match - LEAD) if has_match and len(text) > LENGTH else 0
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + LENGTH // 2)
    kept = [Piece("… ", False)] if start else []
    position = 0
    for piece in all_pieces:
        left, right = max(start - position, 0), min(end - position, len(piece.text))
        if left < right:
            kept.append(Piece(piece.text[left:right], piece.matched))
        position += len(piece.text)
    if end < len(text):
        kept.append(Piece(" …", False))
    return tuple(kept)
