"""Define tables: their columns, their keys, and what yields their rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | float | bool | Decimal | date | None
Row = list[Value]


@dataclass(frozen=True)
class Column:
    """Describe a column: its type in a table schema, and the table whose ids it holds, if any.

    `has_choices` says that it holds one of a few words, and `repeats` that another table says the same, so that
    files with all tables need not.
    """

    name: str
    type: str = "string"
    required: bool = False
    references: str = ""
    description: str = ""
    has_choices: bool = False
    repeats: bool = False


@dataclass(frozen=True)
class Table:
    """Describe a table. `key` names the columns that identify a row; `searched` those with text to search."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    searched: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]
