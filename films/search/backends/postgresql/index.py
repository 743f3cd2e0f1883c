"""Install, rebuild and check the index in PostgreSQL."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from films.kinds.registry import ENTRIES
from films.search.backends import closures
from films.search.backends.postgresql import schema, sources, tables

COLLATIONS = ("C", "POSIX", "C.UTF-8", "C.utf8")
"""Orders of texts by their letters' numbers, as titles are compared and sorted."""


def table_names() -> Sequence[str]:
    return (*tables.TABLE_NAMES, *tables.KEPT_TABLES)


def install(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Install the schema of the index, and rebuild it if it was missing or different; return whether it was.

    An index that is as declared is left alone, since its triggers have kept it up to date. Without the tables that
    it reads, as before the first migration, this does nothing.
    """
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if is_installed_in(cursor) or not exists(cursor, "films_passage"):
            return False
        refuse_unsuitable(cursor)
        # What is created below looks only here, and never first where anybody may create things of the same names.
        execute(cursor, "SELECT set_config('search_path', format('%I, pg_temp', current_schema()), true)")
        uninstall_in(cursor)
        for name in tables.TABLE_NAMES:
            execute(cursor, f"DROP TABLE IF EXISTS {name}")
        # Everything that happened without triggers counts as one change.
        for statement in (*tables.REVISION, schema.COUNT, *tables.TABLES, *schema.FUNCTIONS):
            execute(cursor, statement)
        for statement in (*schema.views().values(), *schema.procedures()):
            execute(cursor, statement)
        rebuild_in(cursor)
        for _, statement in schema.triggers().values():
            execute(cursor, statement)
        execute(cursor, "CREATE TABLE IF NOT EXISTS search_schema (signature text NOT NULL)")
        execute(cursor, "DELETE FROM search_schema")
        cursor.execute("INSERT INTO search_schema VALUES (%s)", [schema.signature()])
    analyse(alias)
    return True


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
    """Drop every trigger, view and function of the index, those of older declarations too."""
    execute(
        cursor,
        "SELECT tgname, tgrelid::regclass FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgname LIKE 'search\\_%' AND relnamespace = current_schema()::regnamespace",
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


def rebuild(alias: str = DEFAULT_DB_ALIAS) -> int:
    """Build all entries again from the facts, in one transaction, and return their number."""
    if not install(alias):
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            execute(cursor, schema.COUNT)
            rebuild_in(cursor)
        analyse(alias)
    return entry_count(alias)


def analyse(alias: str) -> None:
    """Let the planner know how much there is of what has just been written."""
    with connections[alias].cursor() as cursor:
        for name in tables.TABLE_NAMES:
            execute(cursor, f"ANALYZE {name}")


def rebuild_in(cursor: CursorWrapper) -> None:
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
        "DELETE FROM search_word",
        "INSERT INTO search_word SELECT word, ndoc FROM ts_stat('SELECT tokens FROM search_entry') "
        "WHERE word ~ '^[a-z0-9]{2,30}$'",
        "DELETE FROM search_entry_change",
        "INSERT INTO search_entry_change (number, entry_id) VALUES (1, 0)",
    ):
        execute(cursor, statement)
    set_mode(cursor, "")


NAMES = (
    "SELECT name_key, entry.id, min(form) FROM search_entry entry, search_names(entry.title, entry.names) "
    f"WHERE entry.kind IN ({schema.NAMED}) GROUP BY 1, 2"
)
UNKNOWN_WORDS = (
    f"SELECT word FROM search_entry entry, {schema.WORDS_OF.format(row='entry')} word "
    "EXCEPT SELECT word FROM search_word"
)


def set_mode(cursor: CursorWrapper, mode: str) -> None:
    """Say until the end of the transaction what triggers do."""
    cursor.execute("SELECT set_config(%s, %s, true)", [schema.MODE, mode])


def entry_count(alias: str) -> int:
    """Return the number of entries in the index, or 0 if it is not installed."""
    return counted(alias, "search_entry")


def counted(alias: str, table: str) -> int:
    with connections[alias].cursor() as cursor:
        if not is_installed_in(cursor):
            return 0
        execute(cursor, f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def problems(alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Compare the index with the facts, and yield each difference in words."""
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
            cursor, "names of genres", tables.CLOSURES.genre_names, "SELECT key, genre_id FROM search_genre_name"
        )
        for entry in ENTRIES:
            stored = f"SELECT {', '.join(sources.STORED_COLUMNS)} FROM search_entry WHERE kind = '{entry.kind}'"
            source = f"SELECT {sources.stored_sql('source')} FROM search_source_{entry.kind} source"
            yield from differences(cursor, f"{entry.kind} entries", source, stored)
        yield from differences(cursor, "whole names", NAMES, "SELECT * FROM search_name")
        execute(cursor, f"SELECT count(*) FROM ({UNKNOWN_WORDS}) unknown")
        if unknown := cursor.fetchone()[0]:
            yield f"{unknown} words are missing in the dictionary"
        execute(
            cursor,
            "SELECT count(*) FROM search_entry entry "
            f"WHERE tokens IS DISTINCT FROM {sources.TOKENS.format(row='entry')}",
        )
        if misread := cursor.fetchone()[0]:
            yield f"the tokens of {misread} entries do not agree with their texts"


def differences(cursor: CursorWrapper, what: str, source: str, stored: str) -> Iterator[str]:
    """Yield the differences between two SELECTs in words: what the facts give, and what the index holds."""
    execute(
        cursor,
        f"""WITH expected AS MATERIALIZED ({source}), indexed AS MATERIALIZED ({stored})
        SELECT (SELECT count(*) FROM (SELECT * FROM expected EXCEPT SELECT * FROM indexed) lacking),
            (SELECT count(*) FROM (SELECT * FROM indexed EXCEPT SELECT * FROM expected) left_over)""",
    )
    missing_or_misstated, left_over = cursor.fetchone()
    if missing_or_misstated:
        yield f"{missing_or_misstated} {what} are missing or misstated"
    if left_over:
        yield f"{left_over} {what} are left over"


def missing(cursor: CursorWrapper) -> list[str]:
    """Return the names of the missing tables, views and triggers."""
    wanted = {*tables.TABLE_NAMES, *tables.KEPT_TABLES, *schema.views(), *schema.triggers()}
    execute(
        cursor,
        "SELECT relname FROM pg_class WHERE relname LIKE 'search\\_%' "
        "AND relnamespace = current_schema()::regnamespace "
        "UNION ALL SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE tgname LIKE 'search\\_%' AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace",
    )
    return sorted(wanted - {name for (name,) in cursor.fetchall()})


def installed_signature(cursor: CursorWrapper) -> str:
    """Return the hash of the installed schema, or '' if there is none."""
    if not exists(cursor, "search_schema"):
        return ""
    execute(cursor, "SELECT signature FROM search_schema")
    found = cursor.fetchone()
    return str(found[0]) if found else ""


def exists(cursor: CursorWrapper, table: str) -> bool:
    """Tell whether there is a table; asking one that is not there would end the transaction."""
    cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
    return bool(cursor.fetchone()[0])


def execute(cursor: CursorWrapper, statement: str) -> None:
    """Run a statement as it is; without parameters, Django does not interpret per cent signs."""
    cursor.execute(statement, None)
