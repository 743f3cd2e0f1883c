"""The responses of the search and of its suggestions."""

from typing import Annotated

from msgspec import Struct

from films.kinds.registry import ENTRIES
from films.search import Sort
from films.views.api.shapes.naming import said

KindFound = Annotated[
    str,
    said("The type of result.", extra_json_schema={"enum": [entry.kind.value for entry in ENTRIES]}),
]
Path = Annotated[str, said("A path on this site.")]


class Result(Struct, frozen=True):
    """One result."""

    kind: KindFound
    title: str
    url: Path
    year: int | None
    snippet: Annotated[str, said("The part of the entry that matches.")]
    identifiers: Annotated[dict[str, str], said("By scheme, of films and people.")]
    why: Annotated[list[str], said("Why it ranks where it does.")]


class FacetValue(Struct, frozen=True):
    """A value that narrows the search, with the number of results it leaves."""

    value: str
    label: str
    count: int
    selected: bool
    part_of: Annotated[
        str, said("Of a place: the value of the place it is part of, if that is listed too, or empty.")
    ]


class Understood(Struct, frozen=True):
    """How some of the words were understood."""

    facet: str
    value: str
    label: str
    text: Annotated[str, said("The words.")]
    without: Annotated[str, said("The search without them.")]
    literally: Annotated[str, said("The search with these words as plain text.")]


class SearchAnswer(Struct, frozen=True):
    """A page of results with their counts."""

    query: str
    count: int
    count_is_exact: Annotated[bool, said("False if there are more results than were counted.")]
    page: int
    pages: int
    results: list[Result]
    facets: Annotated[dict[str, list[FacetValue]], said("By the name of the parameter.")]
    corrected: Annotated[str | None, said("The corrected text that was searched for, or null.")]
    loosened: Annotated[str, said("What was dropped from the search to find anything, as a sentence, or empty.")]
    understood: list[Understood]
    took_ms: float


class Suggestion(Struct, frozen=True):
    text: str
    kind: KindFound
    year: Annotated[int | None, said("Of a film.")]
    url: Path


class SuggestAnswer(Struct, frozen=True):
    """Completions of a text, the most likely first."""

    suggestions: list[Suggestion]


ORDERS = [order.value for order in Sort]
"""The orders in which results can be sorted."""
