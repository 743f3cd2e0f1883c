"""Show what importing a file of films would do, and store nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db.models import Model

from films.importing.contradictions import Contradictions
from films.importing.field_names import FieldNames
from films.importing.film_matching import REPEATED, FilmFinder, FilmStatus, Match, stored_matches
from films.importing.line_files import open_lines
from films.importing.records import FilmRecord
from films.importing.report import Report
from films.importing.rival_records import RivalRecords
from films.importing.service import FILMS_AT_ONCE, record_batches, validate_dataset_name
from films.importing.storing import ImportWriter
from films.importing.sync import RecordSync, compare_films, vocabulary_links
from films.importing.vocabulary import GenreWords, Vocabularies, report_unknown
from films.locale_names import language_tag
from films.origins import countries

FILMS_SHOWN = 5
LONGEST_SHOWN = 100  # characters of a value
NAMES_SHOWN = 3


@dataclass(slots=True)
class Preview:
    """Hold the first films of a file, how many would be created, recognised and compared, and what is unusable."""

    report: Report
    films: list[FilmRecord] = field(default_factory=list)
    created: int = 0
    recognised: int = 0
    compared: int = 0

    def sentences(self) -> Iterator[str]:
        """Yield what would be stored, one line for each value of the first films, then what would not."""
        for record in self.films:
            yield f"{record.id}: {record.title} ({record.year or 'year unknown'})"
            yield from (f"    {name}: {value[:LONGEST_SHOWN]}" for name, value in values_shown(record) if value)
        yield (
            f"{self.created + self.recognised + self.compared:,} films can be read: {self.created:,} new, "
            f"{self.recognised:,} here already by title and year, {self.compared:,} by id. Nothing was stored."
        )
        yield from self.report.reasons()


def preview_films(path: Path, dataset: str, field_names: FieldNames) -> Preview:
    """Read a file to its end, and find the films that it is about, without writing.

    Raises OSError if the file cannot be read, UnreadableFileError if it is damaged, empty or names no titles, and
    DatasetNameError.
    """
    preview = Preview(Report())
    finder = FilmFinder(validate_dataset_name(dataset))
    comparison = Comparison(dataset, path.name, preview.report)
    genres = GenreWords(preview.report)
    ids: set[str] = set()
    rivals = RivalRecords(finder.recognition)
    with open_lines(path) as source:
        for records in record_batches(source, Report(), field_names):
            rivals.count(records)
    with open_lines(path) as source:
        batches = record_batches(source, preview.report, field_names)
        for records in rivals.rivals_last(batches, FILMS_AT_ONCE, lambda record: record):
            missed = [record for record in records if record.id in ids]
            for record in missed:
                preview.report.skipped.add(REPEATED, record.line)
            found = finder.find([record for record in records if record.id not in ids], preview.report)
            ids.update(record.id for record in records)
            comparison.report_contradictions(stored_matches(found.stored))
            statuses = [status for _, status in found.stored.values()]
            preview.created += len(found.new)
            preview.recognised += statuses.count(FilmStatus.RECOGNISED)
            preview.compared += statuses.count(FilmStatus.KNOWN)
            found_or_new = (*found.stored.values(), *found.new)
            used = sorted([record for record, _ in found_or_new], key=lambda record: record.line)
            known = [with_known_words(record, genres) for record in used]
            preview.films += known[: FILMS_SHOWN - len(preview.films)]
    return preview


class UnstoredWriter(ImportWriter):
    """Give look-ups the records that they lack, each with a key that no stored one has."""

    def create(self, model: type[Model], **values: Any) -> Any:
        self.inserted[model] = self.inserted.get(model, 0) + 1
        return model(pk=-self.inserted[model], **values)


class Comparison:
    """Compare films with their records as an import does, and write nothing."""

    def __init__(self, dataset: str, file: str, report: Report) -> None:
        self.dataset = dataset
        self.report = report
        self.writer = UnstoredWriter("films", dataset, file)
        on_words = Report()  # dropped, since the preview reports the words of all films
        self.vocabularies = Vocabularies(self.writer, on_words)

    def report_contradictions(self, matches: list[Match]) -> None:
        """Report the values other than the record's that films would keep."""
        stored = [match.film_id for match in matches]
        contradictions = Contradictions(self.writer, self.dataset, stored, self.report)
        parts: tuple[RecordSync, ...] = (
            *vocabulary_links(self.writer, self.vocabularies, stored, contradictions),
            contradictions,
        )
        for _ in compare_films(matches, parts, self.dataset):
            pass  # what differs is collected and never written


def with_known_words(record: FilmRecord, genres: GenreWords) -> FilmRecord:
    """Return a record with genres as they are stored and the countries alone that an import knows.

    Words that it does not know are reported.
    """
    named = None if record.genres is None else genres.stored_names(record.genres, record.line)
    known, unknown = countries(record.origin)
    report_unknown("origin", unknown, record.line, genres.report)
    strange = [word for word in record.languages or () if language_tag(word) is None]
    report_unknown("language", strange, record.line, genres.report)
    return replace(record, origin="; ".join(known), genres=named)


def values_shown(record: FilmRecord) -> Iterator[tuple[str, str]]:
    yield "original title", record.original_title or ""
    yield "other titles", listed(tuple(title.title for title in record.other_titles))
    yield "runtime", f"{record.runtime} minutes" if record.runtime else ""
    yield "genres", listed(record.genres or ())
    yield "origin", record.origin
    yield "languages", listed(record.languages or ())
    yield from ((job.value.replace("_", " "), listed(names)) for job, names in record.credits.items())
    yield "synopsis", record.synopsis or ""


def listed(items: tuple[str, ...]) -> str:
    more = f" and {len(items) - NAMES_SHOWN:,} more" if len(items) > NAMES_SHOWN else ""
    return "; ".join(items[:NAMES_SHOWN]) + more
