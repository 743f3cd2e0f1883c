"""Read days as spreadsheets write them, in the order of day and month that is usual in their country."""

import re
from collections.abc import Iterable
from datetime import date

FROM_THE_YEAR = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
FROM_THE_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
IN_EITHER_ORDER = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
LAST_MONTH = 12


def begins_with_day(cells: Iterable[str]) -> bool | None:
    """Tell whether the days of a file, such as “17/6/1988”, begin with the day; None if no cell shows it.

    The number that is no month says so for all of them.
    """
    found = [
        tuple(map(int, day.groups()[:2])) for cell in cells if (day := IN_EITHER_ORDER.fullmatch(cell.strip()))
    ]
    first, second = (any(numbers[place] > LAST_MONTH for numbers in found) for place in (0, 1))
    return first if first != second else None


def possible_days(text: str, *, day_first: bool | None) -> list[date]:
    """Return the days that a cell may mean: none, one, or two if nothing shows which number is the month."""
    text = text.strip()
    if day := FROM_THE_YEAR.fullmatch(text):
        return days([day.groups()])
    if day := FROM_THE_DAY.fullmatch(text):
        return days([day.groups()[::-1]])
    if day := IN_EITHER_ORDER.fullmatch(text):
        one, other, year = day.groups()
        readings = {True: (year, other, one), False: (year, one, other)}
        return days([readings[day_first]] if day_first is not None else readings.values())
    return []


def days(readings: Iterable[tuple[str, ...]]) -> list[date]:
    """Return the days of year, month and day, each once, as far as they exist."""
    found: dict[date, None] = {}
    for year, month, day in readings:
        try:
            found[date(int(year), int(month), int(day))] = None
        except ValueError:
            continue
    return list(found)
