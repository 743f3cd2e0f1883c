"""Draw a pin on a small part of the world, for the card of a place."""

from dataclasses import dataclass

from films.models import Location
from films.views.maps.windows import SPAN, projected

WIDTH, HEIGHT = 60.0, 36.0
"""Degrees shown around the pin: enough to know a coast by."""


@dataclass(frozen=True)
class Pin:
    """Hold a point of the drawn world, and the part around it as an SVG view box."""

    x: float
    y: float
    view_box: str


def located(place: Location) -> Location | None:
    """Return the place itself or, if it has no coordinates, the nearest place around it that has some."""
    return next((located for located in (place, *place.ancestors()) if located.latitude is not None), None)


def pin_at(latitude: float, longitude: float) -> Pin:
    """Return the pin of a place with these coordinates."""
    x, y = projected(latitude, longitude)
    left = min(max(x - WIDTH / 2, 0), SPAN[0] - WIDTH)
    top = min(max(y - HEIGHT / 2, 0), SPAN[1] - HEIGHT)
    return Pin(round(x, 1), round(y, 1), f"{left:.1f} {top:.1f} {WIDTH:g} {HEIGHT:g}")
