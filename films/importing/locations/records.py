"""Parse a line into a record of a film and a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from films.importing.report import Report
from films.importing.tables import UnusableLineError
from films.importing.values import UnusableValueError, one_line, parse_text, parse_year
from films.importing.vocabulary import LONGEST_WORD_REPORTED
from films.models import Location
from films.origins import country_of, folded

MAX_NAME = Location._meta.get_field("name").max_length or 0
PLACES = Decimal("0.00001")  # of a degree, about a metre


@dataclass(frozen=True, slots=True)
class Coordinates:
    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class LocationRecord:
    """Hold what a line states; `identifier` is that of the film as (scheme, value), or None.

    The country is called by its English name, and is empty if none is stated or known.
    """

    line: int
    identifier: tuple[str, str] | None
    title: str
    year: int | None
    place: str
    city: str
    country: str
    coordinates: Coordinates | None
    scene: str


def parse_location(line: int, given: Mapping[str, Any], report: Report) -> LocationRecord:
    """Return a record from a row's fields; unusable coordinates go to the report. Raises UnusableLineError."""
    texts = {name: parse_field(name, value) for name, value in given.items()}
    place, title = one_line(texts.get("place", "")), one_line(texts.get("title", ""))
    scheme, _, value = texts.get("identifier", "").partition(":")
    year = texts.get("year", "")
    if not place:
        raise UnusableLineError("no place")
    if len(place) > MAX_NAME:
        raise UnusableLineError(f"a place over {MAX_NAME} characters")
    if not value and not (title and year):
        raise UnusableLineError("neither title and year nor an identifier such as imdb:tt0000001")
    return LocationRecord(
        line=line,
        identifier=(scheme, value) if value else None,
        title=title,
        year=parse_film_year(year) if year else None,
        place=place,
        city=one_line(texts.get("city", ""))[:MAX_NAME],
        country=parse_country(line, one_line(texts.get("country", "")), report) or country_named_last(place),
        coordinates=parse_coordinates(line, texts.get("latitude", ""), texts.get("longitude", ""), report),
        scene=texts.get("scene", ""),
    )


def parse_country(line: int, text: str, report: Report) -> str:
    """Return the English name of a country; one that is not known goes to the report."""
    country = country_of(text) or ""
    if text and not country:
        report.left_out.add(f"an unknown country, “{text[:LONGEST_WORD_REPORTED]}”", line)
    return country


def country_named_last(place: str) -> str:
    """Return the country that ends a place's name after a comma: “Tallinn, Estonia”.

    Codes of two letters and Georgia may be states of the USA, and peoples may be streets; they state no country.
    """
    _, comma, last = place.rpartition(",")
    last = last.strip()
    country = country_of(last) if comma else None
    if country is None or country == "Georgia":
        return ""
    return country if folded(last) == folded(country) or last.replace(".", "") in ("USA", "UK") else ""


def parse_field(name: str, value: Any) -> str:
    try:
        return parse_text(value).strip()
    except UnusableValueError as error:
        raise UnusableLineError(f"{name}: {error}") from error


def parse_film_year(text: str) -> int:
    """Return the year by which a film is found. Raises UnusableLineError."""
    try:
        return parse_year(text)
    except UnusableValueError as error:
        raise UnusableLineError(f"year: {error}") from error


def parse_coordinates(line: int, latitude: str, longitude: str, report: Report) -> Coordinates | None:
    if not latitude and not longitude:
        return None
    try:
        found = Coordinates(parse_degrees(latitude), parse_degrees(longitude))
    except InvalidOperation:
        found = None
    if found is None or not (abs(found.latitude) <= 90 and abs(found.longitude) <= 180):
        report.left_out.add("coordinates that are not a latitude and a longitude in degrees", line)
        return None
    return found


def parse_degrees(text: str) -> Decimal:
    """Return degrees, also with a decimal comma. Raises InvalidOperation."""
    return Decimal(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text).quantize(PLACES)
