"""The public pages of a film, a person, a location and a document, and the guide to searching."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from films.models import Document, Film, Location, Person
from films.views import guide
from films.views.facts import document_facts, film_facts, footnotes, person_facts, place_facts
from films.views.moved import leads_on


@require_safe
@leads_on("film")
def film(request: HttpRequest, slug: str) -> HttpResponse:
    found = film_facts(get_object_or_404(Film.objects.published(), slug=slug))
    context = {"film": found.film, "facts": found, "footnotes": footnotes(found.shown)}
    return render(request, "films/film.html", context)


@require_safe
@leads_on("person")
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = person_facts(get_object_or_404(Person.objects.published(), slug=slug))
    context = {"person": found.person, "facts": found, "footnotes": footnotes(found.shown)}
    return render(request, "films/person.html", context)


@require_safe
@leads_on("location")
def location(request: HttpRequest, slug: str) -> HttpResponse:
    found = place_facts(get_object_or_404(Location.objects.published(), slug=slug))
    context = {"location": found.place, "facts": found, "footnotes": footnotes(found.shown)}
    return render(request, "films/location.html", context)


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    found = document_facts(get_object_or_404(Document, slug=slug))
    return render(request, "films/document.html", {"document": found.document, "facts": found})


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    return render(request, "search/help.html", {"parts": guide.PARTS, "addresses": guide.ADDRESSES})
