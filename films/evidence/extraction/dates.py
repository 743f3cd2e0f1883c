"""Recognise dates in text, with their precision."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from films.evidence.extraction.patterns import Pattern

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name: number for number, name in enumerate(calendar.month_abbr) if name}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
YEAR = r"(?P<year>18[89]\d|19\d\d|20\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FORMS = [
    Pattern(rf"(?<!\w)(?:the )?{DAY} (?:of )?{MONTH},? {YEAR}(?!\d)"),
    Pattern(rf"(?<!\w){MONTH} {DAY},? (?:in )?{YEAR}(?!\d)"),
    Pattern(rf"(?<!\w){YEAR}-(?P<month_number>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    Pattern(rf"(?<!\w){MONTH},? (?:of )?{YEAR}(?!\d)"),
]
DAY_ALONE = [
    Pattern(rf"(?<!\w){DAY} {MONTH}(?!\w)"),
    Pattern(rf"(?<!\w){MONTH} {DAY}(?!\w)"),
]
YEAR_ALONE = Pattern(rf"(?<![\w$£€¥₹.,-]){YEAR}(?![\d%]|['’]?s\b)")


@dataclass(frozen=True)
class DateInText:
    """Hold a date with its span in the text; a month or year is represented by its first day."""

    date: date
    precision: str
    start: int
    end: int


def dates_in(text: str, year_hint: int | None = None, years: bool = True) -> list[DateInText]:
    """Return the dates in a text, in order.

    A day without a year is taken to be in `year_hint`, and skipped if that is None. Years on their own count only
    if `years` is true. An impossible date such as 31 February is skipped altogether, month and year included.
    """
    patterns = [*FORMS, *(DAY_ALONE if year_hint is not None else []), *([YEAR_ALONE] if years else [])]
    found: list[DateInText] = []
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found += read_date(match, year_hint)
    return sorted(found, key=lambda date: date.start)


def read_date(match: "regex.Match[str]", year_hint: int | None) -> Iterator[DateInText]:
    parts = match.groupdict()
    year = int(parts["year"]) if parts.get("year") else year_hint or 0
    number = int(parts.get("month_number") or 0) or MONTHS.get(parts.get("month") or "", 0)
    day = int(parts.get("day") or 0)
    precision = "day" if day else "month" if number else "year"
    try:
        yield DateInText(date(year, number or 1, day or 1), precision, match.start(), match.end())
    except ValueError:
        return
