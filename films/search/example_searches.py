"""Make example searches about the most prominent records, so that each finds something."""

import re
from collections.abc import Iterator, Sequence

from films.models.places import LocationUse
from films.search import filmographies
from films.search.entries import read_entries
from films.search.expressions import any_kind
from films.search.sets import entry_ids
from films.search.types import Candidate, Example, Kind

KINDS = (Kind.FILM, Kind.PERSON, Kind.LOCATION)
LOOKED_AT = 12  # records of each kind among which a suitable name is looked for
SPELT = re.compile(r"\w{6,}")
"""A word long enough to be known by its other letters when one is missing."""
PLACE_WORDS = {LocationUse.FILMED: "shot in", LocationUse.SET: "set in"}


def examples() -> tuple[Example, ...]:
    """Return an example of each way to search, about the most prominent records of some kinds."""
    kinds = [any_kind(kind) for kind in KINDS]
    found = [read_entries(ids) for ids in entry_ids(kinds, LOOKED_AT) if ids]
    about = {Kind.FILM: film_examples, Kind.PERSON: person_examples, Kind.LOCATION: place_examples}
    return tuple(example for entries in found for example in about[entries[0].kind](entries))


def film_examples(films: Sequence[Candidate]) -> Iterator[Example]:
    """Yield a question about a film, and a title as a phrase."""
    film = next((film for film in films if film.context), films[0])
    title = film.texts["title"]
    yield Example(f"who directed {title}", "a question") if film.context else Example(title, "a title")
    several = next((film.texts["title"] for film in films if " " in film.texts["title"]), "")
    if several:
        yield Example(f'"{several.lower()}"', "an exact phrase")


def person_examples(people: Sequence[Candidate]) -> Iterator[Example]:
    """Yield a question about a person, and a misspelt name."""
    person = next((person for person in people if with_slip(person.texts["title"])), people[0])
    name = person.texts["title"]
    films = filmographies.known_for([person.object_id])[person.object_id]
    years = [film.year for film in films if film.year]
    yield (
        Example(f"{years[0] // 10}0s films with {name}", "a person and a decade")
        if years
        else Example(name, "a name")
    )
    if misspelt := with_slip(name):
        yield Example(misspelt, "a misspelt name")


def place_examples(places: Sequence[Candidate]) -> Iterator[Example]:
    """Yield a question about a place."""
    place = places[0]
    name = place.texts["title"]
    used = filmographies.used_by([place.object_id])
    asked = next((words for use, words in PLACE_WORDS.items() if used[place.object_id, use]), "")
    yield Example(f"{asked} {name}".strip(), "a place and everything in it")


def with_slip(name: str) -> str:
    """Return a name with a double letter written once, or '' if no word has one."""
    doubled = next((found for word in SPELT.finditer(name) for found in re.finditer(r"(\w)\1", word[0])), None)
    return name.replace(doubled[0], doubled[1], 1).lower() if doubled else ""
