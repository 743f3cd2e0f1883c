"""Check a text in our own words against the cited sentences, which must have its figures and names."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import regex

from films.evidence.extraction.amounts import amounts_in
from films.evidence.support.names import is_name
from films.evidence.support.numbers import FIGURE, numbers_in
from films.evidence.support.spans import Word, words_in

OPENS_SENTENCE = regex.compile(r"(?:^|[.!?:;“\"(–—])\s*$")


def unsupported_words(text: str, sentences: Sequence[str], known_names: Iterable[str]) -> list[str]:
    """Return the figures and names in a text that are in none of the sentences and not among the known names."""
    source = " ".join(sentences)
    words = words_in(source)
    return [*unsupported_figures(text, source, words), *unsupported_names(text, words, known_names)]


def unsupported_figures(text: str, source: str, words: Sequence[Word]) -> Iterator[str]:
    numbers = {number for number, _ in numbers_in(source, words)}
    numbers |= {
        bound for amount in amounts_in(source) for bound in (amount.amount, amount.upper) if bound is not None
    }
    of_amounts = [(amount.start, amount.end) for amount in amounts_in(text)]
    for amount in amounts_in(text):
        if amount.amount not in numbers:
            yield text[amount.start : amount.end]
    for figure in FIGURE.finditer(text):
        is_amount = any(start <= figure.start() < end for start, end in of_amounts)
        if not is_amount and Decimal(figure[0].replace(",", "")) not in numbers:
            yield figure[0]


def unsupported_names(text: str, words: Sequence[Word], known_names: Iterable[str]) -> Iterator[str]:
    known = {word.key for word in words} | {word.key for name in known_names for word in words_in(name)}
    for word in words_in(text):
        opens = OPENS_SENTENCE.search(text[: word.span.start])
        if is_name(word) and not opens and word.key not in known and not word.text[0].isdigit():
            yield word.text
