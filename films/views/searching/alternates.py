"""Offer a search in other forms, to be downloaded or subscribed to."""

from dataclasses import dataclass

from films.languages import translated
from films.search import SearchRequest
from films.search.parameters import search_address


@dataclass(frozen=True)
class Alternate:
    """Describe another format of a search: its name, its purpose, its media type and its address."""

    label: str
    title: str
    media_type: str
    url: str


def alternates(search_request: SearchRequest) -> list[Alternate]:
    """Return the other formats of a search, or none for an empty search."""
    if not search_request.text and not search_request.filters:
        return []
    forms = (
        ("JSON", "This search as JSON", "application/json", "search-api"),
        ("CSV", "This search as a table", "text/csv", "search-csv"),
        ("Atom", "This search as a feed", "application/atom+xml", "search-atom"),
    )
    return [
        Alternate(label, translated(title), kind, search_address(search_request, name))
        for label, title, kind, name in forms
    ]
