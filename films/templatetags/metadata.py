"""Provide template tags for what programs read on the search page."""

from dataclasses import replace
from typing import Any

from django import template
from django.urls import reverse

from films import linked_data
from films.search import SearchRequest
from films.search.parameters import search_address
from films.views.metadata import PageMetadata
from films.views.search_files import alternates

register = template.Library()


@register.inclusion_tag("_metadata.html", takes_context=True)
def search_metadata(context: template.Context) -> dict[str, Any]:
    """Give a search its canonical address, whatever the order of its parameters, and link its other formats.

    There are endlessly many searches, so web search engines are asked to index only the empty one.
    """
    request, search_request = context["request"], search_request_of(context)
    home = request.build_absolute_uri(reverse("search"))
    address = request.build_absolute_uri(search_address(search_request))
    metadata = PageMetadata(
        address=address,
        title=f"{search_request.text} – Red Heat" if search_request.text else "Red Heat",
        description="What source documents say about films, each fact with its evidence.",
        data=linked_data.json_ld_document(site(home)) if address == home else None,
        indexed=address == home,
    )
    return {"metadata": metadata, "alternates": alternates(search_request)}


@register.inclusion_tag("search/_downloads.html", takes_context=True)
def search_downloads(context: template.Context) -> dict[str, Any]:
    """Show links to the other formats of a search."""
    return {"alternates": alternates(search_request_of(context))}


def search_request_of(context: template.Context) -> SearchRequest:
    """Return the search of the page, regardless of how many pages of results are shown together."""
    search_request: SearchRequest = context["search_request"]
    return replace(search_request, first_page=None)


def site(home: str) -> dict[str, Any]:
    """Describe the site and its search in the terms of schema.org."""
    entry = linked_data.node("EntryPoint", urlTemplate=f"{home}?q={{search_term_string}}")
    action = linked_data.node("SearchAction", target=entry) | {"query-input": "required name=search_term_string"}
    return linked_data.node("WebSite", id=home, url=home, name="Red Heat", potentialAction=action)
