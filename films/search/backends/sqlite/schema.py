"""Generate the tables, views and triggers of the index from the entries that kinds declare."""

import hashlib
from functools import cache

from films.kinds.registry import ENTRIES
from films.kinds.sql import NAME, SEPARATOR, START, plain_sql
from films.search.backends import closures
from films.search.backends.sqlite import changes, dictionary, filing, prominence, revision
from films.search.backends.sqlite.expressions import parts_sql, spelled_sql
from films.search.backends.sqlite.refreshing import (
    NOW,
    ROWS,
    limited_tables,
    refresh_touched,
    refreshed_trigger,
    repeating_entries,
    repeating_trigger,
    touched_trigger,
    trigger,
)
from films.search.backends.sqlite.sources import SOURCE_COLUMNS, source_view

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

WAITING = """
    CREATE TABLE search_waiting (
        kind TEXT NOT NULL,
        object_id INTEGER NOT NULL,
        PRIMARY KEY (kind, object_id)
    ) WITHOUT ROWID
"""
"""The entries that rows inserted in bulk touch, until they are refreshed, even after an interruption."""

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


def refresh_all(table: str, event: str) -> list[str]:
    """Return the statements that update the tables of places and genres, and the entries."""
    before = CLOSURES.before_entries.get(table, {}).get(event, ())
    return [*before, *refresh_touched(table, event), *closures.AFTER_ENTRIES.get(table, {}).get(event, ())]


@cache
def views() -> dict[str, str]:
    """Return all views of the index by name, as CREATE statements."""
    names = {f"search_source_{entry.kind}": source_view(entry) for entry in ENTRIES}
    names |= {f"search_touched_{entry.kind}": "SELECT NULL AS object_id" for entry in ENTRIES}
    names |= {f"search_repeating_{entry.kind}": "SELECT NULL AS object_id" for entry in repeating_entries()}
    names["search_content"] = content_view()
    names["search_refreshed"] = f"SELECT {', '.join(f'NULL AS {column}' for column in SOURCE_COLUMNS)}"
    return {name: f"CREATE VIEW {name} AS {select.strip()}" for name, select in names.items()}


@cache
def triggers() -> dict[str, str]:
    """Return all triggers of the index by name, as CREATE statements."""
    bodies = INDEX_TRIGGERS | revision.triggers() | {"search_refreshed_insert": refreshed_trigger()}
    bodies |= {f"search_touched_{entry.kind}_insert": touched_trigger(entry) for entry in ENTRIES}
    bodies |= {f"search_repeating_{entry.kind}_insert": repeating_trigger(entry) for entry in repeating_entries()}
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
