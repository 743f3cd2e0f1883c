"""Check whether the database can be written to, and let nobody wait longer than necessary for a writer."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction

A_MOMENT = 500  # milliseconds
UNTIL_READERS_END = 2000  # milliseconds; whoever writes has to wait meanwhile
LEAST_FREE = 64 * 1024 * 1024  # bytes on disk, which a few hours of curating may need


def hindrance_to_writing(alias: str = DEFAULT_DB_ALIAS) -> str:
    """Return why nothing can be written now, or ''. Another writer is no hindrance.

    What it writes itself is taken back, so that it costs no more than taking the lock.
    """
    try:
        with waiting(A_MOMENT, alias), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("UPDATE search_schema SET signature = signature")
            transaction.set_rollback(True, using=alias)
    except OperationalError as error:
        return "" if "locked" in str(error) else str(error)
    path = Path(connections[alias].settings_dict["NAME"])
    free = shutil.disk_usage(path.parent).free if path.is_file() else LEAST_FREE
    return "" if free >= LEAST_FREE else f"only {free // 1024**2} MiB of disk are free"


def shorten_log(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Move what the log holds to the database, and empty its file, unless somebody reads from it for long."""
    if not connections[alias].in_atomic_block:
        with waiting(UNTIL_READERS_END, alias), connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def snapshot(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Read the facts in one consistent state, whatever is written in between, without blocking writers."""
    connection: Any = connections[alias]
    connection.ensure_connection()
    mode = connection.transaction_mode
    # A deferred transaction locks nothing until it writes, and this one never does.
    connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic(using=alias):
            yield
    finally:
        connection.transaction_mode = mode


@contextmanager
def trial(alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let this thread read and write a copy of the database, which is deleted afterwards.

    One connection writes at a time, and others wait for it only so long. A transaction that is already open needs
    no copy: they wait for it anyway.
    """
    original: Any = connections[alias]
    if original.in_atomic_block:
        yield
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trial.sqlite3"
        original.ensure_connection()
        with original.wrap_database_errors, closing(sqlite3.connect(path)) as copy:
            original.connection.backup(copy)
        connections[alias] = type(original)({**original.settings_dict, "NAME": path}, alias)
        try:
            yield
        finally:
            connections[alias].close()
            connections[alias] = original


@contextmanager
def waiting(milliseconds: int, alias: str) -> Iterator[None]:
    """Wait no longer than this for locks."""
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")
