"""Install, rebuild and check the index in PostgreSQL."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.utils import CursorWrapper

from films.kinds.registry import ENTRIES
from films.search.backends import closures
from films.search.backends.index import Index, execute
from films.search.backends.postgresql import schema, sources, tables

COLLATIONS = ("C", "POSIX", "C.UTF-8", "C.utf8")
"""Orders of texts by their letters' numbers, as titles are compared and sorted."""

HERE = "relnamespace = current_schema()::regnamespace"
"""Another schema of the database may have an index of its own."""

NAMES = (
    "SELECT name_key, entry.id, min(form) FROM search_entry entry, search_names(entry.title, entry.names) "
    f"WHERE entry.kind IN ({schema.NAMED}) GROUP BY 1, 2"
)
UNKNOWN_WORDS = (
    f"SELECT word FROM search_entry entry, {schema.WORDS_OF.format(row='entry')} word "
    "EXCEPT SELECT word FROM search_word"
)


class PostgreSQLIndex(Index):
    """Keep the index in a `tsvector` of each entry."""

    genre_names = tables.CLOSURES.genre_names
    names = NAMES
    unknown_words = UNKNOWN_WORDS

    def table_names(self) -> tuple[str, ...]:
        return (*tables.TABLE_NAMES, *tables.KEPT_TABLES)

    def followers(self) -> set[str]:
        return {*schema.views(), *schema.triggers()}

    def found_in(self, cursor: CursorWrapper) -> set[str]:
        execute(
            cursor,
            f"SELECT relname FROM pg_class WHERE relname LIKE 'search\\_%' AND {HERE} "
            "UNION ALL SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            f"WHERE tgname LIKE 'search\\_%' AND tgenabled <> 'D' AND {HERE}",
        )
        return {name for (name,) in cursor.fetchall()}

    def has_table(self, cursor: CursorWrapper, name: str) -> bool:
        # Asking a table that is not there would end the transaction.
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [name])
        return bool(cursor.fetchone()[0])

    def signature(self) -> str:
        return schema.signature()

    def stored_sql(self, source: str) -> str:
        return sources.stored_sql(source)

    def create_in(self, cursor: CursorWrapper) -> None:
        refuse_unsuitable(cursor)
        # What is created below looks only here, and never first where anybody may create things of the same names.
        execute(cursor, "SELECT set_config('search_path', format('%I, pg_temp', current_schema()), true)")
        self.uninstall_in(cursor)
        for name in tables.TABLE_NAMES:
            execute(cursor, f"DROP TABLE IF EXISTS {name}")
        # Everything that happened without triggers counts as one change.
        for statement in (*tables.REVISION, schema.COUNT, *tables.TABLES, *schema.FUNCTIONS):
            execute(cursor, statement)
        for statement in (*schema.views().values(), *schema.procedures()):
            execute(cursor, statement)
        fill(cursor)
        for _, statement in schema.triggers().values():
            execute(cursor, statement)

    def uninstall_in(self, cursor: CursorWrapper) -> None:
        execute(
            cursor,
            "SELECT tgname, tgrelid::regclass FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            f"WHERE NOT tgisinternal AND tgname LIKE 'search\\_%' AND {HERE}",
        )
        for name, table in cursor.fetchall():
            execute(cursor, f'DROP TRIGGER "{name}" ON {table}')
        execute(
            cursor,
            "SELECT viewname FROM pg_views WHERE viewname LIKE 'search\\_source\\_%' "
            "AND schemaname = current_schema()",
        )
        for (name,) in cursor.fetchall():
            execute(cursor, f'DROP VIEW "{name}"')
        execute(
            cursor,
            "SELECT oid::regprocedure FROM pg_proc "
            "WHERE proname LIKE 'search\\_%' AND pronamespace = current_schema()::regnamespace",
        )
        for (signature,) in cursor.fetchall():
            execute(cursor, f"DROP FUNCTION {signature} CASCADE")

    def rebuild_in(self, cursor: CursorWrapper) -> None:
        execute(cursor, schema.COUNT)
        fill(cursor)

    def rebuilt(self, alias: str) -> None:
        """Let the planner know how much there is of what has just been written."""
        with connections[alias].cursor() as cursor:
            for name in tables.TABLE_NAMES:
                execute(cursor, f"ANALYZE {name}")

    def problems_of_texts(self, cursor: CursorWrapper) -> Iterator[str]:
        misread = f"tokens IS DISTINCT FROM {sources.TOKENS.format(row='entry')} OR entry.record IS NULL"
        both = "search_entry entry FULL JOIN search_text text ON text.record = entry.record"
        execute(cursor, f"SELECT count(*) FROM {both} WHERE {misread}")
        if found := cursor.fetchone()[0]:
            yield f"the tokens of {found} entries do not agree with their texts"


INDEX = PostgreSQLIndex()


def refuse_unsuitable(cursor: CursorWrapper) -> None:
    """Raise ImproperlyConfigured where texts are not in UTF-8, or are sorted by the rules of a language."""
    cursor.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
    )
    encoding, collation = cursor.fetchone()
    if encoding != "UTF8" or collation not in COLLATIONS:
        raise ImproperlyConfigured(
            f"The database has the encoding {encoding} and the collation {collation}: create it with "
            "createdb --template template0 --encoding UTF8 --locale C.UTF-8."
        )


def fill(cursor: CursorWrapper) -> None:
    """Build all entries again while triggers rest."""
    set_mode(cursor, schema.REST)
    execute(cursor, "SET LOCAL jit = off")  # compiling takes longer than what is compiled
    for statement in tables.CLOSURES.rebuild:
        execute(cursor, statement)
    for name in closures.TABLE_NAMES:  # else the plans below would be made for empty tables
        execute(cursor, f"ANALYZE {name}")
    execute(cursor, "DELETE FROM search_entry")
    for entry in ENTRIES:
        execute(
            cursor, f"SELECT search_refresh_{entry.kind}(ARRAY(SELECT object_id FROM search_source_{entry.kind}))"
        )
    for statement in (
        "DELETE FROM search_waiting",
        "DELETE FROM search_name",
        f"INSERT INTO search_name {NAMES}",
        "DELETE FROM search_text",
        f"INSERT INTO search_text SELECT record, {sources.TOKENS.format(row='entry')} FROM search_entry entry",
        "DELETE FROM search_word",
        "INSERT INTO search_word SELECT word, ndoc FROM ts_stat('SELECT tokens FROM search_text') "
        "WHERE word ~ '^[a-z0-9]{2,30}$'",
        "DELETE FROM search_entry_change",
        "INSERT INTO search_entry_change (number, entry_id) VALUES (1, 0)",
    ):
        execute(cursor, statement)
    set_mode(cursor, "")


def set_mode(cursor: CursorWrapper, mode: str) -> None:
    """Say until the end of the transaction what triggers do."""
    cursor.execute("SELECT set_config(%s, %s, true)", [schema.MODE, mode])
