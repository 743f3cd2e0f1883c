"""Index what many transactions insert or delete when all of it is done, instead of row by row."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from time import monotonic, sleep

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from films.kinds.index import Dependency, Entry
from films.kinds.registry import DECLARATIONS, ENTRIES
from films.search.backends.sqlite import refreshing, schema
from films.search.backends.sqlite.index import INDEX
from films.search.entry_ids import first_record

PAUSE = 0.15
"""Seconds after a transaction: whoever waits for the database looks every tenth of one whether it is free."""

COLUMN_OF_ROW = re.compile(r"{row}\.(\w+)")

ENTRIES_AT_FIRST = 200
SECONDS_AT_ONCE = 1.0  # for which others wait, while as many entries are refreshed as that allows


@contextmanager
def bulk_inserts(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let many rows be inserted in one transaction, and then let others write for a moment.

    A row by itself would refresh all entries that it touches: a film's as often as it has credits. So the triggers
    on inserting rest until the end, which nobody else sees, and `index_waiting` refreshes the entries when all
    rows are there. Rows that are changed or deleted are followed as ever.
    """
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if not INDEX.is_installed_in(cursor):
            yield
            return
        last_rows = {table: last_row(cursor, table) for table in followed_tables()}
        for name in resting_triggers():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        yield
        note_touched(cursor, last_rows)
        for name in resting_triggers():
            cursor.execute(schema.triggers()[name])
    let_others_write(alias)


@contextmanager
def bulk_deletes(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let many rows be deleted in one transaction, and then let others write for a moment.

    Entries whose records are deleted go with them. Others that a deleted row touches, such as those of the people
    in a film, are noted, and `index_waiting` refreshes them once, however many of their rows are gone.
    """
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if not INDEX.is_installed_in(cursor):
            yield
            return
        noting = noting_triggers()
        for name, statement in noting.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)
        yield
        for name in noting:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(schema.triggers()[name])
    let_others_write(alias)


@cache
def noting_triggers() -> dict[str, str]:
    """Return triggers that only note what a deleted row touches, by the names of those that they stand in for."""
    followed = followed_tables()
    named = [("", (table, "")) for table in followed]
    named += [(f"_{number}", limited) for number, limited in refreshing.limited_tables() if limited[0] in followed]
    triggers = {
        f"search_{table}_delete{ending}": refreshing.trigger(
            table, "delete", [*note_deleted(table, condition), *forget_own(table, condition)], condition
        )
        for ending, (table, condition) in named
    }
    return {name: f"CREATE TRIGGER {name} {body}" for name, body in triggers.items() if name in schema.triggers()}


def note_deleted(table: str, condition: str) -> list[str]:
    """Return the statements that note the entries of all kinds which a deleted row touches."""
    return [
        f"INSERT OR IGNORE INTO search_waiting SELECT '{entry.kind}', * FROM ({touched})"
        for entry in ENTRIES
        if (touched := refreshing.touched_by(entry, table, "delete", condition))
    ]


def forget_own(table: str, condition: str) -> list[str]:
    """Return the statements that delete the entry of a deleted record, which no search may find any more."""
    return [
        f"DELETE FROM search_entry WHERE record = {first_record(entry)} + old.id"
        for entry in ENTRIES
        if not condition and DECLARATIONS[entry.kind].model._meta.db_table == table
    ]


def followed_tables() -> list[str]:
    """Return the tables whose inserted rows are indexed together: those that nothing but entries follow."""
    tables = {dependency.table for entry in ENTRIES for dependency in entry.all_dependencies}
    return sorted(tables.difference(schema.CLOSURES.before_entries))


def resting_triggers() -> list[str]:
    starts = tuple(f"search_{table}_insert" for table in followed_tables())
    return [name for name in schema.triggers() if name.startswith(starts)]


def last_row(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}")
    return int(cursor.fetchone()[0])


def note_touched(cursor: CursorWrapper, last_rows: dict[str, int]) -> None:
    """Note the entries that rows after the last ones of their tables touch."""
    written = {table: last for table, last in last_rows.items() if last_row(cursor, table) > last}
    for entry in ENTRIES:
        touching = [dependency for dependency in entry.all_dependencies if dependency.table in written]
        for select in touched_selects(touching, written):
            cursor.execute(f"INSERT OR IGNORE INTO search_waiting SELECT '{entry.kind}', id FROM ({select})")


def index_waiting(alias: str = DEFAULT_DB_ALIAS) -> Iterator[float]:
    """Refresh the entries that rows written in bulk touch, a part at a time, and yield the share that is done.

    Whatever an interrupted call has left waits for the next one.
    """
    with connections[alias].cursor() as cursor:
        if not INDEX.is_installed_in(cursor):
            return
        waiting = INDEX.waiting_count(alias)
        done = 0
        for entry in ENTRIES:
            at_once, started = ENTRIES_AT_FIRST, monotonic()
            while refreshed := refresh_some(cursor, entry, at_once, alias):
                at_once = min(at_once * 2, int(at_once * SECONDS_AT_ONCE / (monotonic() - started)) + 1)
                done += refreshed
                yield min(done / waiting, 1) if waiting else 1
                let_others_write(alias)
                started = monotonic()


def refresh_some(cursor: CursorWrapper, entry: Entry, most: int, alias: str) -> int:
    """Refresh entries of a kind that wait, in a transaction of their own, and return how many they were."""
    some = f"SELECT object_id FROM search_waiting WHERE kind = '{entry.kind}' LIMIT {most}"
    with transaction.atomic(using=alias):
        cursor.execute(f"SELECT count(*) FROM ({some})")
        (count,) = cursor.fetchone()
        if count:  # preparing the statements takes longer than many a refresh
            for statement in refreshing.refresh_statements(entry, some):
                cursor.execute(statement)
            cursor.execute(f"DELETE FROM search_waiting WHERE kind = '{entry.kind}' AND object_id IN ({some})")
    return int(count)


def let_others_write(alias: str) -> None:
    if not connections[alias].in_atomic_block:
        sleep(PAUSE)


def touched_selects(dependencies: Iterable[Dependency], last_rows: dict[str, int]) -> Iterator[str]:
    """Yield a SELECT for each dependency of the ids that the inserted rows of its table touch.

    Rows that are alike in what a dependency looks at touch the same, such as all credits of a film.
    """
    for dependency in dependencies:
        last = last_rows[dependency.table]
        touched = dependency.touched_together or refreshing.touched_select(dependency, "{row}")
        condition = dependency.condition or "1"
        columns = sorted(set(COLUMN_OF_ROW.findall(f"{touched} {condition}")))
        selected = touched.format(row="inserted", last=last)
        ids = f"SELECT json_group_array(id) FROM (SELECT NULL AS id WHERE 0 UNION ALL {selected})"
        yield f"""
            SELECT each.value AS id
            FROM (SELECT DISTINCT {", ".join(columns)} FROM {dependency.table} WHERE rowid > {last}) AS inserted,
                json_each(({ids})) AS each
            WHERE ({condition.format(row="inserted")}) AND each.value IS NOT NULL"""
