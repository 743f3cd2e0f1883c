"""Place names beside the marks of a map, as far as there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

LINE_HEIGHT = 26.0
LETTER_WIDTH = 12.0
"""Of the largest type that the style sheet sets labels in, which is that of a phone, in drawing units."""
CLEARANCE = 13.0
"""From a mark's middle to its label."""
MOST_TRIED = 200
"""Names for which room is looked for, each among all marks; a map has room for some fifty."""


class LabelledPoint(NamedTuple):
    text: str
    point: tuple[float, float]
    is_town: bool = False
    """Whether it only shows where one is, with a small mark of its own."""


@dataclass(frozen=True)
class Label:
    """Hold the name of a point and the start, middle or end of its baseline, in drawing units."""

    of: LabelledPoint
    x: float
    y: float
    anchor: str


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def place_labels(
    wanted: Iterable[LabelledPoint], marks: Iterable[tuple[float, float]], size: tuple[float, float]
) -> list[Label]:
    """Return the labels that fit without touching a mark or each other; earlier ones take precedence."""
    taken = [Box(x - 8, y - 8, x + 8, y + 8) for x, y in marks]
    placed: list[Label] = []
    for named in islice(wanted, MOST_TRIED):
        for label, box in _choices(named):
            inside = box.left >= 0 and box.top >= 0 and box.right <= size[0] and box.bottom <= size[1]
            if inside and not any(box.meets(other) for other in taken):
                placed.append(label)
                taken.append(box)
                break
    return placed


def _choices(named: LabelledPoint) -> Sequence[tuple[Label, Box]]:
    """Return the possible positions of a label, best first: right, above, below, left."""
    x, y = named.point
    width, half = len(named.text) * LETTER_WIDTH, LINE_HEIGHT / 2
    rows = (
        ("start", x + CLEARANCE, x + CLEARANCE, y),
        ("middle", x, x - width / 2, y - LINE_HEIGHT),
        ("middle", x, x - width / 2, y + LINE_HEIGHT),
        ("end", x - CLEARANCE, x - CLEARANCE - width, y),
    )
    return [
        (
            Label(named, round(at, 1), round(middle + 5, 1), anchor),
            Box(left, middle - half, left + width, middle + half),
        )
        for anchor, at, left, middle in rows
    ]
