"""Describe a search by its canonical address: to programs in the head of the page, and to people who cite it."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from films import linked_data
from films.addresses import site_name, view_address
from films.exporting.citations import PageCitation, cite_page
from films.languages import translated
from films.search import SearchRequest
from films.search.parameters import search_address
from films.views.metadata import PageMetadata

Absolute = Callable[[str], str]
"""Makes an address of this site absolute."""


def search_metadata(search_request: SearchRequest, absolute: Absolute) -> PageMetadata:
    """Return the metadata of a search.

    There are endlessly many searches, so web search engines are asked to index only the empty one.
    """
    home, address = absolute(view_address("search")), absolute(search_address(search_request))
    return PageMetadata(
        address=address,
        title=f"{search_request.text} – {site_name()}" if search_request.text else site_name(),
        description=translated("What source documents say about films, each fact with its evidence."),
        data=linked_data.json_ld_document(site(home)) if address == home else None,
        indexed=address == home,
    )


def search_citation(search_request: SearchRequest, absolute: Absolute) -> PageCitation:
    """Return how to cite a search that is made today."""
    what = f"Search for “{search_request.text}”" if search_request.text else "Search"
    return cite_page(what, absolute(search_address(search_request)), timezone.now().date())


def site(home: str) -> dict[str, Any]:
    """Describe the site and its search in the terms of schema.org."""
    entry = linked_data.node("EntryPoint", urlTemplate=f"{home}?q={{search_term_string}}")
    action = linked_data.node("SearchAction", target=entry) | {"query-input": "required name=search_term_string"}
    return linked_data.node("WebSite", id=home, url=home, name=site_name(), potentialAction=action)
