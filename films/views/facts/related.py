"""Find related films and frequent collaborators from shared credits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count

from films.compiled_queries import records_by_key
from films.models import Credit, Film, Person, State
from films.search.entry_ids import object_id_of
from films.search.similar_films import films_sharing

FILMS_SHOWN = 12
PARTNERS_SHOWN = 10
FILMS_TOGETHER = 2
"""Films that make two people partners; one may be chance."""


@dataclass(frozen=True)
class FilmWithSamePeople:
    """Name another film, and the directors and leads of this one who worked on it."""

    film: Film
    directors: Sequence[Person]
    leads: Sequence[Person]


@dataclass(frozen=True)
class Partner:
    """Name somebody who worked on several films with a person, and count these films."""

    person: Person
    films: int


def films_with_same_people(
    film: Film, directors: Sequence[Person], cast: Sequence[Person]
) -> list[FilmWithSamePeople]:
    """Return other films of a film's directors and leads, those that share most people first.

    Among those that share equally many, the most prominent come first.
    """
    people = {person.pk: person for person in (*directors, *cast)}
    sharing = films_sharing(film.pk, [person.pk for person in directors], [person.pk for person in cast])
    most = sorted(sharing, key=lambda shared: (-shared.people, shared.entry_id))[:FILMS_SHOWN]
    films = records_by_key(Film, [object_id_of(shared.entry_id) for shared in most])
    return [
        FilmWithSamePeople(
            films[object_id_of(shared.entry_id)],
            [people[key] for key in shared.directors],
            [people[key] for key in shared.cast],
        )
        for shared in most
    ]


def partners(person: Person, films: Collection[int]) -> list[Partner]:
    """Return the people who are credited on most of these films with the person, in two queries."""
    beside = (
        Credit.objects.published()
        .of_participants()
        .filter(film__in=films, person__state=State.PUBLISHED)
        .exclude(person=person)
    )
    counted = beside.order_by().values("person").annotate(films=Count("film", distinct=True))
    most = list(
        counted.filter(films__gte=FILMS_TOGETHER)
        .order_by("-films", "person")
        .values_list("person", "films")[:PARTNERS_SHOWN]
    )
    people = records_by_key(Person, [key for key, _ in most])
    return [Partner(people[key], films) for key, films in most]
