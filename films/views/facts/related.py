"""Films and people that go together, counted from the credits."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from films.models import Credit, Department, Film, JobCode, Person, State

LEADS = 3
"""How many of the cast, by billing, a film is related by."""
CREDITS_READ = 600
"""Of those people's other films, the latest: more than any three leads and a director have between them."""
FILMS_SHOWN = 12
PARTNERS_SHOWN = 10
FILMS_TOGETHER = 2
"""To be called somebody's partner; one film may be chance."""


@dataclass(frozen=True)
class SharedFilm:
    """Another film, and who made or played in both."""

    film: Film
    directors: Sequence[Person]
    leads: Sequence[Person]


@dataclass(frozen=True)
class Partner:
    """Somebody who worked on several of a person's films."""

    person: Person
    films: int


def films_sharing(film: Film, directors: Iterable[Person], cast: Iterable[Person]) -> list[SharedFilm]:
    """Return other films of a film's directors and leads, those that share most people first, in one query."""
    directing = {person.pk: person for person in directors}
    playing = {person.pk: person for person in list(dict.fromkeys(cast))[:LEADS]}
    held = Credit.objects.published().filter(person__in={**directing, **playing}, film__state=State.PUBLISHED)
    shared: dict[Film, tuple[dict[int, Person], dict[int, Person]]] = defaultdict(lambda: ({}, {}))
    for credit in (
        held.exclude(film=film).select_related("film", "job").order_by("-film__year", "pk")[:CREDITS_READ]
    ):
        if credit.job_id == JobCode.DIRECTOR and credit.person_id in directing:
            shared[credit.film][0][credit.person_id] = directing[credit.person_id]
        elif credit.department == Department.CAST and credit.person_id in playing:
            shared[credit.film][1][credit.person_id] = playing[credit.person_id]
    found = [SharedFilm(other, [*made.values()], [*played.values()]) for other, (made, played) in shared.items()]
    return sorted(found, key=lambda one: _nearness(one, film))[:FILMS_SHOWN]


def _nearness(shared: SharedFilm, film: Film) -> tuple[int, int, int]:
    apart = abs((shared.film.year or 0) - (film.year or 0))
    return -len({*shared.directors, *shared.leads}), apart, shared.film.pk


def partners(person: Person, films: Collection[int]) -> list[Partner]:
    """Return who is credited on most of these films beside the person, in two queries."""
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
