"""Read CSV files as people's spreadsheets write them: row by row, each with its line or the reasons against it."""

import codecs
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from films.formulas import is_formula, unescape_formula
from films.importing.delimited import CellRow, DelimitedTable, NoHeaderError, decode_line
from films.importing.line_files import UTF_16

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000  # all rules are checked for each, while the curator waits
MAX_COLUMNS = 100
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


class UnusableFileError(ValueError):
    """Report that the file as a whole cannot be used; the message says what to do."""


@dataclass(frozen=True)
class CsvRow:
    """Hold the cells of a row that are not empty, by column, and what is wrong with the row."""

    line: int
    cells: dict[str, str]
    errors: list[str] = field(default_factory=list)


def decode_csv(content: bytes) -> str:
    """Return the text of a file in UTF-16 with a byte order mark, in UTF-8, or else in Windows-1252.

    Raises UnusableFileError for what is no text, and for more than `MAX_BYTES`.
    """
    if len(content) > MAX_BYTES:
        raise UnusableFileError(size_message(len(content)))
    if content.startswith(UTF_16):
        text = content.decode("utf-16", errors="replace")
    else:
        text, _ = decode_line(content.removeprefix(codecs.BOM_UTF8))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnusableFileError(
            f"Line {line} contains a NUL character, so this is not a CSV file. Save it as CSV first."
        )
    if not text.strip():
        raise UnusableFileError("The file is empty.")
    return text


def size_message(size: int) -> str:
    return f"The file has {size:,} bytes; the limit is {MAX_BYTES:,}. Split it into several."


def read_csv_rows(
    text: str, known: Collection[str], required: Collection[str], identified_by: str = ""
) -> Iterator[CsvRow]:
    """Yield every row that is not blank.

    Raises UnusableFileError if the header has an unknown column, or lacks a required one and the column
    `identified_by`, with which rows need no others.
    """
    try:
        table = DelimitedTable(enumerate(io.StringIO(text, newline=""), 1))
    except NoHeaderError as error:
        raise UnusableFileError("The file's first line must name the columns.") from error
    header = check_header(table.header, known, () if identified_by in column_names(table.header) else required)
    for number, row in enumerate(table, 1):
        if number > MAX_ROWS:
            raise UnusableFileError(f"The file has more than {MAX_ROWS:,} rows. Split it into several.")
        if row.error:
            message = f"From here on this is not valid CSV ({row.error}): perhaps a quotation mark is missing."
            yield CsvRow(row.line, {}, [message])
            return
        yield build_row(row, header)


def column_names(columns: list[str]) -> list[str]:
    return [name.casefold().replace(" ", "_") for name in columns]


def check_header(columns: list[str], known: Collection[str], required: Collection[str]) -> list[str]:
    """Return the names of columns in small letters, empty for those without one. Raises UnusableFileError."""
    header = column_names(columns)
    named = [name for name in header if name]
    if not named:
        raise UnusableFileError("The file's first line must name the columns.")
    if len(header) > MAX_COLUMNS:
        raise UnusableFileError(f"The file has more than {MAX_COLUMNS} columns. Keep those that hold something.")
    unknown = [name for name in named if name not in known]
    listed = f"The columns are: {', '.join(known)}."
    if unknown:
        shown = ", ".join(f"“{name[:50]}”" for name in unknown[:10])
        raise UnusableFileError(f"There is no column {shown}. {listed}")
    if repeated := {name for name in named if named.count(name) > 1}:
        raise UnusableFileError(f"A column appears twice: {', '.join(sorted(repeated))}. Keep one of each.")
    if missing := [name for name in required if name not in named]:
        raise UnusableFileError(f"A column is missing: {', '.join(missing)}. {listed}")
    return header


def build_row(row: CellRow, header: list[str]) -> CsvRow:
    errors = []
    if len(row.cells) > len(header):
        errors.append(
            f"It has {len(row.cells)} cells for {len(header)} columns: put quotation marks around commas."
        )
    found = {name: cell.strip() for name, cell in zip(header, row.cells, strict=False) if name and cell.strip()}
    if nameless := [cell for name, cell in zip(header, row.cells, strict=False) if not name and cell.strip()]:
        errors.append(f"“{nameless[0][:50]}” is in a column without a name: name the column, or empty it.")
    for name, cell in found.items():
        if is_formula(cell) and not NUMBER.fullmatch(cell):
            errors.append(
                f"{name}: begins with “{cell[0]}”, which spreadsheets take for a formula. Write its result, or "
                "put an apostrophe before it if it is meant as text."
            )
        else:
            found[name] = unescape_formula(cell)
    return CsvRow(row.line, found, errors)
