"""Serve fixtures and exports with their checksums, and the pages that list them."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from films.exporting import exports, fixtures, metadata
from films.exporting.cache import (
    CHECKSUM_SUFFIX,
    CachedDownload,
    Download,
    current_revision,
    downloads_folder,
    last_download,
)
from films.exporting.formats import FORMATS
from films.exporting.kinds import KINDS, is_small
from films.exporting.making import is_requested, request_download, wait_for_download
from films.languages import translated
from films.models import Film
from films.search import Kind, matching_ids
from films.views import ranges

A_MINUTE = 60  # seconds
PATIENCE = 5.0  # seconds that a visitor waits for a download; longer than it takes a small site to make one
MAX_FILMS = 20  # offered at once; others are found by typing their names


@require_safe
def fixture_list(request: HttpRequest) -> HttpResponse:
    """List the fixtures, with the checksums of those that exist; a small site makes all of them for this page."""
    query = request.GET.get("q", "").strip()
    everything = [fixtures.fixture_download(fixtures.WHOLE, data_format) for data_format in FORMATS.values()]
    return list_page(
        request,
        "films/downloads/fixtures.html",
        everything,
        formats=FORMATS.values(),
        kinds=[(name, table_label(str(model._meta.verbose_name_plural))) for name, model in KINDS.items()],
        query=query,
        films=find_films(query),
    )


@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    """List the exports, with checksums as in the list of fixtures."""
    return list_page(request, "films/downloads/exports.html", exports.PACKAGES.values(), tables=listed_tables())


@require_safe
def fixture(request: HttpRequest, file: str) -> HttpResponseBase:
    """Respond with the fixture of everything or of one kind, or with its checksum."""
    download = fixtures.find_fixture(file.removesuffix(CHECKSUM_SUFFIX))
    if download is None:
        raise Http404("There is no such fixture.")
    return download_response(request, download, file)


@require_safe
def film_fixture(request: HttpRequest, file: str) -> HttpResponseBase:
    """Respond with the fixture of one film, or with its checksum; it is small enough to be made at once."""
    slug, _, ending = file.removesuffix(CHECKSUM_SUFFIX).rpartition(".")
    if ending not in FORMATS:
        raise Http404("There is no such format.")
    film = get_object_or_404(Film.objects.published(), slug=slug)
    download = fixtures.film_download(film, FORMATS[ending])
    content = b"".join(download.content())
    sha256 = hashlib.sha256(content).hexdigest()
    if file.endswith(CHECKSUM_SUFFIX):
        return checksum_response(download, sha256)
    return file_response(request, download, HttpResponse(content), sha256)


@require_safe
def export(request: HttpRequest, file: str) -> HttpResponseBase:
    """Respond with an export, or with its checksum."""
    download = exports.find_export(file.removesuffix(CHECKSUM_SUFFIX))
    if download is None:
        raise Http404("There is no such export.")
    return download_response(request, download, file)


def download_response(request: HttpRequest, download: Download, file: str) -> HttpResponseBase:
    """Send a download or its checksum from its file; say when to come back if it is being made for the first time.

    While it is made from new facts, the last one is sent, with its date.
    """
    if downloads_folder() is None:
        return response_made_anew(request, download, file)
    found = newest_download(download, may_request=request.method == "GET")
    if found is None and request.method == "HEAD":
        return file_response(request, download, HttpResponse())
    if found is None:
        return being_made(download)
    if file.endswith(CHECKSUM_SUFFIX):
        return checksum_response(download, found.sha256)
    part = ranges.file_or_part(request, found.path, f'"{found.sha256}"')
    return file_response(request, download, part, found.sha256, int(found.made_at.timestamp()))


def newest_download(download: Download, *, may_request: bool) -> CachedDownload | None:
    """Return a download, from the present facts if it is made soon enough, otherwise as it was last completed."""
    found = last_download(download)
    if may_request and not (found and found.is_current):
        request_download(download)
        found = wait_for_download(download, PATIENCE)
    return found


def response_made_anew(request: HttpRequest, download: Download, file: str) -> HttpResponseBase:
    """Send a download, or its checksum, as it is made: nothing is kept here."""
    if file.endswith(CHECKSUM_SUFFIX):
        digest = hashlib.sha256()
        for piece in download.content():
            digest.update(piece)
        return checksum_response(download, digest.hexdigest())
    content = download.content() if request.method == "GET" else ()
    return file_response(request, download, StreamingHttpResponse(content))


def being_made(download: Download) -> HttpResponse:
    message = f"{download.name} is being made: ask for it again in a minute.\n"
    headers = {"Retry-After": str(A_MINUTE), "Cache-Control": "no-store"}
    return HttpResponse(message, status=503, content_type="text/plain; charset=utf-8", headers=headers)


def checksum_response(download: Download, sha256: str) -> HttpResponse:
    return HttpResponse(f"{sha256}  {download.name}\n", content_type="text/plain; charset=utf-8")


def file_response(
    request: HttpRequest,
    download: Download,
    response: HttpResponseBase,
    sha256: str = "",
    made_at: int | None = None,
) -> HttpResponseBase:
    """Describe a download in the headers of the response that holds it, unless the client has it already."""
    etag = f'"{sha256}"' if sha256 else None
    conditional = get_conditional_response(request, etag=etag, last_modified=made_at)
    if conditional is not None:
        response.close()
        response = conditional
    response["Content-Type"] = download.content_type
    response["Content-Disposition"] = f'attachment; filename="{download.name}"'
    if etag:
        response["ETag"] = etag
    if made_at is not None:
        response["Last-Modified"] = http_date(made_at)
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, no_cache=True)
    return response


def list_page(request: HttpRequest, template: str, downloads: Iterable[Download], **context: Any) -> HttpResponse:
    listed = list(downloads)
    if is_small():
        for download in listed:
            request_if_outdated(download)
    files = [
        {
            "download": download,
            "label": translated(download.label),
            "kept": last_download(download),
            "is_requested": is_requested(download),
        }
        for download in listed
    ]
    shown = {"files": files, "about": metadata, "revision": current_revision()}
    return render(request, template, shown | context)


def request_if_outdated(download: Download) -> None:
    found = last_download(download)
    if found is None or not found.is_current:
        request_download(download)


def table_label(name: str) -> str:
    return translated(name.capitalize())


def listed_tables() -> list[dict[str, Any]]:
    """Return all tables with their files; a table of links has no JSON Lines, since those of its kind hold it."""
    return [
        {
            "label": table_label(name.replace("_", " ")),
            "files": [table, *(lines for lines in [exports.LINES.get(name)] if lines)],
        }
        for name, table in exports.TABLES.items()
    ]


def find_films(text: str) -> list[Film]:
    """Return the films that a text finds, or all films of a small site if there is no text."""
    films = Film.objects.published()
    if text:
        ids = matching_ids(Kind.FILM, text)[:MAX_FILMS]
        found = films.in_bulk(ids)
        return [found[key] for key in ids if key in found]
    few = list(films[: MAX_FILMS + 1])
    return few if len(few) <= MAX_FILMS else []
