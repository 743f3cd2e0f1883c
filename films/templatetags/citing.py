"""Provide a template tag that shows how to cite a search."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from films.exporting.citations import cite_page
from films.search.parameters import search_address
from films.templatetags.metadata import search_request_of

register = template.Library()


@register.inclusion_tag("downloads/_cite.html", takes_context=True)
def cite_search(context: template.Context, text: str) -> dict[str, Any]:
    """Show citations of this search with its canonical address; `text` is the query, or empty."""
    request: HttpRequest = context["request"]
    title = f"Search for “{text}”" if text else "Search"
    address = request.build_absolute_uri(search_address(search_request_of(context)))
    return {"citation": cite_page(title, address, timezone.localdate())}
