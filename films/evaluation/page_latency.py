"""Measure how long the whole search page takes, compared with a Django view that does nothing."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, reverse

from films.evaluation.benchmark_queries import BenchmarkQuery
from films.evaluation.timing import timed_warm
from films.search.backends import engine

PAGES_BEFORE = count()
"""Numbers for the page that a browser comes from: kept pages differ by it, so that each is made anew."""


class UnansweredPageError(RuntimeError):
    """Report that a page was answered with a status other than 200, which is the message."""


class StartResponse:
    """Stand in for the web server that a WSGI application tells the status of its response."""

    status = ""

    def __call__(self, status: str, headers: Any, error: Any = None, /) -> Callable[[bytes], object]:
        self.status = status
        return len  # an application may write to it; Django does not


class BareHandler(WSGIHandler):
    """Answer every address with two letters, through the same middleware as the site."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        request.resolver_match = ResolverMatch(bare_view, (), {})
        return request.resolver_match


def bare_view(request: HttpRequest) -> HttpResponse:
    """Do nothing."""
    return HttpResponse("ok")


def page_times(handler: WSGIHandler, queries: Sequence[BenchmarkQuery], repeats: int) -> list[float]:
    """Ask for the search page of each query through WSGI, in this process; return milliseconds.

    The whole response is made, with middleware, and compressed where the site compresses for browsers. Raises
    UnansweredPageError.
    """
    calls = [partial(response_size, handler, query) for query in queries]
    return [milliseconds for _, milliseconds in timed_warm(calls, repeats, engine().timing.clock)]


def response_size(handler: WSGIHandler, query: BenchmarkQuery) -> int:
    """Ask for the whole page, and return its size in bytes as sent."""
    start_response = StartResponse()
    response = handler(environ_of(query), start_response)
    try:
        size = sum(map(len, response))
    finally:
        response.close()
    if not start_response.status.startswith("200"):
        raise UnansweredPageError(start_response.status)
    return size


def environ_of(query: BenchmarkQuery) -> dict[str, Any]:
    """Return what a web server would hand over for a query sent by a browser."""
    parameters = [("q", query.text)]
    parameters += [(facet.value, value) for facet, values in query.filters.items() for value in values]
    host = next((host for host in settings.ALLOWED_HOSTS if "*" not in host), "localhost")
    environ: dict[str, Any] = {
        "HTTP_HOST": host.removeprefix("."),
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_HX_CURRENT_URL": f"https://localhost/?page={next(PAGES_BEFORE)}",
        "REMOTE_ADDR": "",  # of a client without an address, searches are not limited
        "PATH_INFO": reverse("search"),
        "QUERY_STRING": urlencode(parameters),
        # Else a site that insists on HTTPS would answer with a redirect.
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    setup_testing_defaults(environ)
    return environ
