"""Read CSV files as people's spreadsheets write them: row by row, each with its line or the reasons against it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from films.formulas import is_formula, unescape_formula

MAX_BYTES = 5_000_000
MAX_ROWS = 5_000  # all rules are checked for each, in a transaction that keeps everybody else from writing
MAX_COLUMNS = 100
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")
OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DELIMITERS = ",;\t"


class UnusableFileError(ValueError):
    """Report that the file as a whole cannot be used; the message says what to do."""


@dataclass(frozen=True)
class CsvRow:
    """Hold the cells of a row that are not empty, by column, and what is wrong with the row."""

    line: int
    cells: dict[str, str]
    errors: list[str] = field(default_factory=list)


def decode_csv(content: bytes) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark.

    Raises UnusableFileError for anything else, and for more than `MAX_BYTES`.
    """
    if len(content) > MAX_BYTES:
        raise UnusableFileError(size_message(len(content)))
    if content.startswith(OTHER_ENCODINGS):
        raise UnusableFileError("The file is UTF-16. Save it as “CSV UTF-8”, then choose it again.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnusableFileError(
            f"Line {line} is not UTF-8 text. Save the file as “CSV UTF-8”, then choose it again."
        ) from error
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


def read_csv_rows(text: str, known: list[str], required: list[str]) -> Iterator[CsvRow]:
    """Yield every row that is not blank.

    Raises UnusableFileError if the header lacks a required column or has an unknown one.
    """
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = read_header(lines, known, required)
    found = 0
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield CsvRow(
                line, {}, [f"From here on this is not valid CSV ({error}): perhaps a quotation mark is missing."]
            )
            return
        if any(cell.strip() for cell in cells):
            found += 1
            if found > MAX_ROWS:
                raise UnusableFileError(f"The file has more than {MAX_ROWS:,} rows. Split it into several.")
            yield build_row(line, header, cells)


def read_header(lines: Iterator[list[str]], known: list[str], required: list[str]) -> list[str]:
    try:
        header = [name.strip().casefold().replace(" ", "_") for name in next(line for line in lines if line)]
    except (csv.Error, StopIteration) as error:
        raise UnusableFileError("The file's first line must name the columns.") from error
    unknown = [name for name in header if name not in known]
    listed = f"The columns are: {', '.join(known)}."
    if unknown or len(header) > MAX_COLUMNS:
        named = ", ".join(f"“{name[:50]}”" for name in unknown[:10])
        raise UnusableFileError(f"There is no column {named}. {listed}")
    if repeated := {name for name in header if header.count(name) > 1}:
        raise UnusableFileError(f"A column appears twice: {', '.join(sorted(repeated))}. Keep one of each.")
    if missing := [name for name in required if name not in header]:
        raise UnusableFileError(f"A column is missing: {', '.join(missing)}. {listed}")
    return header


def build_row(line: int, header: list[str], cells: list[str]) -> CsvRow:
    errors = []
    if len(cells) > len(header):
        errors.append(f"It has {len(cells)} cells for {len(header)} columns: put quotation marks around commas.")
    found = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
    for name, cell in found.items():
        if is_formula(cell) and not NUMBER.fullmatch(cell):
            errors.append(
                f"{name}: begins with “{cell[0]}”, which spreadsheets take for a formula. Write its result, or "
                "put an apostrophe before it if it is meant as text."
            )
        else:
            found[name] = unescape_formula(cell)
    return CsvRow(line, found, errors)
