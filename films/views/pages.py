"""Show the public pages of films, people, locations and documents, and the guide to searching."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from films.models import Document, Film, Location, Person
from films.views import guide
from films.views.facts import (
    document_facts,
    film_facts,
    footnotes,
    gazetteer,
    page_with_sentence,
    person_facts,
    place_facts,
)
from films.views.maps import draw
from films.views.metadata import (
    PageMetadata,
    document_metadata,
    film_metadata,
    location_metadata,
    person_metadata,
)
from films.views.redirects import leads_on
from films.views.rendering import render_page
from films.views.revalidation import depends_on_facts


@require_safe
@depends_on_facts
@leads_on("film")
def film(request: HttpRequest, slug: str) -> HttpResponse:
    found = film_facts(get_object_or_404(Film.objects.published(), slug=slug))
    evidence = footnotes(found.facts_on_page)
    metadata = film_metadata(found, evidence, request.build_absolute_uri)
    chosen = (source for source in evidence.documents if source.slug == request.GET.get("source"))
    source = next(chosen, None)
    shown = found.cited_to(source, evidence) if source else found
    context = {
        "film": found.film,
        "facts": shown,
        "footnotes": evidence,
        "metadata": metadata,
        "map": draw(shown.places, request.GET.get("map", "")),
        "source": source,
        "facts_cited_to": {
            document.slug: sum(evidence.cites(fact, document) for fact in found.own_facts)
            for document in evidence.documents
        },
        "count": len(found.own_facts),
    }
    return render_page(request, "films/film", context)


@require_safe
@depends_on_facts
@leads_on("person")
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = person_facts(get_object_or_404(Person.objects.published(), slug=slug))
    evidence = footnotes(found.facts_on_page)
    context = {
        "person": found.person,
        "facts": found,
        "footnotes": evidence,
        "metadata": person_metadata(found, evidence, request.build_absolute_uri),
    }
    return render_page(request, "films/person", context)


@require_safe
@depends_on_facts
@leads_on("location")
def location(request: HttpRequest, slug: str) -> HttpResponse:
    found = place_facts(get_object_or_404(Location.objects.published(), slug=slug))
    evidence = footnotes(found.facts_on_page)
    context = {
        "location": found.place,
        "facts": found,
        "footnotes": evidence,
        "metadata": location_metadata(found, evidence, request.build_absolute_uri),
        "map": draw((*found.uses, *found.doubled_by), request.GET.get("map", ""), found.place),
    }
    return render_page(request, "films/location", context)


@require_safe
@depends_on_facts
def locations(request: HttpRequest) -> HttpResponse:
    found = gazetteer()
    return render_page(
        request, "films/locations", {"facts": found, "map": draw(found.uses, request.GET.get("map", ""))}
    )


@require_safe
@depends_on_facts
def document(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Document, slug=slug)
    if sentence := request.GET.get("sentence"):
        return redirect(page_with_sentence(source, sentence))
    found = document_facts(source, request.GET.get("page", ""))
    metadata = document_metadata(found, request.build_absolute_uri)
    return render_page(
        request, "films/document", {"document": found.document, "facts": found, "metadata": metadata}
    )


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    metadata = PageMetadata(request.build_absolute_uri(request.path), "How to search")
    context = {"sections": guide.SECTIONS, "addresses": guide.ADDRESSES, "metadata": metadata}
    return render(request, "search/help.html", context)
