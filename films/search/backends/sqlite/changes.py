"""Logs which entries were written, so that what a process holds of them in memory can be compared and repaired."""

from films.search.backends.base import IndexState
from films.search.backends.sqlite.backend import fetch

KEPT = 10_000  # changes at the least, and up to one in ten more: what missed more of them reads everything anew

TABLES = (
    """
    CREATE TABLE search_entry_change (
        number INTEGER PRIMARY KEY,
        token TEXT NOT NULL DEFAULT (hex(randomblob(8))),
        entry_id INTEGER NOT NULL
    )
    """,
)
TABLE_NAMES = ("search_entry_change",)
"""The token tells a change from others of its number: one that was rolled back, or one that a backup lacks."""

LOG = "INSERT INTO search_entry_change (entry_id) VALUES ({entry_id});"
TRIGGERS = {
    "search_entry_logged_insert": f"AFTER INSERT ON search_entry BEGIN {LOG.format(entry_id='new.id')} END",
    "search_entry_logged_update": f"AFTER UPDATE ON search_entry BEGIN {LOG.format(entry_id='new.id')} END",
    "search_entry_logged_move": f"""
        AFTER UPDATE OF id ON search_entry WHEN old.id <> new.id BEGIN {LOG.format(entry_id="old.id")} END""",
    "search_entry_logged_delete": f"AFTER DELETE ON search_entry BEGIN {LOG.format(entry_id='old.id')} END",
    "search_entry_change_pruned": f"""
        AFTER INSERT ON search_entry_change WHEN new.number % {KEPT // 10} = 0 BEGIN
            DELETE FROM search_entry_change WHERE number <= new.number - {KEPT};
        END""",
}
REBUILD = ("DELETE FROM search_entry_change", "INSERT INTO search_entry_change (entry_id) VALUES (0)")
"""After a rebuild no earlier change is in the log."""


def state() -> IndexState:
    """Return the last change of an entry, and the token of the last revision of the facts."""
    (row,) = fetch(
        "SELECT number, token, (SELECT token FROM search_change) FROM search_entry_change "
        "WHERE number = (SELECT max(number) FROM search_entry_change)"
    )
    return IndexState(*row)


def changed_since(known: IndexState, most: int) -> list[int] | None:
    """Return the ids of the entries written since a state; None where the log lacks it, or there are more."""
    if fetch("SELECT token FROM search_entry_change WHERE number = ?", [known.number]) != [(known.token,)]:
        return None
    found = fetch(
        "SELECT DISTINCT entry_id FROM search_entry_change WHERE number > ? LIMIT ?", [known.number, most + 1]
    )
    return [entry_id for (entry_id,) in found] if len(found) <= most else None
