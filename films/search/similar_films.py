"""Finds films like one: of its series, of its director and leads, and of its genres and decade."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from films.models import Department, JobCode
from films.search import tokens
from films.search.backends import engine
from films.search.jobs import known_jobs
from films.search.series import films_of_ids, titled_alike
from films.search.types import Candidate, FacetName, Kind

CreditTokens = Mapping[int, set[str]]  # the tokens of people's credits in the jobs that count, by their ids

LEADS = 3  # of a cast of whom nobody is billed
LOOKED_AT = 300  # films of its people, the most prominent: more than a director and three leads have between them
OF_ITS_GENRES = 60  # films of its genres and decade
SERIES = 3  # people or genres in common, as which it counts to be of one series


@dataclass(frozen=True)
class SimilarFilm:
    """Another film, with the ids of those who directed or play in it as they did in the first."""

    film: Candidate
    directors: tuple[int, ...]
    cast: tuple[int, ...]
    genres: int
    is_of_its_decade: bool
    is_of_its_series: bool

    @property
    def people(self) -> int:
        """Return how many people directed or play in both."""
        return len({*self.directors, *self.cast})

    @property
    def likeness(self) -> int:
        """Return how much both have in common: each person, each genre, the decade and the series count."""
        return self.people + self.genres + self.is_of_its_decade + SERIES * self.is_of_its_series


def film_entry(film_id: int) -> Candidate | None:
    """Return the entry of a film, or None for one that is not published."""
    return next(iter(films_of_ids([film_id])), None)


def similar_films(film: Candidate) -> list[SimilarFilm]:
    """Return the films that have most in common with a film, of those with as much the most prominent first."""
    directing, acting = people_of(film)
    genres = tokens.values_of(FacetName.GENRE, film.facets)
    decade = tokens.values_of(FacetName.DECADE, film.facets)
    series = {other.id: other for other in titled_alike(film)}
    of_people = [token for held in (directing, acting) for credited in held.values() for token in credited]
    others = series | others_with(of_people, [*genres, *decade] if genres else [], film)
    found = [
        SimilarFilm(
            other,
            tuple(shared_people(directing, other)),
            tuple(shared_people(acting, other)),
            len({*genres} & {*tokens.values_of(FacetName.GENRE, other.facets)}),
            decade == tokens.values_of(FacetName.DECADE, other.facets),
            other.id in series,
        )
        for other in others.values()
    ]
    return sorted(found, key=lambda one: (-one.likeness, one.film.id))


def people_of(film: Candidate) -> tuple[CreditTokens, CreditTokens]:
    """Return who directed a film, and who leads its cast or, where nobody is billed, who is first in it."""
    people = {int(token[2:]) for token in tokens.values_of(FacetName.PERSON, film.facets)}
    places = {token: place for place, token in enumerate(film.limits.split())}
    directing = {person: {tokens.credited(JobCode.DIRECTOR, person)} for person in people}
    jobs = [job.code for job in known_jobs().of(Department.CAST)]
    acting = {person: {tokens.credited(job, person) for job in jobs} for person in people}
    cast = sorted(
        shared_people(acting, film),
        key=lambda person: min(places[token] for token in acting[person] if token in places),
    )
    leads = [person for person in cast if tokens.led_by(person) in places] or cast[:LEADS]
    return (
        {person: directing[person] for person in shared_people(directing, film)},
        {person: acting[person] for person in leads},
    )


def shared_people(held: CreditTokens, film: Candidate) -> Iterator[int]:
    """Give the people who have one of their credits on a film."""
    limits = {*film.limits.split()}
    return (person for person, credited in held.items() if credited & limits)


def others_with(by_people: Sequence[str], of_its_sort: Sequence[str], film: Candidate) -> dict[int, Candidate]:
    """Return the films with any of the tokens of people, and those with all of its genres and decade, by entry."""
    is_film = engine().any_token([tokens.facet(FacetName.KIND, Kind.FILM)])
    with_people = engine().any_token(by_people)
    alike = [engine().any_token([token]) for token in of_its_sort]
    of_people, of_sort = engine().entry_ids(
        [
            engine().all_of([is_film, with_people]) if by_people else "",
            engine().all_of([is_film, *alike]) if alike else "",
        ],
        LOOKED_AT,
    )
    found = engine().candidates(sorted({*of_people, *of_sort[:OF_ITS_GENRES]}))
    return {other.id: other for other in found if other.id != film.id}
