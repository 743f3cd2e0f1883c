"""Serve what programs ask every site for: sitemaps, robots.txt, OpenSearch and the icon."""

from collections.abc import Sequence
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from films.models import Document, Film, Location, Person
from films.search import suggest
from films.views.search import suggestion_address
from films.views.shelves import GROUPS, VALUE_WORDS, facet_shelf, group_shelf

SITEMAP_SIZE = 10_000  # addresses in a file: a fifth of what the protocol allows, made in half a second


class PagesByKey(Paginator):
    """Divide rows into pages by ranges of primary keys, so that the last page costs no more than the first.

    After deletions a page has fewer rows, or none: rows never move to another page.
    """

    @cached_property
    def count(self) -> int:
        """Return the highest key, which decides how many pages there are."""
        rows: Any = self.object_list
        return int(rows.aggregate(highest=Max("pk"))["highest"] or 0)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        rows: Any = self.object_list
        keys = (number - 1) * self.per_page + 1, number * self.per_page
        return Page(rows.filter(pk__range=keys), number, self)


class RecordSitemap(Sitemap):
    """List the pages of all records of a kind, in files of bounded size."""

    def __init__(self, name: str, rows: QuerySet[Any]) -> None:
        self.name = name
        self.slugs = rows.order_by("pk").values_list("slug", flat=True)

    @property
    def paginator(self) -> Paginator:
        return PagesByKey(self.slugs, SITEMAP_SIZE)

    def location(self, item: str) -> str:
        return reverse(self.name, args=[item])


class SitePages(Sitemap):
    """List the pages that are not about a record."""

    def items(self) -> Sequence[str]:
        return ["search", "browse", "locations", "documents", "quality", "search_help", "api-guide"]

    def location(self, item: str) -> str:
        return reverse(item)


class ShelfPages(Sitemap):
    """List the pages on which films and people can be browsed."""

    def items(self) -> Sequence[str]:
        every = [*map(facet_shelf, VALUE_WORDS), *map(group_shelf, GROUPS)]
        return [address for shelf in every for _, address in shelf.values]

    def location(self, item: str) -> str:
        return item


def sections() -> dict[str, type[Sitemap] | Sitemap]:
    return {
        "desk": SitePages(),
        "browse": ShelfPages(),
        "films": RecordSitemap("film", Film.objects.published()),
        "people": RecordSitemap("person", Person.objects.published()),
        "locations": RecordSitemap("location", Location.objects.published()),
        "documents": RecordSitemap("document", Document.objects.all()),
    }


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return sitemaps.index(
        request,
        sections(),
        template_name="films/discovery/sitemap_index.xml",
        sitemap_url_name="sitemap-section",
    ).render()


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemaps.sitemap(request, sections(), section, template_name="films/discovery/sitemap.xml").render()


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return render(request, "films/discovery/robots.txt", context, content_type="text/plain")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers, so that they offer it in the address bar."""
    context = {"site": request.build_absolute_uri("/").removesuffix("/")}
    return render(
        request, "films/discovery/opensearch.xml", context, content_type="application/opensearchdescription+xml"
    )


@require_safe
def opensearch_suggestions(request: HttpRequest) -> JsonResponse:
    """Answer in the format of OpenSearch suggestions: the text, then names, their kinds, and their addresses."""
    text = request.GET.get("q", "")
    found = suggest(text)
    return JsonResponse(
        [
            text,
            [suggestion.text for suggestion in found],
            [suggestion.kind.value for suggestion in found],
            [request.build_absolute_uri(suggestion_address(suggestion)) for suggestion in found],
        ],
        safe=False,
        content_type="application/x-suggestions+json",
    )


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Redirect to the icon, which browsers ask for here when a response, such as JSON, cannot name it."""
    return redirect(static("films/icon.svg"))
