"""The answers of the search and of its suggestions."""

from typing import Annotated

from msgspec import Struct

from films.kinds.registry import ENTRIES
from films.search import Sort
from films.views.api.shapes.naming import said

KindFound = Annotated[
    str,
    said(
        "What an entry of the index is about.", extra_json_schema={"enum": [entry.kind.value for entry in ENTRIES]}
    ),
]
Path = Annotated[str, said("An address within this site.")]


class Result(Struct, frozen=True):
    """One entry found."""

    kind: KindFound
    title: str
    url: Path
    year: int | None
    snippet: Annotated[str, said("What of the entry bears on the search.")]
    identifiers: Annotated[dict[str, str], said("By scheme, of films and people.")]
    why: Annotated[list[str], said("The reasons for its place among the results.")]


class FacetValue(Struct, frozen=True):
    """A value that narrows the search, with how many results it leaves."""

    value: str
    label: str
    count: int
    selected: bool
    part_of: Annotated[str, said("Of a place, the value of the one it lies in, if that is among them; or empty.")]


class Understood(Struct, frozen=True):
    """What some of the words were taken to mean."""

    facet: str
    value: str
    label: str
    text: Annotated[str, said("The words.")]
    without: Annotated[str, said("The search without them.")]
    literally: Annotated[str, said("The search with them as words alone.")]


class SearchAnswer(Struct, frozen=True):
    """A page of results, with the counts that agree with them."""

    query: str
    count: int
    count_is_exact: Annotated[bool, said("If false, there are more than could be counted.")]
    page: int
    pages: int
    results: list[Result]
    facets: Annotated[dict[str, list[FacetValue]], said("By name, as the parameters are called.")]
    corrected: Annotated[str | None, said("What was searched for in place of what was typed.")]
    loosened: Annotated[str, said("What was given up to find anything, in words; or empty.")]
    understood: list[Understood]
    took_ms: float


class Suggestion(Struct, frozen=True):
    text: str
    kind: KindFound
    year: Annotated[int | None, said("Of a film.")]
    url: Path


class SuggestAnswer(Struct, frozen=True):
    """Names that an unfinished text may become, the likeliest first."""

    suggestions: list[Suggestion]


ORDERS = [order.value for order in Sort]
"""The orders that results can be asked for in."""
