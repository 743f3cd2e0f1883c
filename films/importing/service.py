"""Import a data set of films in JSON lines, all or nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from films.batching import BATCH
from films.importing.credits import Credits
from films.importing.diff import LinkDiff
from films.importing.fields import FilmFields
from films.importing.film_matching import Films
from films.importing.identifiers import WIKIPEDIA, Identifiers
from films.importing.line_files import LineFile, UnreadableFileError, opened
from films.importing.person_lookup import People
from films.importing.records import FilmRecord, UnusableLineError, parse
from films.importing.report import Report
from films.importing.storing import UNSAID, Store, Terms
from films.importing.sync import CountryLinks, CreditLists, GenreLinks, stored_ids, sync_films
from films.importing.vocabulary import Countries, Genres
from films.models import Identifier, Person

BATCH_BYTES = 16_000_000  # keeps memory bounded should all lines be of the greatest length

Progress = Callable[[str, float], None]
"""Called again and again with what is being done and the share of it that is done, 0 to 1."""


def unwatched(doing: str, share: float) -> None:
    """Show no progress."""


class DatasetNameError(ValueError):
    """The name cannot be the scheme of identifiers; the message says what to do."""


class Catalogue:
    """What is known while a data set is imported."""

    def __init__(self, store: Store, dataset: str) -> None:
        self.store = store
        self.dataset = dataset
        self.films = Films(store, dataset)
        self.people = People(store)
        self.genres = Genres(store)
        self.countries = Countries(store)


def checked_dataset(name: str) -> str:
    """Return a data set's name if identifiers can carry it. Raises DatasetNameError."""
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


@transaction.atomic
def import_films(
    path: Path,
    dataset: str,
    progress: Progress = unwatched,
    *,
    stop_on_error: bool = False,
    terms: Terms = UNSAID,
) -> Report:
    """Import the films in a file of JSON lines, plain or gzip, and return what it came to.

    Each film is known by its `id`, kept as an identifier in the scheme `dataset`, so a second import creates
    nothing again. A film without one, of the same title and year, is the same film; where several films here
    have them, it is the one with somebody of the line's directors or cast, or else the line is skipped.

    Where the file and what is here disagree:

    - On a film that the data set brought, the file wins: title, year, synopsis, genres, countries, directors and
      cast become the file's. What a line leaves out (no key, or null) it says nothing about, so that stays.
    - What a curator cited stays: a credit, a field of a film, a film as a whole. So do credits with anything
      that the file cannot say (another job, a character, a note). Drafts stay drafts, slugs stay as they are,
      and no film or person ever goes.
    - A film that was here first keeps its own texts for good, and gains the genres, countries and credits it
      lacks. The citation of its identifier marks it so: deleting that hands the film over to the data set.
    - On a film that several data sets share, the one that brought it has the word, but drops nothing.

    What it brings is published on the data set's word: the identifier says whose, and no citation is made of it.
    Exports give the data set's `terms` along with its films.
    What it changed is one change in the history, which `undo_import` takes back.

    Raises OSError for a file that cannot be read, UnreadableFileError for a damaged or empty one, StoppedError
    for a line that cannot be used where `stop_on_error`, and DatasetNameError; then nothing is stored.
    """
    report = Report(stop_on_error)
    scheme = checked_dataset(dataset)
    store = Store("films", scheme, path.name, terms)
    with opened(path) as source:
        catalogue = Catalogue(store, scheme)
        for records in record_batches(source, report):
            import_batch(records, catalogue, report)
            progress("Importing", source.share)
    if not report.lines:
        raise UnreadableFileError("It holds no lines: give a file with one film a line, each a JSON object.")
    report.count_others(store.inserted, (Person,))
    store.close(report.sentences())
    return report


def record_batches(source: LineFile, report: Report) -> Iterator[list[FilmRecord]]:
    """Yield what the lines say in bounded batches; those that cannot be used go to the report."""
    records: list[FilmRecord] = []
    size = 0
    for line in source:
        try:
            records.append(parse(line))
        except UnusableLineError as error:
            report.refuse(str(error), line.number)
        size += len(line.content)
        if len(records) >= BATCH or size >= BATCH_BYTES:
            yield records
            records, size = [], 0
    yield records


def import_batch(records: list[FilmRecord], catalogue: Catalogue, report: Report) -> None:
    matches = catalogue.films.match(records, report)
    stored = stored_ids(matches)
    store = catalogue.store
    parts = (
        FilmFields(store),
        GenreLinks(LinkDiff(store, "genres", stored), catalogue.genres),
        CountryLinks(LinkDiff(store, "countries", stored), catalogue.countries, report),
        CreditLists(Credits(store, catalogue.people, stored)),
        Identifiers(store, catalogue.dataset, matches),
    )
    sync_films(matches, parts, catalogue.dataset, report)
