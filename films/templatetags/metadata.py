"""Template tags of what machines read on the search page, whose state is all in its address."""

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
    """Give a search its one address, whatever the order of its parameters, and link its other forms.

    Searches can be put together without end, so other search engines are asked to list the first page alone.
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
    """Link the other forms of a search for people to take away."""
    return {"alternates": alternates(search_request_of(context))}


def search_request_of(context: template.Context) -> SearchRequest:
    """Return the search of the page: how many pages are shown together does not make it another."""
    search_request: SearchRequest = context["search_request"]
    return replace(search_request, first_page=None)


def site(home: str) -> dict[str, Any]:
    """Return the site as schema.org has it, with how to search it."""
    entry = linked_data.node("EntryPoint", urlTemplate=f"{home}?q={{search_term_string}}")
    action = linked_data.node("SearchAction", target=entry) | {"query-input": "required name=search_term_string"}
    return linked_data.node("WebSite", id=home, url=home, name="Red Heat", potentialAction=action)
