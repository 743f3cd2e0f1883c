"""Recognise years, decades and ranges of years as people write them in a query."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from films.identity.numerals import TENS, UNITS
from films.search.query.parser import parse
from films.search.query.tree import YearRange

DECADE_WORDS = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990, "noughties": 2000,
}  # fmt: skip
FIRST_SHORT_DECADE = 20  # 20s to 90s are in the twentieth century, 00s and 10s in the twenty-first
FIRST_TEN = 20  # which the first of `TENS` stands for
CENTURY_WORDS = {"nineteen": 1900}  # as years are spoken: “nineteen forties”, “nineteen eighty four”
RELATIVE = {
    ("this", "year"): (0, 1), ("last", "year"): (1, 1), ("this", "decade"): (0, 10), ("last", "decade"): (1, 10),
}  # fmt: skip
"""Words for years counted from the present: how many of the periods ago, and the years of a period."""
PARTS = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}
YEAR = re.compile(r"(?:18[789]|19\d|20\d)\d", re.ASCII)
DECADE = re.compile(r"((?:18[789]|19\d|20\d)|\d)0s?", re.ASCII)


@dataclass(frozen=True)
class YearsFound:
    """Hold the words from `start` to before `end`, and their first and last year; None is an open end."""

    start: int
    end: int
    first: int | None
    last: int | None


def find_years(words: list[str], joined: frozenset[int] = frozenset()) -> list[YearsFound]:
    """Find years in a list of plain words: “1988”, “80s”, “early 90 s”, “between 1985 and 1990”, “before 1950”.

    `joined` has the positions of words that a hyphen or dash joins to the next, as in 1993-1995.
    """
    found = []
    position = 0
    while position < len(words):
        years = (
            range_at(words, position, position in joined)
            or decade_at(words, position)
            or year_at(words, position)
            or spoken_year_at(words, position)
        )
        if years:
            found.append(years)
        position = years.end if years else position + 1
    return found


def read_range(text: str) -> tuple[int | None, int | None] | None:
    """Parse a year or a range as in `year:`: 1988, 1985..1990, 1985.., <1990; None for anything else."""
    clauses = parse(f"year:{text}").clauses
    years = clauses[0] if len(clauses) == 1 else None
    return (years.first, years.last) if isinstance(years, YearRange) else None


def relative_years(words: Sequence[str], this_year: int) -> Iterator[YearsFound]:
    """Yield the years that are counted from the present: “this year”, “last decade”."""
    for position, pair in enumerate(pairwise(words)):
        if pair in RELATIVE:
            ago, length = RELATIVE[pair]
            first = this_year - this_year % length - ago * length
            yield YearsFound(position, position + 2, first, first + length - 1)


def year_of(word: str) -> int | None:
    """Return the year that a word stands for, or None."""
    return int(word) if YEAR.fullmatch(word) else None


def year_at(words: list[str], position: int) -> YearsFound | None:
    """Recognise a single year at a position."""
    year = year_of(words[position])
    return YearsFound(position, position + 1, year, year) if year else None


def spoken_year_at(words: list[str], position: int) -> YearsFound | None:
    """Recognise a year in words at a position: “nineteen eighty four”."""
    century = CENTURY_WORDS.get(words[position])
    following = [*words[position + 1 : position + 3], "", ""]
    if century is None or following[0] not in TENS:
        return None
    has_unit = following[1] in UNITS
    year = century + FIRST_TEN + 10 * TENS.index(following[0]) + (UNITS.index(following[1]) if has_unit else 0)
    return YearsFound(position, position + 2 + has_unit, year, year)


def range_at(words: list[str], position: int, is_joined: bool = False) -> YearsFound | None:
    """Recognise a range that begins at a word: between … and …, from … to …, before, after, since …."""
    following = [*words[position + 1 : position + 4], "", "", ""]
    first, joint, last = year_of(following[0]), following[1], year_of(following[2])
    if words[position] in ("between", "from") and first and last and joint in ("and", "to", "until", "through"):
        return YearsFound(position, position + 4, min(first, last), max(first, last))
    this, last = year_of(words[position]), year_of(following[1])
    if this and last and following[0] in ("to", "until", "through"):
        return YearsFound(position, position + 3, min(this, last), max(this, last))
    if this and first and is_joined:
        return YearsFound(position, position + 2, min(this, first), max(this, first))
    if first and words[position] in ("before", "until", "till"):
        return YearsFound(position, position + 2, None, first - (words[position] == "before"))
    if first and words[position] in ("after", "since"):
        return YearsFound(position, position + 2, first + (words[position] == "after"), None)
    return None


def decade_at(words: list[str], position: int) -> YearsFound | None:
    """Recognise a decade that begins at a word; “early”, “mid” or “late” limit it to a part of it."""
    part = PARTS.get(words[position])
    at = position + bool(part)
    at += words[at : at + 1] != [] and words[at] in CENTURY_WORDS
    if at >= len(words):
        return None
    decade, end = DECADE_WORDS.get(words[at]), at + 1
    if decade is None:
        matched = DECADE.fullmatch(words[at])
        if not matched:
            return None
        if not words[at].endswith("s"):
            if words[end : end + 1] != ["s"]:
                return None
            end += 1
        decade = decade_of(matched[1])
    first, last = part or (0, 9)
    return YearsFound(position, end, decade + first, decade + last)


def decade_of(digits: str) -> int:
    """Return the first year of a decade given as 198 or as 8."""
    if len(digits) > 1:
        return int(digits) * 10
    short = int(digits) * 10
    return short + (1900 if short >= FIRST_SHORT_DECADE else 2000)
