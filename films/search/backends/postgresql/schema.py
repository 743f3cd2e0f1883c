"""Generate the views, functions and triggers of the index from the entries that kinds declare."""

import hashlib
from collections.abc import Iterator
from functools import cache

from django.apps import apps

from films.kinds.dialects import in_postgresql
from films.kinds.index import Dependency, Entry
from films.kinds.names import NAMED_KINDS
from films.kinds.registry import DECLARATIONS, ENTRIES
from films.kinds.sql import sql_text
from films.search.backends import closures
from films.search.backends.postgresql.folding import FOLDING
from films.search.backends.postgresql.naming import NAMING
from films.search.backends.postgresql.sources import (
    TEXT_COLUMNS,
    TOKENS,
    source_view,
    stored_sql,
)
from films.search.backends.postgresql.tables import CLOSURES, NOW, RANDOM, TABLES
from films.search.backends.sources import STORED_COLUMNS
from films.search.entry_ids import first_record

KEPT = 10_000  # changes in the log at least, and up to a tenth more
MODE = "redheat.index"
"""The setting of a transaction that says what triggers do: follow every row, or as one of these."""
WAIT, REST = "wait", "rest"

FUNCTIONS = (*FOLDING, *NAMING)

COUNT = f"""
    UPDATE search_change SET revision = revision + 1, token = {RANDOM},
        day = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')
"""
"""Counts a change. Whoever changes facts holds this row until the end, so that changes come one after the other:
the log of entries has them in the order in which they are seen, and no two wait for each other's rows."""


def procedure(name: str, body: str, returns: str = "trigger", declare: str = "") -> str:
    """Return the statement that creates a function which writes.

    To plan one of its queries takes longer than to run it, so that each is planned once for a connection. It looks
    where it was created, whatever the connection that changes facts looks through.
    """
    declared = f"DECLARE {declare}" if declare else ""
    return (
        f"CREATE OR REPLACE FUNCTION {name} RETURNS {returns} LANGUAGE plpgsql "
        "SET jit = off SET plan_cache_mode = force_generic_plan SET search_path FROM CURRENT "
        f"AS $procedure$ {declared} BEGIN {body} END $procedure$"
    )


NAMED = ", ".join(sql_text(kind) for kind in NAMED_KINDS)
NAMES_OF = """
    SELECT name_key, {row}.id, min(form) FROM search_names({row}.title, {row}.names) GROUP BY name_key"""
WORDS_OF = (
    "search_words({row}.title || ' ' || {row}.names || ' ' || {row}.respelled || ' ' || {row}.body || ' ' "
    "|| {row}.keywords, {row}.title || ' ' || {row}.names)"
)
LOG = """
    INSERT INTO search_entry_change (number, entry_id)
    SELECT coalesce(max(number), 0) + 1, {entry_id} FROM search_entry_change;
"""
FORGET = f"""
    DELETE FROM search_name WHERE entry_id = old.id;
    UPDATE search_word SET entries = entries - 1 WHERE word IN (SELECT {WORDS_OF.format(row="old")});
    DELETE FROM search_word WHERE entries <= 0;
"""
LEARN_NAMES = f"""
    IF new.kind IN ({NAMED}) THEN
        INSERT INTO search_name {NAMES_OF.format(row="new")};
    END IF;
"""
LEARN_WORDS = f"""
    INSERT INTO search_word SELECT word, 1 FROM {WORDS_OF.format(row="new")} word
        ON CONFLICT (word) DO UPDATE SET entries = search_word.entries + 1;
"""
LEARN_TEXT = f"""
    INSERT INTO search_text VALUES (new.record, {TOKENS.format(row="new")})
        ON CONFLICT (record) DO UPDATE SET tokens = excluded.tokens;
"""
RENAMED = "(old.id, old.title, old.names) IS DISTINCT FROM (new.id, new.title, new.names)"
RETOLD = "({}) IS DISTINCT FROM ({})".format(
    *(", ".join(f"{row}.{column}" for column in (*TEXT_COLUMNS, "respelled")) for row in ("old", "new"))
)
REWORDED = (
    "(old.title, old.names, old.body, old.keywords) IS DISTINCT FROM "
    "(new.title, new.names, new.body, new.keywords)"
)
ENTRY_WRITTEN = procedure(
    "search_entry_written()",
    f"""
    IF current_setting('{MODE}', true) = '{REST}' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        {LEARN_TEXT} {LEARN_NAMES} {LEARN_WORDS} {LOG.format(entry_id="new.id")}
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM search_text WHERE record = old.record;
        {FORGET} {LOG.format(entry_id="old.id")}
    ELSE
        IF {RETOLD} THEN
            {LEARN_TEXT}
        END IF;
        IF {RENAMED} THEN
            DELETE FROM search_name WHERE entry_id = old.id;
            {LEARN_NAMES}
        END IF;
        IF {REWORDED} THEN
            UPDATE search_word SET entries = entries - 1 WHERE word IN (SELECT {WORDS_OF.format(row="old")});
            {LEARN_WORDS}
            DELETE FROM search_word WHERE entries <= 0;
        END IF;
        IF old.id <> new.id THEN
            {LOG.format(entry_id="old.id")}
        END IF;
        {LOG.format(entry_id="new.id")}
    END IF;
    DELETE FROM search_entry_change
        WHERE number <= (SELECT max(number) FROM search_entry_change) - {KEPT}
        AND (SELECT max(number) FROM search_entry_change) % {KEPT // 10} = 0;
    RETURN NULL;
    """,
)
"""What keeps the tokens and the dictionary true to the entries, and logs what was written."""

