"""Try changes out on a copy of the database, so that nobody has to wait for what is taken back in the end."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def on_a_copy() -> Iterator[None]:
    """Let this thread read and write a copy of a database in SQLite, which is deleted afterwards.

    SQLite lets one connection write at a time, and others wait for it only so long. Other databases need no copy,
    nor does a transaction that is already open. What is tried has to be taken back, wherever it was done.
    """
    original = connections[DEFAULT_DB_ALIAS]
    if original.vendor != "sqlite" or original.in_atomic_block:
        yield
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trial.sqlite3"
        original.ensure_connection()
        with original.wrap_database_errors, closing(sqlite3.connect(path)) as copy:
            original.connection.backup(copy)
        connections[DEFAULT_DB_ALIAS] = type(original)({**original.settings_dict, "NAME": path}, DEFAULT_DB_ALIAS)
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS].close()
            connections[DEFAULT_DB_ALIAS] = original
