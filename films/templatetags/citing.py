"""A template tag that says how a search is cited."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone

from films.exporting.citing import cite

register = template.Library()


@register.inclusion_tag("downloads/_cite.html", takes_context=True)
def cite_search(context: template.Context, text: str) -> dict[str, Any]:
    """Offer what to write where this search is cited; `text` is what was asked, and may be empty."""
    request: HttpRequest = context["request"]
    asked = f"Search for “{text}”" if text else "Search"
    return {"citation": cite(asked, request.build_absolute_uri(), timezone.localdate())}
