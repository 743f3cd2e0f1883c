"""Match the records of a data set with films."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from films.history.recording import unrecorded
from films.importing.film_recognition import TWICE, FilmRecognition, Recognition
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
    """Hold two films that may be the same, with the reason."""

    film: int
    other: int
    why: str


class Found(NamedTuple):
    """Map stored films to the records about them, beside the records about new films."""

    stored: dict[int, tuple[FilmRecord, FilmStatus]]
    new: list[tuple[FilmRecord, Recognition]]
    twins: list[DoubtfulPair]
    """Stored films that are as alike to each other as they are to a record."""


class FilmFinder:
    """Find the films that the records of one data set are about, without writing anything."""

    def __init__(self, dataset: str, done: Iterable[int] = ()) -> None:
        self.dataset = dataset
        self.done = set(done)
        self.recognition = FilmRecognition(dataset)

    def find(self, records: list[FilmRecord], report: Report) -> Found:
        """Find the films of records; what repeats an earlier one, and what is unsure, goes to the report."""
        identifiers = Identifier.objects.filter(scheme=self.dataset, value__in=[record.id for record in records])
        known: dict[str, int | None] = dict(identifiers.values_list("value", "film_id"))
        ids: set[str] = set()
        unknown: list[FilmRecord] = []
        found = Found({}, [], [])
        for record in records:
            film_id = known.get(record.id)
            if record.id in ids or film_id in self.done:
                report.skipped.add(REPEATED, record.line)
            elif film_id is not None:
                found.stored[film_id] = record, FilmStatus.KNOWN
                self.done.add(film_id)
            elif record.id in known:
                report.skipped.add(OF_A_PERSON, record.line)
            else:
                unknown.append(record)
            ids.add(record.id)
        self.find_unknown(unknown, found, report)
        return found

    def find_unknown(self, records: list[FilmRecord], found: Found, report: Report) -> None:
        """Find the films of records whose ids are new, first by their identifiers elsewhere."""
        by_identifier = self.films_identified(records)
        rest = []
        for record in records:
            film_ids = (by_identifier.get(pair, 0) for pair in record.identifiers)
            film_id = next((pk for pk in film_ids if pk and pk not in self.recognition.taken), None)
            if film_id is None:
                rest.append(record)
                continue
            found.stored[film_id] = record, FilmStatus.RECOGNISED
            self.recognition.taken.add(film_id)
            self.done.add(film_id)
        self.recognise(rest, found, report)

    def films_identified(self, records: list[FilmRecord]) -> dict[tuple[str, str], int]:
        """Map identifiers of records elsewhere to the films that have them, and none in the data set."""
        wanted = {pair for record in records for pair in record.identifiers}
        if not wanted:
            return {}
        stored = Identifier.objects.filter(value__in=[value for _, value in wanted], film__isnull=False)
        unknown = stored.exclude(film__identifiers__scheme=self.dataset)
        return {
            (scheme, value): film_id
            for scheme, value, film_id in unknown.values_list("scheme", "value", "film_id")
            if (scheme, value) in wanted
        }

    def recognise(self, records: list[FilmRecord], found: Found, report: Report) -> None:
        """Find the films of records by title, year and people."""
        for record, recognised in zip(records, self.recognition.recognise(records), strict=True):
            film = recognised.film
            if film is None:
                found.new.append((record, recognised))
                if recognised.doubtful:
                    report.unsure.add(DOUBTFUL, record.line)
                continue
            found.stored[film.film_id] = record, FilmStatus.RECOGNISED
            found.twins.extend(DoubtfulPair(film.film_id, twin.film_id, TWICE) for twin in recognised.twins)
            self.done.add(film.film_id)
            if film.year != record.year:
                report.unsure.add(OTHER_YEAR, record.line)


class FilmMatcher:
    """Match records with the films of one data set, and with other films that are recognised.

    Films that this import creates are never matched with a later line: two films of one title and year in one data
    set are two films. Give the records that may be about one film together, as `RivalRecords` does, so that the
    most similar one gets it.
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
        found = self.finder.find(records, report)
        created = self.create_films([record for record, _ in found.new])
        list_doubtful(zip(created, (recognised for _, recognised in found.new), strict=True))
        list_likely_duplicates(found.twins)
        return [*stored_matches(found.stored), *created]

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
    listed = [(min(film, other), max(film, other), why) for film, other, why in pairs]
    films = Film.objects.in_bulk({film_id for *both, _ in listed for film_id in both})
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
                for earlier, later, why in listed
            ),
            ignore_conflicts=True,
        )


def film_slug(record: FilmRecord) -> str:
    return slug_base(record.title, "film", ending=f"-{record.year}" if record.year else "")
