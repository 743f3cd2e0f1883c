"""Say what the collection can be browsed by, how many records have each value, and which films are best known."""

from films.kinds.sql import FACET
from films.search import facets, tokens
from films.search.entry_ids import object_id_of
from films.search.expressions import any_kind
from films.search.jobs import known_jobs
from films.search.records import records_with_ids
from films.search.sets import current, entry_ids
from films.search.tokens import FACET_LETTERS
from films.search.types import RECORD_FACETS, FacetName, FacetValue, Kind


def values_held(facet: FacetName, kind: Kind) -> tuple[FacetValue, ...]:
    """Return all values that published records of a kind have of a facet, the most frequent first."""
    sets = current()
    records = sets.having(tokens.facet(FacetName.KIND, kind))
    beginning = f"{FACET}{FACET_LETTERS[facet]}"
    counts = sets.counts(records, {beginning: None})[beginning]
    labels = records_with_ids((facet, int(held)) for held in counts) if facet in RECORD_FACETS else {}
    return tuple(
        FacetValue(value, label, count, selected=False)
        for value, (label, count) in facets.labelled(
            facet, counts, counts, labels, {FacetName.JOB: known_jobs().by_value}
        )
    )


def prominent_films(most: int) -> list[int]:
    """Return the keys of the most prominent films."""
    (found,) = entry_ids([any_kind(Kind.FILM)], most)
    return [object_id_of(entry_id) for entry_id in found]
