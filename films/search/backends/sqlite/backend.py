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
from films.search.backends.base import LAST_CHARACTER, LabelledRecord, NamedRecord, RecordNumbers, TookTooLongError
from films.search.backends.candidates import CANDIDATE, NAMED_RECORD, in_order
from films.search.backends.sqlite.dictionary import INDEXED_LETTERS, words_sql
from films.search.backends.sqlite.prominence import parts_sql
from films.search.entry_ids import RECORD_MASK
from films.search.expressions import Text
from films.search.types import Candidate, FacetName, Kind

OPCODES_BETWEEN_LOOKS = 20_000  # of SQLite's machine: well under a millisecond
NAMES_OF_A_KEY = 8  # the most prominent entries with one name that are read
RECORDS_ASKED = f"SELECT value & {RECORD_MASK} FROM json_each(?)"
"""The record numbers of entries whose ids are the parameter."""

RECORDS = {
    FacetName.FILM: ("films_film", "title", "state = 'published'"),
    FacetName.PERSON: ("films_person", "name", "state = 'published'"),
    FacetName.LOCATION: ("films_location", "name", "state = 'published'"),
    FacetName.COUNTRY: ("films_location", "name", "state = 'published'"),
    FacetName.GENRE: ("films_genre", "name", "1"),
    FacetName.OUTLET: ("films_organization", "name", "state = 'published'"),
}
"""The table, label and condition of the facets whose values are records."""

NONE_ABOVE = "'[]'"
ABOVE = {
    FacetName.LOCATION: "SELECT json_group_array(within_id) FROM (SELECT within_id FROM search_place_within "
    "WHERE place_id = record.id AND depth > 0 ORDER BY depth)",
    FacetName.GENRE: "SELECT json_group_array(within_id) FROM (SELECT within_id FROM search_genre_within within "
    "WHERE genre_id = record.id AND within_id <> genre_id ORDER BY "
    "(SELECT count(*) FROM search_genre_within above WHERE above.genre_id = within.within_id) DESC, within_id)",
}
"""The ids of the records above a `record`, the nearest first: of genres, those that have most above themselves."""

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
    """Give the id and the facets' tokens of these entries or of all, in the order of their ids."""
    among = "" if entry_ids is None else f"WHERE record IN ({RECORDS_ASKED})"
    values = [] if entry_ids is None else [json.dumps(list(entry_ids))]
    return rows(f"SELECT id, facets FROM search_entry {among} ORDER BY id", values)


def prominence_parts(kind: Kind, object_id: int) -> dict[str, float]:
    """Return the parts of a record's prominence."""
    entry = next(entry for entry in ENTRIES if entry.kind == kind)
    return dict(fetch(parts_sql(entry), [object_id])) if entry.prominence else {}


def candidates(entry_ids: Sequence[int]) -> list[Candidate]:
    """Return these entries with their texts, in the order given."""
    if not entry_ids:
        return []
    rows = fetch(
        f"SELECT {CANDIDATE} FROM search_entry WHERE record IN ({RECORDS_ASKED})",
        [json.dumps(entry_ids)],
    )
    return in_order(rows, entry_ids)


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


def records_identified(scheme: str, values: Iterable[str]) -> list[tuple[Kind, int]]:
    """Return (kind, id) of the films and people with one of these identifiers, including drafts."""
    rows = fetch(
        "SELECT film_id, person_id FROM films_identifier "
        "WHERE scheme = ? AND value IN (SELECT value FROM json_each(?)) AND state = 'published'",
        [scheme, json.dumps(list(values))],
    )
    return [(Kind.FILM, film) if film else (Kind.PERSON, person) for film, person in dict.fromkeys(rows)]


def genre_names() -> list[tuple[str, int, str, str]]:
    """Return (key, id, slug, name) of every name of every genre."""
    return fetch(
        "SELECT name.key, genre.id, genre.slug, genre.name FROM search_genre_name name "
        "JOIN films_genre genre ON genre.id = name.genre_id"
    )


def word_frequencies(words: Iterable[str]) -> dict[str, int]:
    """Return the number of entries with each word; words that are not in the dictionary are left out."""
    return dict(
        fetch(
            "SELECT word, entries FROM search_word WHERE word IN (SELECT value FROM json_each(?))",
            [json.dumps(list(words))],
        )
    )


def names_beginning(beginning: str, limit: int) -> list[int]:
    """Return the most prominent entries with a name whose key begins like this."""
    if len(beginning) <= INDEXED_LETTERS:
        condition, values = f"substr(key, 1, {len(beginning)}) = ?", [beginning]
    else:
        condition, values = "key >= ? AND key < ?", [beginning, beginning + LAST_CHARACTER]
    query = f"SELECT DISTINCT entry_id FROM search_name WHERE {condition} ORDER BY entry_id LIMIT ?"
    return [entry_id for (entry_id,) in fetch(query, [*values, limit])]


def words(entry_ids: Sequence[int] | None = None) -> Iterator[tuple[str, int]]:
    """Yield the words of the dictionary, or those of some entries, with their frequencies."""
    if entry_ids is None:
        return rows("SELECT word, entries FROM search_word ORDER BY word")
    asked = f"json_each(?1) asked JOIN search_entry entry ON entry.record = asked.value & {RECORD_MASK},"
    found = words_sql("entry", asked)
    of_entries = f"SELECT word, entries FROM ({found}) JOIN search_word USING (word)"
    return rows(of_entries, [json.dumps(list(entry_ids))])


def records_with_ids(records: Iterable[tuple[FacetName, int]]) -> dict[tuple[FacetName, int], LabelledRecord]:
    """Return the published records with these ids, by their facets and ids."""
    return {(facet, record.id): record for facet, record in published_records("id", records)}


def records_with_slugs(records: Iterable[tuple[FacetName, str]]) -> dict[tuple[FacetName, str], LabelledRecord]:
    """Return the published records with these slugs, by their facets and slugs."""
    return {(facet, record.slug): record for facet, record in published_records("slug", records)}


def published_records(
    column: str, records: Iterable[tuple[FacetName, Any]]
) -> Iterator[tuple[FacetName, LabelledRecord]]:
    asked: dict[FacetName, list[Any]] = {}
    for facet, value in records:
        asked.setdefault(facet, []).append(value)
    if not asked:
        return
    selects = [
        f"SELECT '{facet}', id, slug, {label}, ({ABOVE.get(facet, NONE_ABOVE)}) FROM {table} record "
        f"WHERE {column} IN (SELECT value FROM json_each(?)) AND {condition}"
        for facet, (table, label, condition) in ((facet, RECORDS[facet]) for facet in asked)
    ]
    found = fetch(" UNION ALL ".join(selects), [*map(json.dumps, asked.values())])
    for facet, record_id, slug, label, above in found:
        yield FacetName(facet), LabelledRecord(record_id, slug, label, tuple(json.loads(above)))


def best_by_engine(asked: str, limit: int) -> list[int]:
    """Return the record numbers of the best entries by FTS5's own ranking, to compare with in measurements."""
    query = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY bm25(search_text) LIMIT ?"
    return [record for (record,) in fetch(query, [asked, limit])]
