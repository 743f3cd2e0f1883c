"""The public addresses."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from films.views import discovery, downloads, pages, search


def reading(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """Publish a page that only reads: to check a form's token, the server would wait for a body it never uses."""
    return path(route, csrf_exempt(view), name=name)


urlpatterns = [
    reading("", search.search_page, "search"),
    reading("api/search", search.search_api, "search-api"),
    reading("api/suggest", search.suggest_api, "suggest-api"),
    reading("help/search/", pages.search_help, "search_help"),
    reading("films/<slug:slug>/", pages.film, "film"),
    reading("people/<slug:slug>/", pages.person, "person"),
    reading("locations/<slug:slug>/", pages.location, "location"),
    reading("documents/<slug:slug>/", pages.document, "document"),
    reading("search.atom", downloads.search_atom, "search-atom"),
    reading("search.csv", downloads.search_csv, "search-csv"),
    reading("sitemap.xml", discovery.sitemap_index, "sitemap"),
    reading("sitemap-<slug:section>.xml", discovery.sitemap_section, "sitemap-section"),
    reading("robots.txt", discovery.robots, "robots"),
    reading("opensearch.xml", discovery.opensearch, "opensearch"),
    reading("opensearch/suggestions", discovery.opensearch_suggestions, "opensearch-suggestions"),
    reading("healthz", discovery.health, "health"),
]
