"""List data releases, and serve their files, which never change."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from films.exporting import metadata
from films.exporting.data_releases import (
    CHANGES,
    CHECKSUMS,
    DESCRIPTION,
    FACTS,
    SIGNATURE,
    data_releases,
)
from films.views import ranges

CONTENT_TYPES = {
    FACTS: "application/jsonl",
    CHANGES: "application/json",
    DESCRIPTION: "application/json",
    CHECKSUMS: "text/plain; charset=utf-8",
    SIGNATURE: "text/plain; charset=utf-8",
}
A_YEAR = 365 * 24 * 3600  # seconds


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    """List all data releases, the latest first, with what changed in each."""
    return render(request, "films/downloads/releases.html", {"releases": data_releases(), "about": metadata})


@require_safe
def release_file(request: HttpRequest, release: str, file: str) -> HttpResponseBase:
    """Respond with a file of a release, or with a part of it."""
    found = next((each for each in data_releases() if each.name == release), None)
    path = found.folder / file if found and file in CONTENT_TYPES else None
    if path is None or not path.exists():
        raise Http404("There is no such file of a release.")
    response = ranges.file_or_part(request, path, f'"{release}/{file}"')
    response["Content-Type"] = CONTENT_TYPES[file]
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, max_age=A_YEAR, immutable=True)
    return response
