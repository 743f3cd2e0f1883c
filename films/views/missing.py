"""Respond where there is no page: with the search box holding what was asked for, and with similar names.

The search is imported when it is needed, since every command checks that this module is there.
"""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NAMES_SHOWN = 5
YEAR_AT_END = re.compile(r" [0-9]{4}$")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Respond with 404, with similar names where records have pages: guessing at other addresses costs nothing."""
    from films.search import suggest
    from films.views.search import suggestion_address

    query = name_asked_for(request.path)
    is_of_record = request.resolver_match and "slug" in request.resolver_match.kwargs
    near = suggest(YEAR_AT_END.sub("", query))[:NAMES_SHOWN] if is_of_record else ()
    context = {
        "query": query,
        "near": [
            {"text": name.text, "year": name.year, "url": suggestion_address(name)}
            for name in near
            if not name.is_completed
        ],
    }
    return render(request, "404.html", context, status=404)


def name_asked_for(path: str) -> str:
    """Return the last part of an address as words: “red heat 1988” of `/films/red-heat-1988/`."""
    return re.sub(r"[-_+\s]+", " ", unquote(path.rstrip("/").rpartition("/")[2])).strip()
