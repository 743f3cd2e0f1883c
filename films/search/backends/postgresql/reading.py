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

from films.kinds.registry import ENTRIES
from films.search.backends.base import (
    LAST_CHARACTER,
    IndexState,
    LabelledRecord,
    NamedRecord,
    RecordNumbers,
    TookTooLongError,
)
from films.search.backends.candidates import CANDIDATE, NAMED_RECORD, in_order
from films.search.backends.postgresql.schema import WORDS_OF
from films.search.backends.postgresql.sources import parts_sql
from films.search.backends.postgresql.tables import INDEXED_LETTERS
from films.search.entry_ids import RECORD_MASK
from films.search.expressions import Text
from films.search.types import Candidate, FacetName, Kind

NAMES_OF_A_KEY = 8  # the most prominent entries with one name that are read
RECORDS_ASKED = f"SELECT id & {RECORD_MASK} FROM unnest(%s::bigint[]) id"
"""The record numbers of entries whose ids are the parameter."""

RECORDS = {
    FacetName.FILM: ("films_film", "title", "state = 'published'"),
    FacetName.PERSON: ("films_person", "name", "state = 'published'"),
    FacetName.LOCATION: ("films_location", "name", "state = 'published'"),
    FacetName.COUNTRY: ("films_location", "name", "state = 'published'"),
    FacetName.GENRE: ("films_genre", "name", "TRUE"),
    FacetName.OUTLET: ("films_organization", "name", "state = 'published'"),
}
"""The table, label and condition of the facets whose values are records."""

UNKNOWN_CHARACTER = "\ufffd"

NONE_ABOVE = "'{}'::bigint[]"
ABOVE = {
    FacetName.LOCATION: "ARRAY(SELECT within_id FROM search_place_within "
    "WHERE place_id = record.id AND depth > 0 ORDER BY depth)",
    FacetName.GENRE: "ARRAY(SELECT within_id FROM search_genre_within within "
    "WHERE genre_id = record.id AND within_id <> genre_id ORDER BY "
    "(SELECT count(*) FROM search_genre_within above WHERE above.genre_id = within.within_id) DESC, within_id)",
}
"""The ids of the records above a `record`, the nearest first: of genres, those that have most above themselves."""

_end: ContextVar[float] = ContextVar("end", default=float("inf"))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop a query inside this block after a number of seconds, and begin none once they are over.

    The limit is the transaction's own, so that a pool may give the connection to others afterwards. Raises
    `TookTooLongError`.
    """
    token = _end.set(time.monotonic() + seconds)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{seconds * 1000:.0f}ms"])
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
            "(SELECT coalesce(string_agg(record::text, ','), '') FROM search_entry "
            f"WHERE tokens @@ search_query(%s::jsonb) {chosen})"
        )
    if not selects:
        return []
    (row,) = fetch(f"SELECT {', '.join(selects)}", parameters)
    return [np.fromstring(numbers, dtype=np.int64, sep=",") for numbers in row]


def facets_of(entry_ids: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """Give the id and the facets' tokens of these entries or of all, in the order of their ids."""
    if entry_ids is not None:
        asked = f"SELECT id, facets FROM search_entry WHERE record IN ({RECORDS_ASKED}) ORDER BY id"
        yield from fetch(asked, [list(entry_ids)])
        return
    yield from fetch("SELECT id, facets FROM search_entry ORDER BY id")


def state() -> IndexState:
    """Return the last change of an entry, and the token of the last revision of the facts."""
    (row,) = fetch(
        "SELECT number, token, (SELECT token FROM search_change) FROM search_entry_change "
        "ORDER BY number DESC LIMIT 1"
    )
    return IndexState(*row)


def changed_since(known: IndexState, most: int) -> list[int] | None:
    """Return the ids of the entries written since a state; None where the log lacks it, or there are more."""
    if fetch("SELECT token FROM search_entry_change WHERE number = %s", [known.number]) != [(known.token,)]:
        return None
    found = fetch(
        "SELECT DISTINCT entry_id FROM search_entry_change WHERE number > %s LIMIT %s", [known.number, most + 1]
    )
    return [entry_id for (entry_id,) in found] if len(found) <= most else None


