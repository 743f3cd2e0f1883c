"""Generate the tables, views and triggers of the index from the entries that kinds declare."""

import hashlib
from collections.abc import Iterator
from functools import cache

from films.kinds.index import Dependency, Entry
from films.kinds.registry import ENTRIES
from films.kinds.sql import NAME, SEPARATOR, START, plain_sql
from films.search.backends import closures
from films.search.backends.sqlite import changes, dictionary, filing, prominence, revision
from films.search.backends.sqlite.expressions import parts_sql, spelled_sql
from films.search.backends.sqlite.sources import SOURCE_COLUMNS, STORED_COLUMNS, source_view, stored_again_sql
from films.search.entry_ids import first_record

TEXT_COLUMNS = ("title", "names", "related", "body", "keywords", "folded", "named", "limits")
"""The columns of the full-text index. `named` has the words of title and names as tokens of their own.

The tokens of facets are not among them, since sets of entries hold them.
"""

SPELLED_COLUMNS = ("title", "names", "related", "body")
"""Whose letters the index holds spelled out as well, so that words are found wherever they are looked for."""

CLOSURES = closures.Closures(
    plain_sql, lambda found, reason: f"SELECT RAISE(ABORT, '{reason}') {found}", "TEXT", by_key="WITHOUT ROWID"
)
"""The tables of what lies in what, at any depth."""

ROWS = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
"""The events that triggers answer, with the states of the row that each can see."""

WAITING = """
    CREATE TABLE search_waiting (
        kind TEXT NOT NULL,
        object_id INTEGER NOT NULL,
        PRIMARY KEY (kind, object_id)
    ) WITHOUT ROWID
"""
"""The entries that rows inserted in bulk touch, until they are refreshed, even after an interruption."""

NOW = "CAST(strftime('%s', 'now') AS INTEGER)"
"""Seconds since 1970, by which an entry knows when what it says last changed."""

