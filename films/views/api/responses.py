"""Respond with JSON for any origin, with ETags, and with errors that say what to do."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import msgspec
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control

from films.languages import in_english
from films.search import FacetName
from films.views.api.operations import PARAMETERS
from films.views.api.shapes.records import FieldError, Problem
from films.views.revalidation import depends_on_facts

View = Callable[..., HttpResponse]

METHODS = "GET, HEAD, OPTIONS"
ANY_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
REPEATABLE = {facet.value for facet in FacetName}
UNKNOWN = {"message": "There is no such parameter here.", "code": "unknown"}
TWICE = {"message": "Give this only once: only filters may be repeated.", "code": "repeated"}


def json_response(shape: msgspec.Struct, status: int = 200, **options: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(shape), content_type="application/json", status=status, **options)


def invalid_parameters(errors: Mapping[str, list[dict[str, Any]]]) -> HttpResponse:
    """Return a response with status 400 that says what is wrong with each parameter."""
    field_errors = {name: [FieldError(**error) for error in found] for name, found in errors.items()}
    sentences = [f"{name}: {error.message}" for name, found in field_errors.items() for error in found]
    return json_response(Problem(" ".join(sentences), field_errors), status=400)


def problem(status: int, error: str) -> HttpResponse:
    """Return a response that says to scripts of any site what is wrong, and where the API is described."""
    sentences = f"{error} All addresses and parameters are described at {reverse('api-openapi')}."
    return json_response(Problem(sentences), status, headers=ANY_ORIGIN)


def for_reuse(view: View) -> Callable[..., HttpResponseBase]:
    """Let scripts of any site read a view's responses, which clients may keep while the facts are the same.

    They are in English, in which programs expect them. Only GET, HEAD and OPTIONS are allowed. Errors raised by
    the view become JSON.
    """

    view = depends_on_facts(in_english(view))

    @wraps(view)
    def reusable(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=ANY_ORIGIN | PREFLIGHT)
        if request.method not in ("GET", "HEAD"):
            response = problem(405, "This address is read-only: use GET.")
            response["Allow"] = METHODS
        else:
            response = call_view(view, request, *args, **kwargs)
        for name, value in ANY_ORIGIN.items():
            response[name] = value
        if response.has_header("ETag"):
            patch_cache_control(response, public=True)
        return response

    return reusable


def call_view(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        errors = misused_parameters(request)
        if errors:
            return invalid_parameters(errors)
        return view(request, *args, **kwargs)
    except Http404:
        return problem(404, "Nothing is published at this address: search for it at /api/search.")
    except SuspiciousOperation as error:
        return problem(400, f"The address cannot be read ({error}): make it shorter.")


def misused_parameters(request: HttpRequest) -> dict[str, list[dict[str, Any]]]:
    """Return the errors of parameters that are given twice, or that the API does not have at this address."""
    errors = {
        name: [TWICE] for name, values in sorted(request.GET.lists()) if len(values) > 1 and name not in REPEATABLE
    }
    known = PARAMETERS.get(request.resolver_match.url_name or "") if request.resolver_match else None
    if known is not None:
        errors |= {name: [UNKNOWN] for name in sorted({*request.GET} - known)}
    return errors
