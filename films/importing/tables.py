"""Read the rows of a file as people have it: JSON lines, a JSON array, or a table separated by any usual sign."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from films.importing.delimited import DelimitedTable, NoHeaderError, decode_line
from films.importing.field_names import FieldNames
from films.importing.line_files import MAX_LINE_BYTES, Line, LineFile, UnreadableFileError
from films.importing.report import Report

MAX_ARRAY_BYTES = 200_000_000
NOT_UTF_8 = "not UTF-8, read as Windows-1252"


class UnusableLineError(ValueError):
    """Report that a line cannot be used; the message is a reason that is the same for all such lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what a row states, by the names of its keys or columns. A table's empty cells state nothing.

    `size` is about how many bytes it has.
    """

    line: int
    values: dict[str, Any]
    size: int = 0


def read_rows(source: LineFile, field_names: FieldNames, report: Report) -> Iterator[Row]:
    """Yield the rows of a file. Lines that cannot be used, and keys that hold no field, go to the report.

    Raises UnreadableFileError if the file is empty, is a JSON array that is damaged or too large, or is a table
    whose columns lack a field that every row needs.
    """
    lines = iter(source)
    first = next((line for line in lines if line.content.strip() or line.is_too_long), None)
    if first is None:
        raise UnreadableFileError("It is empty: give a file with one record per line.")
    start = first.content.lstrip()[:1]
    whole = chain([first], lines)
    if start == b"[":
        rows = read_array(whole)
    elif start == b"{" or source.is_json:
        rows = read_json_lines(whole, report)
    else:
        rows = read_table(whole, field_names, report)
    for row in rows:
        for key in field_names.unused(row.values):
            report.unused.add(f"“{key}”", row.line)
        yield row


def read_json_lines(lines: Iterable[Line], report: Report) -> Iterator[Row]:
    for line in lines:
        if line.content.strip() or line.is_too_long:
            try:
                yield parse_json_line(line)
            except UnusableLineError as error:
                report.refuse(str(error), line.number)


def parse_json_line(line: Line) -> Row:
    """Return the row in a line of JSON. Raises UnusableLineError."""
    if line.is_too_long:
        raise UnusableLineError(f"longer than {MAX_LINE_BYTES:,} bytes")
    return Row(line.number, parse_json(line.content), len(line.content))


def parse_json(content: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(content.decode())
        # Only an escape can produce a character that UTF-8 cannot encode, or a NUL.
        texts = all_text(parsed) if b"\\u" in content else ""
    except UnicodeDecodeError as error:
        raise UnusableLineError("not UTF-8") from error
    except UnicodeEncodeError as error:
        raise UnusableLineError("half a character in it (a lone surrogate)") from error
    except json.JSONDecodeError as error:
        raise UnusableLineError("not JSON") from error
    except (ValueError, RecursionError) as error:
        raise UnusableLineError("JSON that is too deep, or a number in it that is too long") from error
    if "\0" in texts:
        raise UnusableLineError("a NUL character in it")
    if not isinstance(parsed, dict):
        raise UnusableLineError("JSON, but not an object with keys")
    return parsed


def all_text(parsed: Any) -> str:
    """Concatenate all strings in a JSON value. Raises UnicodeEncodeError if one of them cannot be stored."""
    match parsed:
        case str():
            parsed.encode()
            return parsed
        case dict():
            return "".join(all_text(part) for item in parsed.items() for part in item)
        case list():
            return "".join(all_text(part) for part in parsed)
    return ""


def read_array(lines: Iterable[Line]) -> Iterator[Row]:
    """Yield the objects of a JSON array, numbered from 1. Raises UnreadableFileError."""
    content = bytearray()
    for line in lines:
        content += line.content
        if line.is_too_long or len(content) > MAX_ARRAY_BYTES:
            raise UnreadableFileError("It is too large for one JSON array: write one object per line.")
    try:
        parsed = json.loads(content.decode())
        texts = all_text(parsed)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(f"It is not a JSON array: {error}.") from error
    if "\0" in texts or not all(isinstance(item, dict) for item in parsed):
        raise UnreadableFileError("It is a JSON array, but not one of objects with keys.")
    for number, item in enumerate(parsed, 1):
        yield Row(number, item)


def decoded_lines(lines: Iterable[Line], report: Report) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each line; those that are too long or not UTF-8 go to the report."""
    for line in lines:
        if line.is_too_long:
            report.refuse(f"longer than {MAX_LINE_BYTES:,} bytes", line.number)
            continue
        text, is_utf_8 = decode_line(line.content)
        if not is_utf_8:
            report.unsure.add(NOT_UTF_8, line.number)
        yield line.number, text.replace("\0", "")


def read_table(lines: Iterable[Line], field_names: FieldNames, report: Report) -> Iterator[Row]:
    """Yield the rows of a table whose first line names its columns. Columns without a name are passed over."""
    try:
        table = DelimitedTable(decoded_lines(lines, report))
    except NoHeaderError as error:
        raise UnreadableFileError(f"Its first line must name the columns: {error}.") from error
    header = table.header
    field_names.check_columns([name for name in header if name])
    for row in table:
        if row.error:
            report.refuse(f"not CSV: {row.error}", row.line)
        elif len(row.cells) > len(header):
            report.refuse(f"{len(row.cells)} columns instead of {len(header)}", row.line)
        else:
            named = zip(header, row.cells, strict=False)
            values = {name: cell for name, cell in named if name and cell.strip()}
            yield Row(row.line, values, sum(map(len, row.cells)))
