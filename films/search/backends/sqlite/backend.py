"""Asking the index in SQLite. Every query here looks at no more entries than it is told to."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from films.search.backends.sqlite.schema import (
    KIND_NUMBERS,
    MATCH_END,
    MATCH_START,
    OBJECT_ID_BITS,
    TEXT_COLUMNS,
)
from films.search.types import Candidate, FacetName, Kind

MARKED = ", ".join(
    f"highlight(search_text, {number}, '{MATCH_START}', '{MATCH_END}')" for number in range(len(TEXT_COLUMNS))
)
PLAIN = ", ".join(f"entry.{column}" for column in TEXT_COLUMNS)
ENTRY_COLUMNS = "entry.id, entry.kind, entry.object_id, entry.slug, entry.anchor, entry.year, entry.context"


def find(match: str, filters: dict[FacetName, tuple[str, ...]], limit: int) -> list[Candidate]:
    """Return the most prominent entries that match and pass the filters, with what matched marked.

    `match` is an FTS5 expression, or empty for all entries.
    """
    clauses, parameters = filter_sql(filters)
    if match:
        query = f"""
            SELECT {ENTRY_COLUMNS}, {MARKED}
            FROM search_text JOIN search_entry entry ON entry.id = search_text.rowid
            WHERE search_text MATCH %s {clauses}
            ORDER BY search_text.rowid LIMIT %s
        """
        parameters = [match, *parameters, limit]
    else:
        query = f"""
            SELECT {ENTRY_COLUMNS}, {PLAIN} FROM search_entry entry
            WHERE 1 {clauses} ORDER BY entry.id LIMIT %s
        """
        parameters = [*parameters, limit]
    return [
        Candidate(
            entry_id,
            Kind(kind),
            object_id,
            slug,
            anchor,
            year,
            context,
            dict(zip(TEXT_COLUMNS, texts, strict=True)),
        )
        for entry_id, kind, object_id, slug, anchor, year, context, *texts in fetch(query, parameters)
    ]


def filter_sql(filters: dict[FacetName, tuple[str, ...]]) -> tuple[str, list[Any]]:
    """Return the conditions of the filters: any value within one facet, and all facets together."""
    conditions, parameters = [], []
    for facet, values in filters.items():
        placeholders = ", ".join(["%s"] * len(values))
        if facet == FacetName.KIND:
            conditions.append(f"AND entry.kind IN ({placeholders})")
        else:
            conditions.append(
                "AND EXISTS (SELECT 1 FROM search_facet WHERE entry_id = entry.id "
                f"AND facet = %s AND value IN ({placeholders}))"
            )
            parameters.append(facet.value)
        parameters.extend(values)
    return " ".join(conditions), parameters


def facet_counts(entry_ids: Sequence[int], facets: Iterable[FacetName]) -> list[tuple[str, str, int]]:
    """Return (facet, value, count) over these entries, most frequent first."""
    ids = json.dumps(entry_ids)
    names = json.dumps([facet.value for facet in facets])
    return fetch(
        """
        SELECT facet, value, count(*) AS entries FROM search_facet
        WHERE entry_id IN (SELECT value FROM json_each(%s)) AND facet IN (SELECT value FROM json_each(%s))
        GROUP BY facet, value ORDER BY entries DESC, value
        """,
        [ids, names],
    )


def document_frequencies(tokens: Iterable[str]) -> dict[str, int]:
    """Return in how many entries each token stands."""
    return dict(
        fetch(
            "SELECT term, doc FROM search_vocabulary WHERE term IN (SELECT value FROM json_each(%s))",
            [json.dumps(list(tokens))],
        )
    )


def totals() -> dict[Kind, int]:
    """Return how many entries there are of each kind."""
    return {
        Kind(kind): count for kind, count in fetch("SELECT kind, count(*) FROM search_entry GROUP BY kind", [])
    }


def matching_objects(kind: Kind, match: str, limit: int) -> list[int]:
    """Return the ids of the objects of one kind whose entries match, most prominent first."""
    mask = (1 << OBJECT_ID_BITS) - 1
    return [
        object_id
        for (object_id,) in fetch(
            f"SELECT rowid & {mask} FROM search_text WHERE search_text MATCH %s "
            f"AND (rowid >> {OBJECT_ID_BITS}) & 31 = %s ORDER BY rowid LIMIT %s",
            [match, KIND_NUMBERS[kind], limit],
        )
    ]


def fetch(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()
