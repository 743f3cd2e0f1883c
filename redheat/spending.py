"""Count what clients spend on searching, for all processes of the site together."""

import sqlite3
import threading
import time
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, connection

from redheat.replicas import at_the_primary

A_MINUTE = 60
REST = 5.0  # seconds after a failure during which the database is not asked

FILE_SCHEMA = """
    CREATE TABLE IF NOT EXISTS spent (client TEXT, minute INTEGER, cost INTEGER, PRIMARY KEY (client, minute))
    WITHOUT ROWID
"""
SPEND_IN_FILE = """
    INSERT INTO spent VALUES (?1, ?2, ?3)
    ON CONFLICT DO UPDATE SET cost = cost + excluded.cost
    RETURNING cost, coalesce((SELECT cost FROM spent WHERE client = ?1 AND minute = ?2 - 1), 0)
"""
SPEND_IN_DATABASE = """
    INSERT INTO redheat_clientspending AS spent (client, minute, cost)
    SELECT %s, %s, %s FROM set_config('synchronous_commit', 'off', true)
    ON CONFLICT (client, minute) DO UPDATE SET cost = spent.cost + excluded.cost
    RETURNING cost, coalesce((
        SELECT last.cost FROM redheat_clientspending AS last
        WHERE last.client = spent.client AND last.minute = spent.minute - 1
    ), 0)
"""
FORGET_IN_DATABASE = """
    DELETE FROM redheat_clientspending USING set_config('synchronous_commit', 'off', true) WHERE minute < %s
"""
"""A search must not wait until a disk or a replica has either: losing the last of it does no harm."""


class SpentStore(Protocol):
    """Count what each client spends."""

    def spend(self, client: str, cost: int, now: float) -> float:
        """Add a cost, and return about how much the client has spent in the minute before now."""


def spent_store() -> SpentStore:
    """Return the store that all processes of the site share: a file on one machine, else the database."""
    return SpentInFile(Path(settings.CLIENTS_FILE)) if settings.CLIENTS_FILE else SpentInDatabase()


def in_last_minute(now: float, this: int, last: int) -> float:
    """Return about how much was spent in the minute before now: all of this one, and a share of the last."""
    return this + last * (1 - now % A_MINUTE / A_MINUTE)


class SpentInFile:
    """Count in a file that all processes of a machine share.

    It is not part of the database: a search must not wait for a curator who writes, and losing it does no harm.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.local = threading.local()
        self.cleaned = 0

    def connection(self) -> sqlite3.Connection:
        if not hasattr(self.local, "connection"):
            connection = sqlite3.connect(self.path, timeout=1, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(FILE_SCHEMA)
            self.local.connection = connection
        found: sqlite3.Connection = self.local.connection
        return found

    def spend(self, client: str, cost: int, now: float) -> float:
        minute = int(now // A_MINUTE)
        this, last = self.connection().execute(SPEND_IN_FILE, (client, minute, cost)).fetchone()
        if self.cleaned < minute:
            self.cleaned = minute
            self.connection().execute("DELETE FROM spent WHERE minute < ?", (minute - 1,))
        return in_last_minute(now, this, last)


class SpentInDatabase:
    """Count in a table of the primary, which the processes of all machines share.

    While the primary does not answer, nothing is counted, and few searches wait to find that out.
    """

    def __init__(self) -> None:
        self.cleaned = 0
        self.rests_until = 0.0

    def spend(self, client: str, cost: int, now: float) -> float:
        if time.monotonic() < self.rests_until:
            return 0
        minute = int(now // A_MINUTE)
        try:
            with at_the_primary(), connection.cursor() as cursor:
                cursor.execute(SPEND_IN_DATABASE, [client, minute, cost])
                this, last = cursor.fetchone()
                if self.cleaned < minute:
                    self.cleaned = minute
                    cursor.execute(FORGET_IN_DATABASE, [minute - 1])
        except DatabaseError:
            self.rests_until = time.monotonic() + REST
            raise
        return in_last_minute(now, this, last)
