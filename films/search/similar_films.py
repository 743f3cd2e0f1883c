"""Find films like one: of its series, of its director and leads, and of its genres and decade."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from films.models import Department, JobCode
from films.search import tokens
from films.search.expressions import any_token
from films.search.jobs import known_jobs
from films.search.series import films_matching, titled_alike
from films.search.types import Candidate, FacetName

CreditTokens = Mapping[int, set[str]]  # the tokens of people's credits in the jobs that count, by their ids

LEADS = 3  # actors, by billing, whose other films are like a film
LOOKED_AT = 300  # films of its people, the most prominent: more than a director and three leads usually have
OF_ITS_GENRES = 60  # films of its genres and decade
SERIES = 3  # people or genres in common that count as much as belonging to one series


@dataclass(frozen=True)
class SharingFilm:
    """Hold a film with the ids of those who direct or act in it and, in the same job, in another film."""

    film: Candidate
    directors: tuple[int, ...]
    cast: tuple[int, ...]

    @property
    def people(self) -> int:
        """Return how many people the two films share."""
        return len({*self.directors, *self.cast})


def films_sharing(film_id: int, directors: Iterable[int], cast: Iterable[int]) -> list[SharingFilm]:
    """Return the other films of a film's directors and leads; `cast` is in the order of its billing."""
    directing: CreditTokens = {person: {tokens.credited(JobCode.DIRECTOR, person)} for person in directors}
    jobs = [job.code for job in known_jobs().of(Department.CAST)]
    leads = list(dict.fromkeys(cast))[:LEADS]
    acting: CreditTokens = {person: {tokens.credited(job, person) for job in jobs} for person in leads}
    wanted = [token for credited in (*directing.values(), *acting.values()) for token in credited]
    found = films_matching([any_token(wanted)], LOOKED_AT) if wanted else []
    return [
        SharingFilm(film, people_with(directing, film), people_with(acting, film))
        for film in found
        if film.object_id != film_id
    ]


def people_with(credited: CreditTokens, film: Candidate) -> tuple[int, ...]:
    """Return the people who have one of their credits on a film."""
    limits = {*film.limits.split()}
    return tuple(person for person, wanted in credited.items() if wanted & limits)


def similar_films(film: Candidate) -> list[Candidate]:
    """Return the films that have most in common with a film; the more prominent first among equals.

    Each person and genre in common counts as one, and so does the decade.
    """
    genres = tokens.values_of(FacetName.GENRE, film.facets)
    decade = tokens.values_of(FacetName.DECADE, film.facets)
    sharing = films_sharing(film.object_id, *directors_and_leads(film))
    series = titled_alike(film)
    of_its_sort = films_with_all([*genres, *decade]) if genres else []
    others = {other.id: other for other in (*(one.film for one in sharing), *series, *of_its_sort)}
    others.pop(film.id, None)
    people = {one.film.id: one.people for one in sharing}
    in_series = {other.id for other in series}

    def likeness(other: Candidate) -> int:
        shared_genres = {*genres}.intersection(tokens.values_of(FacetName.GENRE, other.facets))
        is_of_its_decade = decade == tokens.values_of(FacetName.DECADE, other.facets)
        in_common = people.get(other.id, 0) + len(shared_genres) + is_of_its_decade
        return in_common + SERIES * (other.id in in_series)

    return sorted(others.values(), key=lambda other: (-likeness(other), other.id))


def directors_and_leads(film: Candidate) -> tuple[list[int], list[int]]:
    """Return the ids of who directed a film and of who leads its cast, as its entry tells."""
    limits = {*film.limits.split()}
    people = [int(token[2:]) for token in tokens.values_of(FacetName.PERSON, film.facets)]
    directors = [person for person in people if tokens.credited(JobCode.DIRECTOR, person) in limits]
    leads = [person for person in people if tokens.led_by(person) in limits and person not in directors]
    return directors, leads or [person for person in people if person not in directors]


def films_with_all(wanted: Sequence[str]) -> list[Candidate]:
    """Return the most prominent films with all of these tokens."""
    return films_matching([any_token([token]) for token in wanted], OF_ITS_GENRES)
