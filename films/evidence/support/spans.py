"""Split a sentence into words that can be compared, whatever their case, accents and punctuation."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ.](?!s\b)[\p{L}\p{M}\p{N}]+)*")
DOTS = regex.compile(r"[.'’ʼ]")
UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart into a letter and its accent."""


@dataclass(frozen=True)
class Span:
    """Hold where something stands in a sentence, in characters."""

    start: int
    end: int


@dataclass(frozen=True)
class Word:
    """Hold a word of a sentence: as it is compared, as it is written, and where it stands."""

    key: str
    text: str
    span: Span


def words_in(text: str) -> list[Word]:
    """Return the words of a text in order, without the “’s” of possession."""
    return [Word(word_key(found[0]), found[0], Span(*found.span())) for found in WORD.finditer(text)]


def word_key(word: str) -> str:
    """Return a word in lower case, without accents, and without the dots of “U.S.” and the sign of “O’Ross”."""
    letters = unicodedata.normalize("NFKD", DOTS.sub("", word).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(UNDIVIDED)


def find_phrase(phrase: str, words: Sequence[Word]) -> Span | None:
    """Return where the words of a phrase follow each other in a sentence, or None."""
    wanted = [word.key for word in words_in(phrase)]
    for start in range(len(words) - len(wanted) + 1) if wanted else ():
        found = words[start : start + len(wanted)]
        if [word.key for word in found] == wanted:
            return Span(found[0].span.start, found[-1].span.end)
    return None


def first_found(phrases: Iterable[str], words: Sequence[Word]) -> Span | None:
    """Return where the first phrase stands that the sentence has."""
    return next((span for phrase in phrases if (span := find_phrase(phrase, words))), None)


def around(spans: Iterable[Span | None]) -> Span | None:
    """Return the span from the first to the last of several, or None if one of them was not found."""
    found = list(spans)
    known = [span for span in found if span is not None]
    if not known or len(known) < len(found):
        return None
    return Span(min(span.start for span in known), max(span.end for span in known))
