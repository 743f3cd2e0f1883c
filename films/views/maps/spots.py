"""Find the points that a map marks, and the windows that show them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from films.languages import translated
from films.models import Location
from films.models.places import LocationKind
from films.views.maps.pins import located
from films.views.maps.windows import REGIONS, WORLD, Point, Window, projected, region_of

AREAS = (LocationKind.CONTINENT, LocationKind.COUNTRY, LocationKind.REGION)
"""Kinds of places whose coordinates are only a point within them, at which nothing was filmed."""
AREA, HERE, DOUBLED = "area", "here", "doubled"
ALL, AROUND = "all", "around"
WIDE = 50.0
"""Minimum width of the window of all places in degrees, so that it shows some coast."""
NEAR = 6.0
"""Minimum width of a town's window in degrees, so that it shows the towns, rivers and borders around it."""
COUNTRIES_OFFERED = 12
TOWNS_OFFERED = 12


@dataclass(frozen=True)
class Spot:
    """Pair a place to be marked with the place whose coordinates are used, `at`."""

    kind: str
    place: Location
    at: Location

    @property
    def point(self) -> Point:
        return point_of(self.at)

    @property
    def mark(self) -> str:
        """Return the kind of its mark, a key of the map's legend."""
        return AREA if self.kind != HERE and self.at.kind in AREAS else self.kind


def point_of(place: Location) -> Point:
    return projected(float(place.latitude or 0), float(place.longitude or 0))


def windows_of(spots: Sequence[Spot], here: Location | None) -> list[Window]:
    """Return the windows to choose from, the one to begin with first.

    They are all places, the world, and the regions, countries and towns with marks. A map that is about a place
    smaller than a region begins with the surroundings of that place.
    """
    points = [spot.point for spot in spots]
    regions = {region_of(point) for point in points} - {WORLD}
    countries = _busiest(spots, LocationKind.COUNTRY)[:COUNTRIES_OFFERED]
    towns = _busiest(spots, LocationKind.CITY)[:TOWNS_OFFERED]
    windows = [
        Window.framing(ALL, "All places", points, WIDE),
        WORLD,
        *(region for region in REGIONS if region in regions),
        *(Window.framing(place.slug, place.name, held) for place, held in countries),
        *(Window.framing(place.slug, place.name, held, NEAR) for place, held in towns),
    ]
    at = located(here) if here and here.kind not in AREAS else None
    if at is None or at.kind in AREAS:
        return windows
    around = Window.framing("around", translated("Around %(place)s", place=at.name), [point_of(at)], NEAR)
    return [around, *windows]


def _busiest(spots: Sequence[Spot], kind: LocationKind) -> list[tuple[Location, list[Point]]]:
    """Return the places of a kind with the points marked in them, the one with most marks first."""
    held: dict[Location, list[Point]] = defaultdict(list)
    for spot in spots:
        for place in (spot.place, *spot.place.ancestors()):
            if place.kind == kind:
                held[place] += [spot.point] if place.latitude is None else [spot.point, point_of(place)]
    return sorted(held.items(), key=lambda places: -len(places[1]))
