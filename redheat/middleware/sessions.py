"""End sessions that have not been used for a while."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

USED_AT = "used_at"
BETWEEN_NOTES = 300  # seconds; noting each use would write to the database with every request


class SessionRestMiddleware:
    """Note every few minutes that a session is used, which begins its `SESSION_COOKIE_AGE` anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Reading the session of a visitor who has none would make public pages differ by their cookies.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.session.is_empty():
            used_at = request.session.get(USED_AT, 0)
            if time.time() - used_at > BETWEEN_NOTES:
                note_use(request=request)
        return self.get_response(request)


def note_use(*, request: HttpRequest, **_: Any) -> None:
    """Note that a session is in use now; logging in counts as use."""
    request.session[USED_AT] = int(time.time())
