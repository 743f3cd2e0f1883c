"""Generate the SQL that makes the entries of each kind from the facts, as the kind declares them."""

from films.kinds.index import Entry, Facet
from films.kinds.sql import SEPARATOR, sql_text
from films.search.backends.sources import STORED_COLUMNS, bucket_sql, counted_and_limiting, tokens_by_name
from films.search.backends.sqlite import filing
from films.search.backends.sqlite.expressions import respelled_sql
from films.search.entry_ids import KIND_BITS, OBJECT_ID_BITS, RECORD_MASK, first_record
from films.search.tokens import PRIVATE

REPEATING_COLUMNS = ("context", "related", "card")
"""The columns that repeat what other records are called."""

SOURCE_COLUMNS = [column for column in STORED_COLUMNS if column not in ("record", "respelled")]
"""What the view of a kind reads from the facts; `stored_sql` makes the columns of an entry from it."""


def source_view(entry: Entry) -> str:
    """Return a SELECT of a kind's entries with their texts as they stand in the facts.

    An entry's id is its rank: the bucket of prominence in the high bits, then the kind, then the object's id.
    """
    bucket = f"({bucket_sql(entry, 'max')} << {KIND_BITS + OBJECT_ID_BITS})"
    rank = f"({bucket} | {first_record(entry)} | found.object_id)"
    counted, limiting = counted_and_limiting(entry)
    return f"""
        SELECT {rank} AS id, '{entry.kind}' AS kind, found.object_id AS object_id,
            found.slug AS slug, found.anchor AS anchor, found.year AS year,
            {filing.sort_title_sql(entry.sort_title, entry.title_languages)} AS sort_title,
            {all_tokens(counted)} AS facets, found.title AS title, {entry.names} AS names,
            found.context AS context, found.keywords AS keywords, found.related AS related, found.body AS body,
            {all_tokens(limiting)} AS limits, {card_sql(entry)} AS card
        FROM ({entry.select}) AS found"""


def stored_sql(source: str) -> str:
    """Return SQL for the columns of an entry as the index stores them, made from a row of a source view."""
    return ", ".join(stored_columns(source).values())


def stored_again_sql(source: str) -> str:
    """Return the same SQL for an entry that may be stored already.

    Other spellings of its names take longest to make, so they are kept while the names are the same.
    """
    columns = stored_columns(source)
    same = " AND ".join(f"{column} = {columns[column]}" for column in ("record", "title", "names"))
    held = f"SELECT respelled FROM search_entry WHERE {same}"
    return ", ".join((columns | {"respelled": f"coalesce(({held}), {columns['respelled']})"}).values())


def stored_columns(source: str) -> dict[str, str]:
    """Return the SQL for each column of an entry as the index stores it."""
    derived = {
        "record": f"{source}.id & {RECORD_MASK}",
        **{column: cleaned(f"{source}.{column}") for column in ("title", "keywords", "related", "body")},
        "names": cleaned(f"trim({source}.names)"),
        "respelled": cleaned(respelled_sql(f"{source}.title || '{SEPARATOR}' || {source}.names")),
    }
    return {column: derived.get(column, f"{source}.{column}") for column in STORED_COLUMNS}


def cleaned(expression: str) -> str:
    """Return SQL for a text without the characters that begin the index's own tokens."""
    for mark in PRIVATE:
        expression = f"replace({expression}, '{mark}', '')"
    return expression


def card_sql(entry: Entry) -> str:
    """Return the SQL expression of what results show beside the texts of the entry `found`, as a JSON object."""
    pairs = ", ".join(f"{sql_text(field.name)}, json({field.value})" for field in entry.card_fields)
    return f"json_patch('{{}}', json_object({pairs}))" if pairs else "'{}'"  # a patch leaves out what is null


def all_tokens(facets: list[Facet]) -> str:
    """Return SQL for all tokens that some facets give the entry `found`, as one text."""
    texts = [f"coalesce((SELECT group_concat(token, ' ') FROM ({each})), '')" for each in tokens_by_name(facets)]
    together = " || ' ' || ".join(texts)
    return f"trim({together})" if texts else "''"
