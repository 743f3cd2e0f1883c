"""Look up people by the names in a data set."""

from films.batching import batched
from films.importing.storing import ImportWriter
from films.models import OtherName, Person, State
from films.names import Slugs, slug_base, sort_name


class PersonLookup:
    """Find people by name, and create the missing ones.

    A name is compared exactly, with people's names first and then with other names that only one person has. A
    data set with nothing but names cannot distinguish namesakes: the person entered first is taken.
    """

    def __init__(self, writer: ImportWriter) -> None:
        self.writer = writer
        self.ids: dict[str, int] = {}
        self.slugs = Slugs(Person)
        latest_first = Person.objects.order_by("-pk").values_list("name", "pk")
        self.ids.update(latest_first.iterator())
        self.ids.update(self.ids_by_other_name())

    def ids_by_other_name(self) -> dict[str, int]:
        bearers: dict[str, set[int]] = {}
        for name, person_id in OtherName.objects.values_list("name", "person_id"):
            bearers.setdefault(name, set()).add(person_id)
        return {
            name: next(iter(person_ids))
            for name, person_ids in bearers.items()
            if len(person_ids) == 1 and name not in self.ids
        }

    def get(self, name: str) -> int | None:
        return self.ids.get(name)

    def __getitem__(self, name: str) -> int:
        return self.ids[name]

    def create_missing(self, names: list[str]) -> None:
        """Create a person for each name that is not known yet."""
        for some in batched(name for name in dict.fromkeys(names) if name not in self.ids):
            slugs = self.slugs.give([slug_base(name, "person") for name in some])
            rows = zip(some, map(sort_name, some), slugs, strict=True)
            self.writer.insert(Person, ("name", "sort_name", "slug"), rows, state=State.PUBLISHED)
            stored = self.slugs.stored(slugs)
            self.ids.update((name, stored[slug]) for name, slug in zip(some, slugs, strict=True))
