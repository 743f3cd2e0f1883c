"""Read the index in SQLite. Every query here has a bound on the entries that it reads."""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np
from django.db import OperationalError, connection

from films.kinds.registry import ENTRIES
from films.search.backends.base import NamedRecord, RecordNumbers, TookTooLongError
from films.search.backends.candidates import NAMED_RECORD
from films.search.backends.order_values import order_values
from films.search.backends.reading import NAMES_OF_A_KEY, Reader
from films.search.backends.sources import parts_sql
from films.search.backends.sqlite.dictionary import words_sql
from films.search.entry_ids import RECORD_MASK
from films.search.expressions import Text
from films.search.types import Kind

OPCODES_BETWEEN_LOOKS = 20_000  # of SQLite's machine: well under a millisecond
RECORDS_ASKED = f"SELECT value & {RECORD_MASK} FROM json_each(?)"
"""The record numbers of entries whose ids are the parameter."""

_end: ContextVar[float] = ContextVar("end", default=float("inf"))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop queries inside this block after a number of seconds, and begin none.

    SQLite asks after every `OPCODES_BETWEEN_LOOKS` steps whether to continue. Raises `TookTooLongError`.
    """
    connection.ensure_connection()
    database, end = connection.connection, time.monotonic() + seconds
    database.set_progress_handler(lambda: time.monotonic() > end, OPCODES_BETWEEN_LOOKS)
    token = _end.set(end)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise TookTooLongError from error
        raise
    finally:
        _end.reset(token)
        database.set_progress_handler(None, OPCODES_BETWEEN_LOOKS)


def fetch(query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with connection.wrap_database_errors:
        return execute(query, parameters).fetchall()


def rows(query: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query one by one, for more of them than should be in memory at once."""
    with connection.wrap_database_errors:
        yield from execute(query, parameters)


def execute(query: str, parameters: Sequence[Any]) -> sqlite3.Cursor:
    """Run a query past Django's cursor, which costs more than most of the queries here."""
    if time.monotonic() > _end.get():
        raise TookTooLongError
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor: sqlite3.Cursor = connection.connection.execute(query, parameters)
        return cursor


def matching(texts: Sequence[Text], among: Sequence[Sequence[int] | None]) -> list[RecordNumbers]:
    """Return for each text the record numbers of the entries that match, of all or of some, in one round trip.

    SQLite joins the numbers into one row, which is read three times as fast as so many rows.
    """
    ((joined,),) = fetch(
        f"""
        SELECT group_concat(coalesce(CASE json_type(asked.value, '$[1]') WHEN 'null' THEN
            (SELECT group_concat(rowid) FROM search_text WHERE search_text MATCH asked.value ->> 0)
        ELSE (SELECT group_concat(search_text.rowid) FROM json_each(asked.value, '$[1]') written
            JOIN search_text ON search_text.rowid = written.value & {RECORD_MASK}
            WHERE search_text MATCH asked.value ->> 0)
        END, ''), ';') FROM json_each(?) asked
        """,
        [json.dumps([(text.match, ids) for text, ids in zip(texts, among, strict=True)])],
    )
    return [np.fromstring(numbers, dtype=np.int64, sep=",") for numbers in joined.split(";")]


def facets_of(entry_ids: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """Yield the id and the facets' tokens of these entries or of all, in the order of their ids."""
    among = "" if entry_ids is None else f"WHERE record IN ({RECORDS_ASKED})"
    values = [] if entry_ids is None else [json.dumps(list(entry_ids))]
    return rows(f"SELECT id, facets FROM search_entry {among} ORDER BY id", values)


def prominence_parts(kind: Kind, object_id: int) -> dict[str, float]:
    """Return the parts of a record's prominence."""
    entry = next(entry for entry in ENTRIES if entry.kind == kind)
    return dict(fetch(parts_sql(entry, "?"), [object_id])) if entry.prominence else {}


def records_named(keys: Iterable[str]) -> list[NamedRecord]:
    """Return the films, people and places with one of these whole names, given as keys."""
    rows = fetch(
        f"""
        SELECT {NAMED_RECORD}
        FROM json_each(?) asked
        JOIN search_name name ON name.key = asked.value AND name.entry_id IN
            (SELECT entry_id FROM search_name WHERE key = asked.value ORDER BY entry_id LIMIT {NAMES_OF_A_KEY})
        JOIN search_entry entry ON entry.record = name.entry_id & {RECORD_MASK}
        """,
        [json.dumps(list(keys))],
    )
    return [NamedRecord(*row) for row in rows]


def words(entry_ids: Sequence[int] | None = None) -> Iterator[tuple[str, int]]:
    """Yield the words of the dictionary, or those of some entries, with their frequencies."""
    if entry_ids is None:
        return rows("SELECT word, entries FROM search_word ORDER BY word")
    asked = f"json_each(?1) asked JOIN search_entry entry ON entry.record = asked.value & {RECORD_MASK},"
    found = words_sql("entry", asked)
    of_entries = f"SELECT word, entries FROM ({found}) JOIN search_word USING (word)"
    return rows(of_entries, [json.dumps(list(entry_ids))])


def best_by_engine(asked: str, limit: int) -> list[int]:
    """Return the record numbers of the best entries by FTS5's own ranking, to compare with in measurements."""
    query = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY bm25(search_text) LIMIT ?"
    return [record for (record,) in fetch(query, [asked, limit])]


class SQLiteReader(Reader):
    """Take and give lists as JSON."""

    value = "?"
    numbered = "(SELECT key AS place, value AS id FROM json_each(?))"
    orders = order_values()

    def fetch(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return fetch(query, parameters)

    def is_one_of(self, kind: str) -> str:
        return "IN (SELECT value FROM json_each(?))"

    def as_parameter(self, values: Sequence[Any]) -> str:
        return json.dumps(values)

    def gathered(self, select: str) -> str:
        return f"(SELECT json_group_array(within_id) FROM ({select}))"

    def ids(self, gathered: str) -> tuple[int, ...]:
        return tuple(json.loads(gathered))


READER = SQLiteReader()
