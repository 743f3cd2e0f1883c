"""Read the tables that IMDb publishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from films.importing.line_files import MAX_LINE_BYTES, Line, UnreadableFileError, opened
from films.importing.report import Report
from films.importing.service import Progress

NOTHING = r"\N"
LINES_BETWEEN_REPORTS = 10_000


class Table(StrEnum):
    FILMS = "title.basics"
    TITLES = "title.akas"
    PRINCIPALS = "title.principals"
    CREW = "title.crew"
    RATINGS = "title.ratings"
    PEOPLE = "name.basics"


COLUMNS: dict[Table, tuple[str, ...]] = {
    Table.FILMS: tuple("tconst titleType primaryTitle originalTitle startYear runtimeMinutes genres".split()),
    Table.TITLES: tuple("titleId ordering title region language types attributes".split()),
    Table.PRINCIPALS: tuple("tconst ordering nconst category job characters".split()),
    Table.CREW: tuple("tconst directors writers".split()),
    Table.RATINGS: tuple("tconst averageRating numVotes".split()),
    Table.PEOPLE: tuple("nconst primaryName birthYear".split()),
}
"""The columns of each table that are read, the one it is known by first; a file may have more, in any order."""


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a line in the order of its table's `COLUMNS`; empty where the file says there are none."""

    line: int
    values: tuple[str, ...]


def find_tables(folder: Path) -> dict[Table, Path]:
    """Return the file of each table in a folder. Raises UnreadableFileError where a needed one is missing."""
    if not folder.is_dir():
        raise UnreadableFileError(
            "This is not a folder: give the one that holds title.basics.tsv.gz and the others."
        )
    found: dict[Table, Path] = {}
    for table in Table:
        for path in (folder / f"{table}.tsv.gz", folder / f"{table}.tsv"):
            if path.exists():
                found[table] = path
    if Table.FILMS not in found:
        raise UnreadableFileError(f"It holds no {Table.FILMS}.tsv or {Table.FILMS}.tsv.gz, which lists the films.")
    if found.keys() & {Table.PRINCIPALS, Table.CREW} and Table.PEOPLE not in found:
        raise UnreadableFileError(f"It holds credits but no {Table.PEOPLE}.tsv or .tsv.gz with people's names.")
    return found


def read_rows(table: Table, path: Path, report: Report, progress: Progress) -> Iterator[Row]:
    """Yield the rows of a table's file; lines that are no rows go to the report.

    Raises UnreadableFileError for a file that is damaged, empty or not this table.
    """
    with opened(path) as source:
        lines = iter(source)
        try:
            places, width = column_positions(table, next(lines, None))
            for line in lines:
                try:
                    values = split_line(line, width)
                    yield Row(line.number, tuple(values[place] for place in places))
                except ValueError as error:
                    report.refuse(f"{table}: {error}", line.number)
                if line.number % LINES_BETWEEN_REPORTS == 0:
                    progress(f"Reading {path.name}", source.share)
        except UnreadableFileError as error:
            raise UnreadableFileError(f"{path.name}: {error}") from error


def column_positions(table: Table, line: Line | None) -> tuple[list[int], int]:
    """Return where a table's columns stand by its first line, and how many there are."""
    if line is None:
        raise UnreadableFileError("It is empty: download it again.")
    names = line.content.decode(errors="replace").strip().split("\t")
    missing = [name for name in COLUMNS[table] if name not in names]
    if missing:
        raise UnreadableFileError(
            f"It has no column {missing[0]}: its first line must name the columns, separated by tabs."
        )
    return [names.index(name) for name in COLUMNS[table]], len(names)


def split_line(line: Line, width: int) -> list[str]:
    """Return a line's values. Raises ValueError with the reason if it is not as it should be."""
    if line.is_too_long:
        raise ValueError(f"longer than {MAX_LINE_BYTES:,} bytes")
    try:
        text = line.content.decode()
    except UnicodeDecodeError as error:
        raise ValueError("not UTF-8") from error
    if "\0" in text:
        raise ValueError("a NUL character in it")
    values = text.rstrip("\r\n").split("\t")
    if len(values) != width:
        raise ValueError(f"{len(values)} columns instead of {width}")
    return ["" if value == NOTHING else value for value in values]
