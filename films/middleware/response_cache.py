"""Keep responses that depend on the facts alone, until the facts change."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from films.views.revalidation import VARYING_HEADERS, ResourceKey, facts_etag, has_session, resource_key

CAPACITY = 16 * 1024 * 1024
"""Bytes that one process keeps: some two thousand pages of results, compressed."""

LARGEST_SHARE = 16  # of the capacity that one response may take, so that it does not push out all others
OVERHEAD = 1000  # bytes that Python needs for a response beside its content

OF_CONTENT = ("Content-Type", "Content-Length", "Content-Encoding")
"""The headers that a response without content goes without."""

VARYING = {name.lower() for name in VARYING_HEADERS}


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """Hold a complete response: its entity tag, its content as sent, and its headers."""

    etag: str
    content: bytes
    headers: dict[str, str]

    @property
    def size(self) -> int:
        return len(self.content) + OVERHEAD

    def respond(self, request: HttpRequest) -> HttpResponseBase:
        """Return the response, or to a client that already has it, one that only says so."""
        conditional = get_conditional_response(request, etag=self.etag)
        if conditional is None:
            return HttpResponse(self.content, headers=self.headers)
        for name, value in self.headers.items():
            if name not in OF_CONTENT:
                conditional[name] = value
        return conditional


class ResponseCache:
    """Hold the last used responses of one process, within `capacity` bytes."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity = capacity
        self.size = 0
        self.responses: OrderedDict[ResourceKey, CachedResponse] = OrderedDict()
        self.lock = Lock()

    def get(self, key: ResourceKey) -> CachedResponse | None:
        with self.lock:
            found = self.responses.get(key)
            if found:
                self.responses.move_to_end(key)
            return found

    def put(self, key: ResourceKey, response: CachedResponse) -> None:
        """Keep a response in the place of the last one under its key, and drop those unused for longest."""
        if response.size > self.capacity // LARGEST_SHARE:
            return
        with self.lock:
            replaced = self.responses.pop(key, None)
            self.size += response.size - (replaced.size if replaced else 0)
            self.responses[key] = response
            while self.size > self.capacity:
                self.size -= self.responses.popitem(last=False)[1].size


class ResponseCacheMiddleware:
    """Send a kept response again while the facts are the same, without running what stands below.

    It keeps the responses of views under `depends_on_facts`, as they leave the middleware below it, for visitors
    without a session. The next visitor is sent all of a response, so one that sets a cookie is not kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.cache = ResponseCache()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or has_session(request):
            return self.get_response(request)
        key = resource_key(request)
        cached = self.cache.get(key)
        if cached and cached.etag == facts_etag(request):
            return cached.respond(request)
        made = self.get_response(request)
        if is_keepable(request, made):
            response = cast(HttpResponse, made)
            self.cache.put(key, CachedResponse(response["ETag"], response.content, dict(response.items())))
        return made


def is_keepable(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether a response is whole, for anybody, and tagged with the facts as read before it was made."""
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.has_header("ETag")
        and response["ETag"] == getattr(request, "_facts_etag", None)
        and vary <= VARYING
    )
