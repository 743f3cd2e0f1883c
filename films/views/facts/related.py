"""Films and people that go together, counted from the credits."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from films.models import Credit, Department, Film, JobCode, Person, State
from films.search.filmographies import most_prominent_first

LEADS = 3
"""How many of the cast, by billing, a film is related by."""
CREDITS_READ = 600
"""Of those people's other films, the latest: more than any three leads and a director have between them."""
FILMS_CONSIDERED = 48
"""Of films that share as many people, those nearest in years, of which the most prominent are shown."""
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

    @property
    def people(self) -> int:
        """Return how many people made or played in both."""
        return len({*self.directors, *self.leads})


@dataclass(frozen=True)
class Partner:
    """Somebody who worked on several of a person's films."""

    person: Person
    films: int


def films_sharing(film: Film, directors: Iterable[Person], cast: Iterable[Person]) -> list[SharedFilm]:
    """Return other films of a film's directors and leads, those that share most people first.

    Of those that share as many, the most prominent go first.
    """
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
    nearest = sorted(found, key=lambda one: (-one.people, _years_apart(one.film, film)))[:FILMS_CONSIDERED]
    order = {
        film_id: place for place, film_id in enumerate(most_prominent_first([one.film.pk for one in nearest]))
    }
    return sorted(nearest, key=lambda one: (-one.people, order.get(one.film.pk, len(order))))[:FILMS_SHOWN]


def _years_apart(one: Film, other: Film) -> int:
    return abs((one.year or 0) - (other.year or 0))


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
