"""Help to copy a whole database, from SQLite or into it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction


@contextmanager
def without_writers(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Keep others from writing, and read one state of the database, until this block ends."""
    connections[alias].transaction_mode = "IMMEDIATE"  # type: ignore[attr-defined]
    with transaction.atomic(using=alias):
        yield


def keys_given(alias: str = DEFAULT_DB_ALIAS) -> dict[str, int]:
    """Return the last key that each table has given to a row, even if the row is gone."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        return dict(cursor.fetchall())


def give_keys_after(last_keys: Mapping[str, int], alias: str = DEFAULT_DB_ALIAS) -> None:
    """Let tables give new rows the keys after these, so that no row gets that of one that was deleted."""
    with connections[alias].cursor() as cursor:
        for table, key in last_keys.items():
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])
