"""Match the records of a data set with films."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from films.history.recording import unrecorded
from films.importing.film_recognition import FilmRecognition, Recognition
from films.importing.records import FilmRecord
from films.importing.report import Report
from films.importing.storing import ImportWriter
from films.models import Film, Identifier, LikelyDuplicate, State
from films.names import Slugs, slug_base

REPEATED = "an id or a film that an earlier line already has"
OF_A_PERSON = "an id that belongs to a person"
OTHER_YEAR = "a film recognised by its title and people, although its year is another here"
DOUBTFUL = "a film that may be one that was here: created, and listed under Likely duplicates"
MAX_LABEL = LikelyDuplicate._meta.get_field("one_name").max_length or 0
LIKENESS = 95  # of 100: less than the same name and year, more than similar names


class FilmStatus(Enum):
    NEW = auto()
    """New with this import."""
    RECOGNISED = auto()
    """Stored with the same title, year or people, but without this data set's identifier."""
    KNOWN = auto()
    """Stored with this data set's identifier."""


@dataclass(frozen=True, slots=True)
class Match:
    """Pair a record with its film; `stored` is the film before the import, or None if it is new."""

    record: FilmRecord
    film_id: int
    stored: Film | None
    status: FilmStatus


class DoubtfulPair(NamedTuple):
    """Hold a stored film and a new one that may be the same, with the reason."""

    earlier: int
    later: int
    why: str


class FilmFinder:
    """Find the films that the records of one data set are about, without writing anything."""

    def __init__(self, dataset: str, done: Iterable[int] = ()) -> None:
        self.dataset = dataset
        self.done = set(done)
        self.recognition = FilmRecognition(dataset)

    def find(
        self, records: list[FilmRecord], report: Report
    ) -> tuple[dict[int, tuple[FilmRecord, FilmStatus]], list[tuple[FilmRecord, Recognition]]]:
        """Map stored films to the records about them, and return the records about new films.

        Records that repeat an earlier one go to the report, and so does what is unsure.
        """
        identifiers = Identifier.objects.filter(scheme=self.dataset, value__in=[record.id for record in records])
        known: dict[str, int | None] = dict(identifiers.values_list("value", "film_id"))
        teams = self.recognition.teams(record for record in records if record.id not in known)
        ids: set[str] = set()
        new: list[tuple[FilmRecord, Recognition]] = []
        found: dict[int, tuple[FilmRecord, FilmStatus]] = {}
        for record in records:
            film_id = known.get(record.id)
            if record.id in ids or film_id in self.done:
                report.skipped.add(REPEATED, record.line)
            elif film_id is not None:
                found[film_id] = record, FilmStatus.KNOWN
                self.done.add(film_id)
            elif record.id in known:
                report.skipped.add(OF_A_PERSON, record.line)
            elif (recognised := self.recognition.recognise(record, teams)).film is None:
                new.append((record, recognised))
            else:
                found[recognised.film.film_id] = record, FilmStatus.RECOGNISED
                if recognised.film.year != record.year:
                    report.unsure.add(OTHER_YEAR, record.line)
            ids.add(record.id)
        for record, recognised in new:
            if recognised.doubtful:
                report.unsure.add(DOUBTFUL, record.line)
        return found, new


class FilmMatcher:
    """Match records with the films of one data set, and with other films that are recognised.

    Films that this import creates are never matched with a later line: two films of one title and year in one data
    set are two films.
    """

    def __init__(self, writer: ImportWriter, dataset: str, done: Iterable[int] = ()) -> None:
        self.writer = writer
        self.slugs = Slugs(Film)
        self.finder = FilmFinder(dataset, done)

    @property
    def done(self) -> set[int]:
        """Return the films that records were about."""
        return self.finder.done

    def match(self, records: list[FilmRecord], report: Report) -> list[Match]:
        """Find the film of each record, and create the missing ones.

        A film that may be a stored one is created, and listed beside it under likely duplicates.
        """
        found, new = self.finder.find(records, report)
        created = self.create_films([record for record, _ in new])
        list_doubtful(zip(created, (recognised for _, recognised in new), strict=True))
        return [*stored_matches(found), *created]

    def create_films(self, records: list[FilmRecord]) -> list[Match]:
        slugs = self.slugs.give([film_slug(record) for record in records])
        rows = [
            (
                record.title,
                record.year,
                slug,
                record.synopsis or "",
                record.original_title or "",
                record.runtime,
                record.is_adult,
            )
            for record, slug in zip(records, slugs, strict=True)
        ]
        columns = ("title", "year", "slug", "synopsis", "original_title", "runtime", "is_adult")
        self.writer.insert(Film, columns, rows, state=State.PUBLISHED)
        stored = self.slugs.stored(slugs)
        self.done.update(stored.values())
        return [
            Match(record, stored[slug], None, FilmStatus.NEW) for record, slug in zip(records, slugs, strict=True)
        ]


def stored_matches(found: Mapping[int, tuple[FilmRecord, FilmStatus]]) -> list[Match]:
    """Pair records with the stored films that they are about."""
    stored = Film.objects.in_bulk(list(found))
    return [Match(record, film_id, stored[film_id], standing) for film_id, (record, standing) in found.items()]


def list_doubtful(created: Iterable[tuple[Match, Recognition]]) -> None:
    """List new films under likely duplicates, beside those that they may be."""
    list_likely_duplicates(
        DoubtfulPair(film.film_id, match.film_id, recognised.why)
        for match, recognised in created
        for film in recognised.doubtful
    )


def list_likely_duplicates(pairs: Iterable[DoubtfulPair]) -> None:
    """List pairs of films for a curator to decide on."""
    pairs = list(pairs)
    films = Film.objects.in_bulk({film_id for earlier, later, _ in pairs for film_id in (earlier, later)})
    with unrecorded():
        LikelyDuplicate.objects.bulk_create(
            (
                LikelyDuplicate(
                    kind="film",
                    one_id=earlier,
                    other_id=later,
                    one_name=f"{films[earlier]} [{films[earlier].slug}]"[:MAX_LABEL],
                    other_name=f"{films[later]} [{films[later].slug}]"[:MAX_LABEL],
                    why=why,
                    likeness=LIKENESS,
                )
                for earlier, later, why in pairs
            ),
            ignore_conflicts=True,
        )


def film_slug(record: FilmRecord) -> str:
    return slug_base(record.title, "film", ending=f"-{record.year}" if record.year else "")
