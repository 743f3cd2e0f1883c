"""Answer the health check before the host and the scheme of a request are looked at."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from films.views.health import health


class HealthCheckMiddleware:
    """Answer the health check to any host name and over plain HTTP: monitors ask a server by its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.path = reverse("health")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return health(request) if request.path == self.path else self.get_response(request)
