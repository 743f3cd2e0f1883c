"""Read single values as data sets write them: texts, years, minutes and lists."""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from films.locale_names import names_of_months
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR
from films.models.people import FIRST_YEAR_OF_LIFE

LONGEST_RUNTIME = 32_767  # minutes; the largest small integer in every database
LONGEST_NUMBER = 9  # digits
LENGTH_OF_YEAR = 4
SEPARATORS = (";", "|", " / ", ",")
"""What separates the items of a list in one text; the first of them that occurs does."""

PLACEHOLDERS = frozenset(
    [
        *r"n/a n.a. - -- – — ? ?? ??? none null nil nan undefined unknown tba tbd \n".split(),
        *"n.d. n.n. s/d k.a. unbekannt inconnu inconnue desconocido desconocida sconosciuto onbekend".split(),
        "not available",
    ]
)
"""What tables have in place of values that they lack."""
LONGEST_PLACEHOLDER = 20  # characters, with spaces around it

WHOLE_NUMBER = re.compile(rf"(\d{{1,{LONGEST_NUMBER}}})(?:\.0*|,0{{1,2}})?")
RUNTIME = re.compile(
    r"(?:PT)?(?:(?P<hours>\d{1,2}) ?(?:h|hrs?\.?|hours?)(?:,|,? and\b)? ?)?"
    r"(?:(?P<minutes>\d{1,5}) ?(?:m|mins?|mn|minutes?|['’′])?\.?)?",
    re.IGNORECASE,
)
"""A runtime in words: 97 min, 1h 37m, 1 hr. 37, and PT97M as ISO 8601 has it."""
CLOCK = re.compile(r"(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?::[0-5]\d)?")
"""A runtime as clocks show it, whose seconds are dropped: 1:37, 01:37:20."""
ISO_DATE = re.compile(r"(\d{4})-(?:0\d|1[0-2])(?:-\d{2})?(?:[T ].*)?")
BRACKETED = re.compile(r"[(\[](.*)[)\]]")
REMARK = re.compile(r"\s*\([^()]*\)$")
BETWEEN_PARTS_OF_DATES = re.compile(r"[\s.,/-]+")
DAY_OR_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", re.IGNORECASE)
KEYS_ELSEWHERE = {
    "imdb": re.compile(r"(?:.*/title/|imdb:)?(tt\d{7,10})(?:[/?#].*)?", re.IGNORECASE),
    "wikidata": re.compile(r"(?:.*/(?:wiki|entity)/|wikidata:|wd:)?(q[1-9]\d*)(?:[/?#].*)?", re.IGNORECASE),
}
"""The keys that films have at IMDb and Wikidata, alone or in an address."""
WITHIN_A_NAME = re.compile(r"\s*(?:jr|sr|esq|ii|iii|iv|v)\b\.?\s*$", re.IGNORECASE)


class UnusableValueError(ValueError):
    """Report that a value cannot be used; the message is a reason that is the same for all such values."""


def one_line(value: str) -> str:
    """Return a text in Unicode NFC, with runs of white space reduced to one space and none at its ends."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def is_placeholder(value: object) -> bool:
    """Tell whether a value says no more than that there is none."""
    if not isinstance(value, str) or len(value) > LONGEST_PLACEHOLDER:
        return False
    return value.strip().casefold() in PLACEHOLDERS


def parse_text(value: Any) -> str:
    """Return a text, or a number as text. Raises UnusableValueError."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}" if isinstance(value, float) else str(value)
    raise UnusableValueError("not a text")


def parse_paragraphs(value: Any) -> str:
    """Return a text with its line breaks, each as one character. Raises UnusableValueError."""
    text = parse_text(value).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.strip())


def parse_line(value: Any, longest: int) -> str:
    """Return a text of one line. Raises UnusableValueError, also for one that is too long."""
    text = one_line(parse_text(value))
    if len(text) > longest:
        raise UnusableValueError(f"over {longest} characters")
    return text


def parse_whole_number(value: Any) -> int:
    """Return a number that is whole, whether written as 97, 97.0, “97” or “97,0”. Raises UnusableValueError."""
    found = WHOLE_NUMBER.fullmatch(parse_text(value).strip())
    if found is None:
        raise UnusableValueError("not a whole number")
    return int(found[1])


