"""Give each request an id that its log entries and its response share."""

import re
from collections.abc import Callable
from secrets import token_hex

from django.http import HttpRequest, HttpResponseBase

from redheat.logs import request_id

GIVEN = re.compile(r"[\w.-]{8,64}", re.ASCII)


class RequestIdMiddleware:
    """Take over the id that a trusted proxy gave a request, or make one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        own = given if GIVEN.fullmatch(given) else token_hex(8)
        token = request_id.set(own)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = own
        return response
