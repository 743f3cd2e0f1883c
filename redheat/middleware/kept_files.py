"""Let nginx send kept files from disk, where it is the proxy in front and a setting names its location for them.

A few bytes then leave this server for the largest download, however slowly a visitor takes it. Parts of files are
nginx's to cut, as it sends them. Whoever asks without the proxy gets the file from here.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from redheat.client_addresses import came_through_proxy

OF_WHOLE_FILE = ("Content-Length", "Accept-Ranges")
"""The headers that nginx adds itself."""


class KeptFileMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.X_ACCEL_REDIRECT:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.location, self.folder = settings.X_ACCEL_REDIRECT, settings.DATA_DIR

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not came_through_proxy(request):
            return self.get_response(request)
        for header in ("HTTP_RANGE", "HTTP_IF_RANGE"):
            request.META.pop(header, None)
        vars(request).pop("headers", None)  # Django keeps them once somebody has read one
        response = self.get_response(request)
        path = path_of(response)
        if path is None or not path.is_relative_to(self.folder):
            return response
        response.close()
        headers = {name: value for name, value in response.items() if name not in OF_WHOLE_FILE}
        headers["X-Accel-Redirect"] = self.location + quote(path.relative_to(self.folder).as_posix())
        return HttpResponse(headers=headers)


def path_of(response: HttpResponseBase) -> Path | None:
    """Return the path of the file that a response sends, if it does send one."""
    name = getattr(response.file_to_stream, "name", None) if isinstance(response, FileResponse) else None
    return Path(name) if isinstance(name, str) else None
