"""Match the lines of a data set with films."""

from dataclasses import dataclass
from enum import Enum, auto

from films.importing.records import FilmRecord
from films.importing.report import Report
from films.importing.storing import Store
from films.models import Credit, Film, Identifier, State
from films.names import Slugs, slug_base

REPEATED = "an id or a film that an earlier line already has"
AMBIGUOUS = "ambiguous, several films here have its title and year: add the identifier to the right one"
OF_A_PERSON = "an id that is a person's"


class Standing(Enum):
    NEW = auto()
    """Not here before this import."""
    RECOGNISED = auto()
    """Here under the same title and year, but not yet with this data set's identifier."""
    KNOWN = auto()
    """Here with this data set's identifier."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record, the film it is about, and what that film was when the import met it: None if it is new."""

    record: FilmRecord
    film_id: int
    stored: Film | None
    standing: Standing


class AmbiguousError(LookupError):
    """Several films may be meant."""


class Films:
    """Looks up the films of one data set, and the others that its lines may be about.

    Films that this import makes are never offered to a later line: two films of the same title and year in one
    data set are two films.
    """

    def __init__(self, store: Store, dataset: str) -> None:
        self.store = store
        self.dataset = dataset
        self.slugs = Slugs(Film)
        self.done: set[int] = set()
        others = Film.objects.exclude(identifiers__scheme=dataset).filter(year__isnull=False)
        self.others: dict[str, list[int]] = {}
        for film_id, title, year in others.order_by("pk").values_list("pk", "title", "year").iterator():
            self.others.setdefault(title_key(title, year), []).append(film_id)

    def match(self, records: list[FilmRecord], report: Report) -> list[Match]:
        """Find the film of each record, and save a new one where there is none.

        What an earlier line is about already, and what may be about several films, goes to the report.
        """
        identifiers = Identifier.objects.filter(scheme=self.dataset, value__in=[record.id for record in records])
        known: dict[str, int | None] = dict(identifiers.values_list("value", "film_id"))
        ids: set[str] = set()
        new: list[FilmRecord] = []
        found: dict[int, tuple[FilmRecord, Standing]] = {}
        for record in records:
            is_known = record.id in known
            try:
                if record.id in ids or known.get(record.id) in self.done:
                    report.skipped.add(REPEATED, record.line)
                elif is_known and known[record.id] is None:
                    report.skipped.add(OF_A_PERSON, record.line)
                elif film_id := known[record.id] if is_known else self.recognised_film(record):
                    found[film_id] = record, Standing.KNOWN if is_known else Standing.RECOGNISED
                    self.done.add(film_id)
                else:
                    new.append(record)
            except AmbiguousError:
                report.skipped.add(AMBIGUOUS, record.line)
            ids.add(record.id)
        stored = Film.objects.in_bulk(list(found))
        matches = [
            Match(record, film_id, stored[film_id], standing) for film_id, (record, standing) in found.items()
        ]
        return [*matches, *self.create_films(new)]

    def recognised_film(self, record: FilmRecord) -> int | None:
        """Return the film here that has a record's title and year, each film once; None if there is none.

        Of several, it is the only one with somebody of the record's directors and cast. Raises AmbiguousError.
        """
        same = self.others.get(title_key(record.title, record.year)) if record.year else None
        if not same:
            return None
        chosen = same[0] if len(same) == 1 else sharing_people(same, record)
        same.remove(chosen)
        return chosen

    def create_films(self, records: list[FilmRecord]) -> list[Match]:
        slugs = self.slugs.give([film_slug(record) for record in records])
        rows = [
            (record.title, record.year, slug, record.synopsis or "", record.original_title or "", record.runtime)
            for record, slug in zip(records, slugs, strict=True)
        ]
        columns = ("title", "year", "slug", "synopsis", "original_title", "runtime")
        self.store.insert(Film, columns, rows, state=State.PUBLISHED)
        stored = self.slugs.stored(slugs)
        self.done.update(stored.values())
        return [
            Match(record, stored[slug], None, Standing.NEW) for record, slug in zip(records, slugs, strict=True)
        ]


def sharing_people(film_ids: list[int], record: FilmRecord) -> int:
    """Return the one film that has a director or actor of a record's. Raises AmbiguousError."""
    names = [*(record.directors or ()), *(record.cast or ())]
    shared = Credit.objects.filter(film__in=film_ids, person__name__in=names)
    sharing = set(shared.values_list("film_id", flat=True))
    if len(sharing) != 1:
        raise AmbiguousError
    return sharing.pop()


def title_key(title: str, year: int) -> str:
    return f"{year} {' '.join(title.split()).casefold()}"


def film_slug(record: FilmRecord) -> str:
    return slug_base(record.title, "film", ending=f"-{record.year}" if record.year else "")
