"""Configure the database that DATABASE_URL names, and what is kept beside it."""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any

Database = dict[str, Any]
"""Django's settings of one database."""

SQLITE = "django.db.backends.sqlite3"
SQLITE_OPTIONS = {
    # A deferred transaction that begins to write after reading may fail at once, whatever the timeout.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # A statement that writes takes up to 60 ms to prepare, since all its triggers are prepared with it.
    "cached_statements": 512,
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000",
}


def configured(database: Database) -> Database:
    """Return the settings of a database with how its connections are opened and kept."""
    if database["ENGINE"] == SQLITE:
        return {**database, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    # A server can close a connection while it rests; nothing but its own process closes a file.
    return {**database, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}


def create_for_owner(path: Path) -> None:
    """Create a database file that its owner alone can read, unless it exists; SQLite gives its logs the same mode.

    Where none can be created, SQLite says why when it is opened.
    """
    with suppress(OSError):
        path.touch(mode=0o600, exist_ok=False)


def folder_of(database: Database) -> str:
    """Return the name of the folder for a database's downloads: they would delete each other's in a common one."""
    if database["ENGINE"] == SQLITE:
        path = Path(database["NAME"]).resolve()
        name, place = path.stem, bytes(path)
    else:
        name = Path(database["NAME"]).name
        place = "{HOST}:{PORT}/{NAME}".format(**database).encode()
    return f"{name}-{hashlib.sha256(place).hexdigest()[:8]}"
