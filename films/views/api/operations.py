"""List the operations of the API, each with an example that works with the founding fixture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from films.search import FacetName
from films.search.types import MAX_PAGE_SIZE
from films.views.api.shapes.facts import lists_in
from films.views.api.shapes.lists import LISTS, RecordList
from films.views.api.shapes.quality import QualityReport
from films.views.api.shapes.records import (
    Document,
    Film,
    Location,
    Person,
)
from films.views.api.shapes.root import Root
from films.views.api.shapes.searching import ORDERS, SearchAnswer, SuggestAnswer

SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
AFTER = {"type": "string", "pattern": "^[0-9]{1,18}$"}
COUNT = {"type": "integer", "minimum": 1}
SIZE = {**COUNT, "maximum": MAX_PAGE_SIZE}
GIVEN = {"type": "string", "minLength": 1}
MOMENT = {
    "type": "string",
    "anyOf": [{"format": "date-time"}, {"format": "date"}, {"pattern": "^[0-9]{1,18}(_[0-9]{1,18}){2}$"}],
}


@dataclass(frozen=True)
class Parameter:
    """Define a parameter of an operation: its name, its meaning, and the JSON schema of its value."""

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
    """Define an operation: its path, the type of its response, and an example address.

    `leads_on` says whether a former slug redirects to the current one. `other_view` names
    its view if that is not called after it.
    """

    path: str
    name: str
    summary: str
    answer: type[msgspec.Struct]
    example: str
    parameters: tuple[Parameter, ...] = ()
    leads_on: bool = False
    other_view: str = ""

    @property
    def view(self) -> str:
        """Return the name of its view."""
        return self.other_view or f"api-{self.name}"

    @property
    def shape(self) -> str:
        """Return the name of the response's type."""
        return self.answer.__name__


MEANINGS = {
    FacetName.KIND: "The type of result: film, person, credit, location, film_location, review, note and so on.",
    FacetName.FILM: "A film, by its slug.",
    FacetName.PERSON: "A person, by their slug.",
    FacetName.JOB: "A job, such as composer.",
    FacetName.LOCATION: "A location and everything in it, by its slug.",
    FacetName.COUNTRY: "A country, by its slug.",
    FacetName.GENRE: "A genre, by its slug.",
    FacetName.DECADE: "A decade, such as 1980s.",
    FacetName.YEAR: "A year or a range, such as 1985..1990.",
    FacetName.OUTLET: "The outlet of a review, by its slug.",
    FacetName.SCORE: "The score of a review on a scale from 0 to 100, as a range such as 60..79.",
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
    Parameter("q", "The text to search for, written as on the search page. Any text is valid."),
    *FILTERS,
    Parameter(
        "sort",
        "The order of results. Default: what the words ask for, or relevance.",
        {"type": "string", "enum": [*ORDERS, ""]},
    ),
    Parameter("exact", "1 to search for these exact words, without interpretation or correction."),
    Parameter("page", "The page of results; one after the last is refused with status 400.", COUNT),
    Parameter("page_size", "The number of results per page. Default: 20.", SIZE),
)
LISTING = (
    Parameter("after", "Where the previous page ended. The `next` address of a response contains it.", AFTER),
    Parameter("page_size", "The number of items per page. Default: 50.", SIZE),
    Parameter(
        "changed_since",
        "Only what was changed since a time, such as 2026-11-27T12:00Z, or since the `as_of` of an earlier "
        "response, and the keys of what was withdrawn. A record counts as changed if what it refers to was, or "
        "what refers to it; if very much was, everything does.",
        MOMENT,
    ),
)
CITATIONS = Parameter(
    "include", "`citations` for the citations of each.", {"type": "string", "enum": ["citations"]}
)


IDENTIFIER_SCHEMES = {"imdb": "IMDb, such as tt0095963 or nm0000216", "wikidata": "Wikidata, such as Q1144799"}
IDENTIFIERS = tuple(
    Parameter(scheme, f"Only the one with this identifier in {examples}.", GIVEN)
    for scheme, examples in IDENTIFIER_SCHEMES.items()
)


def by_slug(whose: str, *others: Parameter) -> tuple[Parameter, ...]:
    return (Parameter("slug", f"The slug of the {whose}.", SLUG, "path"), *others)


def include(shape: type[msgspec.Struct]) -> Parameter:
    names = "|".join(lists_in(shape))
    return Parameter(
        "include",
        "Only these of its lists, separated by commas; without citations unless named among them. Default: all.",
        {"type": "string", "pattern": f"^({names})(,({names}))*$"},
    )


def list_operation(listed: RecordList) -> Operation:
    """Return the operation that lists the records of a kind; films and people are found by identifiers, too."""
    others = IDENTIFIERS if hasattr(listed.model, "identifiers") else (CITATIONS,) if listed.has_citations else ()
    return Operation(
        f"/api/{listed.name}",
        listed.name,
        f"List {listed.name.replace('-', ' ')}.",
        listed.page,
        f"/api/{listed.name}?page_size=2",
        (*others, *LISTING),
    )


OPERATIONS = (
    Operation(
        "/api/",
        "root",
        "List the addresses of the API, and say whose the data is.",
        Root,
        "/api/",
        other_view="api",
    ),
    Operation(
        "/api/search",
        "search",
        "Search everything.",
        SearchAnswer,
        "/api/search?q=danko&kind=credit",
        SEARCH,
        other_view="search-api",
    ),
    Operation(
        "/api/suggest",
        "suggest",
        "Complete a name, or a question that ends in one.",
        SuggestAnswer,
        "/api/suggest?q=schw",
        (Parameter("q", "An unfinished text."),),
        other_view="suggest-api",
    ),
    *map(list_operation, LISTS.values()),
    Operation(
        "/api/films/{slug}",
        "film",
        "Get a film with all its facts.",
        Film,
        "/api/films/red-heat-1988",
        by_slug("film", include(Film)),
        leads_on=True,
    ),
    Operation(
        "/api/people/{slug}",
        "person",
        "Get a person with all their facts.",
        Person,
        "/api/people/walter-hill",
        by_slug("person", include(Person)),
        leads_on=True,
    ),
    Operation(
        "/api/locations/{slug}",
        "location",
        "Get a location with all its facts.",
        Location,
        "/api/locations/budapest",
        by_slug("location", include(Location)),
        leads_on=True,
    ),
    Operation(
        "/api/documents/{slug}",
        "document",
        "Get a document's passages and the facts taken from each.",
        Document,
        "/api/documents/wikipedia-red-heat",
        by_slug("document"),
    ),
    Operation(
        "/api/quality",
        "quality",
        "Count the values of published facts by their evidence: of each kind, by each document, and altogether.",
        QualityReport,
        "/api/quality",
    ),
)

PARAMETERS = {
    operation.view: {parameter.name for parameter in operation.parameters if parameter.place == "query"}
    for operation in OPERATIONS
} | {"api-openapi": set[str]()}
"""The names of the parameters of each operation and of their description, by the name of the view."""
