"""Choose the static files with the outlines of coasts, borders and rivers for a part of the map.

There are three degrees of detail: two files of the whole world, and tiles for what is narrower. Each file says how
it was made.
"""

from collections.abc import Sequence
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import NamedTuple

from films.views.maps.windows import SPAN, Point, Window

COARSE, FINE = "films/world-atlas-2.0.2-110m.svg", "films/world-atlas-2.0.2-50m.svg"
TILES = "films/world-atlas-2.0.2-10m"
DETAILED = 90.0
"""Degrees across; narrower windows get the finer outlines."""
TILED = 30.0
"""Degrees across; narrower windows get the finest."""
TILE = 15.0
"""Degrees on each side of a tile. The first is at the upper left corner of the drawn world."""
OVERLAP = 0.0025
"""Degrees that each tile shows beyond its sides, so that no gap is seen between two."""
SIDE = TILE + 2 * OVERLAP


class Outlines(NamedTuple):
    """Place a static file with outlines at a point of the drawn world, with its size in the same degrees."""

    file: str
    origin: Point
    size: Point


def outlines_of(window: Window) -> Sequence[Outlines]:
    """Return the outlines that cover a window."""
    if window.width >= TILED:
        return [Outlines(FINE if window.width < DETAILED else COARSE, (0, 0), SPAN)]
    across = range(floor(window.left / TILE), ceil((window.left + window.width) / TILE))
    down = range(floor(window.top / TILE), ceil((window.top + window.height) / TILE))
    return [
        Outlines(f"{TILES}/{column}-{row}.svg", (column * TILE - OVERLAP, row * TILE - OVERLAP), (SIDE, SIDE))
        for row in down
        for column in across
        if f"{column}-{row}" in tiles_with_land()
    ]


@cache
def tiles_with_land() -> frozenset[str]:
    """Return the names of the tiles, without those that show only sea: they have no file."""
    folder = Path(__file__).parents[2] / "static" / TILES
    return frozenset(file.stem for file in folder.glob("*.svg"))
