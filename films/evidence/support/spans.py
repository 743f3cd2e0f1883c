"""Split sentences into words, to compare them without regard to case, accents and punctuation."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ.](?!s\b)[\p{L}\p{M}\p{N}]+)*")
DOTS = regex.compile(r"[.'’ʼ]")
UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not decompose into a letter and an accent."""


@dataclass(frozen=True)
class Span:
    """Hold a position in a sentence, in characters."""

    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """Hold a word of a sentence: the key by which it is compared, its text, and its position."""

    key: str
    text: str
    span: Span


def words_in(text: str) -> list[Word]:
    """Return the words of a text in order, without a possessive “’s”."""
    return [Word(word_key(found[0]), found[0], Span(*found.span())) for found in WORD.finditer(text)]


def word_key(word: str) -> str:
    """Return a word in lower case, without accents, dots (“U.S.”) and apostrophes (“O’Ross”)."""
    letters = unicodedata.normalize("NFKD", DOTS.sub("", word).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(UNDIVIDED)


def find_phrase(phrase: str, words: Sequence[Word]) -> Span | None:
    """Return where a sentence has the words of a phrase in a row, or None."""
    wanted = [word.key for word in words_in(phrase)]
    for start in range(len(words) - len(wanted) + 1) if wanted else ():
        found = words[start : start + len(wanted)]
        if [word.key for word in found] == wanted:
            return Span(found[0].span.start, found[-1].span.end)
    return None


def first_found(phrases: Iterable[str], words: Sequence[Word]) -> Span | None:
    """Return the position of the first of these phrases that the sentence has, or None."""
    return next((span for phrase in phrases if (span := find_phrase(phrase, words))), None)


def around(spans: Iterable[Span | None]) -> Span | None:
    """Return the span from the first to the last of several spans, or None if any of them is None."""
    found = list(spans)
    known = [span for span in found if span is not None]
    if not known or len(known) < len(found):
        return None
    return Span(min(span.start for span in known), max(span.end for span in known))