COUNTED = procedure("search_counted()", f"{COUNT}; RETURN NULL;")

TRUNCATED = procedure(
    "search_truncated()",
    f"""
    IF current_setting('{MODE}', true) = '{REST}' THEN
        RETURN NULL;
    END IF;
    {COUNT};
    {"; ".join(CLOSURES.rebuild)};
    PERFORM search_touch(entry.kind, array_agg(entry.object_id)) FROM search_entry entry GROUP BY entry.kind;
    RETURN NULL;
    """,
)
"""What follows a table that was emptied at once, for which triggers see no rows: only entries can have changed."""

ROWS = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
"""The events that triggers answer, with the states of the row that each can see."""


def refresh_function(entry: Entry) -> str:
    """Return the function that makes some entries of a kind anew, and leaves those alone that are up to date."""
    columns = ", ".join(STORED_COLUMNS)
    held, wanted = (", ".join(f"{table}.{column}" for column in STORED_COLUMNS) for table in ("held", "wanted"))
    changed = ", ".join(f"{column} = excluded.{column}" for column in (*STORED_COLUMNS, "written"))
    source = f"search_source_{entry.kind}"
    return procedure(
        f"search_refresh_{entry.kind}(touched bigint[])",
        f"""
        DELETE FROM search_entry gone
            WHERE gone.record IN (SELECT {first_record(entry)} + object_id FROM unnest(touched) object_id)
            AND NOT EXISTS (SELECT 1 FROM {source} source WHERE source.object_id = gone.object_id);
        WITH wanted AS MATERIALIZED (
            SELECT {stored_sql("source")} FROM {source} source WHERE source.object_id = ANY (touched))
        INSERT INTO search_entry ({columns}, written) SELECT {wanted}, {NOW}
        FROM wanted LEFT JOIN search_entry held ON held.record = wanted.record
        WHERE held.record IS NULL OR ({held}) IS DISTINCT FROM ({wanted})
        ON CONFLICT (record) DO UPDATE SET {changed};
        """,
        "void",
    )


def touch_function() -> str:
    """Return the function that refreshes the entries of a kind that a row touches, or notes them for later."""
    chosen = " ".join(
        f"WHEN '{entry.kind}' THEN PERFORM search_refresh_{entry.kind}(touched);" for entry in ENTRIES
    )
    return procedure(
        "search_touch(kind text, ids bigint[])",
        f"""
        IF cardinality(touched) = 0 THEN
            RETURN;
        END IF;
        IF current_setting('{MODE}', true) = '{WAIT}' THEN
            INSERT INTO search_waiting SELECT search_touch.kind, object_id FROM unnest(touched) object_id
                ON CONFLICT DO NOTHING;
            RETURN;
        END IF;
        CASE kind {chosen} END CASE;
        """,
        "void",
        "touched bigint[] := ARRAY(SELECT DISTINCT id FROM unnest(ids) id WHERE id IS NOT NULL);",
    )


def touched_select(dependency: Dependency, row: str) -> str:
    """Return a SELECT of the ids that a row affects."""
    select = (
        dependency.touched if dependency.touched.startswith(("SELECT", "WITH")) else f"SELECT {dependency.touched}"
    )
    return in_postgresql(select.format(row=row))


