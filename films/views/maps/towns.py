"""Read the large towns that show where a narrow part of the map is."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from films.views.maps.windows import Point, Window, projected

TOWNS = Path(__file__).with_name("towns.tsv")
"""Its first line says where they are from."""


class Town(NamedTuple):
    name: str
    point: Point


@cache
def all_towns() -> tuple[Town, ...]:
    """Return the towns of 100,000 people and more, the largest first."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        next(file)
        return tuple(
            Town(name, projected(float(latitude), float(longitude)))
            for name, latitude, longitude in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def towns_in(window: Window) -> list[Town]:
    """Return the towns in a window, the largest first."""
    return [town for town in all_towns() if window.holds(town.point)]
