"""Say what state the database is in: its last revision, whether it can be written to, and how titles are filed."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, ProgrammingError, connections, transaction
from django.db.models import Func, TextField

from films.kinds.declaration import Omitted
from films.kinds.dialects import in_postgresql
from films.kinds.names import Kind
from films.kinds.registry import DECLARATIONS, ENTRIES
from films.search.backends.base import Revision
from films.search.entry_ids import first_record

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
    """Return why nothing can be written now, or ''. Somebody else who is writing is none.

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


class FiledTitle(Func):
    """Give queries of the tables the sort form of a record's title, which its entry holds if it is published."""

    output_field = TextField()

    def __init__(self, kind: Kind, key: str, title: str) -> None:
        super().__init__(key, title)
        self.entry = next(entry for entry in ENTRIES if entry.kind == kind)

    def as_sql(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, tuple[str | int, ...]]:
        (key, _), (title, _) = (compiler.compile(source) for source in self.source_expressions)
        held = f"SELECT sort_title FROM search_entry WHERE record = {first_record(self.entry)} + {key}"
        made = in_postgresql(
            f"search_filed({self.entry.sort_title}, (SELECT array_agg(DISTINCT language) FROM search_article "
            f"WHERE language IN ({self.entry.title_languages})))"
        ).replace("%", "%%")
        named = f"SELECT {made} FROM (SELECT {key} AS object_id, {title} AS title) found"
        return f"(coalesce(({held}), ({named}), '') COLLATE \"C\")", ()


def filed_title(kind: Kind, path: str = "") -> FiledTitle:
    """Return the expression for the sort form of films' titles, or of the names of people or places.

    `path` leads to them from the model of the query: “film__”.
    """
    naming = DECLARATIONS[kind].naming
    if isinstance(naming, Omitted):
        raise ValueError(f"Records of the kind {kind} have no names to be filed under.")
    return FiledTitle(kind, f"{path}pk", f"{path}{naming.fields[0]}")
