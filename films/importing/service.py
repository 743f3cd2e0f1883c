"""Import a data set of films in JSON lines, in parts, between which others may write."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from films.importing.contradictions import Contradictions
from films.importing.credits import Credits
from films.importing.field_names import FieldNames, film_field_names
from films.importing.fields import FilmFields
from films.importing.film_matching import FilmMatcher
from films.importing.identifiers import WIKIPEDIA, Identifiers
from films.importing.line_files import LineFile, open_lines
from films.importing.namesakes import split_namesakes
from films.importing.other_titles import OtherTitles
from films.importing.person_lookup import PersonLookup
from films.importing.professions import join_told_by_profession
from films.importing.records import FilmRecord, read_films
from films.importing.report import Report
from films.importing.rival_records import RivalRecords
from films.importing.storing import NO_TERMS, ImportWriter, Terms, Transaction
from films.importing.sync import CreditLists, RecordSync, stored_ids, sync_films, vocabulary_links
from films.importing.vocabulary import Vocabularies
from films.models import Identifier, Person

BATCH_BYTES = 16_000_000  # bounds the memory if all lines are as long as allowed
FILMS_AT_ONCE = 250  # in one transaction, so that others who write wait for about a second

Progress = Callable[[str, float], None]
"""Called repeatedly with the present step and the share of it that is done, from 0 to 1."""


def no_progress(doing: str, share: float) -> None:
    """Ignore progress."""


class DatasetNameError(ValueError):
    """Report that a name cannot be a scheme of identifiers; the message says what to do."""


class Lookups:
    """Hold the look-ups that an import needs from beginning to end, unless somebody else writes meanwhile."""

    def __init__(
        self, writer: ImportWriter, dataset: str, report: Report, former: "Lookups | None" = None
    ) -> None:
        self.writer = writer
        self.dataset = dataset
        self.report = report
        self.films: FilmMatcher = FilmMatcher(writer, dataset, former.films.done if former else ())
        self.people = PersonLookup()
        self.vocabularies = Vocabularies(writer, report)

    def up_to_date(self) -> "Lookups":
        """Return these, or new ones if somebody else has changed facts since the last call."""
        if not self.writer.others_have_written():
            return self
        return Lookups(self.writer, self.dataset, self.report, self)


def validate_dataset_name(name: str) -> str:
    """Return a data set's name if identifiers can have it as their scheme. Raises DatasetNameError."""
    try:
        checked: str = Identifier._meta.get_field("scheme").clean(name, None)
    except ValidationError as error:
        raise DatasetNameError(
            f"A data set cannot be called “{name}”: use 1 to 40 letters, digits, hyphens or underscores."
        ) from error
    if checked == WIKIPEDIA:
        raise DatasetNameError(
            f"“{WIKIPEDIA}” names articles: choose another name for the data set, such as films-{WIKIPEDIA}."
        )
    return checked


def import_films(
    path: Path,
    dataset: str,
    progress: Progress = no_progress,
    *,
    stop_on_error: bool = False,
    terms: Terms = NO_TERMS,
    field_names: FieldNames | None = None,
    stored_in: Transaction = transaction.atomic,
) -> Report:
    """Import the films in a file, plain or gzip, and return a report.

    The file has JSON lines, a JSON array, or a table of comma-, semicolon- or tab-separated values; `field_names`
    says which keys or columns hold which field. Keys that hold none are reported by name and count. A value that
    cannot be used is left out and reported; only a missing id or title costs the film.

    A film is identified by its `id`, stored as an identifier in the scheme `dataset`, so that a second import
    creates nothing again. A stored film without such an identifier is matched by title, year and people. Of
    several lines and films that match, the most similar pairs are taken, in whatever order they come; what is
    doubtful is created, and listed under likely duplicates.

    Where the file and the database disagree:

    - On a film from this data set, the file wins: title, year, synopsis, genres, countries, directors and cast
      become those of the file. A missing key or null states nothing and changes nothing.
    - What a curator cited is kept: a credit, a field, a whole film; a cited list does not even grow. So are
      credits with details that the file cannot express (another job, a character, a note). Drafts stay drafts,
      slugs do not change, and films and people are never deleted.
    - A film that existed before keeps its own texts for good, and gains the genres, countries and credits that it
      lacks. The citation of its identifier marks it; deleting that citation hands the film over to the data set.
    - On a film that several data sets share, the one that created it decides, but drops nothing and leaves each
      value to the data set that filled it in.
    - Where a film keeps a title, year, runtime, or list of directors, countries or languages that contradicts the
      file's, the report says so, and the file's is not added but kept as a `DatasetValue`, which the film's page
      shows and curators decide on. A list that has something in common with the file's grows instead.

    Words for genres are mapped to the genre list. One that cannot be mapped becomes a genre outside the list.

    Imported facts are published on the authority of the data set, which the identifier names, and get no
    citations. Exports state the data set's `terms` with its films. The import is one change in the history, which
    `undo_import` undoes. It is stored in parts, each in a transaction that `stored_in` opens, so that curators can
    work meanwhile; what an interrupted import stored is marked as unfinished. Importing the file again goes on.

    Raises OSError if the file cannot be read, UnreadableFileError if it is damaged, empty or names no titles,
    StoppedError at an unusable line if `stop_on_error`, and DatasetNameError; then nothing is stored, since the
    file is read to its end before anything is.
    """
    report = Report(stop_on_error)
    scheme = validate_dataset_name(dataset)
    names = field_names or film_field_names()
    writer = ImportWriter("films", scheme, path.name, terms, stored_in)
    lookups = Lookups(writer, scheme, report)
    rivals = RivalRecords(lookups.films.finder.recognition)
    with open_lines(path) as source:
        for records in record_batches(source, Report(stop_on_error), names):
            rivals.count(records)
            progress("Reading", source.share_read)
    with open_lines(path) as source:
        batches = record_batches(source, report, names)
        for records in rivals.rivals_last(batches, FILMS_AT_ONCE, lambda record: record):
            lookups = lookups.up_to_date()  # before the transaction as well, since it may take as long
            with writer.part():
                lookups = lookups.up_to_date()
                import_batch(records, lookups, report)
            progress("Importing", source.share_read)
    join_told_by_profession(writer, report)
    split_namesakes(writer, report)
    with stored_in():
        report.count_others(writer.inserted, (Person,))
        writer.close(report.sentences())
    return report


def record_batches(source: LineFile, report: Report, field_names: FieldNames) -> Iterator[list[FilmRecord]]:
    """Yield records in bounded batches; what cannot be used goes to the report."""
    records: list[FilmRecord] = []
    size = 0
    for record, bytes_read in read_films(source, report, field_names):
        records.append(record)
        size += bytes_read
        if len(records) >= FILMS_AT_ONCE or size >= BATCH_BYTES:
            yield records
            records, size = [], 0
    yield records


def import_batch(records: list[FilmRecord], lookups: Lookups, report: Report) -> None:
    matches = lookups.films.match(records, report)
    stored = stored_ids(matches)
    writer = lookups.writer
    contradictions = Contradictions(writer, lookups.dataset, stored, report)
    parts: tuple[RecordSync, ...] = (
        FilmFields(writer, contradictions),
        *vocabulary_links(writer, lookups.vocabularies, stored, contradictions),
        CreditLists(Credits(writer, lookups.people, stored), contradictions),
        OtherTitles(writer, lookups.vocabularies.languages, stored, report),
        Identifiers(writer, lookups.dataset, matches, report),
        contradictions,
    )
    sync_films(matches, parts, lookups.dataset, report)
