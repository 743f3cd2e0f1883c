"""Generate the SQL that makes the entries of each kind from the facts, as the kind declares them."""

from films.kinds.index import Entry, Facet
from films.kinds.names import FacetName
from films.kinds.sql import FACET, LIMIT, SEPARATOR, sql_text
from films.search.backends.sqlite import filing, prominence
from films.search.backends.sqlite.expressions import respelled_sql
from films.search.entry_ids import KIND_BITS, OBJECT_ID_BITS, RECORD_MASK, first_record
from films.search.tokens import FACET_LETTERS, PRIVATE

STORED_COLUMNS = (
    "record id kind object_id slug anchor year sort_title facets title names respelled context keywords related "
    "body limits card".split()
)
"""In the order of the row: what is read of every entry of a window comes before what may be long."""

REPEATING_COLUMNS = ("context", "related", "card")
"""The columns that repeat what other records are called."""

SOURCE_COLUMNS = [column for column in STORED_COLUMNS if column not in ("record", "respelled")]
"""What the view of a kind reads from the facts; `stored_sql` makes the columns of an entry from it."""


def source_view(entry: Entry) -> str:
    """Return a SELECT of a kind's entries with their texts as they stand in the facts.

    An entry's id is its rank: the bucket of prominence in the high bits, then the kind, then the object's id.
    """
    bucket = f"({prominence.bucket_sql(entry)} << {KIND_BITS + OBJECT_ID_BITS})"
    rank = f"({bucket} | {first_record(entry)} | found.object_id)"
    counted = [facet for facet in entry.all_facets if isinstance(facet.name, FacetName)]
    limiting = [facet for facet in entry.all_facets if not isinstance(facet.name, FacetName)]
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
    by_name: dict[FacetName | str, list[Facet]] = {}
    for facet in facets:
        by_name.setdefault(facet.name, []).append(facet)
    texts = [facet_tokens(name, each) for name, each in by_name.items()]
    together = " || ' ' || ".join(texts)
    return f"trim({together})" if texts else "''"


def facet_tokens(name: FacetName | str, facets: list[Facet]) -> str:
    """Return SQL for the distinct tokens that the facets of one name give the entry `found`."""
    mark = f"{FACET}{FACET_LETTERS[name]}" if isinstance(name, FacetName) else f"{LIMIT}{name}"
    tokens = " UNION ".join(
        f"SELECT DISTINCT '{mark}' || {facet.value} AS token FROM {facet.source} "
        f"WHERE {facet.object_id} = found.object_id AND ({facet.condition})"
        for facet in facets
    )
    return f"coalesce((SELECT group_concat(token, ' ') FROM ({tokens})), '')"
