"""Write the tables to a SQLite file that suits Datasette: with keys, labels and full-text search.

sqlite-utils is imported where it is used, since pages that list the downloads load this module and write no file.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from films.exporting import metadata
from films.exporting.columns import Table, Value
from films.exporting.datasette import ORDERS, VIEWS
from films.exporting.tables import TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

PYTHON_TYPES = {"boolean": int, "date": str, "integer": int, "number": float, "string": str}
PIECE = 1 << 20  # bytes read at once
ROWS_AT_ONCE = 5_000
TOKENIZER = "unicode61 remove_diacritics 2"


def sqlite_bytes() -> Iterator[bytes]:
    """Yield the bytes of the file, which is built in a temporary folder."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.sqlite"
        build_database(path)
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def build_database(path: Path) -> None:
    """Build the file: tables with keys, an index for each link, full-text search of tables with text, views."""
    from sqlite_utils import Database

    database = Database(path)
    for table in TABLES:
        create_table(database, table)
    described = [{"name": name, "value": value} for name, value in metadata.as_dict().items()]
    database["about"].insert_all(described, pk="name")  # type: ignore[union-attr]
    database.index_foreign_keys()
    for table in TABLES:
        if table.searched:
            database[table.name].enable_fts(list(table.searched), tokenize=TOKENIZER)  # type: ignore[union-attr]
    for name, columns in ORDERS.items():
        database[name].create_index(columns)  # type: ignore[union-attr]
    for name, (_, query) in VIEWS.items():
        database.create_view(name, query)
    database.vacuum()
    database.close()


def create_table(database: "Database", table: Table) -> None:
    from sqlite_utils.db import ForeignKey

    held: Any = database[table.name]
    columns = [column for column in table.columns if not column.repeats]
    held.create(
        {column.name: PYTHON_TYPES[column.type] for column in columns},
        pk=table.key if len(table.key) > 1 else table.key[0],
        not_null={column.name for column in columns if column.required},
        foreign_keys=[
            ForeignKey(table.name, column.name, column.references, "id") for column in columns if column.references
        ],
    )
    names = [column.name for column in columns]  # columns that repeat come last
    named = (dict(zip(names, map(sqlite_value, row), strict=False)) for row in table.rows())
    held.insert_all(named, batch_size=ROWS_AT_ONCE)


def sqlite_value(value: Value) -> Any:
    return float(value) if isinstance(value, Decimal) else value
