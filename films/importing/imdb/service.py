"""Import IMDb's tables, in parts between which others can write."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from films.batching import BATCH
from films.importing.contradictions import Contradictions
from films.importing.diff import LinkDiff
from films.importing.fields import FilmFields
from films.importing.film_matching import REPEATED, FilmMatcher
from films.importing.identifiers import Identifiers
from films.importing.imdb.credits import Credits
from films.importing.imdb.files import Row, Table, find_tables, read_table
from films.importing.imdb.person_matching import IMDB, PersonMatcher, usable_name
from films.importing.imdb.ratings import Ratings
from films.importing.imdb.records import FILM_TYPES, FilmRows, ImdbFilm, film_record, parse_imdb_film
from films.importing.imdb.sorting import GroupsInOrder, NumberSet, SortedRows
from films.importing.line_files import UnreadableFileError
from films.importing.namesakes import join_careers
from films.importing.other_titles import OtherTitles
from films.importing.records import FilmRecord
from films.importing.report import Report
from films.importing.rival_records import RivalRecords
from films.importing.service import Progress, no_progress
from films.importing.storing import ImportWriter, Terms, Transaction
from films.importing.sync import VocabularyLinks, stored_ids, sync_films
from films.importing.tables import UnusableLineError
from films.importing.vocabulary import GenreLookup, LanguageLookup
from films.models import Credit, JobCode, OtherTitle, Person, Review

FILM_KEY = re.compile(r"tt(\d{1,9})")
PERSON_KEY = re.compile(r"nm(\d{1,9})")
TERMS = Terms("IMDb, for personal and non-commercial use", "https://developer.imdb.com/non-commercial-datasets/")
BATCH_ROWS = 50_000  # bounds the memory if all films have as many rows as allowed


def import_imdb(
    folder: Path,
    progress: Progress = no_progress,
    *,
    as_of: datetime.date | None = None,
    stop_on_error: bool = False,
    stored_in: Transaction = transaction.atomic,
) -> Report:
    """Import the films in a folder of IMDb's tables, with their people, and return a report.

    `as_of` is the date of the ratings; by default that of their file. Films and people are identified by IMDb's
    keys, stored as identifiers in the scheme “imdb”; stored films are matched as in `import_films`. Credits and
    other titles are added and completed, never dropped. People of one name whom an import has told apart by the
    years of their films become one again if one key has credits of both.

    Memory holds, for each table, a run of rows that is being sorted, and one bit for every possible key, and a
    batch of films. The disk for temporary files holds the rows about films and their people, uncompressed.

    The import is one change in the history, which is stored in parts as by `import_films`: first the people, then
    the films.

    Raises OSError if a file cannot be read, UnreadableFileError if it is damaged or not such a table, and
    StoppedError at an unusable line if `stop_on_error`; then nothing is stored, since the tables are read to their
    ends before anything is.
    """
    report = Report(stop_on_error)
    found = find_tables(folder)
    modified = found.get(Table.RATINGS, found[Table.FILMS]).stat().st_mtime
    as_of = as_of or datetime.datetime.fromtimestamp(modified, datetime.UTC).date()
    with TemporaryDirectory() as scratch:
        spooled = {table: SortedRows(Path(scratch) / table) for table in found}
        counts = sort_rows(found, spooled, report, progress)
        if not counts[Table.FILMS] + report.skipped.total:
            raise UnreadableFileError(f"{found[Table.FILMS].name}: It lists no titles: download it again.")
        if stop_on_error:
            for _ in film_batches(spooled, Report(stop_on_error)):
                progress("Reading", 1)
        writer = ImportWriter("imdb", IMDB, folder.name, TERMS, stored_in)
        people = PersonMatcher(writer, report)
        for met in people.match_or_create(spooled[Table.PEOPLE]) if Table.PEOPLE in spooled else ():
            progress("Importing people", met / counts[Table.PEOPLE])
        met = 0
        importer = FilmImporter(writer, people, as_of, report)
        rivals = RivalRecords(importer.films.finder.recognition)
        rivals.count(titled_records(spooled[Table.FILMS]))
        batches = film_batches(spooled, report)
        for films in rivals.rivals_last(batches, BATCH, lambda film: film.record):
            importer.look_up_if_changed()
            with writer.part():
                importer.look_up_if_changed()
                importer.import_films(films)
            met += len(films)
            progress("Importing films", met / max(counts[Table.FILMS], 1))
    with stored_in():
        join_careers(people.joined, writer)
        report.count_others(writer.inserted, (Person, Credit, OtherTitle, Review))
        writer.close(report.sentences())
    return report


def sort_rows(
    found: dict[Table, Path], spooled: dict[Table, SortedRows], report: Report, progress: Progress
) -> dict[Table, int]:
    """Sort the rows about films by film, and those about their people by name; return the counts by table.

    The table of films comes first and decides which rows of the others are about films; people come last.
    """
    films, persons = NumberSet(), NumberSet()
    counts = dict.fromkeys(found, 0)
    for table, path in found.items():
        for row in read_table(table, path, report, progress):
            key = sorting_key(table, row, films, persons, report)
            if key:
                spooled[table].add(key, row)
                counts[table] += 1
    return counts


def sorting_key(table: Table, row: Row, films: NumberSet, persons: NumberSet, report: Report) -> str:
    """Return the text by which to sort a row, or an empty string if it is not about a film."""
    pattern = PERSON_KEY if table is Table.PEOPLE else FILM_KEY
    key = pattern.fullmatch(row.values[0])
    if key is None:
        report.refuse(f"{table}: “{row.values[0][:20]}” is not a key", row.line)
        return ""
    number = int(key[1])
    if table is Table.PEOPLE:
        return usable_name(row) if number in persons else ""
    if table is Table.FILMS:
        if row.values[1] not in FILM_TYPES:
            report.skipped.add(f"{table}: not a film but {row.values[1][:20] or 'of no type'}", row.line)
            return ""
        films.add(number)
    elif number not in films:
        return ""
    for person in credited_keys(table, row):
        if person_key := PERSON_KEY.fullmatch(person):
            persons.add(int(person_key[1]))
    return row.values[0]


def credited_keys(table: Table, row: Row) -> list[str]:
    """Return the keys of the people named in a row."""
    if table is Table.PRINCIPALS:
        return [row.values[2]]
    return ",".join(row.values[1:]).split(",") if table is Table.CREW else []


def titled_records(films: SortedRows) -> Iterator[FilmRecord]:
    """Yield the records of films from their own table."""
    for _, row in films:
        with suppress(UnusableLineError):  # reported when the film is imported
            yield film_record(row)


def film_batches(spooled: dict[Table, SortedRows], report: Report) -> Iterator[list[ImdbFilm]]:
    """Yield films with everything that the tables hold about them, in bounded batches."""
    others = {
        table: GroupsInOrder(some.groups())
        for table, some in spooled.items()
        if table not in (Table.FILMS, Table.PEOPLE)
    }
    films: list[ImdbFilm] = []
    size = 0
    for key, (basics, *repeated) in spooled[Table.FILMS].groups():
        for row in repeated:
            report.skipped.add(REPEATED, row.line)
        told: dict[Table, Sequence[Row]] = {table: following.take(key) for table, following in others.items()}
        try:
            films.append(parse_imdb_film(FilmRows(basics, told), report))
        except UnusableLineError as error:
            report.refuse(f"{Table.FILMS}: {error}", basics.line)
        size += sum(map(len, told.values()))
        if len(films) >= BATCH or size >= BATCH_ROWS:
            yield films
            films, size = [], 0
    yield films


class FilmImporter:
    """Import batches of IMDb's films."""

    def __init__(self, writer: ImportWriter, people: PersonMatcher, as_of: datetime.date, report: Report) -> None:
        self.writer = writer
        self.people = people
        self.as_of = as_of
        self.report = report
        self.look_up()

    def look_up(self, done: Iterable[int] = ()) -> None:
        """Read what records are matched with; `done` are the films that records were about."""
        self.films = FilmMatcher(self.writer, IMDB, done)
        self.genres = GenreLookup(self.writer, self.report)
        self.languages = LanguageLookup(self.writer, self.report)

    def look_up_if_changed(self) -> None:
        """Read it again if somebody else has changed facts since the last call."""
        if self.writer.others_have_written():
            self.look_up(self.films.done)
            self.people.look_up()

    def import_films(self, films: list[ImdbFilm]) -> None:
        writer, report = self.writer, self.report
        by_key = {film.record.id: film for film in films}
        matches = self.films.match(self.records_with_names(films), report)
        stored = stored_ids(matches)
        contradictions = Contradictions(writer, IMDB, stored, report)
        parts = (
            FilmFields(writer, contradictions),
            VocabularyLinks(LinkDiff(writer, "genres", stored), self.genres, contradictions),
            Credits(writer, self.people, by_key, stored, contradictions, report),
            OtherTitles(writer, self.languages, stored, report),
            Ratings(writer, by_key, stored, self.as_of),
            Identifiers(writer, IMDB, matches, report),
            contradictions,
        )
        sync_films(matches, parts, IMDB, report)

    def records_with_names(self, films: list[ImdbFilm]) -> list[FilmRecord]:
        """Return the records of films with the names of their people, by which stored films are recognised."""
        names = self.people.names({work.person for film in films for work in film.works})
        records = []
        for film in films:
            named: dict[JobCode, tuple[str, ...]] = {}
            for work in film.works:
                if name := names.get(work.person):
                    named[work.job] = (*named.get(work.job, ()), name)
            records.append(replace(film.record, credits=named))
        return records
