"""Show how a file of films would be read, and store nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from films.importing.field_names import FieldNames
from films.importing.line_files import open_lines
from films.importing.records import FilmRecord, read_films
from films.importing.report import Report
from films.importing.vocabulary import GenreWords, report_unknown_origins
from films.origins import countries

FILMS_SHOWN = 5
LONGEST_SHOWN = 100  # characters of a value
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold the first films of a file, how many it has, and what of it cannot be used."""

    films: list[FilmRecord]
    count: int
    report: Report

    def sentences(self) -> Iterator[str]:
        """Yield what would be stored, one line for each value of the first films, then what would not."""
        for record in self.films:
            yield f"{record.id}: {record.title} ({record.year or 'year unknown'})"
            yield from (f"    {name}: {value[:LONGEST_SHOWN]}" for name, value in values_shown(record) if value)
        yield f"{self.count:,} films can be read. Nothing was stored."
        yield from self.report.reasons()


def preview_films(path: Path, field_names: FieldNames) -> Preview:
    """Read a file to its end without writing.

    Raises OSError if the file cannot be read, and UnreadableFileError if it is damaged, empty or names no titles.
    """
    report = Report()
    with open_lines(path) as source:
        records = with_known_words(read_films(source, report, field_names), GenreWords(report))
        first = list(islice(records, FILMS_SHOWN))
        count = len(first) + sum(1 for _ in records)
    return Preview(first, count, report)


def with_known_words(read: Iterable[tuple[FilmRecord, int]], genres: GenreWords) -> Iterator[FilmRecord]:
    """Yield records with the countries alone that an import knows; report the words that it does not know."""
    for record, _ in read:
        for label in record.genres or ():
            genres.meant_by(label, record.line)
        known, unknown = countries(record.origin)
        report_unknown_origins(unknown, record.line, genres.report)
        yield replace(record, origin="; ".join(known))


def values_shown(record: FilmRecord) -> Iterator[tuple[str, str]]:
    yield "original title", record.original_title or ""
    yield "other titles", listed(tuple(title.title for title in record.other_titles))
    yield "runtime", f"{record.runtime} minutes" if record.runtime else ""
    yield "genres", listed(record.genres or ())
    yield "origin", record.origin
    yield from ((job.value.replace("_", " "), listed(names)) for job, names in record.credits.items())
    yield "synopsis", record.synopsis or ""


def listed(items: tuple[str, ...]) -> str:
    more = f" and {len(items) - NAMES_SHOWN:,} more" if len(items) > NAMES_SHOWN else ""
    return "; ".join(items[:NAMES_SHOWN]) + more
