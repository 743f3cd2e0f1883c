"""Tables as comma-separated values that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterator
from io import StringIO

from films.batching import batched
from films.exporting.columns import Table, Value

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins what it calculates, runs or fetches: see OWASP on CSV injection."""


def cell(held: Value) -> str:
    """Return what stands in a cell: a text that could be a formula has an apostrophe before it."""
    if held is None:
        return ""
    if isinstance(held, bool):
        return str(held).lower()
    text = str(held)
    return f"'{text}" if isinstance(held, str) and text.startswith(FORMULA_STARTS) else text


def written(table: Table) -> Iterator[bytes]:
    """Yield a table as RFC 4180 has it: UTF-8, a header, lines that end in CR LF."""
    yield lines([table.names])
    for piece in batched(table.rows()):
        yield lines([[cell(held) for held in row] for row in piece])


def lines(cells: list[list[str]]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(cells)
    return out.getvalue().encode()
