"""Generate the SQL that makes the entries of each kind from the facts, as the kind declares them."""

from films.kinds.dialects import in_postgresql
from films.kinds.index import Entry, Facet
from films.kinds.sql import SEPARATOR, sql_text
from films.search.backends.sources import STORED_COLUMNS, bucket_sql, counted_and_limiting, tokens_by_name
from films.search.entry_ids import KIND_BITS, OBJECT_ID_BITS, RECORD_MASK, first_record
from films.search.tokens import PRIVATE

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
    counted, limiting = counted_and_limiting(entry)
    languages = (
        f"SELECT array_agg(DISTINCT language) FROM search_article WHERE language IN ({entry.title_languages})"
    )
    return in_postgresql(
        f"""
        SELECT ({bucket_sql(entry, "greatest")}::bigint << {KIND_BITS + OBJECT_ID_BITS})
                | {first_record(entry)}::bigint | found.object_id::bigint AS id,
            '{entry.kind}'::text AS kind, found.object_id::bigint AS object_id,
            found.slug::text AS slug, found.anchor::text AS anchor, found.year::integer AS year,
            coalesce(search_filed({entry.sort_title}, ({languages})), '') AS sort_title,
            {all_tokens(counted)} AS facets, found.title::text AS title, {entry.names} AS names,
            found.context::text AS context, found.keywords::text AS keywords, found.related::text AS related,
            found.body::text AS body, {all_tokens(limiting)} AS limits, {card_sql(entry)} AS card
        FROM ({entry.select}) AS found"""
    )


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
    texts = [
        f"coalesce((SELECT string_agg(token, ' ' ORDER BY token) FROM ({each}) each), '')"
        for each in tokens_by_name(facets)
    ]
    together = " || ' ' || ".join(texts)
    # Facets that an entry lacks leave no gap, since tokens are compared as they are written.
    return f"trim(regexp_replace({together}, ' +', ' ', 'g'))" if facets else "''"
