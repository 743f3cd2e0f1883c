"""Sees what is asked of the database: past Django's cursors, which the search does not use."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def statements() -> Iterator[list[str]]:
    """Give the list of the statements inside this block, with their parameters, but for those of triggers."""
    asked: list[str] = []

    def trace(statement: str) -> None:
        if not statement.startswith("--"):
            asked.append(statement)

    connection.ensure_connection()
    connection.connection.set_trace_callback(trace)
    try:
        yield asked
    finally:
        connection.connection.set_trace_callback(None)
