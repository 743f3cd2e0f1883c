"""Find films similar to a film: of the same series, director, leads, or genres and decade."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from films.models import Department, JobCode
from films.search import tokens
from films.search.entries import read_entries
from films.search.entry_ids import object_id_of
from films.search.expressions import any_token
from films.search.jobs import known_jobs
from films.search.series import films_matching, titled_alike
from films.search.sets import EntrySets, held
from films.search.types import Candidate, FacetName, Kind

LEADS = 3  # actors, by billing, whose other films are considered
LOOKED_AT = 300  # films of its people that are considered; a director and three leads rarely have more
OF_ITS_GENRES = 60  # films of its genres and decade that are considered
SERIES = 3  # being in one series counts as much as this many people or genres in common


@dataclass(frozen=True)
class SharingFilm:
    """Hold the entry of a film, with the ids of the directors and actors that it shares with another film."""

    entry_id: int
    directors: tuple[int, ...]
    cast: tuple[int, ...]

    @property
    def people(self) -> int:
        """Return how many people the two films share."""
        return len({*self.directors, *self.cast})


def films_sharing(film_id: int, directors: Iterable[int], cast: Iterable[int]) -> list[SharingFilm]:
    """Return the other films of a film's directors and leads; `cast` must be in the order of billing."""
    acting = [job.code for job in known_jobs().of(Department.CAST)]
    leads = list(dict.fromkeys(cast))[:LEADS]
    with held() as sets:
        directed = films_credited(sets, directors, [JobCode.DIRECTOR])
        played = films_credited(sets, leads, acting)
        found = sets.first(BitMap.union(BitMap(), *directed.values(), *played.values()), LOOKED_AT)
        return [
            SharingFilm(entry_id, people_with(directed, place), people_with(played, place))
            for entry_id in found
            if object_id_of(entry_id) != film_id and (place := sets.place_of(entry_id)) is not None
        ]


def films_credited(sets: EntrySets, people: Iterable[int], jobs: Sequence[str]) -> dict[int, BitMap]:
    """Map each of these people to the films on which they had one of these jobs."""
    films = sets.having(tokens.facet(FacetName.KIND, Kind.FILM))
    credited = {person: any_token([tokens.credited(job, person) for job in jobs]) for person in people}
    return {
        person: films & found for person, found in zip(credited, sets.matching([*credited.values()]), strict=True)
    }


def people_with(credited: Mapping[int, BitMap], place: int) -> tuple[int, ...]:
    """Return the people who are credited on the film at a place of the sets."""
    return tuple(person for person, films in credited.items() if place in films)


def similar_films(film: Candidate) -> list[Candidate]:
    """Return the films that have the most in common with a film; among equals, the most prominent come first.

    Each person and genre in common counts as one, and so does the decade.
    """
    genres = tokens.values_of(FacetName.GENRE, film.facets)
    decade = tokens.values_of(FacetName.DECADE, film.facets)
    sharing = films_sharing(film.object_id, *directors_and_leads(film))
    series = titled_alike(film)
    of_its_sort = films_with_all([*genres, *decade]) if genres else []
    people = {shared.entry_id: shared.people for shared in sharing}
    others = {other.id: other for other in (*read_entries([*people]), *series, *of_its_sort)}
    others.pop(film.id, None)
    in_series = {other.id for other in series}

    def likeness(other: Candidate) -> int:
        shared_genres = {*genres}.intersection(tokens.values_of(FacetName.GENRE, other.facets))
        is_of_its_decade = decade == tokens.values_of(FacetName.DECADE, other.facets)
        in_common = people.get(other.id, 0) + len(shared_genres) + is_of_its_decade
        return in_common + SERIES * (other.id in in_series)

    return sorted(others.values(), key=lambda other: (-likeness(other), other.id))


def directors_and_leads(film: Candidate) -> tuple[list[int], list[int]]:
    """Return the ids of a film's directors and of its leads, or of all its people if no leads are known."""
    limits = {*film.limits.split()}
    people = tokens.records_of(FacetName.PERSON, film.facets)
    directors = [person for person in people if tokens.credited(JobCode.DIRECTOR, person) in limits]
    leads = [person for person in people if tokens.led_by(person) in limits and person not in directors]
    return directors, leads or [person for person in people if person not in directors]


def films_with_all(wanted: Sequence[str]) -> list[Candidate]:
    """Return the most prominent films with all of these tokens."""
    return films_matching([any_token([token]) for token in wanted], OF_ITS_GENRES)
