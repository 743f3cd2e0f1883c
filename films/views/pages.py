"""Show the public pages of films, people, locations and documents, and the guide to searching."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from films.exporting.citations import cite_page
from films.exporting.data_sets import data_sets_named, data_sets_of, quoted_from
from films.languages import translated
from films.models import Document, Film, Location, Person
from films.views import guide
from films.views.facts import (
    dataset_values,
    document_facts,
    fact_evidence,
    filled_by,
    film_facts,
    gazetteer,
    page_citations,
    page_with_sentence,
    person_facts,
    place_facts,
    published_fact,
    published_record,
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
from films.views.rendering import render_page, render_part
from films.views.revalidation import depends_on_facts


@require_safe
@depends_on_facts
@leads_on("film")
def film(request: HttpRequest, slug: str) -> HttpResponse:
    found = film_facts(published_record(Film, slug))
    citations = page_citations(found.facts_on_page)
    data_sets = data_sets_of(found.facts_on_page)
    metadata = film_metadata(found, citations, data_sets, request.build_absolute_uri)
    chosen = (source for source in citations.documents if source.slug == request.GET.get("source"))
    source = next(chosen, None)
    shown = found.cited_to(source, citations) if source else found
    context = {
        "film": found.film,
        "facts": shown,
        "citations": citations,
        "data_sets": [*data_sets.values()],
        "data_set_numbers": numbered(data_sets),
        "filled_by": filled_by(found.film) if len(data_sets) > 1 else {},
        "quoted_from": quoted_from(found.film) if data_sets and not citations.of(found.film, ["synopsis"]) else [],
        "dataset_values": dataset_values(found.film) if data_sets else {},
        "metadata": metadata,
        "map": draw(shown.places, request.GET.get("map", "")),
        "source": source,
        "facts_cited_to": {
            document.slug: sum(citations.cites(fact, document) for fact in found.own_facts)
            for document in citations.documents
        },
        "count": len(found.own_facts),
    }
    return record_page(request, "film", context)


@require_safe
@depends_on_facts
@leads_on("person")
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = person_facts(published_record(Person, slug))
    citations = page_citations(found.facts_on_page)
    data_sets = data_sets_of(found.facts_on_page)
    context = {
        "person": found.person,
        "facts": found,
        "citations": citations,
        "data_sets": [*data_sets.values()],
        "data_set_numbers": numbered(data_sets),
        "metadata": person_metadata(found, citations, data_sets, request.build_absolute_uri),
    }
    return record_page(request, "person", context)


@require_safe
@depends_on_facts
@leads_on("location")
def location(request: HttpRequest, slug: str) -> HttpResponse:
    found = place_facts(published_record(Location, slug))
    citations = page_citations(found.facts_on_page)
    data_sets = data_sets_of(found.facts_on_page)
    context = {
        "location": found.place,
        "facts": found,
        "citations": citations,
        "data_sets": [*data_sets.values()],
        "data_set_numbers": numbered(data_sets),
        "metadata": location_metadata(found, citations, data_sets, request.build_absolute_uri),
        "map": draw((*found.uses, *found.doubled_by), request.GET.get("map", ""), found.place),
    }
    return record_page(request, "location", context)


@require_safe
@depends_on_facts
def locations(request: HttpRequest) -> HttpResponse:
    found = gazetteer()
    return render_page(
        request, "films/locations", {"facts": found, "map": draw(found.uses, request.GET.get("map", ""))}
    )


@require_safe
@vary_on_headers("HX-Request")
@depends_on_facts
def evidence(request: HttpRequest, key: str) -> HttpResponse:
    """Show the evidence for a fact, or for those of its fields that `fields` names, separated by commas.

    Without JavaScript it is a page of its own; with it, it opens on the page of the fact.
    """
    fact = published_fact(key)
    if fact is None:
        raise Http404
    fields = [name for name in request.GET.get("fields", "").split(",") if name]
    context = {
        "fact": fact,
        "evidence": fact_evidence(fact, fields),
        "data_sets": [*data_sets_named([fact.data_set]).values()],
    }
    if HtmxDetails(request):
        return HttpResponse(render_part(request, "films/_evidence.jinja", context))
    return render_page(request, "films/evidence", context)


@require_safe
@depends_on_facts
def document(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Document, slug=slug)
    if sentence := request.GET.get("sentence"):
        return redirect(page_with_sentence(source, sentence))
    found = document_facts(source, request.GET.get("page", ""))
    metadata = document_metadata(found, request.build_absolute_uri)
    context = {"document": found.document, "facts": found, "metadata": metadata}
    return record_page(request, "document", context)


def numbered(data_sets: Collection[str]) -> dict[str, int]:
    """Return the numbers that tell the data sets of a page apart, if there are several."""
    return {name: number for number, name in enumerate(data_sets, 1)} if len(data_sets) > 1 else {}


def record_page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """Show the page of a record, with how to cite it today."""
    metadata = context["metadata"]
    citation = cite_page(metadata.title, metadata.address, timezone.now().date())
    return render_page(request, f"films/{name}", {**context, "citation": citation})


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    metadata = PageMetadata(request.build_absolute_uri(request.path), translated("How to search"))
    context = {"sections": guide.SECTIONS, "addresses": guide.ADDRESSES, "metadata": metadata}
    return render(request, "films/search/help.html", context)
