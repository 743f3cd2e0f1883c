"""Install, rebuild and check the index in SQLite."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections, transaction
from django.db.backends.utils import CursorWrapper

from films.kinds.registry import ENTRIES
from films.search.backends import closures
from films.search.backends.sqlite import dictionary, revision, schema, sources
from films.search.backends.sqlite.writing import shorten_log

Execute = Callable[..., Any]

WRITES = ("INSERT", "UPDATE", "DELETE")
ENTRIES_TO_A_VALUE = 20
"""What a rebuild makes while triggers follow a value: it takes 0.2 ms to an entry, they up to 4 ms to a value."""
FEW_VALUES = 500
"""What triggers follow in the time that dropping and creating them takes, however small the index is."""


def table_names() -> Sequence[str]:
    return (*schema.TABLE_NAMES, *schema.KEPT_TABLES)


def install(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Install the schema of the index, and rebuild it if it was missing or different; return whether it was.

    An index that is as declared is left alone, since its triggers have kept it up to date. Without the tables that
    it reads, as before the first migration, this does nothing.
    """
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if is_installed_in(cursor) or "films_passage" not in connections[alias].introspection.table_names(cursor):
            return False
        uninstall_in(cursor)
        drop_tables_in(cursor)
        # Everything that happened without triggers counts as one change.
        for statement in (revision.TABLE, revision.BEGIN, revision.COUNT):
            execute(cursor, statement)
        for statement in (*schema.TABLES, *schema.views().values(), *schema.triggers().values()):
            execute(cursor, statement)
        rebuild_in(cursor)
        cursor.execute("CREATE TABLE IF NOT EXISTS search_schema (signature TEXT NOT NULL)")
        cursor.execute("DELETE FROM search_schema")
        cursor.execute("INSERT INTO search_schema VALUES (%s)", [schema.signature()])
        return True


