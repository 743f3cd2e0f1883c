"""Look up people by the names in a data set."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Max, Min

from films.batching import batched
from films.identity.keys import name_key
from films.importing.personal_names import split_disambiguation
from films.importing.storing import ImportWriter
from films.models import Credit, OtherName, Person, State
from films.names import Slugs, slug_base, sort_name


@dataclass(frozen=True, slots=True)
class Bearer:
    """Hold one of several people with one name, and the years of their first and last film."""

    person_id: int
    first_year: int | None
    last_year: int | None

    def years_off(self, year: int | None) -> int:
        """Return how far a year lies from the person's active years, 0 if within or unknown."""
        if year is None or self.first_year is None or self.last_year is None:
            return 0
        return max(self.first_year - year, year - self.last_year, 0)


class PersonLookup:
    """Find people by name, and create the missing ones.

    Names are compared by their keys, with people's names first and then with other names that only one person has.
    A data set with nothing but names cannot distinguish namesakes, but years can: the one whose films are nearest
    to a film's year is taken, and of several the one entered first.
    """

    def __init__(self) -> None:
        self.slugs = Slugs(Person)
        self.ids: dict[str, int] = {}
        namesakes: dict[str, list[int]] = {}
        for name, disambiguation, person_id in (
            Person.objects.order_by("pk").values_list("name", "disambiguation", "pk").iterator()
        ):
            if disambiguation:
                self.ids.setdefault(name_key(f"{name} {disambiguation}"), person_id)
            key = name_key(name)
            first = self.ids.setdefault(key, person_id)
            if first != person_id:
                namesakes.setdefault(key, [first]).append(person_id)
        self.add_other_names()
        years = active_years(chain.from_iterable(namesakes.values()))
        self.bearers = {
            key: [Bearer(person_id, *years.get(person_id, (None, None))) for person_id in person_ids]
            for key, person_ids in namesakes.items()
        }

    def add_other_names(self) -> None:
        people: dict[str, set[int]] = {}
        for name, person_id in OtherName.objects.values_list("name", "person_id"):
            people.setdefault(name_key(name), set()).add(person_id)
        for key, person_ids in people.items():
            if len(person_ids) == 1:
                self.ids.setdefault(key, next(iter(person_ids)))

    def get(self, name: str, year: int | None) -> int | None:
        """Return the person with a name, for a film of a year; None if nobody has it."""
        key = name_key(name)
        if key in self.bearers:
            return min(self.bearers[key], key=lambda bearer: bearer.years_off(year)).person_id
        return self.ids.get(key)

    def create_missing(self, names: Iterable[str], writer: ImportWriter) -> None:
        """Create a person for each name that is not known yet."""
        missing = {key: name for name in names if (key := name_key(name)) not in self.ids}
        for some in batched(missing.items()):
            people = [split_disambiguation(name) for _, name in some]
            slugs = self.slugs.give([slug_base(person.name, "person") for person in people])
            rows = (
                (person.name, sort_name(person.name), person.disambiguation, slug)
                for person, slug in zip(people, slugs, strict=True)
            )
            columns = ("name", "sort_name", "disambiguation", "slug")
            writer.insert(Person, columns, rows, state=State.PUBLISHED)
            stored = self.slugs.stored(slugs)
            self.ids.update((key, stored[slug]) for (key, _), slug in zip(some, slugs, strict=True))


def active_years(person_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return the years of the first and last film of those people who have any."""
    found: dict[int, tuple[int, int]] = {}
    for some in batched(person_ids):
        dated = Credit.objects.of_participants().filter(person__in=some, film__year__isnull=False)
        spans = dated.order_by().values("person_id").annotate(first=Min("film__year"), last=Max("film__year"))
        found.update(
            (person_id, (first, last))
            for person_id, first, last in spans.values_list("person_id", "first", "last")
        )
    return found
