"""Give each request an id that its log entries, its audit entries and its response share."""

import re
from collections.abc import Callable
from secrets import token_hex

from django.http import HttpRequest, HttpResponseBase

from redheat.current_request import current_request

GIVEN = re.compile(r"[\w.-]{8,64}", re.ASCII)


class CurrentRequestMiddleware:
    """Name the request that is being answered, by the id that a trusted proxy gave it or by a new one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        own = given if GIVEN.fullmatch(given) else token_hex(8)
        request.id = own  # type: ignore[attr-defined]
        token = current_request.set(request)
        try:
            response = self.get_response(request)
        finally:
            current_request.reset(token)
        response["X-Request-ID"] = own
        return response
