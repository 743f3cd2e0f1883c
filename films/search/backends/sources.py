"""Generate the SQL of entries that all engines have in common: their columns, tokens and prominence."""

from films.kinds.index import Entry, Facet
from films.kinds.names import FacetName
from films.kinds.sql import FACET, LIMIT, logarithm_sql
from films.search.entry_ids import BUCKETS_TO_A_POINT, PROMINENCE_BUCKETS
from films.search.tokens import FACET_LETTERS

STORED_COLUMNS = (
    "record id kind object_id slug anchor year sort_title facets title names respelled context keywords related "
    "body limits card".split()
)
"""The columns of an entry that are made from the facts: what may be long comes last."""

DOUBLINGS = 32  # the highest count in the table of logarithms; higher ones count the same
STEPS_TO_DOUBLE = 8  # of that table
LOGARITHMS = [
    (2 ** (step / STEPS_TO_DOUBLE) - 1, step / STEPS_TO_DOUBLE) for step in range(DOUBLINGS * STEPS_TO_DOUBLE + 1)
]
"""What the table holds: not every database has the function, and this one is the same in all."""


def bucket_sql(entry: Entry, greatest: str) -> str:
    """Return SQL for the prominence bucket of an entry, over a row called `found`."""
    points = " + ".join(f"{part.weight} * {logarithm_sql(part.count)}" for part in entry.prominence) or "0"
    return f"{greatest}(0, {PROMINENCE_BUCKETS - 1} - CAST(({points}) * {BUCKETS_TO_A_POINT} AS INTEGER))"


def parts_sql(entry: Entry, object_id: str) -> str:
    """Return a SELECT of (part, points) for the prominence of one record, whose id is the parameter."""
    parts = " UNION ALL ".join(
        f"SELECT '{part.name}', {part.weight} * {logarithm_sql(part.count)} FROM found"
        for part in entry.prominence
    )
    return f"WITH found (object_id) AS (SELECT {object_id}) {parts}"


def counted_and_limiting(entry: Entry) -> tuple[list[Facet], list[Facet]]:
    """Return the facets that are counted, and those that only narrow texts."""
    counted = [facet for facet in entry.all_facets if isinstance(facet.name, FacetName)]
    return counted, [facet for facet in entry.all_facets if not isinstance(facet.name, FacetName)]


def tokens_by_name(facets: list[Facet]) -> list[str]:
    """Return for each name of some facets a SELECT of the distinct tokens that they give the entry `found`."""
    by_name: dict[FacetName | str, list[Facet]] = {}
    for facet in facets:
        by_name.setdefault(facet.name, []).append(facet)
    return [tokens_select(name, each) for name, each in by_name.items()]


def tokens_select(name: FacetName | str, facets: list[Facet]) -> str:
    mark = f"{FACET}{FACET_LETTERS[name]}" if isinstance(name, FacetName) else f"{LIMIT}{name}"
    return " UNION ".join(
        f"SELECT DISTINCT '{mark}' || {facet.value} AS token FROM {facet.source} "
        f"WHERE {facet.object_id} = found.object_id AND ({facet.condition})"
        for facet in facets
    )
