"""What the API can be asked, with an example of each that answers on the founding facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from films.search import FacetName
from films.search.types import MAX_PAGE_SIZE
from films.views.api.shapes.searching import ORDERS, SearchAnswer, SuggestAnswer
from films.views.api.shapes.things import (
    Document,
    DocumentList,
    Film,
    FilmList,
    Location,
    LocationList,
    Person,
    PersonList,
)

SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
AFTER = {"type": "string", "pattern": "^[-a-zA-Z0-9_]*$", "maxLength": 160}
COUNT = {"type": "integer", "minimum": 1}
SIZE = {**COUNT, "maximum": MAX_PAGE_SIZE}


@dataclass(frozen=True)
class Parameter:
    """What an address may say: its name, what it means, and the JSON schema of its value."""

    name: str
    meaning: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})
    place: str = "query"

    @property
    def repeats(self) -> bool:
        return self.schema["type"] == "array"

    @property
    def choices(self) -> Sequence[str]:
        return [choice for choice in self.schema.get("enum", ()) if choice]


@dataclass(frozen=True)
class Operation:
    """One thing to ask: its address, what it answers, and an address that shows it at work.

    `leads_on` tells whether a former address redirects to where the thing is now.
    """

    path: str
    name: str
    summary: str
    answer: type[msgspec.Struct]
    example: str
    parameters: tuple[Parameter, ...] = ()
    leads_on: bool = False

    @property
    def shape(self) -> str:
        """Return the name of what is answered."""
        return self.answer.__name__


MEANINGS = {
    FacetName.KIND: "What an entry is: film, person, credit, location, film_location, review, note and so on.",
    FacetName.FILM: "A film, by its slug.",
    FacetName.PERSON: "A person, by their slug.",
    FacetName.JOB: "A kind of work, such as composer.",
    FacetName.LOCATION: "A location and all within it, by its slug.",
    FacetName.COUNTRY: "A country, by its slug.",
    FacetName.GENRE: "A genre, by its slug.",
    FacetName.DECADE: "A decade, such as 1980s.",
    FacetName.YEAR: "A year, or a range such as 1985..1990.",
    FacetName.OUTLET: "Where a review appeared, by the outlet's slug.",
    FacetName.SCORE: "The score of a review on 0 to 100, as a range such as 60..79.",
}
FILTERS = tuple(
    Parameter(
        facet.value,
        MEANINGS.get(facet, ""),
        {"type": "array", "items": {"type": "string"}},
    )
    for facet in FacetName
)
SEARCH = (
    Parameter("q", "What is searched for, in the words and signs of the search page; any text will do."),
    *FILTERS,
    Parameter("sort", "The order; relevance unless said.", {"type": "string", "enum": [*ORDERS, ""]}),
    Parameter("exact", "1 for the words as they stand, neither understood nor corrected."),
    Parameter("page", "Which page of the results.", COUNT),
    Parameter("page_size", "How many results to a page; 20 unless said.", SIZE),
)
PAGING = (
    Parameter("after", "The last slug of the page before; `next` of an answer has it already.", AFTER),
    Parameter("page_size", "How many to a page; 50 unless said.", SIZE),
)


def by_slug(whose: str) -> tuple[Parameter, ...]:
    return (Parameter("slug", f"Names the {whose} in its address.", SLUG, "path"),)


OPERATIONS = (
    Operation(
        "/api/search", "search", "Search everything.", SearchAnswer, "/api/search?q=danko&kind=credit", SEARCH
    ),
    Operation(
        "/api/suggest",
        "suggest",
        "Finish a name.",
        SuggestAnswer,
        "/api/suggest?q=schw",
        (Parameter("q", "The beginning of a name."),),
    ),
    Operation("/api/films", "films", "List films.", FilmList, "/api/films?page_size=2", PAGING),
    Operation(
        "/api/films/{slug}",
        "film",
        "Get a film whole.",
        Film,
        "/api/films/red-heat-1988",
        by_slug("film"),
        leads_on=True,
    ),
    Operation("/api/people", "people", "List people.", PersonList, "/api/people?after=james-belushi", PAGING),
    Operation(
        "/api/people/{slug}",
        "person",
        "Get a person whole.",
        Person,
        "/api/people/walter-hill",
        by_slug("person"),
        leads_on=True,
    ),
    Operation("/api/locations", "locations", "List locations.", LocationList, "/api/locations", PAGING),
    Operation(
        "/api/locations/{slug}",
        "location",
        "Get a location whole.",
        Location,
        "/api/locations/budapest",
        by_slug("location"),
        leads_on=True,
    ),
    Operation("/api/documents", "documents", "List source documents.", DocumentList, "/api/documents", PAGING),
    Operation(
        "/api/documents/{slug}",
        "document",
        "Get a document's passages, and the facts taken from each.",
        Document,
        "/api/documents/wikipedia-red-heat",
        by_slug("document"),
    ),
)
