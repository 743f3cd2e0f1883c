"""Limit how much each client searches, whichever process answers, so that nobody slows the site down for others.

Only what is computed counts: pages that are sent again from the cache cost too little, as does all but searching.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from films.languages import in_english, translated
from films.views.api.responses import ANY_ORIGIN, problem
from films.views.clients import client_of
from redheat.client_addresses import client_address
from redheat.spending import spent_store

A_MINUTE = 60
SEARCH, SUGGESTION = 5, 1
"""What requests count: suggestions come with every letter, and cost a fifth of a search."""

COSTS = {
    "search": SEARCH,
    "search-api": SEARCH,
    "search-csv": SEARCH,
    "filter": SEARCH,
    "search-atom": SEARCH,
    "suggest-api": SUGGESTION,
    "opensearch-suggestions": SUGGESTION,
}

logger = logging.getLogger(__name__)


class ThrottlingMiddleware:
    """Refuse searches of a client that has searched more than `RATE_LIMIT` times within a minute.

    On this machine, nobody is refused unless a limit was asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.RATE_LIMIT:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.store = spent_store()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        view = request.resolver_match.view_name if request.resolver_match else ""
        cost = COSTS.get(view, 0) if request.GET else 0
        address = client_address(request)
        client = client_of(address)
        limit = settings.RATE_LIMIT_ON_LOOPBACK if is_loopback(address) else settings.RATE_LIMIT
        if not (cost and client and limit):
            return None
        try:
            spent = self.store.spend(client, cost, time.time())
        except (sqlite3.Error, DatabaseError) as error:
            logger.warning("Searches are not limited: what was spent cannot be written (%s).", error)
            return None
        return refusal(request, view) if spent > limit * SEARCH else None


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def what_to_do() -> str:
    return translated(
        "More than %(limit)s searches within a minute: wait a minute, then go on.", limit=settings.RATE_LIMIT
    )


def refusal(request: HttpRequest, view: str) -> HttpResponse:
    """Say that there were too many searches, in the form that was asked for, and keep the query."""
    if view in ("search-api", "suggest-api"):
        response = problem(429, in_english(what_to_do)())
    elif view == "search":
        context = {"sentence": what_to_do(), "query": request.GET.get("q", ""), "again": request.get_full_path()}
        response = render(request, "429.html", context, status=429)
    else:
        text = f"{in_english(what_to_do)()}\n"
        response = HttpResponse(text, "text/plain; charset=utf-8", status=429, headers=dict(ANY_ORIGIN))
    response["Retry-After"] = str(A_MINUTE)
    response["Cache-Control"] = "no-store"
    return response
