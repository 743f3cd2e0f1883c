"""The index's tables, views and triggers in SQLite, all of them generated from the declaration of entries."""

import hashlib
from functools import cache

from films.search.backends.sqlite import dictionary, places
from films.search.entries import ENTRIES, Dependency, Entry, Facet
from films.search.entries.declaration import SEPARATOR
from films.search.entries.expressions import parts_sql, plain_sql, spelled_sql
from films.search.tokens import FACET, FACET_LETTERS, LIMIT, NAME, PRIVATE, START
from films.search.types import FacetName, Kind

TEXT_COLUMNS = ("title", "names", "related", "body", "keywords", "folded", "named", "facets")
"""The columns of the full-text index. `named` has the words of title and names as tokens of their own."""

PROMINENCE_BUCKETS = 64
STEPS_TO_DOUBLE = 4  # buckets from one weight to its double
KIND_NUMBERS = {kind: number for number, kind in enumerate(Kind, 1)}
OBJECT_ID_BITS, KIND_BITS = 40, 5
ROWS = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
"""The events that triggers answer, with the states of the row that each can see."""

STORED_COLUMNS = ", ".join(
    "id kind object_id slug anchor year title names related body keywords context folded named facets".split()
)
TABLES = (
    """
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
        folded TEXT NOT NULL,
        named TEXT NOT NULL,
        facets TEXT NOT NULL,
        UNIQUE (kind, object_id)
    )
    """,
    f"""
    CREATE VIRTUAL TABLE search_text USING fts5(
        {", ".join(TEXT_COLUMNS)},
        content = 'search_entry', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_text, row)",
    "CREATE TABLE search_total (kind TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID",
    *dictionary.TABLES,
    *places.TABLES,
)
TABLE_NAMES = (
    "search_place_within",
    *dictionary.TABLE_NAMES,
    "search_total",
    "search_vocabulary",
    "search_text",
    "search_entry",
)


def row(alias: str) -> str:
    return ", ".join(f"{alias}.{column}" for column in TEXT_COLUMNS)


INDEX_TRIGGERS = {
    "search_entry_inserted": f"""
        AFTER INSERT ON search_entry BEGIN
            INSERT INTO search_text (rowid, {", ".join(TEXT_COLUMNS)}) VALUES (new.id, {row("new")});
            INSERT INTO search_total VALUES (new.kind, 1)
                ON CONFLICT (kind) DO UPDATE SET entries = entries + 1;
            {dictionary.ADD_ENTRY}
        END""",
    "search_entry_deleted": f"""
        AFTER DELETE ON search_entry BEGIN
            INSERT INTO search_text (search_text, rowid, {", ".join(TEXT_COLUMNS)})
                VALUES ('delete', old.id, {row("old")});
            UPDATE search_total SET entries = entries - 1 WHERE kind = old.kind;
            {dictionary.REMOVE_ENTRY}
        END""",
    **dictionary.TRIGGERS,
}


REBUILD = (
    "INSERT INTO search_text (search_text) VALUES ('rebuild')",
    "DELETE FROM search_total",
    "INSERT INTO search_total SELECT kind, count(*) FROM search_entry GROUP BY kind",
    *dictionary.REBUILD,
)
"""What makes the rest of the index anew from its entries."""


def cleaned(expression: str) -> str:
    """Return the SQL expression of a text without the characters that begin the index's own tokens."""
    for mark in PRIVATE:
        expression = f"replace({expression}, '{mark}', '')"
    return expression


def prominence_sql(weight: str) -> str:
    """Return the SQL expression of a logarithmic bucket of prominence: 0 for the most prominent."""
    top = PROMINENCE_BUCKETS - 1
    thresholds = {round(2 ** (step / STEPS_TO_DOUBLE), 2): top - step for step in range(top, -1, -1)}
    steps = " ".join(f"WHEN {weight} >= {least} THEN {bucket}" for least, bucket in thresholds.items())
    return f"CASE {steps} ELSE {top} END"


def named_sql(title: str, names: str) -> str:
    """Return the SQL expression of the words of all names as tokens, each name after the mark of a beginning."""
    others = f"replace('{START} ' || names, '{SEPARATOR}', ' {START} ')"
    return f"""(SELECT '{NAME}{START} {NAME}' || replace(
            {plain_sql("title")} || CASE names WHEN '' THEN '' ELSE ' ' || {plain_sql(f"({others})")} END,
            ' ', ' {NAME}')
        FROM (SELECT {title} AS title, {names} AS names))"""


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
    unspaced = f"{texts['title']} || ' ' || {texts['names']} || ' ' || {texts['body']}"
    by_name: dict[FacetName | str, list[Facet]] = {}
    for facet in entry.all_facets:
        by_name.setdefault(facet.name, []).append(facet)
    facets = " || ' ' || ".join(facet_tokens(name, facets) for name, facets in by_name.items())
    return f"""
        SELECT {rank} AS id, '{entry.kind}' AS kind, found.object_id AS object_id,
            found.slug AS slug, found.anchor AS anchor, found.year AS year,
            {texts["title"]} AS title, {texts["names"]} AS names, {texts["related"]} AS related,
            {texts["body"]} AS body, {texts["keywords"]} AS keywords, found.context AS context,
            (SELECT trim({spelled_sql("spelling")} || ' ' || {parts_sql("parts")}) FROM (SELECT
                {texts["related"]} || ' ' || {texts["body"]} AS spelling, {unspaced} AS parts)) AS folded,
            {named_sql(texts["title"], texts["names"])} AS named,
            trim({facets}) AS facets
        FROM ({entry.select}) AS found"""


def facet_tokens(name: FacetName | str, facets: list[Facet]) -> str:
    """Return the SQL expression of the tokens that the facets of one name give the entry `found`, each once."""
    mark = f"{FACET}{FACET_LETTERS[name]}" if isinstance(name, FacetName) else f"{LIMIT}{name}"
    tokens = " UNION ".join(
        f"SELECT DISTINCT '{mark}' || {facet.value} AS token FROM {facet.source} "
        f"WHERE {facet.object_id} = found.object_id AND ({facet.condition})"
        for facet in facets
    )
    return f"coalesce((SELECT group_concat(token, ' ') FROM ({tokens})), '')"


def refresh_statements(entry: Entry, touched: str = "") -> list[str]:
    """Return the statements that make the entries of one kind anew, all or those whose ids `touched` selects."""
    chosen = f"object_id IN ({touched})" if touched else "1"
    return [
        f"DELETE FROM search_entry WHERE kind = '{entry.kind}' AND {chosen}",
        f"""INSERT INTO search_entry ({STORED_COLUMNS})
            SELECT {STORED_COLUMNS} FROM search_source_{entry.kind} WHERE {chosen}""",
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
