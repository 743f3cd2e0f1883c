"""The index's tables, views and triggers in SQLite, all of them generated from the declaration of entries."""

import hashlib
from functools import cache

from films.search.backends.sqlite import places
from films.search.entries import ENTRIES, Dependency, Entry, Facet
from films.search.folding import folded_sql
from films.search.types import Kind

TEXT_COLUMNS = ("title", "names", "related", "body", "keywords", "folded")
"""The columns of the full-text index, in the order that ranking weighs them."""

MATCH_START, MATCH_END = "\x02", "\x03"
"""Mark what matched in text that the index returns; removed from all text that goes in."""

PROMINENCE_BUCKETS = 16
KIND_NUMBERS = {kind: number for number, kind in enumerate(Kind, 1)}
OBJECT_ID_BITS, KIND_BITS = 40, 5
ROWS = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
"""The events that triggers answer, with the states of the row that each can see."""

EVERYTHING = " || ' ' || ".join(("title", "names", "related", "body"))
FOLDED = f"CASE {folded_sql(EVERYTHING)} WHEN {EVERYTHING} THEN '' ELSE {folded_sql(EVERYTHING)} END"

STORED_COLUMNS = "id, kind, object_id, slug, anchor, year, title, names, related, body, keywords, context"
TABLES = (
    f"""
    CREATE TABLE search_entry (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        object_id INTEGER NOT NULL,
        slug TEXT NOT NULL,
        anchor TEXT NOT NULL,
        year INTEGER,
        title TEXT NOT NULL,
        names TEXT NOT NULL,
        related TEXT NOT NULL,
        body TEXT NOT NULL,
        keywords TEXT NOT NULL,
        context TEXT NOT NULL,
        folded TEXT GENERATED ALWAYS AS ({FOLDED}) VIRTUAL,
        UNIQUE (kind, object_id)
    )
    """,
    """
    CREATE TABLE search_facet (
        entry_id INTEGER NOT NULL,
        facet TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry_id, facet, value)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_facet_value ON search_facet (facet, value, entry_id)",
    f"""
    CREATE VIRTUAL TABLE search_text USING fts5(
        {", ".join(TEXT_COLUMNS)},
        content = 'search_entry', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_text, row)",
    *places.TABLES,
)
TABLE_NAMES = ("search_place_within", "search_vocabulary", "search_text", "search_facet", "search_entry")


def row(alias: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in TEXT_COLUMNS)


INDEX_TRIGGERS = {
    "search_entry_inserted": f"""
        AFTER INSERT ON search_entry BEGIN
            INSERT INTO search_text (rowid, {", ".join(TEXT_COLUMNS)}) VALUES (new.id, {row("new")});
        END""",
    "search_entry_deleted": f"""
        AFTER DELETE ON search_entry BEGIN
            INSERT INTO search_text (search_text, rowid, {", ".join(TEXT_COLUMNS)})
                VALUES ('delete', old.id, {row("old")});
            DELETE FROM search_facet WHERE entry_id = old.id;
        END""",
}


def cleaned(expression: str) -> str:
    return f"replace(replace({expression}, char(2), ''), char(3), '')"


def prominence_sql(weight: str) -> str:
    """Return the SQL expression of a logarithmic bucket of prominence: 0 for the most prominent."""
    top = PROMINENCE_BUCKETS - 1
    steps = " ".join(f"WHEN {weight} >= {2**power} THEN {top - power}" for power in range(top, -1, -1))
    return f"CASE {steps} ELSE {top} END"


