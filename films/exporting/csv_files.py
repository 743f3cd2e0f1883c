"""Write tables as CSV files."""

import csv
from collections.abc import Iterator
from io import StringIO

from films.batching import batched
from films.exporting.columns import Table, Value
from films.formulas import escape_formula


def cell_text(held: Value) -> str:
    """Return the text of a cell in a form that no spreadsheet runs as a formula."""
    if held is None:
        return ""
    if isinstance(held, bool):
        return str(held).lower()
    return escape_formula(held) if isinstance(held, str) else str(held)


def csv_bytes(table: Table) -> Iterator[bytes]:
    """Yield a table according to RFC 4180: UTF-8, with a header and CR LF at the end of lines."""
    yield csv_lines([table.column_names])
    for piece in batched(table.rows()):
        yield csv_lines([[cell_text(held) for held in row] for row in piece])


def csv_lines(cells: list[list[str]]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(cells)
    return out.getvalue().encode()
