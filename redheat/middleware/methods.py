"""Answer data sent to an address that only shows something: with a page that says so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

NOT_ALLOWED = 405


class MethodsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_blank = isinstance(response, HttpResponse) and not response.content
        if response.status_code != NOT_ALLOWED or not is_blank or request.method == "HEAD":
            return response
        shown = render(request, "405.html", {"address": request.get_full_path()}, status=NOT_ALLOWED)
        shown["Allow"] = response["Allow"]
        return shown
