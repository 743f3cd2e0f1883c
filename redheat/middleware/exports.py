"""Note in the audit log what people who are logged in take away; visitors' downloads are nobody's business."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from redheat import audit
from redheat.models import AuditEvent

EXPORTS = {"export", "fixture", "film_fixture"}
"""The names of the views that give data sets away."""


class AuditedExportsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        view = request.resolver_match.view_name if request.resolver_match else ""
        if view in EXPORTS and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            audit.record(AuditEvent.EXPORT, request.user.get_username(), request.path, request)
