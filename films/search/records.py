"""Look up records that are values of facets, and genres by their names.

What was looked up is remembered for as long as the state of the index is the same.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from films.identity.folding import key
from films.kinds.names import FacetName
from films.search import tokens
from films.search.backends import engine
from films.search.backends.base import LabelledRecord
from films.search.sets import current

RECORDS_KEPT = 5000  # looked up by their ids, and as many by slugs, which anybody can make up

PARTS = "/"
"""Stands between two names of one genre."""

Key = TypeVar("Key", int, str)
Labelled = dict[tuple[FacetName, Key], LabelledRecord]
"""Records by their facets and their ids or slugs."""


def records_with_ids(records: Iterable[tuple[FacetName, int]]) -> Labelled[int]:
    """Return those records that are published, by their facets and ids."""
    return look_up(records, "records by id", engine().records_with_ids)


def records_with_slugs(records: Iterable[tuple[FacetName, str]]) -> Labelled[str]:
    """Return those records that are published, by their facets and slugs."""
    return look_up(records, "records by slug", engine().records_with_slugs)


def look_up(
    records: Iterable[tuple[FacetName, Key]],
    remembered_as: str,
    read: Callable[[Iterable[tuple[FacetName, Key]]], Labelled[Key]],
) -> Labelled[Key]:
    asked = list(records)
    known: dict[tuple[FacetName, Key], LabelledRecord | None]
    known = current().remembering(remembered_as, RECORDS_KEPT)
    found = {record: known[record] for record in asked if record in known}
    if unknown := [record for record in asked if record not in found]:
        looked_up = dict.fromkeys(unknown) | read(unknown)
        known |= looked_up
        found |= looked_up
    return {record: labelled for record in asked if (labelled := found[record])}


def genres_named(keys: Iterable[str]) -> list[tuple[str, int, str, str]]:
    """Return (key, id, slug, name) of the genres that one of these keys names and that some entry is of."""
    known = known_genres()
    return [genre for genre_key in dict.fromkeys(keys) for genre in known.get(genre_key, ())]


def known_genres() -> dict[str, list[tuple[str, int, str, str]]]:
    """Return the genres that some entry is of by the keys of their names; they are read once for each state."""
    remembered = current().remembered
    if "genres" not in remembered:
        remembered["genres"] = genres_by_key()
    found: dict[str, list[tuple[str, int, str, str]]] = remembered["genres"]
    return found


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
