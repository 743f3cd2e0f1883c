"""Help to copy a whole database, from PostgreSQL or into it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

KEYS = """
    SELECT owner.relname, given.oid::regclass::text
    FROM pg_class given
    JOIN pg_depend ON pg_depend.objid = given.oid AND pg_depend.deptype IN ('a', 'i')
    JOIN pg_class owner ON owner.oid = pg_depend.refobjid
    WHERE given.relkind = 'S' AND owner.relnamespace = current_schema()::regnamespace ORDER BY 1
"""
"""The tables whose rows get their keys from a sequence, with its name."""


@contextmanager
def without_writers(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Keep others from writing, and read one state of the database, until this block ends."""
    connection = connections[alias]
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tables = ", ".join(
            connection.ops.quote_name(name) for name in sorted(connection.introspection.table_names())
        )
        # Tables are locked before anything is read, so that what is read then has all that was written.
        if tables:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE")
        yield


def keys_given(alias: str = DEFAULT_DB_ALIAS) -> dict[str, int]:
    """Return the last key that each table has given to a row, even if the row is gone."""
    given: dict[str, int] = {}
    with connections[alias].cursor() as cursor:
        cursor.execute(KEYS)
        for table, sequence in cursor.fetchall():
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")
            given.update((table, key) for (key,) in cursor.fetchall())
    return given


def give_keys_after(last_keys: Mapping[str, int], alias: str = DEFAULT_DB_ALIAS) -> None:
    """Let tables give new rows the keys after these, so that no row gets that of one that was deleted.

    The planner learns as well how much was copied, before the index is built of it in the same transaction.
    """
    with connections[alias].cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(KEYS)
        for table, sequence in cursor.fetchall():
            if table in last_keys:
                cursor.execute("SELECT setval(%s, %s)", [sequence, last_keys[table]])
