"""Log which entries were written, so that what a process holds of them in memory can be compared and repaired."""

KEPT = 10_000  # changes at least, and up to a tenth more; a process that missed more of them reads everything anew

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
