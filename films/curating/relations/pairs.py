"""Pair films whose titles and years make one a version, the next part or a remake of the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from films.identity.keys import title_key
from films.identity.series import SeriesTitle, read_series_title, without_version
from films.models import Film

LEAST_YEARS = 2  # between films of one title; those of nearly the same year may be duplicates
LARGEST_SERIES = 60  # films whose titles begin alike; more only share a common word


class Likeness(Enum):
    """Say in what way two titles are alike."""

    BUT_FOR_VERSION = auto()
    SAME_TITLE = auto()
    NEXT_NUMBER = auto()
    LATER_NUMBER = auto()
    SUBTITLE = auto()


@dataclass(frozen=True, slots=True)
class TitledFilm:
    """Hold a film's title with the words for a version in it, and what the title says about a series."""

    id: int
    title: str
    year: int
    original_title: str
    version: str
    series: SeriesTitle


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold a film, an earlier one that it may be related to, and how their titles are alike."""

    film: TitledFilm
    earlier: TitledFilm
    likeness: Likeness

    @property
    def years(self) -> int:
        """Return how many years are between them."""
        return self.film.year - self.earlier.year


def pair_films() -> Iterator[Pair]:
    """Yield the pairs of all films with a year."""
    films = [*dated_films()]
    by_title: dict[str, list[TitledFilm]] = defaultdict(list)
    by_series: dict[tuple[str, ...], list[TitledFilm]] = defaultdict(list)
    for film in films:
        by_title[title_key(film.original_title)].append(film)
        if not film.version:
            by_series[film.series.words].append(film)
    for group in by_title.values():
        yield from pair_one_title(group)
    for group in by_series.values():
        if 1 < len(group) <= LARGEST_SERIES:
            yield from pair_series(group)


def dated_films() -> Iterator[TitledFilm]:
    """Yield the films that have a year, oldest first."""
    rows = Film.objects.filter(year__isnull=False).order_by("year", "pk").values_list("pk", "title", "year")
    for film_id, title, year in rows.iterator():
        original_title, version = without_version(title)
        yield TitledFilm(film_id, title, year, original_title, version, read_series_title(title))


def pair_one_title(films: Sequence[TitledFilm]) -> Iterator[Pair]:
    """Pair each film with the last one of its title before it, and each version with the film that it is of."""
    originals = [film for film in films if not film.version]
    for film in films:
        if film.version and (earlier := last_before(film, originals)):
            yield Pair(film, earlier, Likeness.BUT_FOR_VERSION)
    for earlier, film in pairwise(originals):
        if film.year - earlier.year >= LEAST_YEARS:
            yield Pair(film, earlier, Likeness.SAME_TITLE)


def pair_series(films: Sequence[TitledFilm]) -> Iterator[Pair]:
    """Pair each film that has a number or a subtitle after the name of the series with the part before it."""
    for film in films:
        number = film.series.number
        if number > 1:
            others = [other for other in films if other.series.number < number and not is_alike(film, other)]
            earlier = last_before(film, [other for other in others if part_number(other) == number - 1])
            if earlier:
                yield Pair(film, earlier, Likeness.NEXT_NUMBER)
            elif earlier := last_before(film, others):
                yield Pair(film, earlier, Likeness.LATER_NUMBER)
        elif film.series.has_subtitle and not number:
            others = [other for other in films if not is_alike(film, other)]
            if earlier := last_before(film, others):
                yield Pair(film, earlier, Likeness.SUBTITLE)


def part_number(film: TitledFilm) -> int:
    """Return the number of a film in its series: the film that is called like the series is the first."""
    return film.series.number or (0 if film.series.has_subtitle else 1)


def is_alike(film: TitledFilm, other: TitledFilm) -> bool:
    return title_key(film.original_title) == title_key(other.original_title)


def last_before(film: TitledFilm, others: Iterable[TitledFilm]) -> TitledFilm | None:
    """Return the last of some films, oldest first, that is no later than a film."""
    return next((other for other in reversed([*others]) if other.year <= film.year and other.id != film.id), None)