def prominence_parts(kind: Kind, object_id: int) -> dict[str, float]:
    """Return the parts of a record's prominence."""
    entry = next(entry for entry in ENTRIES if entry.kind == kind)
    if not entry.prominence:
        return {}
    statement = parts_sql(entry)
    before, _, after = statement.partition("%s")
    escaped = f"{before.replace('%', '%%')}%s{after.replace('%', '%%')}"
    return dict(fetch(escaped, [object_id]))


def candidates(entry_ids: Sequence[int]) -> list[Candidate]:
    """Return these entries with their texts, in the order given."""
    if not entry_ids:
        return []
    rows = fetch(
        f"SELECT {CANDIDATE} FROM search_entry WHERE record IN ({RECORDS_ASKED})",
        [list(entry_ids)],
    )
    return in_order(rows, entry_ids)


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


def records_identified(scheme: str, values: Iterable[str]) -> list[tuple[Kind, int]]:
    """Return (kind, id) of the films and people with one of these identifiers, including drafts."""
    rows = fetch(
        "SELECT film_id, person_id FROM films_identifier "
        "WHERE scheme = %s AND value = ANY (%s::text[]) AND state = 'published' ORDER BY id",
        [scheme, list(values)],
    )
    return [(Kind.FILM, film) if film else (Kind.PERSON, person) for film, person in dict.fromkeys(rows)]


def genre_names() -> list[tuple[str, int, str, str]]:
    """Return (key, id, slug, name) of every name of every genre."""
    return fetch(
        "SELECT name.key, genre.id, genre.slug, genre.name FROM search_genre_name name "
        "JOIN films_genre genre ON genre.id = name.genre_id ORDER BY name.key, genre.id"
    )


def word_frequencies(words: Iterable[str]) -> dict[str, int]:
    """Return the number of entries with each word; words that are not in the dictionary are left out."""
    return dict(fetch("SELECT word, entries FROM search_word WHERE word = ANY (%s::text[])", [list(words)]))


def names_beginning(beginning: str, limit: int) -> list[int]:
    """Return the most prominent entries with a name whose key begins like this."""
    if len(beginning) <= INDEXED_LETTERS:
        condition, values = f"substr(key, 1, {len(beginning)}) = %s", [beginning]
    else:
        condition, values = "key >= %s AND key < %s", [beginning, beginning + LAST_CHARACTER]
    query = f"SELECT DISTINCT entry_id FROM search_name WHERE {condition} ORDER BY entry_id LIMIT %s"
    return [entry_id for (entry_id,) in fetch(query, [*values, limit])]


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
    kind = "bigint" if column == "id" else "text"
    selects = [
        f"SELECT '{facet}', id, slug, {label}, {ABOVE.get(facet, NONE_ABOVE)} FROM {table} record "
        f"WHERE {column} = ANY (%s::{kind}[]) AND {condition}"
        for facet, (table, label, condition) in ((facet, RECORDS[facet]) for facet in asked)
    ]
    found = fetch(" UNION ALL ".join(selects), [*asked.values()])
    for facet, record_id, slug, label, above in found:
        yield FacetName(facet), LabelledRecord(record_id, slug, label, tuple(above))


def best_by_engine(asked: str, limit: int) -> list[int]:
    """Return the record numbers of the best entries by PostgreSQL's own ranking, to compare with."""
    *whole, last = re.findall('"([^"]*)"', asked)
    phrases = [*((phrase, False) for phrase in whole), (last, asked.endswith("*"))]
    all_of_them = " && ".join("search_query(%s::jsonb)" for _ in phrases)
    query = (
        f"SELECT record FROM search_entry, (SELECT {all_of_them}) asked (query) WHERE tokens @@ query "
        "ORDER BY ts_rank_cd(tokens, query) DESC, id LIMIT %s"
    )
    return [record for (record,) in fetch(query, [*(json.dumps([phrase]) for phrase in phrases), limit])]
