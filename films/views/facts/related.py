"""Find related films and frequent collaborators from shared credits."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from films.models import Credit, Film, Person, State
from films.search.similar_films import film_entry, similar_films

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
    film: Film, directors: Iterable[Person], cast: Iterable[Person]
) -> list[FilmWithSamePeople]:
    """Return other films of a film's directors and leads, those that share most people first.

    Among those that share equally many, the most prominent come first.
    """
    entry = film_entry(film.pk)
    sharing = [one for one in similar_films(entry) if one.people] if entry else []
    most = sorted(sharing, key=lambda one: (-one.people, one.film.id))[:FILMS_SHOWN]
    people = {person.pk: person for person in (*directors, *cast)}
    films = Film.objects.in_bulk([one.film.object_id for one in most])
    return [
        FilmWithSamePeople(
            films[one.film.object_id],
            [people[key] for key in one.directors if key in people],
            [people[key] for key in one.cast if key in people],
        )
        for one in most
    ]


def partners(person: Person, films: Collection[int]) -> list[Partner]:
    """Return the people who are credited on most of these films with the person, in two queries."""
    beside = (
        Credit.objects.published().filter(film__in=films, person__state=State.PUBLISHED).exclude(person=person)
    )
    counted = beside.order_by().values("person").annotate(films=Count("film", distinct=True))
    most = list(
        counted.filter(films__gte=FILMS_TOGETHER)
        .order_by("-films", "person")
        .values_list("person", "films")[:PARTNERS_SHOWN]
    )
    people = Person.objects.in_bulk([key for key, _ in most])
    return [Partner(people[key], films) for key, films in most]
