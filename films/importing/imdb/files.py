"""Read the tables that IMDb publishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from films.importing.line_files import MAX_LINE_BYTES, Line, UnreadableFileError, open_lines
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
    Table.FILMS: tuple(
        "tconst titleType primaryTitle originalTitle isAdult startYear runtimeMinutes genres".split()
    ),
    Table.TITLES: tuple("titleId ordering title region language types attributes".split()),
    Table.PRINCIPALS: tuple("tconst ordering nconst category job characters".split()),
    Table.CREW: tuple("tconst directors writers".split()),
    Table.RATINGS: tuple("tconst averageRating numVotes".split()),
    Table.PEOPLE: tuple("nconst primaryName birthYear deathYear".split()),
}
"""The columns that are read of each table, its key first; a file may have more, in any order."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a line's values in the order of its table's `COLUMNS`; those that the file leaves out are empty."""

    line: int
    values: tuple[str, ...]


def find_tables(folder: Path) -> dict[Table, Path]:
    """Map each table to its file in a folder. Raises UnreadableFileError if a required file is missing."""
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
        raise UnreadableFileError(
            f"It contains no {Table.FILMS}.tsv or {Table.FILMS}.tsv.gz, which lists the films."
        )
    if found.keys() & {Table.PRINCIPALS, Table.CREW} and Table.PEOPLE not in found:
        raise UnreadableFileError(f"It contains credits but no {Table.PEOPLE}.tsv or .tsv.gz with people's names.")
    return found


def read_table(table: Table, path: Path, report: Report, progress: Progress) -> Iterator[Row]:
    """Yield the rows of a table's file; lines that are not rows go to the report.

    Raises UnreadableFileError if the file is damaged, empty or not this table.
    """
    with open_lines(path) as source:
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
                    progress(f"Reading {path.name}", source.share_read)
        except UnreadableFileError as error:
            raise UnreadableFileError(f"{path.name}: {error}") from error


def column_positions(table: Table, line: Line | None) -> tuple[list[int], int]:
    """Return the positions of a table's columns according to its first line, and how many it has."""
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
    """Return a line's values. Raises ValueError with the reason if the line is invalid."""
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
