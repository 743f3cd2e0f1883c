"""Draw a map of film locations: its marks, the lines between them, and the windows to zoom into."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from films.kinds.addresses import page_address
from films.models import FilmLocation, Location
from films.models.places import LocationKind, LocationUse
from films.views.maps.labels import Label, LabelledPoint, place_labels
from films.views.maps.pins import located
from films.views.maps.windows import REGIONS, SPAN, WORLD, Point, Window, projected, region_of

WIDTH = 720.0
"""Width of every drawing, in its own units."""
DETAILED = 90.0
"""Degrees across; narrower windows get the finer outlines."""
COARSE, FINE = "films/world-atlas-2.0.2-110m.svg", "films/world-atlas-2.0.2-50m.svg"
WIDE = 50.0
"""Minimum width of the first window in degrees, so that it shows some coast."""
COUNTRIES_OFFERED = 12
NAMED_BY_A_MARK = 6
ALL = "all"
AREAS = (LocationKind.CONTINENT, LocationKind.COUNTRY, LocationKind.REGION)
"""Kinds of places whose coordinates are only a point within them, at which nothing was filmed."""
AREA, HERE, DOUBLED = "area", "here", "doubled"
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
class Outlines:
    """Place a static file with outlines of the world, in drawing units."""

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
    outlines: Outlines
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


@dataclass(frozen=True)
class Spot:
    """Pair a place to be marked with the place whose coordinates are used, `at`."""

    kind: str
    place: Location
    at: Location

    @property
    def point(self) -> Point:
        return _point(self.at)

    @property
    def mark(self) -> str:
        """Return the kind of its mark, a key of `LEGEND`."""
        return AREA if self.kind != HERE and self.at.kind in AREAS else self.kind


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
    windows = _windows(spots)
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

    def outlines(self) -> Outlines:
        x, y = self.at((0, 0))
        width, height = (round(side * self.scale, 1) for side in SPAN)
        return Outlines(FINE if self.window.width < DETAILED else COARSE, x, y, width, height)


def _point(place: Location) -> Point:
    return projected(float(place.latitude or 0), float(place.longitude or 0))


def _windows(spots: Sequence[Spot]) -> list[Window]:
    """Return the windows to choose from: all places, the world, and the regions and countries with marks."""
    points = [spot.point for spot in spots]
    held: dict[Location, list[Point]] = defaultdict(list)
    for spot in spots:
        for place in (spot.place, *spot.place.ancestors()):
            if place.kind == LocationKind.COUNTRY:
                held[place] += [spot.point] if place.latitude is None else [spot.point, _point(place)]
    busiest = sorted(held, key=lambda place: -len(held[place]))[:COUNTRIES_OFFERED]
    regions = {region_of(point) for point in points} - {WORLD}
    return [
        Window.framing(ALL, "All places", points, WIDE),
        WORLD,
        *(region for region in REGIONS if region in regions),
        *(Window.framing(place.slug, place.name, held[place]) for place in busiest),
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
        name="; ".join(f"{VERBS[kind]} {_listed(named[kind])}" for kind in kinds),
        url=page_address(group[0].at if len(places) > 1 else group[0].place),
    )


def _listed(places: Sequence[Location]) -> str:
    names = [place.name for place in places]
    more = f" and {len(names) - NAMED_BY_A_MARK} more" if len(names) > NAMED_BY_A_MARK else ""
    return ", ".join(names[:NAMED_BY_A_MARK]) + more


def _lines(uses: Iterable[FilmLocation], pen: Pen) -> list[Line]:
    """Return a line for each pair of points, from the filming location to the place that it represents.

    Areas have none, since no point of theirs is meant.
    """
    lines: dict[tuple[Point, Point], Line] = {}
    for used in uses:
        ends = (used.location, used.stands_in_for)
        start, end = (located(place) if place else None for place in ends)
        if start and end and start != end and used.stands_in_for and not {start.kind, end.kind} & {*AREAS}:
            between = tuple(pen.at(_point(place)) for place in (start, end))
            name = f"{used.location.name} for {used.stands_in_for.name}"
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
    """Return the labels that fit, with preference for places with many marks."""
    counted = Counter(spot.at for spot in spots)
    wanted = [
        LabelledPoint(place.name, pen.at(_point(place)))
        for place, _ in counted.most_common()
        if pen.window.holds(_point(place))
    ]
    return place_labels(wanted, [(mark.x, mark.y) for mark in marks], (WIDTH, pen.height))
