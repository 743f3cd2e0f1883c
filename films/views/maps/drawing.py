"""Draw a map of film locations: its marks, the lines between them, and the windows to zoom into."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist, hypot

from films.kinds.addresses import page_address
from films.languages import translated
from films.models import FilmLocation, Location
from films.models.places import LocationUse
from films.views.maps.labels import Label, LabelledPoint, place_labels
from films.views.maps.outlines import TILED, outlines_of
from films.views.maps.pins import located
from films.views.maps.spots import AREA, AREAS, DOUBLED, HERE, Spot, point_of, windows_of
from films.views.maps.towns import towns_in
from films.views.maps.windows import Point, Window
from films.views.markup import name_of

WIDTH = 720.0
"""Width of every drawing, in its own units."""
TOWNS_TRIED = 24
"""Large towns without marks for whose names room is looked for in narrow windows."""
NEXT_TO_A_MARK = 12.0
"""Drawing units within which a large town is taken for the marked place, and not shown again."""
NAMED_BY_A_MARK = 6
LEGEND: dict[str, str] = {
    AREA: "somewhere in this area",
    HERE: "this place",
    DOUBLED: "another place stands in",
    LocationUse.SET: "set here",
    LocationUse.FILMED: "filmed here",
}
"""The meaning of each kind of mark; larger marks come first, so that they do not cover others."""
VERBS: dict[str, str] = {
    AREA: "Somewhere in:",
    HERE: "This place:",
    DOUBLED: "Another place stands in for:",
    LocationUse.SET: "Set in:",
    LocationUse.FILMED: "Filmed at:",
}


@dataclass(frozen=True)
class Mark:
    """Mark a point, in drawing units; `kinds` are keys of `LEGEND`, to be drawn in this order."""

    kinds: Sequence[str]
    x: float
    y: float
    name: str
    url: str


@dataclass(frozen=True)
class Line:
    """Join a place to the one it stood in for, by a curved SVG path."""

    path: str
    name: str


@dataclass(frozen=True)
class Image:
    """Place a static file with outlines, in drawing units."""

    file: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """Hold everything that a map shows, in units of `WIDTH` by `height`."""

    window: Window
    windows: Sequence[Window]
    height: float
    outlines: Sequence[Image]
    marks: Sequence[Mark]
    lines: Sequence[Line]
    labels: Sequence[Label]
    borrowed: Sequence[tuple[Location, Sequence[Location]]]
    """Places whose coordinates are used to mark places within them, and those places, which have none."""
    unplaced: Sequence[Location]
    hidden: int
    """Number of marks outside the window."""

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Return the kinds of marks on the map with their meanings."""
        kinds = {kind for mark in self.marks for kind in mark.kinds}
        return [(kind, says) for kind, says in LEGEND.items() if kind in kinds]


def draw(uses: Iterable[FilmLocation], asked: str = "", here: Location | None = None) -> Drawing | None:
    """Draw where films were shot and set, or return None if no place has coordinates.

    `asked` is the key of the window to show; an unknown key shows all places. There is no query if the ancestors
    of the places are loaded.
    """
    uses = list(uses)
    wanted: dict[tuple[str, int], Location] = {}
    for used in uses:
        wanted.setdefault((used.use, used.location.pk), used.location)
        if used.stands_in_for:
            wanted.setdefault((DOUBLED, used.stands_in_for.pk), used.stands_in_for)
    if here:
        wanted[HERE, here.pk] = here
    placed = {key: at for key, place in wanted.items() if (at := located(place))}
    spots = [Spot(key[0], wanted[key], at) for key, at in placed.items()]
    if not spots:
        return None
    windows = windows_of(spots, here)
    window = next((window for window in windows if window.key == asked), windows[0])
    pen = Pen(window)
    marks, hidden = _marks(spots, pen)
    return Drawing(
        window=window,
        windows=windows,
        height=pen.height,
        outlines=pen.outlines(),
        marks=marks,
        lines=_lines(uses, pen),
        labels=_labels(spots, marks, pen),
        borrowed=_borrowed(spots),
        unplaced=list(dict.fromkeys(wanted[key] for key in wanted if key not in placed)),
        hidden=hidden,
    )


@dataclass(frozen=True)
class Pen:
    """Convert points of the world into points of the drawing."""

    window: Window

    @property
    def scale(self) -> float:
        return WIDTH / self.window.width

    @property
    def height(self) -> float:
        return round(self.window.height * self.scale)

    def at(self, point: Point) -> Point:
        x, y = point
        return round((x - self.window.left) * self.scale, 1), round((y - self.window.top) * self.scale, 1)

    def outlines(self) -> list[Image]:
        return [
            Image(
                outlines.file, *self.at(outlines.origin), *(round(side * self.scale, 1) for side in outlines.size)
            )
            for outlines in outlines_of(self.window)
        ]


