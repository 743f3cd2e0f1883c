"""Build SQL for the prominence of entries: its logarithms, its sum, and the bucket that begins an entry's id."""

from films.kinds.index import Entry
from films.kinds.sql import logarithm_sql
from films.search.entry_ids import BUCKETS_TO_A_POINT, PROMINENCE_BUCKETS

DOUBLINGS = 32  # the highest count in the table of logarithms; higher ones count the same
STEPS_TO_DOUBLE = 8  # of that table

LOGARITHMS = [
    (2 ** (step / STEPS_TO_DOUBLE) - 1, step / STEPS_TO_DOUBLE) for step in range(DOUBLINGS * STEPS_TO_DOUBLE + 1)
]
TABLES = (
    "CREATE TABLE search_logarithm (least REAL PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID",
    f"INSERT INTO search_logarithm VALUES {', '.join(map(str, LOGARITHMS))}",
)
"""Not every SQLite has the function, and triggers work in all of them."""
TABLE_NAMES = ("search_logarithm",)


def bucket_sql(entry: Entry) -> str:
    """Return SQL for the prominence bucket of an entry, over a row called `found`."""
    points = " + ".join(f"{part.weight} * {logarithm_sql(part.count)}" for part in entry.prominence) or "0"
    last = PROMINENCE_BUCKETS - 1
    return f"max(0, {last} - CAST(({points}) * {BUCKETS_TO_A_POINT} AS INTEGER))"


def parts_sql(entry: Entry) -> str:
    """Return a SELECT of (part, points) for the prominence of one record; its parameter is the record's id."""
    parts = " UNION ALL ".join(
        f"SELECT '{part.name}', {part.weight} * {logarithm_sql(part.count)} FROM found"
        for part in entry.prominence
    )
    return f"WITH found (object_id) AS (SELECT ?) {parts}"
