"""Decide which stored film a record of a data set is about, by title, year and people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from films.identity.keys import name_key, title_key
from films.importing.records import FilmRecord
from films.models import Credit, Film, JobCode
from films.models.standard_jobs import ARCHIVE_CODES

NEAR_YEARS = 1  # data sets date a film by its first showing or by its release
DOUBTFUL_YEARS = 3
MOST_DOUBTFUL = 5  # films listed beside a new one

SEVERAL = "the same title and year as several films"
NOBODY_SHARED = "the same title and year, but nobody in common"
NOBODY_KNOWN = "the same title, and nearly the same year or none"
SAME_DIRECTOR = "the same title and director, some years apart"


@dataclass(frozen=True, slots=True)
class TitledFilm:
    """Hold a stored film that has the title in question."""

    film_id: int
    year: int | None


@dataclass(slots=True)
class Team:
    """Hold the keys of the names of a film's people."""

    directors: set[str] = field(default_factory=set)
    everybody: set[str] = field(default_factory=set)

    def add(self, name: str, job: str) -> None:
        key = name_key(name)
        self.everybody.add(key)
        if job == JobCode.DIRECTOR:
            self.directors.add(key)


@dataclass(frozen=True, slots=True)
class Recognition:
    """Hold the film that a record is about, or those that it may be about, with the reason."""

    film: TitledFilm | None = None
    doubtful: tuple[TitledFilm, ...] = ()
    why: str = ""


class FilmRecognition:
    """Recognise the films of records among stored films without the data set's identifiers."""

    def __init__(self, dataset: str) -> None:
        self.films: dict[str, list[TitledFilm]] = {}
        self.taken: set[int] = set()
        others = Film.objects.exclude(identifiers__scheme=dataset).order_by("pk")
        rows = others.values_list("pk", "title", "original_title", "year")
        for film_id, title, original_title, year in rows.iterator():
            for key in {title_key(name) for name in (title, original_title) if name}:
                self.films.setdefault(key, []).append(TitledFilm(film_id, year))

    def titled_like(self, record: FilmRecord) -> list[TitledFilm]:
        """Return the films with a record's title that no record was about yet."""
        keys = dict.fromkeys(title_key(name) for name in (record.title, record.original_title) if name)
        films = dict.fromkeys(chain.from_iterable(self.films.get(key, ()) for key in keys))
        return [film for film in films if film.film_id not in self.taken]

    def teams(self, records: Iterable[FilmRecord]) -> dict[int, Team]:
        """Return the people of all films that records may be about, by film."""
        teams = {film.film_id: Team() for record in records for film in self.titled_like(record)}
        credits_there = Credit.objects.of_participants().filter(film__in=teams).order_by()
        for film_id, name, job in credits_there.values_list("film_id", "person__name", "job_id"):
            teams[film_id].add(name, job)
        return teams

    def recognise(self, record: FilmRecord, teams: dict[int, Team]) -> Recognition:
        """Find the film that a record is about.

        The same title and year are enough, unless both sides name directors and have nobody in common. With
        somebody in common, the year may be another by one. What is less sure than that is doubtful.
        """
        team = team_of(record)
        titled = self.titled_like(record)
        same_year = [film for film in titled if film.year == record.year and record.year]
        near = [film for film in titled if years_apart(film, record) <= NEAR_YEARS]
        sharing = [film for film in near if team.everybody & teams[film.film_id].everybody]
        agreeing = [film for film in sharing if film in same_year] or sharing
        if len(agreeing) == 1:
            return self.take(agreeing[0])
        if len(same_year) > 1:
            return Recognition(doubtful=tuple(same_year[:MOST_DOUBTFUL]), why=SEVERAL)
        if same_year and team.directors and teams[same_year[0].film_id].directors:
            return Recognition(doubtful=tuple(same_year), why=NOBODY_SHARED)
        if same_year:
            return self.take(same_year[0])
        if unknown := [film for film in near if not (team.everybody and teams[film.film_id].everybody)]:
            return Recognition(doubtful=tuple(unknown[:MOST_DOUBTFUL]), why=NOBODY_KNOWN)
        by_director = [
            film
            for film in titled
            if years_apart(film, record) <= DOUBTFUL_YEARS and team.directors & teams[film.film_id].directors
        ]
        return Recognition(doubtful=tuple(by_director[:MOST_DOUBTFUL]), why=SAME_DIRECTOR)

    def take(self, film: TitledFilm) -> Recognition:
        """Recognise a film, so that no other record can be about it."""
        self.taken.add(film.film_id)
        return Recognition(film)


def team_of(record: FilmRecord) -> Team:
    team = Team()
    for job, names in record.credits.items():
        for name in names if job not in ARCHIVE_CODES else ():
            team.add(name, job)
    return team


def years_apart(film: TitledFilm, record: FilmRecord) -> int:
    """Return how many years lie between a film and a record; an unknown year may be any, so it counts as near."""
    return abs(film.year - record.year) if film.year and record.year else NEAR_YEARS
