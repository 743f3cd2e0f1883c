"""Match the lines of a data set with films."""

from dataclasses import dataclass
from enum import Enum, auto

from films.importing.records import FilmRecord
from films.importing.report import Report
from films.importing.storing import ImportWriter
from films.models import Credit, Film, Identifier, State
from films.names import Slugs, slug_base

REPEATED = "an id or a film that an earlier line already has"
AMBIGUOUS = "ambiguous, since several films here have its title and year: add the identifier to the right one"
OF_A_PERSON = "an id that belongs to a person"


class FilmStatus(Enum):
    NEW = auto()
    """New with this import."""
    RECOGNISED = auto()
    """Stored with the same title and year, but without this data set's identifier."""
    KNOWN = auto()
    """Stored with this data set's identifier."""


@dataclass(frozen=True, slots=True)
class Match:
    """Pair a record with its film; `stored` is the film before the import, or None if it is new."""

    record: FilmRecord
    film_id: int
    stored: Film | None
    status: FilmStatus


class AmbiguousError(LookupError):
    """Report that several films match."""


class FilmMatcher:
    """Match records with the films of one data set, and with other films of the same title and year.

    Films that this import creates are never matched with a later line: two films of one title and year in one data
    set are two films.
    """

    def __init__(self, writer: ImportWriter, dataset: str) -> None:
        self.writer = writer
        self.dataset = dataset
        self.slugs = Slugs(Film)
        self.done: set[int] = set()
        others = Film.objects.exclude(identifiers__scheme=dataset).filter(year__isnull=False)
        self.others: dict[str, list[int]] = {}
        for film_id, title, year in others.order_by("pk").values_list("pk", "title", "year").iterator():
            self.others.setdefault(title_key(title, year), []).append(film_id)

    def match(self, records: list[FilmRecord], report: Report) -> list[Match]:
        """Find the film of each record, and create the missing ones.

        Records that repeat an earlier one, or could mean several films, go to the report.
        """
        identifiers = Identifier.objects.filter(scheme=self.dataset, value__in=[record.id for record in records])
        known: dict[str, int | None] = dict(identifiers.values_list("value", "film_id"))
        ids: set[str] = set()
        new: list[FilmRecord] = []
        found: dict[int, tuple[FilmRecord, FilmStatus]] = {}
        for record in records:
            is_known = record.id in known
            try:
                if record.id in ids or known.get(record.id) in self.done:
                    report.skipped.add(REPEATED, record.line)
                elif is_known and known[record.id] is None:
                    report.skipped.add(OF_A_PERSON, record.line)
                elif film_id := known[record.id] if is_known else self.recognised_film(record):
                    found[film_id] = record, FilmStatus.KNOWN if is_known else FilmStatus.RECOGNISED
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
        """Return the film with a record's title and year, each film only once; None if there is none.

        If several match, it is the one that shares a director or actor with the record. Raises AmbiguousError.
        """
        same = self.others.get(title_key(record.title, record.year)) if record.year else None
        if not same:
            return None
        chosen = same[0] if len(same) == 1 else film_sharing_people(same, record)
        same.remove(chosen)
        return chosen

    def create_films(self, records: list[FilmRecord]) -> list[Match]:
        slugs = self.slugs.give([film_slug(record) for record in records])
        rows = [
            (record.title, record.year, slug, record.synopsis or "", record.original_title or "", record.runtime)
            for record, slug in zip(records, slugs, strict=True)
        ]
        columns = ("title", "year", "slug", "synopsis", "original_title", "runtime")
        self.writer.insert(Film, columns, rows, state=State.PUBLISHED)
        stored = self.slugs.stored(slugs)
        self.done.update(stored.values())
        return [
            Match(record, stored[slug], None, FilmStatus.NEW) for record, slug in zip(records, slugs, strict=True)
        ]


def film_sharing_people(film_ids: list[int], record: FilmRecord) -> int:
    """Return the one film that shares a director or actor with a record. Raises AmbiguousError."""
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
