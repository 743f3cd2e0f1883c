"""What records are called: their labels and slugs, and genres by their names.

What was looked up is remembered for as long as the state of the index is the same.
"""

from collections.abc import Iterable, Mapping, Sequence

from films.identity.folding import key
from films.kinds.names import FacetName
from films.search import tokens
from films.search.backends import engine
from films.search.sets import current

PARTS = "/"
"""Stands between two names of one genre."""

Labels = dict[tuple[FacetName, int], tuple[str, str]]
"""The slug and label of records by their facet and id."""

Ids = dict[tuple[FacetName, str], tuple[int, str]]
"""The id and label of records by their facet and slug."""


def record_labels(records: Iterable[tuple[FacetName, int]]) -> Labels:
    """Return the slug and label of those records that are published."""
    asked = list(records)
    known = current().remembered.setdefault("labels", {})
    unknown = [record for record in asked if record not in known]
    if unknown:
        known |= dict.fromkeys(unknown) | engine().record_labels(unknown)
    return {record: known[record] for record in asked if known[record]}


def record_ids(slugs: Mapping[FacetName, Sequence[str]]) -> Ids:
    """Return the id and label of those records that are published."""
    return engine().record_ids(slugs) if slugs else {}


def nearest_above(facet: FacetName, record_ids: Iterable[int]) -> dict[int, int]:
    """Map places or genres to the nearest of these records that contains them or is broader."""
    asked = set(record_ids)
    known: dict[int, list[int]] = current().remembered.setdefault(f"above {facet}", {})
    if unknown := asked - known.keys():
        known |= {record_id: [] for record_id in unknown} | engine().records_above(facet, sorted(unknown))
    nearest = {record_id: next((above for above in known[record_id] if above in asked), 0) for record_id in asked}
    return {record_id: above for record_id, above in nearest.items() if above}


def genres_named(keys: Iterable[str]) -> list[tuple[str, int, str, str]]:
    """Return (key, id, slug, name) of the genres that one of these keys names and that some entry is of."""
    remembered = current().remembered
    if "genres" not in remembered:
        remembered["genres"] = genres_by_key()
    return [genre for genre_key in dict.fromkeys(keys) for genre in remembered["genres"].get(genre_key, ())]


def genres_by_key() -> dict[str, list[tuple[str, int, str, str]]]:
    """Return the genres that some entry is of by the keys of their names.

    The parts of a name such as “Thriller/Suspense” are names of it, if they are not those of another genre.
    """
    sets = current()
    found: dict[str, list[tuple[str, int, str, str]]] = {}
    for genre in engine().genre_names():
        if sets.having(tokens.facet(FacetName.GENRE, genre[1])):
            found.setdefault(genre[0], []).append(genre)
    parts: dict[str, list[tuple[str, int, str, str]]] = {}
    for genre in sorted({genre for genres in found.values() for genre in genres if PARTS in genre[3]}):
        for part in genre[3].split(PARTS):
            parts.setdefault(key(part), []).append((key(part), *genre[1:]))
    return parts | found
