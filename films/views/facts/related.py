"""Find related films and frequent collaborators from shared credits."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from films.models import Credit, Department, Film, JobCode, Person, State
from films.search.filmographies import most_prominent_first

LEADS = 3
"""Actors, by billing, whose other films are related ones."""
CREDITS_READ = 600
"""Credits of these people that are read, latest first: more than three leads and a director usually have."""
FILMS_CONSIDERED = 48
"""Films that share most people, the nearest in years first, from which the most prominent are chosen."""
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

    @property
    def people(self) -> int:
        """Return how many people the two films share."""
        return len({*self.directors, *self.leads})


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
    directing = {person.pk: person for person in directors}
    playing = {person.pk: person for person in list(dict.fromkeys(cast))[:LEADS]}
    credits_read = (
        Credit.objects.published()
        .filter(person__in={**directing, **playing}, film__state=State.PUBLISHED)
        .exclude(film=film)
        .select_related("film", "job")
        .order_by("-film__year", "pk")[:CREDITS_READ]
    )
    people_by_film: dict[Film, tuple[dict[int, Person], dict[int, Person]]] = defaultdict(lambda: ({}, {}))
    for credit in credits_read:
        if credit.job_id == JobCode.DIRECTOR and credit.person_id in directing:
            people_by_film[credit.film][0][credit.person_id] = directing[credit.person_id]
        elif credit.department == Department.CAST and credit.person_id in playing:
            people_by_film[credit.film][1][credit.person_id] = playing[credit.person_id]
    found = [
        FilmWithSamePeople(other, [*made.values()], [*played.values()])
        for other, (made, played) in people_by_film.items()
    ]
    found.sort(key=lambda shared: (-shared.people, years_apart(shared.film, film)))
    nearest = found[:FILMS_CONSIDERED]
    ranks = {key: rank for rank, key in enumerate(most_prominent_first([shared.film.pk for shared in nearest]))}
    nearest.sort(key=lambda shared: (-shared.people, ranks.get(shared.film.pk, len(ranks))))
    return nearest[:FILMS_SHOWN]


def years_apart(film: Film, other: Film) -> int:
    return abs((film.year or 0) - (other.year or 0))


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
