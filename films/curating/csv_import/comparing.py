"""Compare CSV files of what no file can change, such as citations, with what is stored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst

from films.curating.csv_import.cells import YES_AND_NO
from films.curating.csv_import.csv_rows import CsvRow
from films.curating.csv_import.days import possible_days
from films.exporting.columns import Table
from films.exporting.csv_files import cell_text
from films.exporting.tables import TABLES

Cells = dict[str, str]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class ComparedSheet:
    """Describe a file that can be compared with the table that it was exported from."""

    table: Table

    @property
    def title(self) -> str:
        return capfirst(self.table.name.replace("_", " "))

    @property
    def columns(self) -> list[str]:
        return self.table.column_names

    def explained(self) -> list[tuple[str, bool, str]]:
        """Return each column, whether it is required, and what it holds."""
        return [(column.name, column.name in self.table.key, column.description) for column in self.table.columns]

    def differences(self, rows: list[CsvRow]) -> Iterator[tuple[CsvRow, list[str] | None]]:
        """Yield each row with the columns in which it differs from the stored one, or None if there is none."""
        key = self.table.key
        given = {tuple(row.cells.get(name, "") for name in key): row for row in rows}
        stored: dict[tuple[str, ...], Cells] = {}
        for values in self.table.rows():
            cells = dict(zip(self.columns, map(cell_text, values), strict=True))
            if (known_by := tuple(cells[name] for name in key)) in given:
                stored[known_by] = cells
        for row in rows:
            there = stored.get(tuple(row.cells.get(name, "") for name in key))
            yield row, None if there is None else differing(row.cells, there)


def differing(cells: Cells, stored: Cells) -> list[str]:
    """Return the columns in which a row says something else."""
    return [name for name, cell in cells.items() if not say_the_same(cell, stored.get(name, ""))]


def say_the_same(cell: str, stored: str) -> bool:
    """Tell whether a cell says what is stored: spreadsheets write “true”, numbers and days in other ways."""
    cell, stored = (" ".join(text.split()).casefold() for text in (cell, stored))
    if cell == stored:
        return True
    if stored in ("true", "false"):
        return YES_AND_NO.get(cell) is YES_AND_NO[stored]
    if NUMBER.fullmatch(stored):
        return bool(NUMBER.fullmatch(cell.replace(",", "."))) and Decimal(cell.replace(",", ".")) == Decimal(
            stored
        )
    return stored in [day.isoformat() for day in possible_days(cell, day_first=None)]


def compared_sheets(importable: set[str]) -> dict[str, ComparedSheet]:
    """Return the sheets of all exported tables that cannot be imported, by name."""
    return {table.name: ComparedSheet(table) for table in TABLES if table.name not in importable}