TABLES = (
    f"""
    CREATE TABLE search_entry (
        record INTEGER PRIMARY KEY,
        id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        object_id INTEGER NOT NULL,
        slug TEXT NOT NULL,
        anchor TEXT NOT NULL,
        year INTEGER,
        sort_title TEXT NOT NULL,
        facets TEXT NOT NULL,
        title TEXT NOT NULL,
        names TEXT NOT NULL,
        respelled TEXT NOT NULL,
        context TEXT NOT NULL,
        keywords TEXT NOT NULL,
        related TEXT NOT NULL,
        body TEXT NOT NULL,
        limits TEXT NOT NULL,
        card TEXT NOT NULL,
        written INTEGER NOT NULL DEFAULT ({NOW})
    )
    """,
    f"""
    CREATE VIRTUAL TABLE search_text USING fts5(
        {", ".join(TEXT_COLUMNS)},
        content = 'search_content', content_rowid = 'record',
        tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_text, row)",
    *changes.TABLES,
    *filing.TABLES,
    *dictionary.TABLES,
    *CLOSURES.tables,
    *prominence.TABLES,
    WAITING,
)
TABLE_NAMES = (
    *closures.TABLE_NAMES,
    *dictionary.TABLE_NAMES,
    *prominence.TABLE_NAMES,
    "search_waiting",
    *filing.TABLE_NAMES,
    *changes.TABLE_NAMES,
    "search_vocabulary",
    "search_text",
    "search_entry",
)
FORMER_TABLES = ("search_facet", "search_prominence", "search_total", "search_variant")
"""The tables of older declarations, which are dropped from a database that still has them."""
KEPT_TABLES = ("search_change", "search_schema")
"""The tables that outlast a declaration: the count of revisions, and the signature of what is installed."""


COLUMNS = ", ".join(TEXT_COLUMNS)
READ_BY_TEXT = ("title", "names", "respelled", "related", "body", "keywords", "limits")
"""The columns of an entry that the full-text index is made from."""
OLD_TEXT, NEW_TEXT = (", ".join(f"{row}.{column}" for column in READ_BY_TEXT) for row in ("old", "new"))
REWRITTEN = f"WHEN ({OLD_TEXT}) IS NOT ({NEW_TEXT})"
"""Many an update only moves an entry to another rank, which costs a tenth without the full-text index."""
CONTENT = f"SELECT record, {COLUMNS} FROM search_content WHERE record"
FORGET = f"""
    INSERT INTO search_text (search_text, rowid, {COLUMNS})
        SELECT 'delete', content.* FROM ({CONTENT} = old.record) AS content;
"""
INDEX_TRIGGERS = {
    "search_entry_inserted": f"""
        AFTER INSERT ON search_entry BEGIN
            INSERT INTO search_text (rowid, {COLUMNS}) {CONTENT} = new.record;
        END""",
    "search_entry_changing": f"""
        BEFORE UPDATE ON search_entry {REWRITTEN} BEGIN {FORGET} END""",
    "search_entry_changed": f"""
        AFTER UPDATE ON search_entry {REWRITTEN} BEGIN
            INSERT INTO search_text (rowid, {COLUMNS}) {CONTENT} = new.record;
        END""",
    "search_entry_deleted": f"""
        BEFORE DELETE ON search_entry BEGIN {FORGET} END""",
    **dictionary.TRIGGERS,
    **changes.TRIGGERS,
}
"""What keeps the full-text index and the dictionary true to the entries, and logs what was written."""

REBUILD = (
    "DELETE FROM search_waiting",
    "INSERT INTO search_text (search_text) VALUES ('rebuild')",
    *dictionary.REBUILD,
    *changes.REBUILD,
)
"""What makes the rest of the index anew from its entries."""


def content_view() -> str:
    """Return a SELECT of what the full-text index holds of each entry: its texts, and their other spellings."""
    others = f"replace('{START} ' || names, '{SEPARATOR}', ' {START} ')"
    named = f"{plain_sql('title')} || CASE names WHEN '' THEN '' ELSE ' ' || {plain_sql(f'({others})')} END"
    unspaced = "title || ' ' || names || ' ' || body"
    folded = [*map(spelled_sql, SPELLED_COLUMNS), parts_sql(unspaced), "' ' || respelled"]
    derived = {
        "folded": f"trim({' || '.join(folded)})",
        "named": f"'{NAME}{START} {NAME}' || replace({named} || ' {START} ' || respelled, ' ', ' {NAME}')",
    }
    columns = ", ".join(
        f"{derived[column]} AS {column}" if column in derived else column for column in TEXT_COLUMNS
    )
    return f"SELECT record, {columns} FROM search_entry"


def refresh_statements(entry: Entry, touched: str = "") -> list[str]:
    """Return the statements that update the entries of one kind, or only those whose ids `touched` selects.

    The second inserts into the view `search_refreshed`, whose trigger stores the entries.
    """
    chosen = f"object_id IN ({touched})" if touched else "1"
    records = f"WITH found (object_id) AS ({touched}) SELECT {first_record(entry)} + object_id FROM found"
    held = f"record IN ({records})" if touched else f"kind = '{entry.kind}'"
    source = f"search_source_{entry.kind}"
    columns = ", ".join(SOURCE_COLUMNS)
    return [
        f"""DELETE FROM search_entry WHERE {held}
            AND NOT EXISTS (SELECT 1 FROM {source} source WHERE source.object_id = search_entry.object_id)""",
        f"INSERT INTO search_refreshed ({columns}) SELECT {columns} FROM {source} WHERE {chosen}",
    ]


def refreshed_trigger() -> str:
    """Return the body of the trigger that stores the entries inserted into the view `search_refreshed`.

    It leaves an entry that is up to date alone, and changes one that differs in place. All kinds share it, since
    SQLite compiles it once for each statement, however many kinds of entries that statement refreshes.
    """
    changed = ", ".join([*(f"{column} = excluded.{column}" for column in STORED_COLUMNS), f"written = {NOW}"])
    held, wanted = (
        ", ".join(f"{table}.{column}" for column in STORED_COLUMNS) for table in ("search_entry", "excluded")
    )
    return f"""
        INSTEAD OF INSERT ON search_refreshed BEGIN
            INSERT INTO search_entry ({", ".join(STORED_COLUMNS)}) SELECT {stored_again_sql("new")} WHERE 1
            ON CONFLICT (record) DO UPDATE SET {changed} WHERE ({held}) IS NOT ({wanted});
        END"""


def touched_select(dependency: Dependency, row: str) -> str:
    """Return a SELECT of the ids that a row affects."""
    select = dependency.touched if dependency.touched.startswith("SELECT") else f"SELECT {dependency.touched}"
    return select.format(row=row)


def touched_ids(dependency: Dependency, event: str) -> str:
    """Return a SELECT of the ids that a change of a row affects, for use in the trigger of that event."""
    touched = " UNION ".join(touched_select(dependency, row) for row in ROWS[event])
    if event == "update" and dependency.columns:
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in dependency.columns)
        return f"SELECT * FROM ({touched}) WHERE {changed}"
    return touched


def touched_trigger(entry: Entry) -> str:
    """Return the body of the trigger that updates the entries whose ids are inserted into the view of a kind.

    It runs once for each entry, after which SQLite closes what it opened: to open a table takes it the longer, the
    more a statement has open already.
    """
    statements = "".join(f"{statement};\n" for statement in refresh_statements(entry, "SELECT new.object_id"))
    return f"INSTEAD OF INSERT ON search_touched_{entry.kind} BEGIN {statements} END"


def refresh_touched(table: str, event: str, condition: str = "") -> list[str]:
    """Return the statements that update the entries of all kinds which depend on a table with a condition."""
    return [
        f"INSERT INTO search_touched_{entry.kind} {touched}"
        for entry in ENTRIES
        if (touched := touched_by(entry, table, event, condition))
    ]


def touched_by(entry: Entry, table: str, event: str, condition: str) -> str:
    """Return a SELECT of a kind's ids that a change of a row affects, or an empty string if it never does."""
    touched = [
        touched_ids(dependency, event)
        for dependency in entry.all_dependencies
        if (dependency.table, dependency.condition) == (table, condition)
    ]
    return " UNION ".join(f"SELECT * FROM ({ids})" for ids in touched)


def refresh_all(table: str, event: str) -> list[str]:
    """Return the statements that update the tables of places and genres, and the entries."""
    before = CLOSURES.before_entries.get(table, {}).get(event, ())
    return [*before, *refresh_touched(table, event), *closures.AFTER_ENTRIES.get(table, {}).get(event, ())]


def trigger(table: str, event: str, statements: list[str], condition: str = "") -> str:
    """Return what stands after the name of a trigger, whose `condition` is on the row as it is in the end."""
    body = "".join(f"{statement.strip()};\n" for statement in statements)
    when = f"WHEN {condition.format(row=ROWS[event][-1])} " if condition else ""
    return f"AFTER {event.upper()} ON {table} {when}BEGIN {body} END"


@cache
def views() -> dict[str, str]:
    """Return all views of the index by name, as CREATE statements."""
    names = {f"search_source_{entry.kind}": source_view(entry) for entry in ENTRIES}
    names |= {f"search_touched_{entry.kind}": "SELECT NULL AS object_id" for entry in ENTRIES}
    names["search_content"] = content_view()
    names["search_refreshed"] = f"SELECT {', '.join(f'NULL AS {column}' for column in SOURCE_COLUMNS)}"
    return {name: f"CREATE VIEW {name} AS {select.strip()}" for name, select in names.items()}


def limited_tables() -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the tables that entries depend on with a condition, with it and the number in a trigger's name."""
    dependencies = [dependency for entry in ENTRIES for dependency in entry.all_dependencies]
    limited = {(dependency.table, dependency.condition) for dependency in dependencies if dependency.condition}
    yield from enumerate(sorted(limited), 1)


@cache
def triggers() -> dict[str, str]:
    """Return all triggers of the index by name, as CREATE statements."""
    bodies = INDEX_TRIGGERS | revision.triggers() | {"search_refreshed_insert": refreshed_trigger()}
    bodies |= {f"search_touched_{entry.kind}_insert": touched_trigger(entry) for entry in ENTRIES}
    dependencies = [dependency for entry in ENTRIES for dependency in entry.all_dependencies]
    always = {dependency.table for dependency in dependencies if not dependency.condition}
    for table in sorted(always.union(CLOSURES.before_entries)):
        for event in ROWS:
            bodies[f"search_{table}_{event}"] = trigger(table, event, refresh_all(table, event))
    for number, (table, condition) in limited_tables():
        for event in ROWS:
            statements = refresh_touched(table, event, condition)
            bodies[f"search_{table}_{event}_{number}"] = trigger(table, event, statements, condition)
    return {name: f"CREATE TRIGGER {name} {body.strip()}" for name, body in bodies.items()}


@cache
def signature() -> str:
    """Return a hash of the schema, which changes with the declarations."""
    statements = [*TABLES, *views().values(), *triggers().values()]
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
