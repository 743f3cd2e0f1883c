"""What a table is: its columns, its key, and what gives its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | float | bool | Decimal | date | None
Row = list[Value]


@dataclass(frozen=True)
class Column:
    """A column: its type as a table schema calls it, and the table whose ids it holds, if it holds any."""

    name: str
    type: str = "string"
    required: bool = False
    references: str = ""
    description: str = ""


@dataclass(frozen=True)
class Table:
    """A table. `key` names the columns that tell its rows apart; `searched` those with texts to search."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    searched: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]

    @property
    def column_names(self) -> list[str]:
        return [column.name for column in self.columns]
