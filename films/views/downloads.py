"""Serve fixtures and exports with their checksums, and the pages that list them."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from films.exporting import exports, fixtures, metadata
from films.exporting.cache import (
    CHECKSUM_SUFFIX,
    BusyError,
    Download,
    DownloadStream,
    cached_download,
    current_revision,
    get_checksum,
)
from films.exporting.formats import FORMATS
from films.exporting.kinds import KINDS, is_small
from films.models import Film
from films.search import Kind, matching_ids

A_MINUTE = 60  # seconds
MAX_FILMS = 20  # offered at once; others are found by typing their names


@require_safe
def fixture_list(request: HttpRequest) -> HttpResponse:
    """List the fixtures, with the checksums of those that exist; a small site makes all of them for this page."""
    query = request.GET.get("q", "").strip()
    everything = [fixtures.fixture_download(fixtures.WHOLE, data_format) for data_format in FORMATS.values()]
    return list_page(
        request,
        "downloads/fixtures.html",
        everything,
        formats=FORMATS.values(),
        kinds=[(name, str(model._meta.verbose_name_plural)) for name, model in KINDS.items()],
        query=query,
        films=find_films(query),
    )


@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    """List the exports, with checksums as in the list of fixtures."""
    return list_page(request, "downloads/exports.html", exports.PACKAGES.values(), tables=listed_tables())


@require_safe
def fixture(request: HttpRequest, file: str) -> HttpResponseBase:
    """Send the fixture of everything or of one kind, or its checksum."""
    name, data_format = parse_file_name(file)
    if name != fixtures.WHOLE and name not in KINDS:
        raise Http404("There is no such kind of records.")
    return download_response(request, fixtures.fixture_download(name, data_format), file)


@require_safe
def film_fixture(request: HttpRequest, file: str) -> HttpResponseBase:
    """Send the fixture of one film, or its checksum."""
    slug, data_format = parse_file_name(file)
    film = get_object_or_404(Film.objects.published(), slug=slug)
    return download_response(request, fixtures.film_download(film, data_format), file)


@require_safe
def export(request: HttpRequest, file: str) -> HttpResponseBase:
    """Send an export, or its checksum."""
    download = exports.find_export(file.removesuffix(CHECKSUM_SUFFIX))
    if download is None:
        raise Http404("There is no such export.")
    return download_response(request, download, file)


def parse_file_name(file: str) -> tuple[str, Any]:
    """Split the file name of a fixture into its name and its format."""
    name, _, ending = file.removesuffix(CHECKSUM_SUFFIX).rpartition(".")
    if ending not in FORMATS:
        raise Http404("There is no such format.")
    return name, FORMATS[ending]


def download_response(request: HttpRequest, download: Download, file: str) -> HttpResponseBase:
    """Send a download or its checksum, or status 503 with a time to retry if too many are being made."""
    try:
        if file.endswith(CHECKSUM_SUFFIX):
            return HttpResponse(
                f"{get_checksum(download)}  {download.name}\n", content_type="text/plain; charset=utf-8"
            )
        return send(request, download)
    except BusyError:
        message = f"Other downloads are being made just now: ask for {download.name} again in a minute.\n"
        headers = {"Retry-After": str(A_MINUTE), "Cache-Control": "no-store"}
        return HttpResponse(message, status=503, content_type="text/plain; charset=utf-8", headers=headers)


def send(request: HttpRequest, download: Download) -> HttpResponseBase:
    """Send a download as it is made, or, once it is kept, from its file. Raises BusyError."""
    found = cached_download(download)
    etag = f'"{found.sha256}"' if found else None
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = (
            FileResponse(found.path.open("rb")) if found else StreamingHttpResponse(content_of(request, download))
        )
        response["Content-Type"] = download.content_type
        response["Content-Disposition"] = f'attachment; filename="{download.name}"'
    if etag:
        response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, no_cache=True)
    return response


def content_of(request: HttpRequest, download: Download) -> Iterable[bytes]:
    """Return what makes the download; who asks for its headers alone has it not made. Raises BusyError."""
    return DownloadStream(download) if request.method == "GET" else ()


def list_page(request: HttpRequest, template: str, downloads: Iterable[Download], **context: Any) -> HttpResponse:
    listed = list(downloads)
    if is_small():
        with suppress(BusyError):
            for download in listed:
                get_checksum(download)
    files = [
        {"download": download, "label": download.label, "kept": cached_download(download)} for download in listed
    ]
    shown = {"files": files, "about": metadata, "revision": current_revision()}
    return render(request, template, shown | context)


def listed_tables() -> list[dict[str, Any]]:
    """Return all tables with their files; a table of links has no JSON Lines, since those of its kind hold it."""
    return [
        {
            "label": name.replace("_", " ").capitalize(),
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
