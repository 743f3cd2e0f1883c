"""Let clients keep what is made from the facts alone, and ask each time whether the facts are still the same.

The entity tag of such a response is computed before it is rendered: from the revision of the facts, the address,
the headers and the language by which responses of one address differ, the day, the files that pages are made by,
and whether they lead to the form for corrections.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache, wraps
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from films.curating.corrections import takes_corrections
from films.languages import settled_language
from films.search.backends import engine

VARYING_HEADERS = (
    "Accept-Encoding",
    "HX-Request",
    "HX-Target",
    "HX-History-Restore-Request",
    "HX-Current-URL",
    "HX-Current-URL-URI-AutoEncoded",
)
"""The request headers by which responses of one address may differ."""

ResourceKey = bytes


def depends_on_facts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the responses of a view an entity tag, and skip the view for clients that have its last response.

    What the view shows must follow from its request and the facts, whoever asks.
    """

    @wraps(view)
    def revalidated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        etag = facts_etag(request)
        unchanged = get_conditional_response(request, etag=etag) if etag else None
        with settled_language():
            response = unchanged or view(request, *args, **kwargs)
        if response.status_code in (200, 304):
            if etag:
                response["ETag"] = etag
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, no_cache=True)
        return response

    return revalidated


def facts_etag(request: HttpRequest) -> str:
    """Return the entity tag of a response made from the present facts, or '' if it must not be kept.

    The revision is read once a request, before anything else is: facts that change meanwhile give a response
    under a tag that is out of date already, never one that is out of date under the present tag.
    """
    if not hasattr(request, "_facts_etag"):
        request._facts_etag = compute_etag(request)  # type: ignore[attr-defined]
    return cast(str, request._facts_etag)  # type: ignore[attr-defined]


def compute_etag(request: HttpRequest) -> str:
    if settings.DEBUG or has_session(request) or request.method not in ("GET", "HEAD"):
        return ""
    revision = engine().last_revision()
    if revision is None:
        return ""
    parts = (resource_key(request), revision, timezone.now().date(), site_fingerprint(), takes_corrections())
    # Weak, since a search says how long it took, and compression changes the bytes.
    return f'W/"{hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


def has_session(request: HttpRequest) -> bool:
    """Tell whether somebody may be signed in, or have a message waiting."""
    return not {settings.SESSION_COOKIE_NAME, "messages"}.isdisjoint(request.COOKIES)


def resource_key(request: HttpRequest) -> ResourceKey:
    """Return a digest of what tells responses apart that are made from the same facts.

    The order of parameters does not. Addresses and headers can be as long as a client likes; digests are not.
    """
    query = "&".join(sorted(request.META.get("QUERY_STRING", "").split("&"), key=parameter_name))
    headers = (request.headers.get(name) for name in VARYING_HEADERS)
    parts = (request.scheme, request.get_host(), request.path, query, get_language(), *headers)
    return hashlib.blake2b(repr(parts).encode()).digest()


def parameter_name(parameter: str) -> str:
    return parameter.partition("=")[0]


@cache
def site_fingerprint() -> str:
    """Return a hash of the code, the templates and the static files that the site was started with."""
    digest = hashlib.blake2b(getattr(staticfiles_storage, "manifest_hash", "").encode(), digest_size=16)
    # By their content, since several machines may serve the site, each of which got its files at another time.
    for source in sorted(hashlib.blake2b(path.read_bytes()).digest() for path in page_sources()):
        digest.update(source)
    return digest.hexdigest()


def page_sources() -> Iterator[Path]:
    """Yield every file that decides what pages look like."""
    for suffix in ("py", "jinja", "mo"):
        yield from Path(apps.get_app_config("films").path).rglob(f"*.{suffix}")
    for template_engine in engines.all():
        for folder in template_engine.template_dirs:
            yield from (path for path in Path(folder).rglob("*") if path.is_file())
