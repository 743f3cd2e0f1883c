"""Read the index in PostgreSQL. Every query here has a bound on the entries that it reads."""

import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np
from django.db import OperationalError, connection, transaction

from films.kinds.dialects import in_postgresql
from films.kinds.registry import ENTRIES
from films.kinds.scores import NORMALISED
from films.search.backends.base import NamedRecord, RecordNumbers, TookTooLongError
from films.search.backends.candidates import NAMED_RECORD
from films.search.backends.order_values import order_values
from films.search.backends.postgresql.schema import WORDS_OF
from films.search.backends.reading import NAMES_OF_A_KEY, Reader
from films.search.backends.sources import parts_sql
from films.search.entry_ids import RECORD_MASK
from films.search.expressions import Text
from films.search.types import Kind

RECORDS_ASKED = f"SELECT id & {RECORD_MASK} FROM unnest(%s::bigint[]) id"
"""The record numbers of entries whose ids are the parameter."""

UNKNOWN_CHARACTER = "\ufffd"

LIMITED = (
    "SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', 'off', true), "
    "set_config('jit', 'off', true)"
)
"""Limits the time of statements, and how they are planned: the planner does not count what it takes to unpack the
tokens of an entry, and so would look for a frequent word in all entries, which takes five times as long."""

_end: ContextVar[float] = ContextVar("end", default=float("inf"))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop a query inside this block after a number of seconds, and begin none once they are over.

    The limit is the transaction's own, so that a pool may give the connection to others afterwards. Raises
    `TookTooLongError`.
    """
    token = _end.set(time.monotonic() + seconds)
    limit = f"{max(1, seconds * 1000):.0f}ms"  # 0 would be no limit, and less an error
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(LIMITED, [limit])
            yield
            if connection.in_atomic_block and len(connection.savepoint_ids):
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('statement_timeout', '0', true)")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == "57014":
            raise TookTooLongError from error
        raise
    finally:
        _end.reset(token)


def fetch(query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    if time.monotonic() > _end.get():
        raise TookTooLongError
    with connection.cursor() as cursor:
        cursor.execute(query, [*map(storable, parameters)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def storable(value: Any) -> Any:
    """Return a parameter as PostgreSQL takes it; no text there has the character 0, by which nothing is found."""
    if isinstance(value, str):
        return value.replace("\0", UNKNOWN_CHARACTER)
    return [*map(storable, value)] if isinstance(value, list) else value


def matching(texts: Sequence[Text], among: Sequence[Sequence[int] | None]) -> list[RecordNumbers]:
    """Return for each text the record numbers of the entries that match, of all or of some, in one round trip.

    They are joined into one row, which is read faster than so many rows.
    """
    selects: list[str] = []
    parameters: list[Any] = []
    for text, ids in zip(texts, among, strict=True):
        chosen = ""
        parameters.append(text.match)
        if ids is not None:
            chosen = f"AND record IN ({RECORDS_ASKED})"
            parameters.append(list(ids))
        selects.append(
            "(SELECT coalesce(string_agg(record::text, ','), '') FROM search_text "
            f"WHERE tokens @@ search_query(%s::jsonb) {chosen})"
        )
    if not selects:
        return []
    (row,) = fetch(f"SELECT {', '.join(selects)}", parameters)
    return [np.fromstring(numbers, dtype=np.int64, sep=",") for numbers in row]


def facets_of(entry_ids: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """Yield the id and the facets' tokens of these entries or of all, in the order of their ids."""
    if entry_ids is not None:
        asked = f"SELECT id, facets FROM search_entry WHERE record IN ({RECORDS_ASKED}) ORDER BY id"
        yield from fetch(asked, [list(entry_ids)])
        return
    yield from fetch("SELECT id, facets FROM search_entry ORDER BY id")


def prominence_parts(kind: Kind, object_id: int) -> dict[str, float]:
    """Return the parts of a record's prominence."""
    entry = next(entry for entry in ENTRIES if entry.kind == kind)
    if not entry.prominence:
        return {}
    statement = in_postgresql(parts_sql(entry, "%s::bigint"))
    before, _, after = statement.partition("%s")
    escaped = f"{before.replace('%', '%%')}%s{after.replace('%', '%%')}"
    return dict(fetch(escaped, [object_id]))


def records_named(keys: Iterable[str]) -> list[NamedRecord]:
    """Return the films, people and places with one of these whole names, given as keys."""
    rows = fetch(
        f"""
        SELECT {NAMED_RECORD}
        FROM unnest(%s::text[]) WITH ORDINALITY asked (key, place)
        CROSS JOIN LATERAL (
            SELECT * FROM search_name WHERE search_name.key = asked.key
            ORDER BY entry_id LIMIT {NAMES_OF_A_KEY}) name
        JOIN search_entry entry ON entry.record = name.entry_id & {RECORD_MASK}
        ORDER BY asked.place, name.entry_id
        """,
        [list(keys)],
    )
    return [NamedRecord(*row) for row in rows]


def words(entry_ids: Sequence[int] | None = None) -> Iterator[tuple[str, int]]:
    """Yield the words of the dictionary, or those of some entries, with their frequencies."""
    if entry_ids is None:
        yield from fetch("SELECT word, entries FROM search_word ORDER BY word")
        return
    yield from fetch(
        f"SELECT DISTINCT found.word, search_word.entries FROM search_entry entry, "
        f"{WORDS_OF.format(row='entry')} found (word) JOIN search_word ON search_word.word = found.word "
        f"WHERE entry.record IN ({RECORDS_ASKED})",
        [list(entry_ids)],
    )


def best_by_engine(asked: str, limit: int) -> list[int]:
    """Return the record numbers of the best entries by PostgreSQL's own ranking, to compare with."""
    *whole, last = re.findall('"([^"]*)"', asked)
    phrases = [*((phrase, False) for phrase in whole), (last, asked.endswith("*"))]
    all_of_them = " && ".join("search_query(%s::jsonb)" for _ in phrases)
    query = (
        f"SELECT record FROM search_text JOIN search_entry USING (record), (SELECT {all_of_them}) asked (query) "
        "WHERE tokens @@ query ORDER BY ts_rank_cd(tokens, query) DESC, id LIMIT %s"
    )
    return [record for (record,) in fetch(query, [*(json.dumps([phrase]) for phrase in phrases), limit])]


class PostgreSQLReader(Reader):
    """Take and give lists as arrays."""

    value = "%s"
    numbered = "(SELECT id, place FROM unnest(%s::bigint[]) WITH ORDINALITY listed (id, place))"
    orders = order_values(in_postgresql(NORMALISED))

    def fetch(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return fetch(query, parameters)

    def is_one_of(self, kind: str) -> str:
        return f"= ANY (%s::{kind}[])"

    def as_parameter(self, values: Sequence[Any]) -> list[Any]:
        return list(values)

    def gathered(self, select: str) -> str:
        return f"ARRAY({select})"

    def ids(self, gathered: list[int]) -> tuple[int, ...]:
        return tuple(gathered)


READER = PostgreSQLReader()
