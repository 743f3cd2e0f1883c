"""Rewrite the text of a query: without some of its words, or with these in quotation marks."""

from collections.abc import Iterable, Sequence

from films.search.understanding.entities import Interpretation
from films.search.vocabulary import JOINING_WORDS


def spans_of(positions: Iterable[int], interpretation: Interpretation, typed: str) -> list[tuple[int, int]]:
    """Return the positions of words in the text; words with only space between them are one span."""
    spans: list[tuple[int, int]] = []
    for clause in dict.fromkeys(interpretation.words[place].clause for place in sorted(positions)):
        start, end = clause.span
        if spans and not typed[spans[-1][1] : start].strip():
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def with_joining_words(positions: Iterable[int], interpretation: Interpretation) -> set[int]:
    """Return the positions, and those of words before them that nothing else explains: “from the” before “90s”."""
    joined = set(positions)
    for position in tuple(joined):
        before = position - 1
        while (
            before >= 0
            and interpretation.words[before].text in JOINING_WORDS
            and before not in interpretation.understood
        ):
            joined.add(before)
            before -= 1
    return joined


def without(typed: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text without these spans."""
    return " ".join(with_spans_replaced(typed, [(start, end, " ") for start, end in spans]).split())


def with_spans_quoted(typed: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with these spans in quotation marks."""
    return with_spans_replaced(typed, [(start, end, f'"{typed[start:end]}"') for start, end in spans]).strip()


def with_spans_replaced(typed: str, replacements: Iterable[tuple[int, int, str]]) -> str:
    """Return the text with each span, from a start to before an end, replaced by another text."""
    kept, position = "", 0
    for start, end, text in replacements:
        kept += typed[position:start] + text
        position = end
    return kept + typed[position:]
