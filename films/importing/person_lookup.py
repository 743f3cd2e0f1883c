"""Look up the person that a name in a data set means."""

from films.batching import batched
from films.importing.storing import Store
from films.models import OtherName, Person, State
from films.names import Slugs, slug_base, sort_name


class People:
    """Knows every person by name, and makes those who are missing.

    A name is matched exactly, to a person's name or else to an other name that one person alone bears. A data
    set of names alone cannot tell namesakes apart: of several with one name it means the first that was entered.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ids: dict[str, int] = {}
        self.slugs = Slugs(Person)
        latest_first = Person.objects.order_by("-pk").values_list("name", "pk")
        self.ids.update(latest_first.iterator())
        self.ids.update(self.known_by_other_names())

    def known_by_other_names(self) -> dict[str, int]:
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

    def introduce(self, names: list[str]) -> None:
        """Make a person of each name that means nobody yet."""
        for some in batched(name for name in dict.fromkeys(names) if name not in self.ids):
            slugs = self.slugs.give([slug_base(name, "person") for name in some])
            rows = zip(some, map(sort_name, some), slugs, strict=True)
            self.store.insert(Person, ("name", "sort_name", "slug"), rows, state=State.PUBLISHED)
            stored = self.slugs.stored(slugs)
            self.ids.update((name, stored[slug]) for name, slug in zip(some, slugs, strict=True))
