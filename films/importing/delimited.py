"""Read tables of separated cells as spreadsheets and programs write them, whatever the separator."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"
SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)
"""The line above the header by which some spreadsheets say how cells are separated."""

SINGLE_BYTE_ENCODING = "cp1252"  # what spreadsheets write where they do not write UTF-8


class NoHeaderError(ValueError):
    """Report that the first line of a table does not name its columns."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """Hold the cells of a row that starts on a line, or the reason why it is not CSV."""

    line: int
    cells: list[str]
    error: str = ""


class DelimitedTable:
    """Read a table from numbered lines: `header` holds the names of its columns, iterating yields its rows.

    The separator is the most frequent one in the header, or the one that a line such as “sep=;” above it names.
    Empty cells at the ends of rows are dropped, and rows that have no others. Raises NoHeaderError.
    """

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        self.lines = iter(lines)
        self.line = 0
        first = self.next_line()
        named = SEPARATOR_LINE.fullmatch(first[1].rstrip("\r\n"))
        if named:
            first = self.next_line()
        delimiter = named[1] if named else max(DELIMITERS, key=first[1].count)
        self.reader = csv.reader(self.texts(first), delimiter=delimiter, strict=True)
        try:
            self.header = trimmed([name.strip() for name in next(self.reader, [])])
        except csv.Error as error:
            raise NoHeaderError(str(error)) from error

    def next_line(self) -> tuple[int, str]:
        return next((line for line in self.lines if line[1].strip()), (1, ""))

    def texts(self, first: tuple[int, str]) -> Iterator[str]:
        """Yield the text of each line, and remember the number of the first one of a row."""
        yield first[1]
        for number, text in self.lines:
            self.line = self.line or number
            yield text

    def __iter__(self) -> Iterator[CellRow]:
        while True:
            self.line = 0
            try:
                cells = next(self.reader, None)
            except csv.Error as error:
                yield CellRow(self.line, [], str(error))
                continue
            if cells is None:
                return
            if cells := trimmed(cells):
                yield CellRow(self.line, cells)


def trimmed(cells: list[str]) -> list[str]:
    """Return cells without empty ones at the end, which spreadsheets add."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def decode_line(content: bytes) -> tuple[str, bool]:
    """Return the text of a line in UTF-8 or, failing that, Windows-1252, and whether it is UTF-8."""
    try:
        return content.decode(), True
    except UnicodeDecodeError:
        return content.decode(SINGLE_BYTE_ENCODING, errors="replace"), False