def is_installed(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Tell whether the index is complete and as declared, so that its triggers keep it up to date."""
    with connections[alias].cursor() as cursor:
        return is_installed_in(cursor)


def is_installed_in(cursor: CursorWrapper) -> bool:
    return installed_signature(cursor) == schema.signature() and not missing(cursor)


def uninstall(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Drop the triggers and views, so that a migration can remake the tables that they read."""
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        uninstall_in(cursor)


def uninstall_in(cursor: CursorWrapper) -> None:
    """Drop every trigger and view of the index."""
    for kind in ("trigger", "view"):
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = %s AND name LIKE 'search\\_%%' ESCAPE '\\'", [kind]
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP {kind.upper()} "{name}"')


def drop_tables_in(cursor: CursorWrapper) -> None:
    """Drop every table of the index, those of older declarations too; the count of revisions stays.

    They are dropped by name, since another app of the project may have tables that begin in the same way.
    """
    for name in (*schema.TABLE_NAMES, *schema.FORMER_TABLES):
        cursor.execute(f"DROP TABLE IF EXISTS {name}")


def rebuild(alias: str = DEFAULT_DB_ALIAS) -> int:
    """Build all entries again from the facts, in one transaction, and return their number.

    A damaged index is thrown away first, unread. Raises DatabaseError if the facts themselves are damaged.
    """
    try:
        if not install(alias):
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                rebuild_in(cursor)
    except OperationalError:  # such as a full disk, for which nothing should be thrown away
        raise
    except DatabaseError:
        discard(alias)
        install(alias)
    return entry_count(alias)


def discard(alias: str) -> None:
    """Take the index out of the database without reading it, as dropping its tables would."""
    tables = (*schema.TABLE_NAMES, *schema.FORMER_TABLES, *schema.KEPT_TABLES)
    named = ", ".join(f"'{name}'" for name in tables)
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA writable_schema = ON")
        cursor.execute(
            f"DELETE FROM sqlite_master WHERE tbl_name IN ({named}) "
            "OR tbl_name LIKE 'search\\_text\\_%' ESCAPE '\\' "
            "OR (type IN ('trigger', 'view') AND name LIKE 'search\\_%' ESCAPE '\\')"
        )
        cursor.execute("PRAGMA writable_schema = RESET")
        cursor.execute("VACUUM")  # copies what is left, and with it no page of the index


@contextmanager
def bulk_changes(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let many facts change in one transaction, at the cost of one rebuild at most.

    Triggers handle a few changes. When more values are written than `FEW_VALUES`, and than one for every
    `ENTRIES_TO_A_VALUE` entries, the triggers are dropped, and the index is rebuilt at the end.
    """
    with transaction.atomic(using=alias):
        with connections[alias].execute_wrapper(TriggersForFew(alias)):
            yield
        install(alias)
    shorten_log(alias)


class TriggersForFew:
    """Drop the triggers before the statement with which the changes become too many for them."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.values = 0
        self.most = max(FEW_VALUES, entry_count(alias) // ENTRIES_TO_A_VALUE)

    def __call__(self, execute: Execute, sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(WRITES):
            before, self.values = self.values, self.values + max(1, len(values or ()))
            if before <= self.most < self.values:
                uninstall(self.alias)
        return execute(sql, values, many, context)


def entry_count(alias: str) -> int:
    """Return the number of entries in the index, or 0 if it is not installed."""
    with connections[alias].cursor() as cursor:
        if not is_installed_in(cursor):
            return 0
        cursor.execute("SELECT count(*) FROM search_entry")
        return int(cursor.fetchone()[0])


def rebuild_in(cursor: CursorWrapper) -> None:
    """Build all entries again, without triggers."""
    # Without triggers, the text index is filled at once, which is far cheaper than entry by entry.
    for name in schema.INDEX_TRIGGERS:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    for statement in schema.CLOSURES.rebuild:
        execute(cursor, statement)
    cursor.execute("DELETE FROM search_entry")
    for entry in ENTRIES:
        for statement in schema.refresh_statements(entry):
            execute(cursor, statement)
    for statement in schema.REBUILD:
        execute(cursor, statement)
    for name in schema.INDEX_TRIGGERS:
        execute(cursor, schema.triggers()[name])


def problems(alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Compare the index with the facts, and yield each difference in words."""
    try:
        yield from differences_from_facts(alias)
    except OperationalError:
        raise
    except DatabaseError as error:
        yield f"it is damaged ({error})"


def differences_from_facts(alias: str) -> Iterator[str]:
    with connections[alias].cursor() as cursor:
        lacking = missing(cursor)
        if lacking:
            yield f"{len(lacking)} of the index's tables, views or triggers are missing: {', '.join(lacking)}"
            return
        if installed_signature(cursor) != schema.signature():
            yield "the index was made from another declaration of entries"
        yield from differences(
            cursor,
            "places within places",
            closures.PLACES,
            "SELECT place_id, within_id, depth FROM search_place_within",
        )
        yield from differences(cursor, "genres below genres", closures.GENRES, "SELECT * FROM search_genre_within")
        yield from differences(
            cursor, "names of genres", schema.CLOSURES.genre_names, "SELECT * FROM search_genre_name"
        )
        for entry in ENTRIES:
            stored = f"SELECT {', '.join(sources.STORED_COLUMNS)} FROM search_entry WHERE kind = '{entry.kind}'"
            source = f"SELECT {sources.stored_sql('source')} FROM search_source_{entry.kind} source"
            yield from differences(cursor, f"{entry.kind} entries", source, stored)
        yield from differences(cursor, "whole names", dictionary.NAMES, "SELECT * FROM search_name")
        execute(cursor, f"SELECT count(*) FROM ({dictionary.MISSING_WORDS})")
        if unknown := cursor.fetchone()[0]:
            yield f"{unknown} words are missing in the dictionary"
        try:
            cursor.execute("INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            if "readonly" in str(error):
                raise
            yield "the full-text index does not agree with the entries"


def differences(cursor: CursorWrapper, what: str, source: str, stored: str) -> Iterator[str]:
    """Yield the differences between two SELECTs in words: what the facts give, and what the index holds.

    What the facts give is made once: it costs far more than to read what is stored.
    """
    execute(
        cursor,
        f"""WITH expected AS MATERIALIZED ({source}), indexed AS ({stored})
        SELECT (SELECT count(*) FROM (SELECT * FROM expected EXCEPT SELECT * FROM indexed)),
            (SELECT count(*) FROM (SELECT * FROM indexed EXCEPT SELECT * FROM expected))""",
    )
    missing_or_misstated, left_over = cursor.fetchone()
    if missing_or_misstated:
        yield f"{missing_or_misstated} {what} are missing or misstated"
    if left_over:
        yield f"{left_over} {what} are left over"


def missing(cursor: CursorWrapper) -> list[str]:
    """Return the names of the missing tables, views and triggers."""
    wanted = {*schema.TABLE_NAMES, *schema.KEPT_TABLES, *schema.views(), *schema.triggers()}
    cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'search%%'")
    return sorted(wanted - {name for (name,) in cursor.fetchall()})


def installed_signature(cursor: CursorWrapper) -> str:
    """Return the hash of the installed schema, or '' if there is none."""
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_schema'")
    if cursor.fetchone() is None:
        return ""
    cursor.execute("SELECT signature FROM search_schema")
    found = cursor.fetchone()
    return str(found[0]) if found else ""


def execute(cursor: CursorWrapper, statement: str) -> None:
    """Run a statement as it is; without parameters, Django does not interpret per cent signs."""
    cursor.execute(statement, None)
