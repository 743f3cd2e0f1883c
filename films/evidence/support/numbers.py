"""Look for numbers in figures, in words, as ordinals, and as hours and minutes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from films.evidence.support.spans import Span, Word

FIGURE = regex.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d,])\d+(?:\.\d+)?")
DURATION = regex.compile(
    r"(?i)(?P<hours>\d+|an|one|two|three|four) ?(?:h|hours?)\b,?(?: and)? ?(?:(?P<minutes>\d+) ?m)?"
)
HOURS = {"an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
IN_WORDS = (
    {word: number for number, word in enumerate(UNITS)}
    | TENS
    | {word: number for number, word in enumerate(ORDINALS, 1)}
    | {"top": 1, "once": 1, "twice": 2, "hundred": 100, "dozen": 12}
)
ORDINAL = regex.compile(r"(\d+)(?:st|nd|rd|th)")


def numbers_in(text: str, words: Sequence[Word]) -> Iterator[tuple[Decimal, Span]]:
    """Yield each number of a sentence with its position, however it is written."""
    for figure in FIGURE.finditer(text):
        yield Decimal(figure[0].replace(",", "")), Span(*figure.span())
    for duration in DURATION.finditer(text):
        hours = HOURS.get(duration["hours"].casefold()) or int(duration["hours"])
        yield Decimal(hours * 60 + int(duration["minutes"] or 0)), Span(*duration.span())
    for position, word in enumerate(words):
        ordinal = ORDINAL.fullmatch(word.key)
        number = int(ordinal[1]) if ordinal else IN_WORDS.get(word.key)
        if number is None:
            continue
        yield Decimal(number), word.span
        unit = IN_WORDS.get(words[position + 1].key, 0) if position + 1 < len(words) else 0
        if word.key in TENS and 0 < unit < 10:
            yield Decimal(number + unit), Span(word.span.start, words[position + 1].span.end)


def find_number(value: str, text: str, words: Sequence[Word]) -> Span | None:
    """Return where a number stands."""
    return next((span for number, span in numbers_in(text, words) if number == Decimal(value)), None)


def find_year(value: str, words: Sequence[Word]) -> Span | None:
    """Return where a year stands; “the 1980s” does not count."""
    return next((word.span for word in words if word.key == value), None)
