"""Say what state the database is in: its last revision, whether it can be written to, and how titles are filed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, ProgrammingError, connections, transaction

from films.kinds.dialects import in_postgresql
from films.kinds.index import Entry
from films.search.backends.base import Revision
from films.search.backends.filing import FiledTitle

A_MOMENT = "500ms"
LOCK_NOT_AVAILABLE, UNDEFINED_TABLE = "55P03", "42P01"


def last_revision(alias: str = DEFAULT_DB_ALIAS) -> Revision | None:
    """Return the last revision of the facts, or None if changes are not counted."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT revision, token, day FROM search_change")
            return Revision(*cursor.fetchone())
    except ProgrammingError as error:
        if getattr(error.__cause__, "sqlstate", "") == UNDEFINED_TABLE:
            return None
        raise


@contextmanager
def snapshot(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Read the facts in one consistent state, whatever is written in between, without blocking writers."""
    is_whole = not connections[alias].in_atomic_block
    with transaction.atomic(using=alias):
        if is_whole:
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def hindrance_to_writing(alias: str = DEFAULT_DB_ALIAS) -> str:
    """Return why nothing can be written now, or ''. Another writer is no hindrance.

    What it writes itself is taken back.
    """
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [A_MOMENT])
            cursor.execute("UPDATE search_schema SET signature = signature")
            transaction.set_rollback(True, using=alias)
    except OperationalError as error:
        return "" if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE else str(error)
    except DatabaseError as error:
        return str(error)
    return ""


def trial(alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
    """Let this thread try changes out; whoever else changes facts waits until they are taken back."""
    return nullcontext()


class FiledTitleInPostgreSQL(FiledTitle):
    """Give the sort form of a record's title as an entry would have it."""

    collation = 'COLLATE "C"'

    def made(self, entry: Entry) -> str:
        return in_postgresql(
            f"search_filed({entry.sort_title}, (SELECT array_agg(DISTINCT language) FROM search_article "
            f"WHERE language IN ({entry.title_languages})))"
        )
