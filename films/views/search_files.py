"""Serve a search as an Atom feed and as a CSV table, both with full matches only."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from films.addresses import absolute_addresses, site_name
from films.formulas import escape_formula
from films.kinds.registry import DECLARATIONS
from films.search import SearchPage, search
from films.search.parameters import request_from, search_address
from films.views.api.responses import for_reuse
from films.views.search import result_address, stopped, stopped_sentence
from films.views.searching import Owner, owners_of

ROWS = 1000
"""Maximum of rows in a table, equal to the window of a search."""

COLUMNS = (
    "kind",
    "title",
    "year",
    "context",
    "snippet",
    "url",
    "identifiers",
    "written",
    "owner",
    "owner_licence",
    "owner_url",
)
OURS = Owner("", "", "")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class SearchFeed(Atom1Feed):
    """Add to an Atom feed the time of its last change, even if it is empty, and its other pages (RFC 5005)."""

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=None) or database_created()

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation in ("previous", "next"):
            if address := self.feed[relation]:
                handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add a link to where the source of an entry is published."""
        super().add_item_elements(handler, item)
        if item["source"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": item["source"]})


@for_reuse
@require_safe
def search_atom(request: HttpRequest) -> HttpResponse:
    """Return the full matches of a search as an Atom feed, each with the time of its last change."""
    search_request, errors = request_from(request.GET)
    if errors:
        return bad_request(errors)
    page = search(search_request, only_full_matches=True)
    if page.is_stopped:
        return stopped_response(page)
    search_request = page.request
    absolute = absolute_addresses(request)
    feed = SearchFeed(
        title=f"{writable(search_request.text)} – {site_name()}" if search_request.text else site_name(),
        link=absolute(search_address(search_request)),
        description=None,
        subtitle="What a search of film facts finds",
        feed_url=absolute(search_address(search_request, "search-atom")),
        feed_guid=absolute(search_address(replace(search_request, page=1), "search-atom")),
        author_name=site_name(),
        language="en-GB",
        **neighbours(page, absolute),
    )
    owners = owners_of(page.results)
    for result in page.results:
        address = absolute(result_address(result))
        owner = owners.get((result.kind, result.object_id), OURS)
        feed.add_item(
            title=writable(result.title_text),
            link=address,
            unique_id=address,
            description=escape(writable(" · ".join(filter(None, (result.context, result.snippet_text))))),
            updateddate=result.written,
            categories=[DECLARATIONS[result.kind].words.singular],
            item_copyright=writable(": ".join(filter(None, (owner.name, owner.licence)))) or None,
            source=owner.url,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def writable(text: str) -> str:
    """Replace each character that XML cannot hold by a space."""
    return UNWRITABLE.sub(" ", text)


def neighbours(page: SearchPage, absolute: Callable[[str], str]) -> dict[str, Any]:
    """Return the addresses of the previous and next pages of a feed, or empty strings."""
    search_request = page.request
    numbers = {"previous": search_request.page - 1, "next": search_request.page + 1}
    return {
        relation: absolute(search_address(replace(search_request, page=number), "search-atom"))
        if 1 <= number <= page.pages
        else ""
        for relation, number in numbers.items()
    }


def database_created() -> datetime:
    """Return when the database was created, the earliest possible time of a change."""
    applied = MigrationRecorder(connection).migration_qs.filter(app="films").order_by("applied")
    first = applied.values_list("applied", flat=True).first()
    return first or datetime.fromtimestamp(0, UTC)


@for_reuse
@require_safe
def search_csv(request: HttpRequest) -> HttpResponse:
    """Return the full matches of a search as a table of up to `ROWS` rows, whatever its page."""
    search_request, errors = request_from(request.GET)
    if errors:
        return bad_request(errors)
    page = search(replace(search_request, page=1, page_size=ROWS), only_full_matches=True)
    if page.is_stopped:
        return stopped_response(page)
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(
        [escape_formula(cell) for cell in row] for row in result_rows(page, absolute_addresses(request))
    )
    return HttpResponse(
        table.getvalue(),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="red-heat-search.csv"'},
    )


def result_rows(page: SearchPage, absolute: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    owners = owners_of(page.results)
    for result in page.results:
        yield (
            result.kind.value,
            result.title_text,
            str(result.year or ""),
            result.context,
            result.snippet_text,
            absolute(result_address(result)),
            " ".join(f"{scheme}:{value}" for scheme, value in result.card.get("identifiers", {}).items()),
            result.written.isoformat(),
            *owners.get((result.kind, result.object_id), OURS),
        )


def stopped_response(page: SearchPage) -> HttpResponse:
    return stopped(HttpResponse(f"{stopped_sentence(page)}\n", content_type="text/plain; charset=utf-8"))


def bad_request(errors: dict[str, list[dict[str, str]]]) -> HttpResponse:
    """Return status 400 with what is wrong in words."""
    lines = [f"{name}: {error['message']}" for name, found in errors.items() for error in found]
    return HttpResponse("\n".join(lines) + "\n", status=400, content_type="text/plain; charset=utf-8")
