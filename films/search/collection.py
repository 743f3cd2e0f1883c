"""Say what the films of the collection can be browsed by, and how many have each value."""

from films.kinds.sql import FACET
from films.search import facets, tokens
from films.search.records import record_labels
from films.search.sets import current
from films.search.tokens import FACET_LETTERS
from films.search.types import RECORD_FACETS, FacetName, FacetValue, Kind


def film_values(facet: FacetName) -> tuple[FacetValue, ...]:
    """Return all values that published films have of a facet with the number of films, the most frequent first."""
    sets = current()
    films = sets.having(tokens.facet(FacetName.KIND, Kind.FILM))
    beginning = f"{FACET}{FACET_LETTERS[facet]}"
    counts = sets.counts(films, {beginning: None})[beginning]
    labels = record_labels((facet, int(held)) for held in counts) if facet in RECORD_FACETS else {}
    return tuple(
        FacetValue(value, label, count, selected=False)
        for value, (label, count) in facets.labelled(facet, counts, counts, labels, {})
    )
