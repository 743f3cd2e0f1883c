"""Tell mistakes in the code apart from what else keeps a database from doing what was asked."""

import sqlite3
from enum import Enum, auto
from typing import Any

from django.db import Error, InterfaceError, OperationalError


class Hindrance(Enum):
    """Name what whoever runs the site can see to, or what passes by itself."""

    BUSY = auto()
    FULL = auto()
    READ_ONLY = auto()
    NO_DISK = auto()
    CLOSED = auto()
    DAMAGED = auto()
    NOT_MIGRATED = auto()
    SERVER_GONE = auto()
    SERVER_READ_ONLY = auto()
    SERVER_FULL = auto()


RESULTS = {
    sqlite3.SQLITE_BUSY: Hindrance.BUSY,
    sqlite3.SQLITE_LOCKED: Hindrance.BUSY,
    sqlite3.SQLITE_FULL: Hindrance.FULL,
    sqlite3.SQLITE_READONLY: Hindrance.READ_ONLY,
    sqlite3.SQLITE_IOERR: Hindrance.NO_DISK,
    sqlite3.SQLITE_CANTOPEN: Hindrance.CLOSED,
    sqlite3.SQLITE_CORRUPT: Hindrance.DAMAGED,
    sqlite3.SQLITE_NOTADB: Hindrance.DAMAGED,
}
"""Results of SQLite that are no mistake in the code."""

LACKING = ("no such table", "no such column")
"""Beginnings of what SQLite says for a table or a column that a migration adds; it has no code for that."""

CODES_OF_A_SERVER = {
    "08": Hindrance.SERVER_GONE,  # no connection, for which there may be no code at all
    "57P": Hindrance.SERVER_GONE,  # it stops, starts or was stopped
    "40": Hindrance.BUSY,  # transactions that stood in each other's way
    "55P03": Hindrance.BUSY,  # a lock that was not to be had
    "25006": Hindrance.SERVER_READ_ONLY,
    "53": Hindrance.SERVER_FULL,
    "42P01": Hindrance.NOT_MIGRATED,
    "42703": Hindrance.NOT_MIGRATED,
}
"""The same of PostgreSQL, by the beginnings of its error codes."""


def hindrance(error: BaseException | None) -> Hindrance | None:
    """Return what keeps the database from doing what was asked, or None for a mistake in the code."""
    cause: Any = error.__cause__ if isinstance(error, Error) else error
    if isinstance(cause, sqlite3.Error):
        if str(cause).startswith(LACKING):
            return Hindrance.NOT_MIGRATED
        return RESULTS.get(getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF)
    if not hasattr(cause, "sqlstate"):
        return None
    code = cause.sqlstate or ("08" if isinstance(error, (OperationalError, InterfaceError)) else "00")
    known = (CODES_OF_A_SERVER.get(beginning) for beginning in (code, code[:3], code[:2]))
    return next(filter(None, known), None)