def parse_year(value: Any) -> int:
    """Return a year, also that of a date such as 1988-06-17 or “17 June 1988 (USA)”. Raises UnusableValueError.

    What says that a year is not sure (“c. 1988”, “1988?”) or that it is several (“1988–1991”) cannot be used.
    """
    dated = year_of_date(one_line(value)) if isinstance(value, str) else None
    year = parse_whole_number(value) if dated is None else dated
    if not FIRST_FILM_YEAR <= year <= LAST_FILM_YEAR:
        raise UnusableValueError(f"outside {FIRST_FILM_YEAR} to {LAST_FILM_YEAR}")
    return year


def year_of_date(text: str) -> int | None:
    """Return the year of a date: the one number of four digits beside a day and a month; None if it is no date."""
    if iso := ISO_DATE.fullmatch(text):
        return int(iso[1])
    bracketed = BRACKETED.fullmatch(text)
    plain = bracketed[1] if bracketed else REMARK.sub("", text)
    years: list[int] = []
    for part in BETWEEN_PARTS_OF_DATES.split(plain):
        if len(part) == LENGTH_OF_YEAR and part.isdecimal():
            years.append(int(part))
        elif not (DAY_OR_MONTH.fullmatch(part) or part.casefold() in names_of_months()):
            return None
    return years[0] if len(years) == 1 else None


def parse_key(scheme: str, value: Any) -> str:
    """Return the key of a film at IMDb, also from its number there, or at Wikidata. Raises UnusableValueError."""
    text = one_line(parse_text(value))
    if scheme == "imdb" and text.isdecimal() and text.isascii():
        text = f"tt{text:0>7}"
    found = KEYS_ELSEWHERE[scheme].fullmatch(text)
    if found is None:
        raise UnusableValueError("not the key of a film")
    return found[1].lower() if scheme == "imdb" else found[1].upper()


def parse_year_of_life(value: Any) -> int:
    """Return the year of somebody's birth or death. Raises UnusableValueError."""
    year = parse_whole_number(value)
    if not FIRST_YEAR_OF_LIFE <= year <= LAST_FILM_YEAR:
        raise UnusableValueError(f"outside {FIRST_YEAR_OF_LIFE} to {LAST_FILM_YEAR}")
    return year


def parse_mark(value: Any) -> bool:
    """Return whether a mark is set, written as 1 or 0. Raises UnusableValueError."""
    number = parse_whole_number(value)
    if number > 1:
        raise UnusableValueError("neither 0 nor 1")
    return bool(number)


def parse_runtime(value: Any) -> int:
    """Return a number of minutes, also of a `RUNTIME` in words or a `CLOCK`. Raises UnusableValueError."""
    text = one_line(value) if isinstance(value, str) else ""
    found = RUNTIME.fullmatch(text) or CLOCK.fullmatch(text)
    if found and any(found.groups()):
        minutes = 60 * int(found["hours"] or 0) + int(found["minutes"] or 0)
    else:
        minutes = parse_whole_number(value)
    if not 0 < minutes <= LONGEST_RUNTIME:
        raise UnusableValueError("implausible")
    return minutes


def list_entries(value: Any) -> list[Any]:
    """Return what a list holds, or what a text separates. Raises UnusableValueError."""
    if isinstance(value, str):
        return list(items_in(value))
    if not isinstance(value, list):
        raise UnusableValueError("not a list")
    return value


def items_in(text: str) -> Iterator[Any]:
    """Yield the items that a text separates by semicolons, bars, slashes or commas, or that it writes as JSON.

    What belongs to the name before it, as in “Robert Downey, Jr.”, stays with it.
    """
    if text.lstrip().startswith("["):
        try:
            yield from list_entries(json.loads(text))
            return
        except (ValueError, RecursionError):
            pass
    separator = next((sign for sign in SEPARATORS if sign in text), None)
    items: list[str] = []
    for item in text.split(separator) if separator else [text]:
        if items and WITHIN_A_NAME.fullmatch(item):
            items[-1] += f", {item.strip()}"
        else:
            items.append(item)
    yield from items
