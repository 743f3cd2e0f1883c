"""Read a list of filming locations in CSV or JSON lines."""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from films.importing.line_files import Line, LineFile, UnreadableFileError
from films.importing.records import UnusableLineError, parse_json
from films.importing.report import Report

COLUMNS = ("title", "year", "place", "latitude", "longitude", "scene", "identifier")
NEEDED = ("title", "year", "place")
OTHER_NAMES = {"location": "place"}
"""Other names of columns."""

Values = dict[str, str]


def read_location_rows(source: LineFile, report: Report) -> Iterator[tuple[int, Values]]:
    """Yield the number and values of each line; unusable lines go to the report.

    Raises UnreadableFileError if the file is empty or its first line does not name the columns.
    """
    lines = iter(source)
    first = next(lines, None)
    if first is None:
        raise UnreadableFileError(f"It is empty: its first line must name the columns, {', '.join(NEEDED)}, ….")
    if first.content.lstrip().startswith(b"{"):
        yield from read_json_rows(first, lines, report)
    else:
        yield from read_csv_rows(first, lines, report)


def read_json_rows(first: Line, lines: Iterator[Line], report: Report) -> Iterator[tuple[int, Values]]:
    for line in chain([first], lines):
        yield from read_json_row(line, report)


def read_json_row(line: Line, report: Report) -> Iterator[tuple[int, Values]]:
    try:
        parsed = parse_json(line.content)
    except UnusableLineError as error:
        report.refuse(str(error), line.number)
        return
    named = {OTHER_NAMES.get(name, name): value for name, value in parsed.items()}
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in named.items()
        if name in COLUMNS and value is not None
    }
    yield line.number, texts


class DecodedLines:
    """Iterate over the text of each line; `number` is that of the last line read."""

    def __init__(self, lines: Iterable[Line], report: Report) -> None:
        self.lines = lines
        self.report = report
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.number = line.number
            try:
                text = line.content.decode()
            except UnicodeDecodeError:
                self.report.refuse("not UTF-8", line.number)
            else:
                yield text


def read_csv_rows(first: Line, lines: Iterator[Line], report: Report) -> Iterator[tuple[int, Values]]:
    texts = DecodedLines(chain([first], lines), report)
    reader = csv.reader(texts, strict=True)
    header = parse_header(next(reader, []))
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            report.refuse(f"not CSV: {error}", texts.number)
            continue
        if values is None:
            return
        if len(values) != len(header):
            report.refuse(f"{len(values)} columns instead of {len(header)}", texts.number)
        else:
            yield texts.number, dict(zip(header, values, strict=True))


def parse_header(names: list[str]) -> list[str]:
    """Return the columns in a first line. Raises UnreadableFileError if a required one is missing."""
    header = [OTHER_NAMES.get(name.strip().lower(), name.strip().lower()) for name in names]
    for name in NEEDED:
        if name not in header:
            raise UnreadableFileError(
                f"Its first line names no column “{name}”: name {', '.join(COLUMNS)} in any order, separated "
                f"by commas; {', '.join(NEEDED)} are required."
            )
    return header
