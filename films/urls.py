"""Route the public addresses to their views."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from films.views import (
    browsing,
    corrections,
    discovery,
    downloads,
    health,
    pages,
    quality,
    releases,
    search,
    search_files,
    sharing,
)
from films.views.api import views as api
from films.views.api.responses import for_reuse
from films.views.api.shapes.lists import LISTS


def reading(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Route to a view that changes nothing, without the CSRF check, which would wait for a request body."""
    return path(route, csrf_exempt(view), name=name)


urlpatterns = [
    reading("", search.search_page, "search"),
    reading("filter/", search.filter_values, "filter"),
    reading("api/", api.root, "api"),
    reading("api/search", for_reuse(search.search_api), "search-api"),
    reading("api/suggest", for_reuse(search.suggest_api), "suggest-api"),
    *(path(f"api/{name}", csrf_exempt(api.record_list), {"name": name}, name=f"api-{name}") for name in LISTS),
    reading("api/films/<slug:slug>", api.film, "api-film"),
    reading("api/people/<slug:slug>", api.person, "api-person"),
    reading("api/locations/<slug:slug>", api.location, "api-location"),
    reading("api/documents/<slug:slug>", api.document, "api-document"),
    reading("api/quality", api.quality, "api-quality"),
    reading("api/red_heat_client.py", api.python_client, "api-client"),
    reading("api/openapi.json", api.openapi, "api-openapi"),
    re_path("^api/", csrf_exempt(api.unknown)),
    reading("help/api/", api.guide, "api-guide"),
    reading("fixtures/", downloads.fixture_list, "fixtures"),
    reading("fixtures/films/<str:file>", downloads.film_fixture, "film_fixture"),
    reading("fixtures/<str:file>", downloads.fixture, "fixture"),
    reading("exports/", downloads.export_list, "exports"),
    reading("exports/<str:file>", downloads.export, "export"),
    reading("releases/", releases.release_list, "releases"),
    reading("releases/<str:release>/<str:file>", releases.release_file, "release-file"),
    # No page needs a token for this, since whoever forges it can change no more than the language of the pages.
    path("language/", csrf_exempt(set_language), name="language"),
    reading("browse/", browsing.browse, "browse"),
    reading("browse/<str:name>/<slug:value>/", browsing.shelf_page, "browse-films"),
    reading("documents/", browsing.documents, "documents"),
    reading("quality/", quality.quality, "quality"),
    reading("help/search/", pages.search_help, "search_help"),
    reading("films/<slug:slug>/", pages.film, "film"),
    reading("films/<slug:slug>/image.png", sharing.film_image, "film-image"),
    reading("people/<slug:slug>/", pages.person, "person"),
    reading("people/<slug:slug>/image.png", sharing.person_image, "person-image"),
    reading("locations/", pages.locations, "locations"),
    reading("locations/<slug:slug>/", pages.location, "location"),
    reading("locations/<slug:slug>/image.png", sharing.location_image, "location-image"),
    reading("evidence/<slug:key>/", pages.evidence, "evidence"),
    reading("documents/<slug:slug>/", pages.document, "document"),
    path("corrections/<slug:kind>/<slug:slug>/", corrections.correction, name="correction"),
    reading("corrections/<slug:kind>/<slug:slug>/sent/", corrections.sent, "correction-sent"),
    reading("search.atom", for_reuse(search_files.search_atom), "search-atom"),
    reading("search.csv", for_reuse(search_files.search_csv), "search-csv"),
    reading("sitemap.xml", discovery.sitemap_index, "sitemap"),
    reading("sitemap-<slug:section>.xml", discovery.sitemap_section, "sitemap-section"),
    reading("robots.txt", discovery.robots, "robots"),
    reading("opensearch.xml", discovery.opensearch, "opensearch"),
    reading("opensearch/suggestions", discovery.opensearch_suggestions, "opensearch-suggestions"),
    reading("favicon.ico", discovery.icon, "icon"),
    reading("healthz", health.health, "health"),
]
