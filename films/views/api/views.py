"""Serve the API."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from films.addresses import absolute_addresses
from films.evidence.quality import measure_quality
from films.exporting import metadata
from films.exporting.data_sets import data_sets
from films.models import Document, Film, Location, Person
from films.views.api import client, description
from films.views.api.listing import list_response
from films.views.api.operations import OPERATIONS
from films.views.api.responses import for_reuse, invalid_parameters, json_response, problem
from films.views.api.samples import Samples, address_here
from films.views.api.serializers import records
from films.views.api.serializers.links import Linker
from films.views.api.serializers.quality import serialize_quality
from films.views.api.shapes import records as shapes
from films.views.api.shapes.facts import lists_in, with_only
from films.views.api.shapes.lists import LISTS
from films.views.api.shapes.naming import DataSet
from films.views.api.shapes.root import Resource, Root
from films.views.metadata import PageMetadata
from films.views.redirects import leads_on
from films.views.revalidation import depends_on_facts

SAMPLES = Samples()


@for_reuse
def root(request: HttpRequest) -> HttpResponse:
    absolute = absolute_addresses(request)
    return json_response(
        Root(
            title=metadata.TITLE,
            description=metadata.DESCRIPTION,
            licence=metadata.LICENCE,
            cite_as=metadata.CITE_AS,
            openapi=absolute(reverse("api-openapi")),
            guide=absolute(reverse("api-guide")),
            exports=absolute(reverse("exports")),
            data_sets=[DataSet(name, found.licence, found.url) for name, found in data_sets().items()],
            resources=[
                Resource(
                    operation.name,
                    operation.summary,
                    absolute(address_here(operation.path)),
                    absolute(address_here(operation.example)),
                )
                for operation in OPERATIONS
            ],
        )
    )


@for_reuse
@leads_on("film")
def film(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Film.objects.published(), slug=slug)
    return record_response(request, found, records.serialize_film, shapes.Film)


@for_reuse
@leads_on("person")
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Person.objects.published(), slug=slug)
    return record_response(request, found, records.serialize_person, shapes.Person)


@for_reuse
@leads_on("location")
def location(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Location.objects.published(), slug=slug)
    return record_response(request, found, records.serialize_location, shapes.Location)


def record_response(request: HttpRequest, found: Any, serialize: Callable[..., Any], shape: Any) -> HttpResponse:
    """Return a record with all its lists, or with those that `include` names."""
    included = request.GET["include"].split(",") if "include" in request.GET else lists_in(shape)
    unknown = [name for name in included if name not in lists_in(shape)]
    if unknown:
        message = f"“{unknown[0]}” is none of {', '.join(lists_in(shape))}."
        return invalid_parameters({"include": [{"message": message, "code": "invalid_choice"}]})
    return json_response(with_only(serialize(found, linker(request), cited="citations" in included), included))


@for_reuse
def document(request: HttpRequest, slug: str) -> HttpResponse:
    return json_response(records.serialize_document(get_object_or_404(Document, slug=slug), linker(request)))


@for_reuse
def record_list(request: HttpRequest, name: str) -> HttpResponse:
    return list_response(request, LISTS[name], linker(request))


@for_reuse
def quality(request: HttpRequest) -> HttpResponse:
    return json_response(serialize_quality(measure_quality(), linker(request)))


@for_reuse
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(description.openapi(absolute_addresses(request)(address_here(""))))


@require_safe
@depends_on_facts
def python_client(request: HttpRequest) -> HttpResponse:
    """Serve the module with which programs in Python read the API."""
    text = Path(client.__file__).read_text(encoding="utf-8")
    return HttpResponse(
        text,
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="red_heat_client.py"'},
    )


@for_reuse
def unknown(request: HttpRequest) -> HttpResponse:
    return problem(404, "There is no such address in the API.")


@require_safe
@depends_on_facts
def guide(request: HttpRequest) -> HttpResponse:
    """Show the description of the API as a page for people, with shortened responses."""
    address = request.build_absolute_uri(reverse("api-guide"))
    context = {
        "about": description.ABOUT,
        "operations": [
            (operation, address_here(operation.example), SAMPLES.of(request, operation))
            for operation in OPERATIONS
        ],
        "shapes": description.shapes(),
        "metadata": PageMetadata(address, "The API of Red Heat"),
    }
    return render(request, "films/api/guide.html", context)


def linker(request: HttpRequest) -> Linker:
    return Linker(absolute_addresses(request))
