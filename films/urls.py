"""Route the public addresses to their views.

Views are imported when they are first asked for, since every command checks the routes, and few need a view.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from films.views.api.list_names import list_names

View = Callable[..., HttpResponseBase]

VIEWS: dict[str, Callable[[], View]] = {}
"""What imports each view, by its module and name."""


def view(name: str) -> View:
    """Return a view that imports the one of that module and name when it is called."""
    module, _, function = name.rpartition(".")

    def imported() -> View:
        found: View = getattr(import_module(f"films.views.{module}"), function)
        return found

    def late(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        return imported()(request, **arguments)

    VIEWS[name] = imported
    late.__name__, late.__module__ = function, f"films.views.{module}"
    return late


def import_views() -> None:
    """Import all views, for a server that has time for it before the first request."""
    for imported in VIEWS.values():
        imported()


def reading(route: str, called: str, name: str, given: dict[str, str] | None = None) -> URLPattern:
    """Route to a view that changes nothing, without the CSRF check, which would wait for a request body."""
    return path(route, csrf_exempt(view(called)), given, name=name)


urlpatterns = [
    reading("", "search.search_page", "search"),
    reading("filter/", "search.filter_values", "filter"),
    reading("api/", "api.views.root", "api"),
    reading("api/search", "search.search_api", "search-api"),
    reading("api/suggest", "search.suggest_api", "suggest-api"),
    *(
        reading(f"api/{name}", "api.views.record_list", f"api-{name}", {"name": name})
        for name in list_names().values()
    ),
    reading("api/films/<slug:slug>", "api.views.film", "api-film"),
    reading("api/people/<slug:slug>", "api.views.person", "api-person"),
    reading("api/locations/<slug:slug>", "api.views.location", "api-location"),
    reading("api/documents/<slug:slug>", "api.views.document", "api-document"),
    reading("api/quality", "api.views.quality", "api-quality"),
    reading("api/red_heat_client.py", "api.views.python_client", "api-client"),
    reading("api/openapi.json", "api.views.openapi", "api-openapi"),
    re_path("^api/", csrf_exempt(view("api.views.unknown"))),
    reading("help/api/", "api.views.guide", "api-guide"),
    reading("fixtures/", "downloads.fixture_list", "fixtures"),
    reading("fixtures/films/<str:file>", "downloads.film_fixture", "film_fixture"),
    reading("fixtures/<str:file>", "downloads.fixture", "fixture"),
    reading("exports/", "downloads.export_list", "exports"),
    reading("exports/<str:file>", "downloads.export", "export"),
    reading("releases/", "releases.release_list", "releases"),
    reading("releases/<str:release>/<str:file>", "releases.release_file", "release-file"),
    # No page needs a token for this, since whoever forges it can change no more than the language of the pages.
    path("language/", csrf_exempt(set_language), name="language"),
    reading("browse/", "browsing.browse", "browse"),
    reading("browse/<str:name>/<slug:value>/", "browsing.shelf_page", "browse-films"),
    reading("documents/", "browsing.documents", "documents"),
    reading("quality/", "quality.quality", "quality"),
    reading("help/search/", "pages.search_help", "search_help"),
    reading("films/<slug:slug>/", "pages.film", "film"),
    reading("films/<slug:slug>/image.png", "sharing.film_image", "film-image"),
    reading("people/<slug:slug>/", "pages.person", "person"),
    reading("people/<slug:slug>/image.png", "sharing.person_image", "person-image"),
    reading("locations/", "pages.locations", "locations"),
    reading("locations/<slug:slug>/", "pages.location", "location"),
    reading("locations/<slug:slug>/image.png", "sharing.location_image", "location-image"),
    reading("evidence/<slug:key>/", "pages.evidence", "evidence"),
    reading("documents/<slug:slug>/", "pages.document", "document"),
    path("corrections/<slug:kind>/<slug:slug>/", view("corrections.correction"), name="correction"),
    reading("corrections/<slug:kind>/<slug:slug>/sent/", "corrections.sent", "correction-sent"),
    reading("search.atom", "search_files.search_atom", "search-atom"),
    reading("search.csv", "search_files.search_csv", "search-csv"),
    reading("sitemap.xml", "discovery.sitemap_index", "sitemap"),
    reading("sitemap-<slug:section>.xml", "discovery.sitemap_section", "sitemap-section"),
    reading("robots.txt", "discovery.robots", "robots"),
    reading("opensearch.xml", "discovery.opensearch", "opensearch"),
    reading("opensearch/suggestions", "discovery.opensearch_suggestions", "opensearch-suggestions"),
    reading("favicon.ico", "discovery.icon", "icon"),
    reading("healthz", "health.health", "health"),
]
