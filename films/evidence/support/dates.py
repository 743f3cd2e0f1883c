"""Look for dates that are at least as precise as the one to find."""

from films.evidence.extraction.dates import dates_in
from films.evidence.support.spans import Span

PRECISIONS = {4: ("year", "month", "day"), 7: ("month", "day"), 10: ("day",)}
"""The precisions that a date in the sentence may have, by the length of the date to find: “1988”, “1988-06”."""


def find_date(value: str, text: str, year: int | None) -> Span | None:
    """Return where a date stands. A date without a year is assumed to be in `year`, the film's."""
    for found in dates_in(text, year):
        if found.date.isoformat()[: len(value)] == value and found.precision in PRECISIONS[len(value)]:
            return Span(found.start, found.end)
    return None
