"""Importing a data set of films, all or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from films.batching import BATCH
from films.importing.credits import Credits
from films.importing.holds import FREE, WHOLE, Hold, holds
from films.importing.identifiers import WIKIPEDIA, Identifiers
from films.importing.links import Links
from films.importing.matching import Films, Match, Standing
from films.importing.people import People
from films.importing.reading import LineFile, UnreadableFileError, opened
from films.importing.records import FilmRecord, UnusableLineError, parse
from films.importing.report import Report
from films.importing.texts import Texts
from films.importing.vocabulary import Countries, Genres
from films.models import Identifier, Job

BATCH_BYTES = 16_000_000  # keeps memory bounded should all lines be of the greatest length
LONGEST_WORD_REPORTED = 40

Progress = Callable[[float, Report], None]
"""Called after each batch with the share of the file that has been read, 0 to 1, and the report so far."""


class DatasetNameError(ValueError):
    """The name cannot be the scheme of identifiers; the message says what to do."""


@dataclass(frozen=True)
class Catalogue:
    """What is known while a data set is imported."""

    dataset: str
    films: Films
    people: People = field(default_factory=People)
    genres: Genres = field(default_factory=Genres)
    countries: Countries = field(default_factory=Countries)


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
            f"“{WIKIPEDIA}” names articles: call the data set otherwise, such as films-{WIKIPEDIA}."
        )
    return checked


@transaction.atomic
def import_films(path: Path, dataset: str, progress: Progress | None = None) -> Report:
    """Import the films in a file of JSON lines, plain or gzip, and return what it came to.

    Each film is known by its `id`, kept as an identifier in the scheme `dataset`, so a second import creates
    nothing again. A film without one, of the same title and year, is the same film.

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

    Raises OSError for a file that cannot be read, UnreadableFileError for a damaged or empty one, and
    DatasetNameError; then nothing is stored.
    """
    report = Report()
    scheme = checked_dataset(dataset)
    with opened(path) as source:
        catalogue = Catalogue(scheme, Films(scheme))
        for records in batches(source, report):
            import_batch(records, catalogue, report)
            if progress is not None:
                progress(source.share, report)
    if not report.lines:
        raise UnreadableFileError("It holds no lines: give a file with one film a line, each a JSON object.")
    report.people = catalogue.people.created
    return report


def batches(source: LineFile, report: Report) -> Iterator[list[FilmRecord]]:
    """Yield what the lines say in bounded batches; those that cannot be used go to the report."""
    records: list[FilmRecord] = []
    size = 0
    for line in source:
        try:
            records.append(parse(line))
        except UnusableLineError as error:
            report.skipped.add(str(error), line.number)
        size += len(line.content)
        if len(records) >= BATCH or size >= BATCH_BYTES:
            yield records
            records, size = [], 0
    yield records


def import_batch(records: list[FilmRecord], catalogue: Catalogue, report: Report) -> None:
    matches = catalogue.films.match(records, report)
    stored = [match.film_id for match in matches if match.stored is not None]
    held = holds(stored, catalogue.dataset)
    texts = Texts()
    genres = Links("genres", stored)
    countries = Links("countries", stored)
    credit_lists = Credits(catalogue.people, stored)
    identifiers = Identifiers(catalogue.dataset, matches)
    for match in matches:
        hold = WHOLE if match.standing is Standing.RECOGNISED else held.get(match.film_id, FREE)
        changes = [
            texts.compare(match.stored, match.record, hold),
            compare_genres(match, genres, hold, catalogue),
            compare_countries(match, countries, hold, catalogue, report),
            compare_credits(match, credit_lists, hold),
            identifiers.compare(match),
        ]
        count(match, report, is_changed=any(changes))
    for part in (texts, genres, countries, credit_lists, identifiers):
        part.write()


def compare_genres(match: Match, genres: Links, hold: Hold, catalogue: Catalogue) -> bool:
    if match.record.genres is None:
        return False
    wanted = [catalogue.genres[name] for name in match.record.genres]
    return genres.compare(match.film_id, wanted, only_add=hold.only_adds("genres"))


def compare_countries(match: Match, countries: Links, hold: Hold, catalogue: Catalogue, report: Report) -> bool:
    wanted, unknown = catalogue.countries.of(match.record.origin)
    for word in unknown:
        report.left_out.add(f"an unknown origin, “{word[:LONGEST_WORD_REPORTED]}”", match.record.line)
    # An origin that is empty or unknown says nothing: it is no reason to drop a country.
    only_add = not wanted or bool(unknown) or hold.only_adds("countries")
    return countries.compare(match.film_id, wanted, only_add=only_add)


def compare_credits(match: Match, credit_lists: Credits, hold: Hold) -> bool:
    lists = {Job.DIRECTOR: match.record.directors, Job.ACTOR: match.record.cast}
    only_add = hold.only_adds("credits")
    changes = [
        credit_lists.compare(match.film_id, job, names, only_add=only_add)
        for job, names in lists.items()
        if names is not None
    ]
    return any(changes)


def count(match: Match, report: Report, *, is_changed: bool) -> None:
    for reason in match.record.left_out:
        report.left_out.add(reason, match.record.line)
    report.created += match.standing is Standing.NEW
    report.recognised += match.standing is Standing.RECOGNISED
    report.updated += match.standing is not Standing.NEW and is_changed
    report.unchanged += match.standing is Standing.KNOWN and not is_changed
