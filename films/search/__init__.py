"""Search film facts.

`search("danko")`, or `search(SearchRequest(...))` with filters, returns a `SearchPage`; `suggest(text)` completes
an unfinished text; `matching_ids(kind, text)` returns the ids of matching records of one kind. Modules are
imported inside functions, so that Django can load the app, and those of its types when one is first asked for.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from django.db.models import Func

if TYPE_CHECKING:
    from films.search.types import (
        Example,
        FacetName,
        FacetValue,
        Kind,
        SearchPage,
        SearchRequest,
        Sort,
        Suggestion,
    )

__all__ = [
    "Example",
    "FacetName",
    "Kind",
    "SearchPage",
    "SearchRequest",
    "Sort",
    "Suggestion",
    "count",
    "examples",
    "facet_values",
    "filed_title",
    "is_ready",
    "matching_ids",
    "orders_held",
    "prominent_films",
    "search",
    "suggest",
    "time_budget",
    "totals",
    "try_search",
    "values_held",
]


def __getattr__(name: str) -> Any:
    """Return one of the types of requests and results, which few commands need."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from films.search import types

    return getattr(types, name)


def search(request: SearchRequest | str, *, only_full_matches: bool = False) -> SearchPage:
    """Search for a request, or for a text. Any text is a valid query; pages past the last are empty.

    With `only_full_matches`, as in files and on shelves, no partial ones follow, and no facets are counted.
    """
    from films.search import service
    from films.search.types import SearchRequest

    asked = SearchRequest(request) if isinstance(request, str) else request
    return service.search(asked, only_full_matches=only_full_matches)


def count(request: SearchRequest) -> tuple[int, bool]:
    """Return how many full matches a search has, and whether that is exact; what takes too long has none."""
    from films.search import service

    return service.count(request)


def facet_values(request: SearchRequest, facet: FacetName, most: int) -> tuple[FacetValue, ...]:
    """Return up to `most` values of one facet among the full matches of a search, the most frequent first.

    Values that are chosen come first. What takes too long gives none.
    """
    from films.search import service

    return service.facet_values(request, facet, most)


def values_held(facet: FacetName, kind: Kind) -> tuple[FacetValue, ...]:
    """Return all values that published records of a kind have of a facet, the most frequent first."""
    from films.search import collection

    return collection.values_held(facet, kind)


def prominent_films(most: int) -> list[int]:
    """Return the keys of the most prominent films, the best known first."""
    from films.search import collection

    return collection.prominent_films(most)


def time_budget() -> AbstractContextManager[None]:
    """Let all searches inside this block together take no longer than one may."""
    from films.search import service

    return service.time_budget()


def suggest(text: str) -> tuple[Suggestion, ...]:
    """Return completions of an unfinished text, the likeliest first."""
    from films.search import suggestions

    return suggestions.suggest(text)


def matching_ids(kind: Kind, text: str) -> list[int]:
    """Return the ids of published records of one kind that have all the words, most prominent first.

    An identifier of another catalogue gives the record that it identifies.
    """
    from films.search import service

    return service.matching_ids(kind, text)


def filed_title(kind: Kind, path: str = "") -> Func:
    """Return the expression by which a query of the tables sorts films, people or places as results are.

    `path` leads to them from the model of the query: “film__”.
    """
    from films.search.backends import engine

    return engine().filed_title(kind, path)


def orders_held() -> set[Sort]:
    """Return the orders for which there are values, so that no order is offered that would have no effect."""
    from films.search import ordering

    return ordering.orders_held()


def is_ready() -> bool:
    """Tell whether the index is installed as declared, so that the database keeps it up to date."""
    from films.search import service

    return service.is_ready()


def try_search() -> None:
    """Search the index itself. Raises DatabaseError or TookTooLongError if it does not answer."""
    from films.search import service

    service.try_search()


def totals() -> dict[Kind, int]:
    """Return how many entries of each kind can be found."""
    from films.search import service

    return service.totals()


def examples() -> tuple[Example, ...]:
    """Return an example of each way to search, about the most prominent records."""
    from films.search import example_searches

    return example_searches.examples()
