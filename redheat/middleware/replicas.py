"""Answer visitors from replicas of the database, and everybody who writes from the primary."""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.signals import got_request_exception
from django.db import Error
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from films.views.revalidation import has_session
from redheat.replicas import Replicas, reading_from, written_position

SAFE = ("GET", "HEAD", "OPTIONS")
COOKIE = "__Host-written" if settings.HTTPS else "written"
AGE = 60  # seconds; no replica that is read from is so far behind


class ReplicaMiddleware:
    """Let a request that only reads, of a visitor without a session, read from a replica.

    Whoever has just written something gets a cookie with the primary's position in its log, and reads from the
    primary until a replica has got there. Where a replica fails, the request is answered again by another server.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.replicas = Replicas(settings.REPLICAS)
        self.admin = reverse("admin:index")
        got_request_exception.connect(note_database_error)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE:
            return remember_write(self.get_response(request))
        may_lag = not has_session(request) and not request.path.startswith(self.admin)
        while may_lag and (alias := self.replicas.choose(last_write(request))):
            as_received = dict(request.__dict__)
            with reading_from(alias) as connection:
                response = self.get_response(request)
                if not hasattr(request, "database_error"):
                    return response
                may_lag = not connection.is_usable()  # what fails at a sound replica may have to be written
            if may_lag:
                self.replicas.leave_out(alias)
            request.__dict__ = as_received
        return self.get_response(request)


def note_database_error(*, request: HttpRequest, **_: Any) -> None:
    """Note that a request failed in the database; a receiver of `got_request_exception`."""
    error = sys.exc_info()[1]
    if isinstance(error, Error):
        request.database_error = error  # type: ignore[attr-defined]


def last_write(request: HttpRequest) -> int:
    """Return the position in the primary's log after the visitor's last write, or 0."""
    position = request.COOKIES.get(COOKIE, "")
    return int(position) if position.isdecimal() and len(position) < 20 else 0


def remember_write(response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code < 400 and (position := written_position()):
        response.set_cookie(
            COOKIE, str(position), max_age=AGE, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    return response
