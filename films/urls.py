"""The public addresses."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from films.views import pages, search, taking_away


def reading(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Publish a page that only reads: to check a form's token, the server would wait for a body it never uses."""
    return path(route, csrf_exempt(view), name=name)


urlpatterns = [
    reading("", search.search_page, "search"),
    reading("api/search", search.search_api, "search-api"),
    reading("api/suggest", search.suggest_api, "suggest-api"),
    reading("fixtures/", taking_away.fixture_list, "fixtures"),
    reading("fixtures/films/<str:file>", taking_away.film_fixture, "film_fixture"),
    reading("fixtures/<str:file>", taking_away.fixture, "fixture"),
    reading("exports/", taking_away.export_list, "exports"),
    reading("exports/<str:file>", taking_away.export, "export"),
    reading("help/search/", pages.search_help, "search_help"),
    reading("films/<slug:slug>/", pages.film, "film"),
    reading("people/<slug:slug>/", pages.person, "person"),
    reading("locations/<slug:slug>/", pages.location, "location"),
    reading("documents/<slug:slug>/", pages.document, "document"),
]
