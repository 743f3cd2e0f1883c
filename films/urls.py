"""The public addresses."""

from django.urls import path

from films.views import pages, search

urlpatterns = [
    path("", search.search_page, name="search"),
    path("api/search", search.search_api, name="search-api"),
    path("films/<slug:slug>/", pages.film, name="film"),
    path("people/<slug:slug>/", pages.person, name="person"),
    path("locations/<slug:slug>/", pages.location, name="location"),
    path("documents/<slug:slug>/", pages.document, name="document"),
]
