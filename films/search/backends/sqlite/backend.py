"""Read the index in SQLite. Every query here has a bound on the entries that it reads."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import OperationalError, connection

from films.kinds.registry import ENTRIES
from films.kinds.sql import FACET
from films.search.backends.base import NamedRecord, TookTooLongError
from films.search.backends.sqlite.dictionary import INDEXED_LETTERS, variants
from films.search.backends.sqlite.prominence import parts_sql
from films.search.entry_ids import kind_of, object_id_of
from films.search.tokens import FACET_LETTERS
from films.search.types import Candidate, FacetName, Kind

OPCODES_BETWEEN_LOOKS = 20_000  # of SQLite's machine: well under a millisecond
TEXTS = ("title", "names", "respelled", "related", "body", "keywords")
NAMES_OF_A_KEY = 8  # the most prominent entries with one name that are read

LAST_CHARACTER = chr(0x10FFFF)
"""Sorts after whatever goes on from a beginning."""

RECORDS = {
    FacetName.FILM: ("films_film", "title", "state = 'published'"),
    FacetName.PERSON: ("films_person", "name", "state = 'published'"),
    FacetName.LOCATION: ("films_location", "name", "state = 'published'"),
    FacetName.COUNTRY: ("films_location", "name", "state = 'published'"),
    FacetName.GENRE: ("films_genre", "name", "1"),
    FacetName.OUTLET: ("films_organization", "name", "state = 'published'"),
}
"""The table, label and condition of the facets whose values are records."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop queries inside this block after a number of seconds.

    SQLite asks after every `OPCODES_BETWEEN_LOOKS` steps whether to continue. Raises `TookTooLongError`.
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


def entry_ids(expressions: Sequence[str], limit: int) -> list[list[int]]:
    """Return, for each FTS5 expression, the ids of the most prominent entries that match, in one query."""
    asked = [expression for expression in expressions if expression]
    select = (
        "SELECT %s, rowid FROM (SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY rowid LIMIT %s)"
    )
    rows = (
        fetch(
            " UNION ALL ".join([select] * len(asked)),
            [value for number, expression in enumerate(asked) for value in (number, expression, limit)],
        )
        if asked
        else []
    )
    found: list[list[int]] = [[] for _ in asked]
    for number, entry_id in rows:
        found[number].append(entry_id)
    each = iter(found)
    return [next(each) if expression else [] for expression in expressions]


def most_prominent(limit: int) -> list[int]:
    """Return the ids of the most prominent of all entries."""
    return [entry_id for (entry_id,) in fetch("SELECT id FROM search_entry ORDER BY id LIMIT %s", [limit])]


def prominence_parts(kind: Kind, object_id: int) -> dict[str, float]:
    """Return the parts of a record's prominence."""
    entry = next(entry for entry in ENTRIES if entry.kind == kind)
    return dict(fetch(parts_sql(entry), [object_id])) if entry.prominence else {}


def candidates(entry_ids: Sequence[int]) -> list[Candidate]:
    """Return these entries with their texts, in the order given."""
    if not entry_ids:
        return []
    rows = fetch(
        f"SELECT id, slug, anchor, year, written, context, facets, limits, {', '.join(TEXTS)} FROM search_entry "
        "WHERE id IN (SELECT value FROM json_each(%s))",
        [json.dumps(entry_ids)],
    )
    found = {
        entry_id: Candidate(
            entry_id,
            kind_of(entry_id),
            object_id_of(entry_id),
            slug,
            anchor,
            year,
            datetime.fromtimestamp(written, UTC),
            context,
            facets,
            limits,
            dict(zip(TEXTS, texts, strict=True)),
        )
        for entry_id, slug, anchor, year, written, context, facets, limits, *texts in rows
    }
    return [found[entry_id] for entry_id in entry_ids if entry_id in found]


def facet_tokens(entry_ids: Sequence[int]) -> list[str]:
    """Return the facet tokens of each entry, as one text each."""
    rows = fetch(
        "SELECT facets FROM json_each(%s) asked JOIN search_entry entry ON entry.id = asked.value",
        [json.dumps(entry_ids)],
    )
    return [facets for (facets,) in rows]


def records_named(keys: Iterable[str]) -> list[NamedRecord]:
    """Return the films, people and places with one of these whole names, given as keys."""
    rows = fetch(
        f"""
        SELECT name.key, name.form, name.entry_id, entry.slug, entry.title
        FROM json_each(%s) asked
        JOIN search_name name ON name.key = asked.value AND name.entry_id IN
            (SELECT entry_id FROM search_name WHERE key = asked.value ORDER BY entry_id LIMIT {NAMES_OF_A_KEY})
        JOIN search_entry entry ON entry.id = name.entry_id
        """,
        [json.dumps(list(keys))],
    )
    return [NamedRecord(*row) for row in rows]


def records_identified(scheme: str, values: Iterable[str]) -> list[tuple[Kind, int]]:
    """Return (kind, id) of the films and people with one of these identifiers, including drafts."""
    rows = fetch(
        "SELECT film_id, person_id FROM films_identifier "
        "WHERE scheme = %s AND value IN (SELECT value FROM json_each(%s)) AND state = 'published'",
        [scheme, json.dumps(list(values))],
    )
    return [(Kind.FILM, film) if film else (Kind.PERSON, person) for film, person in dict.fromkeys(rows)]


