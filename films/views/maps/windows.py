"""Define the drawn world, and the parts of it that a map can show.

A point is (x, y) in degrees on Miller's cylindrical projection (O. M. Miller, 1942): x to the east of 180° W,
y downwards from its north edge. The outlines under films/static/films/ are drawn in the same frame.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, pi, radians, tan
from typing import Self

Point = tuple[float, float]

EDGE = 132.0
"""Where the projection puts the north pole above the equator, rounded up."""
SPAN: Point = (360.0, 2 * EDGE)
LEAST_WIDTH = 12.0
"""Of a country's window: less shows little around a small country by which to know where one is."""
MARGIN = 0.15
"""Left free on each side of the points that a window frames, as a share of their spread."""
FLATTEST, TALLEST = 2.0, 1.5
"""Width by height."""


def projected(latitude: float, longitude: float) -> Point:
    return longitude + SPAN[0] / 2, EDGE - 1.25 * log(tan(pi / 4 + 0.4 * radians(latitude))) * 180 / pi


@dataclass(frozen=True)
class Window:
    """Define a part of the drawn world, with the key by which addresses ask for it."""

    key: str
    label: str
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def framing(cls, key: str, label: str, points: Iterable[Point], least: float = LEAST_WIDTH) -> Self:
        """Return a window that shows all these points with a margin, at least `least` wide, and is well shaped."""
        across, down = zip(*points, strict=True)
        width = max((max(across) - min(across)) * (1 + 2 * MARGIN), least)
        height = (max(down) - min(down)) * (1 + 2 * MARGIN)
        return cls._shaped(key, label, (min(across) + max(across)) / 2, (min(down) + max(down)) / 2, width, height)

    @classmethod
    def bounded(cls, key: str, label: str, west: float, south: float, east: float, north: float) -> Self:
        """Return the window between these meridians and parallels, given in degrees."""
        (left, bottom), (right, top) = projected(south, west), projected(north, east)
        return cls._shaped(key, label, (left + right) / 2, (top + bottom) / 2, right - left, bottom - top)

    @classmethod
    def _shaped(cls, key: str, label: str, x: float, y: float, width: float, height: float) -> Self:
        """Extend a frame from its middle to an allowed shape, and keep it within the world."""
        height = max(height, width / FLATTEST)
        width = min(max(width, height * TALLEST), SPAN[0])
        left = min(max(x - width / 2, 0), SPAN[0] - width)
        top = min(max(y - height / 2, 0), SPAN[1] - height)
        return cls(key, label, left, top, width, height)

    def holds(self, point: Point) -> bool:
        x, y = point
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


WORLD = Window.bounded("world", "World", -180, -56, 180, 84)
REGIONS = (
    Window.bounded("europe", "Europe", -24, 34, 46, 71),
    Window.bounded("africa", "Africa", -20, -36, 52, 34),
    Window.bounded("asia", "Asia", 26, -11, 150, 72),
    Window.bounded("oceania", "Oceania", 110, -48, 180, 0),
    Window.bounded("north-america", "North America", -170, 7, -50, 72),
    Window.bounded("south-america", "South America", -92, -56, -32, 14),
)
"""The continents as atlases frame them. A point counts to the first that holds it."""


def region_of(point: Point) -> Window:
    return next((region for region in REGIONS if region.holds(point)), WORLD)
