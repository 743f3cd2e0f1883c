"""Parse a line into a record of a film and a place."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from films.importing.locations.location_files import Values
from films.importing.records import UnusableLineError, one_line, parse_year
from films.importing.report import Report
from films.models import Location

MAX_NAME = Location._meta.get_field("name").max_length or 0
PLACES = Decimal("0.00001")  # of a degree, about a metre
LONGEST_YEAR = 4


@dataclass(frozen=True, slots=True)
class Coordinates:
    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class LocationRecord:
    """Hold what a line states; `identifier` is that of the film as (scheme, value), or None."""

    line: int
    identifier: tuple[str, str] | None
    title: str
    year: int | None
    place: str
    coordinates: Coordinates | None
    scene: str


def parse_location(line: int, values: Values, report: Report) -> LocationRecord:
    """Return a record from a line; unusable coordinates go to the report. Raises UnusableLineError."""
    given = {name: value.replace("\0", "").strip() for name, value in values.items()}
    place, title = one_line(given.get("place", "")), one_line(given.get("title", ""))
    scheme, _, value = given.get("identifier", "").partition(":")
    if not place:
        raise UnusableLineError("no place")
    if len(place) > MAX_NAME:
        raise UnusableLineError(f"a place over {MAX_NAME} characters")
    when = given.get("year", "")
    if when and not (when.isascii() and when.isdecimal() and len(when) <= LONGEST_YEAR):
        raise UnusableLineError("year is not a whole number")
    if not value and not (title and when):
        raise UnusableLineError("neither title and year nor an identifier such as imdb:tt0000001")
    return LocationRecord(
        line=line,
        identifier=(scheme, value) if value else None,
        title=title,
        year=parse_year(int(when)) if when else None,
        place=place,
        coordinates=parse_coordinates(line, given.get("latitude", ""), given.get("longitude", ""), report),
        scene=given.get("scene", ""),
    )


def parse_coordinates(line: int, latitude: str, longitude: str, report: Report) -> Coordinates | None:
    if not latitude and not longitude:
        return None
    try:
        found = Coordinates(Decimal(latitude).quantize(PLACES), Decimal(longitude).quantize(PLACES))
    except InvalidOperation:
        found = None
    if found is None or not (abs(found.latitude) <= 90 and abs(found.longitude) <= 180):
        report.left_out.add("coordinates that are not a latitude and a longitude in degrees", line)
        return None
    return found
