"""Make candidates of the rows of entries, whichever engine read them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from films.search.entry_ids import kind_of, object_id_of
from films.search.types import Candidate, Kind

TEXTS = ("title", "names", "respelled", "related", "body", "keywords")
CANDIDATE = f"id, slug, anchor, year, written, context, facets, limits, card, {', '.join(TEXTS)}"
"""The columns of an entry that a candidate is made of."""

NAMED_RECORD = (
    "name.key, name.form, name.entry_id, entry.slug, entry.title, entry.year, "
    f"CASE entry.kind WHEN '{Kind.PERSON}' THEN entry.limits ELSE '' END"
)
"""The columns of a `name` and of its `entry` that a record found by its name is made of."""


def candidates_in_order(rows: Iterable[Sequence[Any]], entry_ids: Sequence[int]) -> list[Candidate]:
    """Return the candidates of rows with the columns `CANDIDATE`, in the order of the entries."""
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
            card,
            dict(zip(TEXTS, texts, strict=True)),
        )
        for entry_id, slug, anchor, year, written, context, facets, limits, card, *texts in rows
    }
    return [found[entry_id] for entry_id in entry_ids if entry_id in found]