def touching(entry: Entry, table: str, event: str) -> Iterator[str]:
    """Yield the statements that collect the ids of a kind that a change of a row of a table affects."""
    for dependency in entry.all_dependencies:
        if dependency.table != table:
            continue
        select = " UNION ".join(f"({touched_select(dependency, row)})" for row in ROWS[event])
        statement = f"ids := ids || ARRAY({select});"
        conditions = []
        if event == "update" and dependency.columns:
            conditions.append(
                " OR ".join(f"old.{column} IS DISTINCT FROM new.{column}" for column in dependency.columns)
            )
        if dependency.condition:
            conditions.append(in_postgresql(dependency.condition.format(row=ROWS[event][-1])))
        if conditions:
            statement = f"IF {' AND '.join(f'({condition})' for condition in conditions)} THEN {statement} END IF;"
        yield statement


def row_function(table: str) -> str:
    """Return the function that follows each changed row of a table."""
    branches = []
    for event in ROWS:
        before = CLOSURES.before_entries.get(table, {}).get(event, ())
        after = closures.AFTER_ENTRIES.get(table, {}).get(event, ())
        entries = []
        for entry in ENTRIES:
            if collected := list(touching(entry, table, event)):
                entries.append(f"ids := '{{}}'; {' '.join(collected)} PERFORM search_touch('{entry.kind}', ids);")
        if event == "delete":  # no search may find it any more, even if the others that it touches wait
            entries[:0] = [
                f"DELETE FROM search_entry WHERE record = {first_record(entry)} + old.id;"
                for entry in ENTRIES
                if DECLARATIONS[entry.kind].model._meta.db_table == table
            ]
        body = [*(f"{statement.strip()};" for statement in before), *entries, *(f"{each};" for each in after)]
        branches.append(f"IF TG_OP = '{event.upper()}' THEN {' '.join(body)} END IF;")
    resting = f"IF current_setting('{MODE}', true) = '{REST}' THEN RETURN NULL; END IF;"
    return procedure(
        f"search_follow_{table}()", f"{resting} {' '.join(branches)} RETURN NULL;", declare="ids bigint[];"
    )


def followed_tables() -> list[str]:
    """Return the tables whose rows entries, places or genres depend on."""
    tables = {dependency.table for entry in ENTRIES for dependency in entry.all_dependencies}
    return sorted(tables.union(CLOSURES.before_entries))


@cache
def views() -> dict[str, str]:
    """Return all views of the index by name, as CREATE statements."""
    return {
        f"search_source_{entry.kind}": f"CREATE VIEW search_source_{entry.kind} AS {source_view(entry).strip()}"
        for entry in ENTRIES
    }


@cache
def procedures() -> tuple[str, ...]:
    """Return the statements that create all functions that write."""
    followed = (row_function(table) for table in followed_tables())
    return (COUNTED, *map(refresh_function, ENTRIES), touch_function(), TRUNCATED, ENTRY_WRITTEN, *followed)


@cache
def triggers() -> dict[str, tuple[str, str]]:
    """Return all triggers of the index by name: their table, and the CREATE statement."""
    each = "INSERT OR UPDATE OR DELETE"
    made = {}
    for model in apps.get_app_config("films").get_models(include_auto_created=True):
        table = model._meta.db_table
        counts, truncates = f"BEFORE {each} ON {table}", f"AFTER TRUNCATE ON {table}"
        made[f"search_count_{table}"] = (table, f"{counts} EXECUTE FUNCTION search_counted()")
        made[f"search_truncate_{table}"] = (table, f"{truncates} EXECUTE FUNCTION search_truncated()")
    made |= {
        f"search_follow_{table}": (
            table,
            f"AFTER {each} ON {table} FOR EACH ROW EXECUTE FUNCTION search_follow_{table}()",
        )
        for table in followed_tables()
    }
    made["search_entry_written"] = (
        "search_entry",
        f"AFTER {each} ON search_entry FOR EACH ROW EXECUTE FUNCTION search_entry_written()",
    )
    return {name: (table, f"CREATE TRIGGER {name} {body}") for name, (table, body) in made.items()}


@cache
def signature() -> str:
    """Return a hash of the schema, which changes with the declarations."""
    statements = [
        *TABLES,
        *FUNCTIONS,
        *views().values(),
        *procedures(),
        *(statement for _, statement in triggers().values()),
    ]
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
