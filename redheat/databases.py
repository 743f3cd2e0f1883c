"""Configure the database that DATABASE_URL names, and what is kept beside it."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url
from environs import EnvError

Database = dict[str, Any]
"""Django's settings of one database."""

DEFAULT = "default"
SECONDS_TO_CONNECT = 3
SQLITE = "django.db.backends.sqlite3"
SQLITE_OPTIONS = {
    # A deferred transaction that begins to write after reading may fail at once, whatever the timeout.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # A statement that writes takes up to 60 ms to prepare, since all its triggers are prepared with it.
    "cached_statements": 512,
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2000",
}


def configured(database: Database) -> Database:
    """Return the settings of a database with how its connections are opened and kept."""
    if database["ENGINE"] == SQLITE:
        return {**database, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    # A server can close a connection while it rests; nothing but its own process closes a file.
    options = {"connect_timeout": SECONDS_TO_CONNECT, **database.get("OPTIONS", {})}
    kept = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    # Between two statements, a pool may lend the server's connection, which has such a cursor, to somebody else.
    return {**database, "OPTIONS": options, **kept, "DISABLE_SERVER_SIDE_CURSORS": True}


def replica(url: str) -> Database:
    """Return the settings of a replica, which follows a server of PostgreSQL."""
    if not url.strip().startswith(("postgres://", "postgresql://")):
        raise EnvError("REPLICA_URLS: name servers of PostgreSQL, at addresses that begin with postgres://.")
    return {**configured(dict(dj_database_url.parse(url.strip()))), "TEST": {"MIRROR": DEFAULT}}


def with_replicas(database: Database, replicas: Sequence[Database]) -> dict[str, Database]:
    """Return all databases of the site by their aliases."""
    if replicas and database["ENGINE"] == SQLITE:
        raise EnvError("REPLICA_URLS: set DATABASE_URL to the primary that the replicas follow.")
    return {DEFAULT: database, **{f"replica-{number}": found for number, found in enumerate(replicas, 1)}}


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
