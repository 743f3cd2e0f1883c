"""Look for the value of a controlled list by the words that mean it."""

from collections.abc import Iterable, Sequence

from films.evidence.support.spans import Span, Word, find_phrase, first_found

PART_FOLLOWS = "as"
"""What stands between a player and a part in a list of the cast: “Ada Quill as the Tanuki”."""


def find_term(terms: str, words: Sequence[Word]) -> Span | None:
    """Return where the first of some words stands, which are given with spaces between."""
    return first_found(terms.split(), words)


def find_job(cues: Iterable[str], words: Sequence[Word], *, in_cast: bool, sentence: str) -> Span | None:
    """Return where a sentence says somebody's job; a part in the cast may follow “as”, or stand in brackets."""
    found = first_found(cues, words)
    if found or not in_cast:
        return found
    if as_part := find_phrase(PART_FOLLOWS, words):
        return as_part
    opening, closing = sentence.find("("), sentence.find(")")
    return Span(opening, closing + 1) if 0 <= opening < closing else None
