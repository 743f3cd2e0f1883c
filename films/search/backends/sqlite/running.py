"""Running a query in SQLite, and stopping what takes too long."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

OPCODES_BETWEEN_LOOKS = 20_000  # of SQLite's machine: well under a millisecond


class TookTooLongError(Exception):
    """A search was stopped at its time limit."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop what is asked of the database inside this block once it has taken so long.

    SQLite asks every `OPCODES_BETWEEN_LOOKS` steps whether to go on. Raises `TookTooLongError`.
    """
    connection.ensure_connection()
    database, end = connection.connection, time.monotonic() + seconds
    database.set_progress_handler(lambda: time.monotonic() > end, OPCODES_BETWEEN_LOOKS)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise TookTooLongError from error
        raise
    finally:
        database.set_progress_handler(None, OPCODES_BETWEEN_LOOKS)


def fetch(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()
