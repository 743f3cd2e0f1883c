"""Draw a person's credits along the years as dots, in one lane for each department."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from films.languages import ntranslated, translated
from films.models import Credit
from films.views.facts.published import by_department

WIDTH, LANE, FIRST_LANE, EDGE = 720.0, 50.0, 38.0, 14.0
"""Sizes in drawing units; each lane has its name above its dots."""
LARGEST, SMALLEST = 11.0, 3.0
"""Radius of a dot, small enough not to cover the next year."""
TICKS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 7


@dataclass(frozen=True)
class Year:
    """Hold the credits of one year in one department; `label` is empty if the year is unknown."""

    key: str
    label: str
    credits: Sequence[Credit]


@dataclass(frozen=True)
class Lane:
    department: str
    years: Sequence[Year]


@dataclass(frozen=True)
class Dot:
    """Draw the films of a year; the area of the dot is proportional to their number."""

    key: str
    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Chart:
    """Hold the drawing: for each lane its name and height, for each tick its year and position."""

    height: float
    lanes: Sequence[tuple[str, float]]
    ticks: Sequence[tuple[int, float]]
    dots: Sequence[Dot]


def lanes_of(all_credits: Iterable[Credit]) -> list[Lane]:
    """Group credits by department and year; they must be sorted by year."""
    return [
        Lane(department, [_year(year, list(of_year)) for year, of_year in groupby(group, _film_year)])
        for department, group in by_department(all_credits)
    ]


def _film_year(credit: Credit) -> int | None:
    return credit.film.year


def _year(year: int | None, credits_of_year: list[Credit]) -> Year:
    return Year(f"{credits_of_year[0].department}-{year or 'undated'}", str(year or ""), credits_of_year)


def chart(lanes: Sequence[Lane]) -> Chart | None:
    """Draw the lanes, or return None if there are fewer than two years."""
    years = {int(year.label) for lane in lanes for year in lane.years if year.label}
    if len(years) < 2:
        return None
    first, last = min(years), max(years)
    most = max(number_of_films([year]) for lane in lanes for year in lane.years if year.label)
    across = (WIDTH - 2 * EDGE) / (last - first)
    largest = max(SMALLEST, min(LARGEST, across / 2))
    heights = [FIRST_LANE + LANE * place for place in range(len(lanes))]
    return Chart(
        height=heights[-1] + LANE,
        lanes=[
            (f"{translated(lane.department)}, {films_counted(lane.years)}", height)
            for lane, height in zip(lanes, heights, strict=True)
        ],
        ticks=[(year, round(EDGE + (year - first) * across, 1)) for year in _ticks(first, last)],
        dots=[
            Dot(
                key=year.key,
                name=f"{translated(lane.department)}, {year.label}: {films_counted([year])}",
                x=round(EDGE + (int(year.label) - first) * across, 1),
                y=height,
                radius=round(max(SMALLEST, largest * sqrt(number_of_films([year]) / most)), 1),
            )
            for lane, height in zip(lanes, heights, strict=True)
            for year in lane.years
            if year.label
        ],
    )


def films_counted(years: Sequence[Year]) -> str:
    """Return the number of films in these years: “4 films”."""
    number = number_of_films(years)
    return ntranslated("%(num)s film", "%(num)s films", number, num=number)


def number_of_films(years: Sequence[Year]) -> int:
    return len({credit.film_id for year in years for credit in year.credits})


def _ticks(first: int, last: int) -> range:
    """Return round years, few enough that their labels do not touch."""
    step = next(step for step in TICKS if (last - first) / step < MOST_TICKS or step == TICKS[-1])
    return range(first + -first % step, last + 1, step)
