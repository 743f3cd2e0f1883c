"""Compare CSV files of what no file can change, such as citations, with what is stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from films.curating.csv_import.csv_rows import CsvRow
from films.exporting.columns import Table
from films.exporting.csv_files import cell_text
from films.exporting.tables import TABLES

Cells = dict[str, str]


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
    """Return the columns in which a row says something else; spreadsheets write “TRUE” for “true”."""
    return [
        name
        for name, cell in cells.items()
        if " ".join(cell.split()).casefold() != " ".join(stored.get(name, "").split()).casefold()
    ]


def compared_sheets(importable: set[str]) -> dict[str, ComparedSheet]:
    """Return the sheets of all exported tables that cannot be imported, by name."""
    return {table.name: ComparedSheet(table) for table in TABLES if table.name not in importable}
