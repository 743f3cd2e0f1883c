"""Install, rebuild and check the index in SQLite."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections, transaction
from django.db.backends.utils import CursorWrapper

from films.kinds.registry import ENTRIES
from films.search.backends.index import Index, execute
from films.search.backends.sqlite import dictionary, refreshing, revision, schema, sources
from films.search.backends.sqlite.writing import shorten_log

Execute = Callable[..., Any]

WRITES = ("INSERT", "UPDATE", "DELETE")
ENTRIES_TO_A_VALUE = 20
"""What a rebuild makes while triggers follow a value: it takes 0.2 ms to an entry, they up to 4 ms to a value."""
FEW_VALUES = 500
"""What triggers follow in the time that dropping and creating them takes, however small the index is."""


class SQLiteIndex(Index):
    """Keep the index in FTS5."""

    genre_names = schema.CLOSURES.genre_names
    names = dictionary.NAMES
    unknown_words = dictionary.MISSING_WORDS

    def table_names(self) -> tuple[str, ...]:
        return (*schema.TABLE_NAMES, *schema.KEPT_TABLES)

    def followers(self) -> set[str]:
        return {*schema.views(), *schema.triggers()}

    def found_in(self, cursor: CursorWrapper) -> set[str]:
        execute(cursor, "SELECT name FROM sqlite_master WHERE name LIKE 'search%'")
        return {name for (name,) in cursor.fetchall()}

    def has_table(self, cursor: CursorWrapper, name: str) -> bool:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s", [name])
        return cursor.fetchone() is not None

    def signature(self) -> str:
        return schema.signature()

    def stored_sql(self, source: str) -> str:
        return sources.stored_sql(source)

    def create_in(self, cursor: CursorWrapper) -> None:
        self.uninstall_in(cursor)
        # By name, since another app of the project may have tables that begin in the same way.
        for name in (*schema.TABLE_NAMES, *schema.FORMER_TABLES):
            execute(cursor, f"DROP TABLE IF EXISTS {name}")
        # Everything that happened without triggers counts as one change.
        for statement in (revision.TABLE, revision.BEGIN, revision.COUNT):
            execute(cursor, statement)
        for statement in (*schema.TABLES, *schema.views().values(), *schema.triggers().values()):
            execute(cursor, statement)
        self.rebuild_in(cursor)

    def uninstall_in(self, cursor: CursorWrapper) -> None:
        for kind in ("trigger", "view"):
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = %s AND name LIKE 'search\\_%%' ESCAPE '\\'", [kind]
            )
            for (name,) in cursor.fetchall():
                execute(cursor, f'DROP {kind.upper()} "{name}"')

    def rebuild_in(self, cursor: CursorWrapper) -> None:
        # Without triggers, the text index is filled at once, which is far cheaper than entry by entry.
        for name in schema.INDEX_TRIGGERS:
            execute(cursor, f"DROP TRIGGER IF EXISTS {name}")
        for statement in schema.CLOSURES.rebuild:
            execute(cursor, statement)
        execute(cursor, "DELETE FROM search_entry")
        for entry in ENTRIES:
            for statement in refreshing.refresh_statements(entry):
                execute(cursor, statement)
        for statement in schema.REBUILD:
            execute(cursor, statement)
        for name in schema.INDEX_TRIGGERS:
            execute(cursor, schema.triggers()[name])

    def rebuilt(self, alias: str) -> None:
        """Do nothing: SQLite needs no counts to plan these queries."""

    def rebuild(self, alias: str = DEFAULT_DB_ALIAS) -> int:
        """Build all entries again from the facts, in one transaction, and return their number.

        A damaged index is thrown away first, unread. Raises DatabaseError if the facts themselves are damaged.
        """
        try:
            return super().rebuild(alias)
        except OperationalError:  # such as a full disk, for which nothing should be thrown away
            raise
        except DatabaseError:
            discard(alias)
            return super().rebuild(alias)

    def problems(self, alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
        """Compare the index with the facts, and yield each difference in words."""
        try:
            yield from super().problems(alias)
        except OperationalError:
            raise
        except DatabaseError as error:
            yield f"it is damaged ({error})"

    def problems_of_texts(self, cursor: CursorWrapper) -> Iterator[str]:
        try:
            execute(cursor, "INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            if "readonly" in str(error):
                raise
            yield "the full-text index does not agree with the entries"


INDEX = SQLiteIndex()


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
        INDEX.install(alias)
    shorten_log(alias)


class TriggersForFew:
    """Drop the triggers before the statement with which the changes become too many for them."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.values = 0
        self.most = max(FEW_VALUES, INDEX.entry_count(alias) // ENTRIES_TO_A_VALUE)

    def __call__(self, execute: Execute, sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(WRITES):
            before, self.values = self.values, self.values + max(1, len(values or ()))
            if before <= self.most < self.values:
                INDEX.uninstall(self.alias)
        return execute(sql, values, many, context)
