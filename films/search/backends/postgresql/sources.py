"""Generate the SQL that makes the entries of each kind from the facts, as the kind declares them."""

from films.kinds.dialects import in_postgresql
from films.kinds.index import Entry, Facet
from films.kinds.names import FacetName
from films.kinds.sql import FACET, LIMIT, SEPARATOR, logarithm_sql, sql_text
from films.search.entry_ids import (
    BUCKETS_TO_A_POINT,
    KIND_BITS,
    OBJECT_ID_BITS,
    PROMINENCE_BUCKETS,
    RECORD_MASK,
    first_record,
)
from films.search.tokens import FACET_LETTERS, PRIVATE

STORED_COLUMNS = (
    "record id kind object_id slug anchor year sort_title facets title names respelled context keywords related "
    "body limits card".split()
)
TEXT_COLUMNS = ("title", "names", "related", "body", "keywords", "limits")
"""The columns of an entry that its tokens are made from."""

TOKENS = (
    "search_vector({row}.title, {row}.names, {row}.related, {row}.body, {row}.keywords, "
    "trim(search_spelled({row}.title) || ' ' || search_spelled({row}.names) || ' ' "
    "|| search_spelled({row}.related) || ' ' || search_spelled({row}.body) || ' ' || "
    "search_unspaced({row}.title || ' ' || {row}.names || ' ' || {row}.body) || ' ' || {row}.respelled), "
    "search_named({row}.title, {row}.names, {row}.respelled), {row}.limits)"
)
"""The tokens of an entry's row: its texts as written, in other spellings, as words of names, and its limits."""


def source_view(entry: Entry) -> str:
    """Return a SELECT of a kind's entries with their texts as they stand in the facts.

    An entry's id is its rank: the bucket of prominence in the high bits, then the kind, then the object's id.
    """
    counted = [facet for facet in entry.all_facets if isinstance(facet.name, FacetName)]
    limiting = [facet for facet in entry.all_facets if not isinstance(facet.name, FacetName)]
    languages = (
        f"SELECT array_agg(DISTINCT language) FROM search_article WHERE language IN ({entry.title_languages})"
    )
    return in_postgresql(
        f"""
        SELECT ({bucket_sql(entry)}::bigint << {KIND_BITS + OBJECT_ID_BITS})
                | {first_record(entry)}::bigint | found.object_id::bigint AS id,
            '{entry.kind}'::text AS kind, found.object_id::bigint AS object_id,
            found.slug::text AS slug, found.anchor::text AS anchor, found.year::integer AS year,
            coalesce(search_filed({entry.sort_title}, ({languages})), '') AS sort_title,
            {all_tokens(counted)} AS facets, found.title::text AS title, {entry.names} AS names,
            found.context::text AS context, found.keywords::text AS keywords, found.related::text AS related,
            found.body::text AS body, {all_tokens(limiting)} AS limits, {card_sql(entry)} AS card
        FROM ({entry.select}) AS found"""
    )


def bucket_sql(entry: Entry) -> str:
    """Return SQL for the prominence bucket of an entry, over a row called `found`."""
    points = " + ".join(f"{part.weight} * {logarithm_sql(part.count)}" for part in entry.prominence) or "0"
    last = PROMINENCE_BUCKETS - 1
    return f"greatest(0, {last} - CAST(({points}) * {BUCKETS_TO_A_POINT} AS INTEGER))"


def parts_sql(entry: Entry) -> str:
    """Return a SELECT of (part, points) for the prominence of one record; its parameter is the record's id."""
    parts = " UNION ALL ".join(
        f"SELECT '{part.name}', {part.weight} * {logarithm_sql(part.count)} FROM found"
        for part in entry.prominence
    )
    return in_postgresql(f"WITH found (object_id) AS (SELECT %s::bigint) {parts}")


def stored_sql(source: str) -> str:
    """Return SQL for the columns of an entry as the index stores them, made from a row of a source view."""
    derived = {
        "record": f"{source}.id & {RECORD_MASK}",
        **{column: cleaned(f"{source}.{column}") for column in ("title", "keywords", "related", "body")},
        "names": cleaned(f"trim({source}.names)"),
        "respelled": cleaned(f"search_respelled({source}.title || '{SEPARATOR}' || {source}.names)"),
    }
    return ", ".join(f"{derived.get(column, f'{source}.{column}')} AS {column}" for column in STORED_COLUMNS)


def cleaned(expression: str) -> str:
    """Return SQL for a text without the characters that begin the index's own tokens."""
    return f"translate({expression}, '{''.join(PRIVATE)}', '')"


def card_sql(entry: Entry) -> str:
    """Return the SQL expression of what results show beside the texts of the entry `found`, as a JSON object."""
    pairs = ", ".join(f"{sql_text(field.name)}, {field.value}" for field in entry.card_fields)
    return f"jsonb_strip_nulls(jsonb_build_object({pairs}))::text" if pairs else "'{}'"


def all_tokens(facets: list[Facet]) -> str:
    """Return SQL for all tokens that some facets give the entry `found`, as one text."""
    by_name: dict[FacetName | str, list[Facet]] = {}
    for facet in facets:
        by_name.setdefault(facet.name, []).append(facet)
    together = " || ' ' || ".join(facet_tokens(name, each) for name, each in by_name.items())
    # Facets that an entry lacks leave no gap, since tokens are compared as they are written.
    return f"trim(regexp_replace({together}, ' +', ' ', 'g'))" if facets else "''"


def facet_tokens(name: FacetName | str, facets: list[Facet]) -> str:
    """Return SQL for the distinct tokens that the facets of one name give the entry `found`."""
    mark = f"{FACET}{FACET_LETTERS[name]}" if isinstance(name, FacetName) else f"{LIMIT}{name}"
    tokens = " UNION ".join(
        f"SELECT DISTINCT '{mark}' || {facet.value} AS token FROM {facet.source} "
        f"WHERE {facet.object_id} = found.object_id AND ({facet.condition})"
        for facet in facets
    )
    return f"coalesce((SELECT string_agg(token, ' ' ORDER BY token) FROM ({tokens}) each), '')"
