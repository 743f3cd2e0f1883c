"""Index what is written in bulk when all of it is done, instead of row by row."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from films.kinds.registry import ENTRIES
from films.search.backends.index import execute
from films.search.backends.postgresql import schema
from films.search.backends.postgresql.index import INDEX, set_mode

REFRESHED_AT_ONCE = 500


@contextmanager
def bulk_writing(alias: str) -> Iterator[CursorWrapper]:
    """Let many facts be written in one transaction, in which triggers only note the entries that rows touch."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        set_mode(cursor, schema.WAIT)
        yield cursor
        set_mode(cursor, "")


@contextmanager
def bulk_inserts(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let many facts be written in one transaction; `index_waiting` indexes them."""
    with bulk_writing(alias):
        yield


bulk_deletes = bulk_inserts


@contextmanager
def bulk_changes(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let many facts change in one transaction, at whose end each entry that they touch is made anew once."""
    with bulk_writing(alias) as cursor:
        yield
        set_mode(cursor, "")
        if INDEX.is_installed_in(cursor):
            for entry in ENTRIES:
                while refresh_some(cursor, entry.kind):
                    pass


def index_waiting(alias: str = DEFAULT_DB_ALIAS) -> Iterator[float]:
    """Refresh the entries that rows written in bulk touch, a part at a time, and yield the share that is done.

    Whatever an interrupted call has left waits for the next one.
    """
    waiting, done = INDEX.waiting_count(alias), 0
    if not waiting:
        return
    with connections[alias].cursor() as cursor:
        for entry in ENTRIES:
            refreshed = 1
            while refreshed:
                with transaction.atomic(using=alias):
                    # Whoever changes entries takes their turn, as `COUNT` says.
                    execute(cursor, "SELECT 1 FROM search_change FOR UPDATE")
                    refreshed = refresh_some(cursor, entry.kind)
                done += refreshed
                yield min(done / waiting, 1)


def refresh_some(cursor: CursorWrapper, kind: str) -> int:
    """Refresh entries of a kind that wait, and return how many they were."""
    cursor.execute(
        "WITH chosen AS (DELETE FROM search_waiting WHERE kind = %s AND object_id IN "
        "(SELECT object_id FROM search_waiting WHERE kind = %s LIMIT %s) RETURNING object_id) "
        "SELECT array_agg(object_id) FROM chosen",
        [kind, kind, REFRESHED_AT_ONCE],
    )
    (ids,) = cursor.fetchone()
    if ids:
        cursor.execute(f"SELECT search_refresh_{kind}(%s)", [ids])
    return len(ids or ())
