"""Tell a browser in which somebody has logged in apart from one that guesses passwords.

An account under attack is locked for browsers that it has never used, and stays open to its owner's.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

COOKIE = "__Host-known-device" if settings.HTTPS else "known-device"
AGE = timedelta(days=180)


def known_account(request: HttpRequest) -> str:
    """Return the account that this browser last logged in to, or ''."""
    return str(request.get_signed_cookie(COOKIE, "", max_age=AGE))


def remember_login(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Have the response give the browser its cookie; a receiver of `user_logged_in`."""
    request.account_logged_in = user.get_username()  # type: ignore[attr-defined]


class KnownDeviceMiddleware:
    """Give a browser in which somebody logs in a signed cookie that names the account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if account := getattr(request, "account_logged_in", ""):
            response.set_signed_cookie(
                COOKIE, account, max_age=AGE, secure=settings.HTTPS, httponly=True, samesite="Strict"
            )
        return response
