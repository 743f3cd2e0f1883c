"""Find the films that people are known for, and those shot or set at places."""

from collections.abc import Sequence

from films.models.places import LocationUse
from films.search import tokens
from films.search.entries import read_entries
from films.search.expressions import all_of, any_kind, any_token
from films.search.sets import entry_ids, held
from films.search.types import Candidate, FacetName, Kind

FILMS_SHOWN = 3  # films shown for one person or place


def known_for(person_ids: Sequence[int]) -> dict[int, list[Candidate]]:
    """Map people to their most prominent films: first those in which they lead, then others."""
    leading = [tokens.led_by(person_id) for person_id in person_ids]
    found = films_with([*leading, *(tokens.facet(FacetName.PERSON, person_id) for person_id in person_ids)])
    return {
        person_id: list({film.id: film for film in (*led, *others)}.values())[:FILMS_SHOWN]
        for person_id, led, others in zip(person_ids, found, found[len(leading) :], strict=False)
    }


def used_by(place_ids: Sequence[int]) -> dict[tuple[int, LocationUse], list[Candidate]]:
    """Map places, with each use, to their most prominent films, including those of places within them."""
    asked = [(place, use) for place in place_ids for use in LocationUse]
    return dict(zip(asked, films_with([tokens.used(use, place) for place, use in asked]), strict=True))


def films_with(values: Sequence[str]) -> list[list[Candidate]]:
    """Map tokens of the index to the most prominent films with them."""
    is_film = any_kind(Kind.FILM)
    with held():
        found = entry_ids([all_of([is_film, any_token([value])]) for value in values], FILMS_SHOWN)
        films = {film.id: film for film in read_entries(list({film_id for ids in found for film_id in ids}))}
    return [[films[film_id] for film_id in ids] for ids in found]