def _borrowed(spots: Iterable[Spot]) -> list[tuple[Location, list[Location]]]:
    lenders: dict[Location, dict[Location, None]] = defaultdict(dict)  # of places in their order, each once
    for spot in spots:
        if spot.at != spot.place:
            lenders[spot.at][spot.place] = None
    return [(at, list(places)) for at, places in lenders.items()]


def _marks(spots: Iterable[Spot], pen: Pen) -> tuple[list[Mark], int]:
    """Return a mark for each point in the window, and the number of points outside it."""
    together: dict[Point, list[Spot]] = defaultdict(list)
    for spot in spots:
        together[spot.point].append(spot)
    marks = [_mark(group, pen.at(point)) for point, group in together.items() if pen.window.holds(point)]
    kinds = list(LEGEND)
    return sorted(marks, key=lambda mark: kinds.index(mark.kinds[0])), len(together) - len(marks)


def _mark(group: Sequence[Spot], point: Point) -> Mark:
    """Mark a point. It links to its place or, if there are several, to the place around them."""
    named = {kind: list(dict.fromkeys(spot.place for spot in group if spot.mark == kind)) for kind in LEGEND}
    kinds = [kind for kind, places in named.items() if places]
    places = {spot.place for spot in group}
    return Mark(
        kinds=kinds,
        x=point[0],
        y=point[1],
        name="; ".join(f"{translated(VERBS[kind])} {_listed(named[kind])}" for kind in kinds),
        url=page_address(group[0].at if len(places) > 1 else group[0].place),
    )


def _listed(places: Sequence[Location]) -> str:
    names = [name_of(place) for place in places]
    shown, more = ", ".join(names[:NAMED_BY_A_MARK]), len(names) - NAMED_BY_A_MARK
    return translated("%(names)s and %(number)s more", names=shown, number=more) if more > 0 else shown


def _lines(uses: Iterable[FilmLocation], pen: Pen) -> list[Line]:
    """Return a line for each pair of points, from the filming location to the place that it represents.

    Areas have none, since no point of theirs is meant, nor has a pair of which the window shows one end.
    """
    lines: dict[tuple[Point, Point], Line] = {}
    for used in uses:
        ends = (used.location, used.stands_in_for)
        start, end = (located(place) if place else None for place in ends)
        if start and end and start != end and used.stands_in_for and not {start.kind, end.kind} & {*AREAS}:
            if not (pen.window.holds(point_of(start)) and pen.window.holds(point_of(end))):
                continue
            between = tuple(pen.at(point_of(place)) for place in (start, end))
            place, other = name_of(used.location), name_of(used.stands_in_for)
            name = translated("%(place)s for %(other)s", place=place, other=other)
            lines.setdefault((between[0], between[1]), Line(_bent(*between), name))
    return list(lines.values())


def _bent(start: Point, end: Point) -> str:
    """Return a curve that bends to the left by a sixth of its length, and stops before the mark at its end."""
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1) or 1
    across, down = (x2 - x1) / length, (y2 - y1) / length
    bend_x, bend_y = (x1 + x2) / 2 + down * length / 6, (y1 + y2) / 2 - across * length / 6
    x2, y2 = x2 - across * 11, y2 - down * 11
    return f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"


def _labels(spots: Iterable[Spot], marks: Sequence[Mark], pen: Pen) -> list[Label]:
    """Return the labels that fit, with preference for places with many marks, and for marks over large towns."""
    counted = Counter(spot.at for spot in spots)
    wanted = [
        LabelledPoint(name_of(place), pen.at(point_of(place)))
        for place, _ in counted.most_common()
        if pen.window.holds(point_of(place))
    ]
    marked = [(mark.x, mark.y) for mark in marks]
    return place_labels([*wanted, *_towns_apart_from(marked, pen)], marked, (WIDTH, pen.height))


def _towns_apart_from(marked: Sequence[Point], pen: Pen) -> list[LabelledPoint]:
    """Return the large towns to name in a narrow window, by which to know where its marks are."""
    if pen.window.width >= TILED:
        return []
    towns = [LabelledPoint(town.name, pen.at(town.point), is_town=True) for town in towns_in(pen.window)]
    return [town for town in towns if all(dist(town.point, mark) > NEXT_TO_A_MARK for mark in marked)][
        :TOWNS_TRIED
    ]
