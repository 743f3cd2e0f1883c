"""Refuse addresses with more parameters than any page makes, before anything reads them."""

from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponseBase

MOST_PARAMETERS = 500
"""Twenty values in each facet of a search, and room for more."""


class QueryLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("QUERY_STRING", "").count("&") >= MOST_PARAMETERS:
            raise TooManyFieldsSent(f"An address has at most {MOST_PARAMETERS} parameters.")
        return self.get_response(request)
