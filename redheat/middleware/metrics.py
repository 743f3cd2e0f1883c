"""Measure requests, and show the measurements to those who come from within, not through a proxy."""

import time
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from redheat.client_addresses import client_address, is_address

PATH = "/metrics"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class MetricsMiddleware:
    """Count every request where `METRICS` is on, and answer `/metrics`.

    It stands above `ProxyMiddleware`, so that it sees who really connects, and tells visitors of a proxy nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.METRICS:
            raise MiddlewareNotUsed
        from redheat import metrics  # not before it is known that they are wanted

        self.get_response = get_response
        self.metrics = metrics

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == PATH and comes_from_within(request):
            return HttpResponse(
                self.metrics.metrics_text(), content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"}
            )
        started = time.perf_counter()
        response = self.get_response(request)
        self.metrics.count_request(request, response.status_code, time.perf_counter() - started)
        return response


def comes_from_within(request: HttpRequest) -> bool:
    """Tell whether a request comes from this machine or a private network, and no proxy passed it on."""
    address = client_address(request)
    return "HTTP_X_FORWARDED_FOR" not in request.META and is_address(address) and ip_address(address).is_private