def genres_named(keys: Iterable[str]) -> list[tuple[str, int, str, str]]:
    """Return (key, id, slug, name) of the genres that have one of these keys and at least one entry."""
    return fetch(
        f"""
        SELECT name.key, genre.id, genre.slug, genre.name
        FROM json_each(%s) asked
        JOIN search_genre_name name ON name.key = asked.value
        JOIN films_genre genre ON genre.id = name.genre_id
        WHERE EXISTS (SELECT 1 FROM search_text
            WHERE search_text MATCH '"{FACET}{FACET_LETTERS[FacetName.GENRE]}' || genre.id || '"')
        """,
        [json.dumps(list(keys))],
    )


def word_frequencies(words: Iterable[str]) -> dict[str, int]:
    """Return the number of entries with each word; words that are not in the dictionary are left out."""
    return dict(
        fetch(
            "SELECT word, entries FROM search_word WHERE word IN (SELECT value FROM json_each(%s))",
            [json.dumps(list(words))],
        )
    )


def words_beginning(beginnings: Iterable[str], limit: int) -> dict[str, list[str]]:
    """Return, for each beginning, the words of the dictionary that begin with it, the most frequent first."""
    found: dict[str, list[str]] = {beginning: [] for beginning in beginnings}
    select = (
        "SELECT %s, word FROM "
        "(SELECT word FROM search_word WHERE word > %s AND word < %s ORDER BY entries DESC LIMIT %s)"
    )
    parameters = [value for one in found for value in (one, one, one + LAST_CHARACTER, limit)]
    for beginning, word in fetch(" UNION ALL ".join([select] * len(found)), parameters) if found else ():
        found[beginning].append(word)
    return found


def names_beginning(beginning: str, limit: int) -> list[int]:
    """Return the most prominent entries with a name whose key begins like this."""
    if len(beginning) <= INDEXED_LETTERS:
        condition, values = f"substr(key, 1, {len(beginning)}) = %s", [beginning]
    else:
        condition, values = "key >= %s AND key < %s", [beginning, beginning + LAST_CHARACTER]
    query = f"SELECT DISTINCT entry_id FROM search_name WHERE {condition} ORDER BY entry_id LIMIT %s"
    return [entry_id for (entry_id,) in fetch(query, [*values, limit])]


def similar_words(words: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """Return the words that share a variant with any of these, with their frequencies."""
    wanted = {variant for word in words for variant in variants(word)}
    return fetch(
        "SELECT DISTINCT word, entries FROM search_variant JOIN search_word USING (word) "
        "WHERE variant IN (SELECT value FROM json_each(%s)) LIMIT %s",
        [json.dumps(list(wanted)), limit],
    )


def record_labels(records: Iterable[tuple[FacetName, int]]) -> dict[tuple[FacetName, int], tuple[str, str]]:
    """Map the facet and id of published records to their slugs and labels."""
    by_facet: dict[FacetName, list[int]] = {}
    for facet, record_id in records:
        by_facet.setdefault(facet, []).append(record_id)
    return {
        (FacetName(facet), record_id): (slug, label)
        for facet, record_id, slug, label in published_records("id", by_facet)
    }


def record_ids(slugs: Mapping[FacetName, Sequence[str]]) -> dict[tuple[FacetName, str], tuple[int, str]]:
    """Map the facet and slug of published records to their ids and labels."""
    return {
        (FacetName(facet), slug): (record_id, label)
        for facet, record_id, slug, label in published_records("slug", slugs)
    }


def published_records(column: str, values: Mapping[FacetName, Any]) -> list[tuple[str, int, str, str]]:
    if not values:
        return []
    selects = [
        f"SELECT '{facet}', id, slug, {RECORDS[facet][1]} FROM {RECORDS[facet][0]} "
        f"WHERE {column} IN (SELECT value FROM json_each(%s)) AND {RECORDS[facet][2]}"
        for facet in values
    ]
    return fetch(" UNION ALL ".join(selects), [json.dumps(list(chosen)) for chosen in values.values()])


def nearest_genres_above(genre_ids: Sequence[int]) -> dict[int, int]:
    """Map genres to the narrowest of these genres that is broader: the one that itself has most above it."""
    genres = json.dumps(genre_ids)
    rows = fetch(
        "SELECT within.genre_id, within.within_id FROM json_each(%s) asked "
        "JOIN search_genre_within within ON within.genre_id = asked.value "
        "WHERE within.within_id <> within.genre_id AND within.within_id IN (SELECT value FROM json_each(%s)) "
        "ORDER BY (SELECT count(*) FROM search_genre_within above WHERE above.genre_id = within.within_id), "
        "within.within_id DESC",
        [genres, genres],
    )
    return dict(rows)


def nearest_places_above(place_ids: Sequence[int]) -> dict[int, int]:
    """Map places to the nearest of these places that contains them."""
    places = json.dumps(place_ids)
    rows = fetch(
        "SELECT within.place_id, within.within_id FROM json_each(%s) asked "
        "JOIN search_place_within within ON within.place_id = asked.value "
        "WHERE within.depth > 0 AND within.within_id IN (SELECT value FROM json_each(%s)) "
        "ORDER BY within.depth DESC",
        [places, places],
    )
    return dict(rows)


def totals() -> dict[Kind, int]:
    """Return the number of entries of each kind."""
    return {
        Kind(kind): count for kind, count in fetch("SELECT kind, entries FROM search_total WHERE entries > 0", [])
    }


def best_by_engine(expression: str, limit: int) -> list[int]:
    """Return the ids of the best entries by FTS5's own ranking, to compare with in measurements."""
    query = "SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY bm25(search_text) LIMIT %s"
    return [entry_id for (entry_id,) in fetch(query, [expression, limit])]