def source_view(entry: Entry) -> str:
    """Return the SELECT of a kind's entries as they should stand in the index.

    An entry's id is its rank: the bucket of prominence in the high bits, then the kind, then the object's id.
    """
    texts = {column: cleaned(f"found.{column}") for column in ("title", "related", "body", "keywords")}
    texts["names"] = cleaned(f"trim({entry.names})")
    rank = (
        f"(({prominence_sql('found.weight')} << {KIND_BITS + OBJECT_ID_BITS}) "
        f"| ({KIND_NUMBERS[entry.kind]} << {OBJECT_ID_BITS}) | found.object_id)"
    )
    return f"""
        SELECT {rank} AS id, '{entry.kind}' AS kind, found.object_id AS object_id,
            found.slug AS slug, found.anchor AS anchor, found.year AS year,
            {texts["title"]} AS title, {texts["names"]} AS names, {texts["related"]} AS related,
            {texts["body"]} AS body, {texts["keywords"]} AS keywords, found.context AS context
        FROM ({entry.select}) AS found"""


def facet_select(entry: Entry, facet: Facet, touched: str = "") -> str:
    """Return the SELECT of (entry, facet, value) for the entries of a kind, all or those `touched` selects."""
    chosen = f"{facet.object_id} IN ({touched})" if touched else "1"
    return f"""
        SELECT entry.id, '{facet.name}', {facet.value}
        FROM {facet.source}
        JOIN search_entry entry ON entry.kind = '{entry.kind}' AND entry.object_id = {facet.object_id}
        WHERE {chosen} AND {facet.condition}"""


def refresh_statements(entry: Entry, touched: str = "") -> list[str]:
    """Return the statements that make the entries of one kind anew, all or those whose ids `touched` selects."""
    chosen = f"object_id IN ({touched})" if touched else "1"
    return [
        f"DELETE FROM search_entry WHERE kind = '{entry.kind}' AND {chosen}",
        f"""INSERT INTO search_entry ({STORED_COLUMNS})
            SELECT {STORED_COLUMNS} FROM search_source_{entry.kind} WHERE {chosen}""",
        *(f"INSERT OR IGNORE INTO search_facet {facet_select(entry, facet, touched)}" for facet in entry.facets),
    ]


def touched_ids(dependency: Dependency, event: str) -> str:
    """Return the SELECT of the ids that a change of a row touches, within the trigger of that event."""
    select = dependency.touched if dependency.touched.startswith("SELECT") else f"SELECT {dependency.touched}"
    touched = " UNION ".join(select.format(row=row) for row in ROWS[event])
    if event == "update" and dependency.columns:
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in dependency.columns)
        return f"SELECT * FROM ({touched}) WHERE {changed}"
    return touched


def trigger_body(table: str, event: str) -> str:
    """Return what happens when a row of a table changes: first its places, then every entry it touches."""
    statements = list(places.MAINTENANCE[event]) if table == "films_location" else []
    for entry in ENTRIES:
        touched = [touched_ids(one, event) for one in entry.all_dependencies if one.table == table]
        if touched:
            statements += refresh_statements(entry, " UNION ".join(f"SELECT * FROM ({ids})" for ids in touched))
    return "".join(f"{statement.strip()};\n" for statement in statements)


@cache
def views() -> dict[str, str]:
    """Return every view of the index by name, each as a whole CREATE statement."""
    names = {f"search_source_{entry.kind}": source_view(entry) for entry in ENTRIES}
    return {name: f"CREATE VIEW {name} AS {select.strip()}" for name, select in names.items()}


@cache
def triggers() -> dict[str, str]:
    """Return every trigger of the index by name, each as a whole CREATE statement."""
    bodies = dict(INDEX_TRIGGERS)
    tables = {dependency.table for entry in ENTRIES for dependency in entry.all_dependencies}
    for table in sorted(tables):
        for event in ROWS:
            body = trigger_body(table, event)
            bodies[f"search_{table}_{event}"] = f"AFTER {event.upper()} ON {table} BEGIN {body} END"
    return {name: f"CREATE TRIGGER {name} {body.strip()}" for name, body in bodies.items()}


@cache
def signature() -> str:
    """Return a fingerprint of the whole schema, which changes when the declaration does."""
    statements = [*TABLES, *views().values(), *triggers().values()]
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
