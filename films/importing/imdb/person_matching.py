"""Match IMDb's people with the people stored here."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from django.db.models import Exists, OuterRef

from films.batching import batched
from films.identity.keys import name_key
from films.importing.identifiers import cite_recognised
from films.importing.imdb.files import Row
from films.importing.imdb.lives import IMDB, Life, compare_lives, parse_life
from films.importing.imdb.sorting import SortedRows
from films.importing.records import MAX_NAME
from films.importing.report import Report
from films.importing.storing import ImportWriter
from films.importing.values import one_line
from films.models import Identifier, OtherName, Person, State
from films.names import Slugs, slug_base, sort_name

NAMESAKES = "name.basics: a name that several people have; told apart by their films"
WHY_SAME_PERSON = (
    "This person existed when the data set was imported, and is the only one with this name or worked "
    "on the same film."
)

NamedRow = tuple[str, Row]
"""A person's name with their row in the table of people."""


def usable_name(row: Row) -> str:
    """Return the name in a row of the table of people, or an empty string if it cannot be stored."""
    name = one_line(row.values[1])
    return name if len(name) <= MAX_NAME else ""


class PersonMatcher:
    """Find people by IMDb's identifiers, and create the missing ones.

    A name that one person at IMDb and one stored person without IMDb's identifier have is taken for the same
    person; another name of a stored person counts where nobody has it as their own. If more people have a name, it
    waits in `pending` until a film shows who is meant, and so do their `lives`, each with its line. `joined` maps
    people whom films show to be others under their names to these.
    """

    def __init__(self, writer: ImportWriter, report: Report) -> None:
        self.writer = writer
        self.report = report
        self.pending: dict[str, str] = {}
        self.joined: dict[int, int] = {}
        self.lives: dict[str, tuple[Life, int]] = {}
        self.look_up()

    def look_up(self) -> None:
        """Read the stored people whom IMDb's may be."""
        self.slugs = Slugs(Person)
        self.free: dict[str, list[int]] = {}
        self.identified: set[int] = set()
        identified = Identifier.objects.filter(scheme=IMDB, person=OuterRef("pk"))
        free = Person.objects.filter(~Exists(identified)).order_by("pk").values_list("name", "pk")
        for name, person_id in free.iterator():
            self.free.setdefault(name_key(name), []).append(person_id)
        own_names = frozenset(self.free)
        others = OtherName.objects.exclude(person__identifiers__scheme=IMDB)
        for name, person_id in others.order_by("person_id").values_list("name", "person_id").iterator():
            if (key := name_key(name)) not in own_names and person_id not in self.free.get(key, ()):
                self.free.setdefault(key, []).append(person_id)

    def match_or_create(self, people: SortedRows) -> Iterator[int]:
        """Find or create the person of each row, given in the order of names; yield how many rows are done."""
        met = 0
        namesakes = (list(same) for _, same in groupby(people, key=lambda named: named[0]))
        for groups in batched(namesakes):
            with self.writer.part():
                if self.writer.others_have_written():
                    self.look_up()
                self.match_groups(groups)
            met += sum(map(len, groups))
            yield met

    def match_groups(self, groups: list[list[NamedRow]]) -> None:
        known = self.stored_people(row.values[0] for group in groups for _, row in group)
        self.lives |= {
            row.values[0]: (parse_life(row, self.report), row.line) for group in groups for _, row in group
        }
        self.compare_lives(known)
        new: dict[str, str] = {}
        same: dict[str, int] = {}
        for group in groups:
            name = group[0][0]
            unknown = {row.values[0]: row.line for _, row in group if row.values[0] not in known}
            bearers = [pk for pk in self.free.get(name_key(name), ()) if pk not in self.identified]
            if not bearers:
                new |= dict.fromkeys(unknown, name)
            elif len(bearers) == len(unknown) == 1:
                same |= dict.fromkeys(unknown, bearers[0])
                self.identified.add(bearers[0])
            else:
                self.pending |= dict.fromkeys(unknown, name)
                for line in unknown.values():
                    self.report.unsure.add(NAMESAKES, line)
        self.identify(same)
        self.create_people(new)

    def stored_people(self, keys: Iterable[str]) -> dict[str, int]:
        """Map the keys of IMDb's people to stored people."""
        found: dict[str, int] = {}
        for some in batched(keys):
            stored = Identifier.objects.filter(scheme=IMDB, value__in=some, person__isnull=False)
            found.update(stored.values_list("value", "person_id"))
        return found

    def names(self, keys: Iterable[str]) -> dict[str, str]:
        """Map the keys of IMDb's people to their names, as far as these are known."""
        found = {key: self.pending[key] for key in keys if key in self.pending}
        for some in batched(keys):
            stored = Identifier.objects.filter(scheme=IMDB, value__in=some, person__isnull=False)
            found.update(stored.values_list("value", "person__name"))
        return found

    def identify(self, same: dict[str, int]) -> None:
        """Give stored people their identifiers, with a citation, since only a name or a film identified them."""
        rows = [(person_id, IMDB, key) for key, person_id in same.items()]
        self.writer.insert(Identifier, ("person_id", "scheme", "value"), rows, state=State.PUBLISHED)
        cite_recognised(self.writer, IMDB, list(same), WHY_SAME_PERSON)
        self.compare_lives(same)

    def compare_lives(self, people: Mapping[str, int]) -> None:
        """Store the years of birth and death of stored people, who are found by their keys."""
        compare_lives(
            {person_id: self.lives.pop(key) for key, person_id in people.items()}, self.writer, self.report
        )

    def create_people(self, new: dict[str, str]) -> dict[str, int]:
        """Create people from keys and names; map their keys to the new people."""
        slugs = self.slugs.give([slug_base(name, "person") for name in new.values()])
        rows = [
            (name, sort_name(name), slug, *self.lives.pop(key)[0])
            for (key, name), slug in zip(new.items(), slugs, strict=True)
        ]
        self.writer.insert(Person, ("name", "sort_name", "slug", *Life._fields), rows, state=State.PUBLISHED)
        stored = self.slugs.stored(slugs)
        created = {key: stored[slug] for key, slug in zip(new, slugs, strict=True)}
        rows_of_identifiers = [(person_id, IMDB, key) for key, person_id in created.items()]
        columns = ("person_id", "scheme", "value")
        self.writer.insert(Identifier, columns, rows_of_identifiers, state=State.PUBLISHED)
        return created
