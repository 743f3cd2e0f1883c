"""Write tables as CSV files: as they are for programs, and safe to open for spreadsheets."""

import csv
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from io import StringIO

from films.batching import batched
from films.exporting.columns import Table, Value
from films.formulas import escape_formula


def cell_text(held: Value) -> str:
    """Return the text of a cell."""
    if held is None:
        return ""
    return str(held).lower() if isinstance(held, bool) else str(held)


def spreadsheet_cell(held: Value) -> str:
    """Return the text of a cell in a form that no spreadsheet runs as a formula."""
    return escape_formula(held) if isinstance(held, str) else cell_text(held)


def csv_bytes(table: Table, as_text: Callable[[Value], str] = cell_text) -> Iterator[bytes]:
    """Yield a table according to RFC 4180: UTF-8, with a header and CR LF at the end of lines."""
    yield csv_lines([table.column_names])
    for piece in batched(table.rows()):
        yield csv_lines([[as_text(held) for held in row] for row in piece])


def spreadsheet_bytes(table: Table) -> Iterator[bytes]:
    """Yield a table as CSV that begins with the byte order mark by which spreadsheets recognise UTF-8."""
    yield BOM_UTF8
    yield from csv_bytes(table, spreadsheet_cell)


def csv_lines(cells: list[list[str]]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(cells)
    return out.getvalue().encode()
