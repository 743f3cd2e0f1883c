"""Index what is inserted in one transaction together, at its end, instead of row by row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import sleep

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from films.kinds.index import Dependency
from films.kinds.registry import ENTRIES
from films.search.backends.sqlite import schema
from films.search.backends.sqlite.index import is_installed_in

PAUSE = 0.1
"""Seconds after a transaction: whoever waits for the database looks no more often whether it is free."""


@contextmanager
def bulk_inserts(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let many rows be inserted in one transaction, and then let others write for a moment.

    A row by itself would refresh all entries that it touches: a film's as often as it has credits. So the triggers
    on inserting rest until the end, which nobody else sees. Rows that are changed or deleted are followed as ever.
    """
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if not is_installed_in(cursor):
            yield
            return
        last_rows = {table: last_row(cursor, table) for table in followed_tables()}
        for name in resting_triggers():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        yield
        refresh_inserted(cursor, last_rows)
        for name in resting_triggers():
            cursor.execute(schema.triggers()[name])
    if not connections[alias].in_atomic_block:
        sleep(PAUSE)


def followed_tables() -> list[str]:
    """Return the tables whose inserted rows are indexed together: those that nothing but entries follow."""
    tables = {dependency.table for entry in ENTRIES for dependency in entry.all_dependencies}
    return sorted(tables.difference(*(kept.BEFORE_ENTRIES for kept in schema.CLOSURES)))


def resting_triggers() -> list[str]:
    starts = tuple(f"search_{table}_insert" for table in followed_tables())
    return [name for name in schema.triggers() if name.startswith(starts)]


def last_row(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}")
    return int(cursor.fetchone()[0])


def refresh_inserted(cursor: CursorWrapper, last_rows: dict[str, int]) -> None:
    """Refresh the entries that rows after the last ones of their tables touch."""
    written = {table: last for table, last in last_rows.items() if last_row(cursor, table) > last}
    cursor.execute("CREATE TEMP TABLE IF NOT EXISTS search_touched (id INTEGER PRIMARY KEY)")
    for entry in ENTRIES:
        touching = [dependency for dependency in entry.all_dependencies if dependency.table in written]
        if not touching:
            continue
        cursor.execute("DELETE FROM temp.search_touched")
        for select in touched_selects(touching, written):
            cursor.execute(f"INSERT OR IGNORE INTO temp.search_touched {select}")
        for statement in schema.refresh_statements(entry, "SELECT id FROM temp.search_touched"):
            cursor.execute(statement)
    cursor.execute("DROP TABLE temp.search_touched")


def touched_selects(dependencies: Iterable[Dependency], last_rows: dict[str, int]) -> Iterator[str]:
    """Yield a SELECT for each dependency of the ids that the inserted rows of its table touch."""
    for dependency in dependencies:
        last = last_rows[dependency.table]
        together = dependency.touched_together.format(row="inserted", last=last)
        touched = together or schema.touched_select(dependency, "inserted")
        condition = dependency.condition.format(row="inserted") or "1"
        ids = f"SELECT json_group_array(id) FROM (SELECT NULL AS id WHERE 0 UNION ALL {touched})"
        yield f"""
            SELECT each.value FROM {dependency.table} AS inserted, json_each(({ids})) AS each
            WHERE inserted.rowid > {last} AND ({condition}) AND each.value IS NOT NULL"""
