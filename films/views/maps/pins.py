"""A pin on a small piece of the world, as a place's card shows it."""

from dataclasses import dataclass

from films.models import Location
from films.views.maps.windows import SPAN, projected

WIDTH, HEIGHT = 60.0, 36.0
"""Degrees shown around the pin: enough to know a coast by."""


@dataclass(frozen=True)
class Pin:
    """Where a place lies in the drawn world, and the piece of it to show, as an SVG's view box."""

    x: float
    y: float
    view_box: str


def pinned(place: Location) -> Pin | None:
    """Return the pin of a place, or None where it has no coordinates of its own."""
    if place.latitude is None or place.longitude is None:
        return None
    x, y = projected(float(place.latitude), float(place.longitude))
    left = min(max(x - WIDTH / 2, 0), SPAN[0] - WIDTH)
    top = min(max(y - HEIGHT / 2, 0), SPAN[1] - HEIGHT)
    return Pin(round(x, 1), round(y, 1), f"{left:.1f} {top:.1f} {WIDTH:g} {HEIGHT:g}")
