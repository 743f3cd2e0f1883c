"""Show a search as a page, as the part of it that htmx swaps, or as JSON."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url
from django_htmx.middleware import HtmxDetails
from msgspec import to_builtins

from films.addresses import absolute_addresses, page_at
from films.search import FacetName, SearchPage, SearchRequest, Suggestion, search, suggest, time_budget
from films.search.parameters import YEAR_FIELDS, left_empty, request_from, search_address, state_parameters
from films.search.query.parser import MAX_LENGTH
from films.search.types import Result
from films.views.api.responses import for_reuse, invalid_parameters, problem
from films.views.rendering import render_page, render_part
from films.views.revalidation import depends_on_facts
from films.views.searching import (
    alternates,
    example_links,
    first_page,
    more_context,
    owners_of,
    page_context,
    record_view,
    result_address,
    search_citation,
    search_metadata,
)
from films.views.searching.cards import PAGES
from films.views.searching.facets import FACET_LABELS, values_named

CARDS = "cards"
"""The id of the list that “More results” adds to; htmx names it when it asks for them."""


VALUES_LISTED = 200  # of a facet on a page of its own, which searches within more
RETRY_AFTER = 30  # seconds; what was stopped because others were searching may then succeed


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request", "HX-Target")
@depends_on_facts
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the search page; for htmx, only the part that changes with the search."""
    search_request, errors = request_from(request.GET)
    with time_budget():
        return search_response(request, search_request, errors)


@require_safe
@depends_on_facts
def filter_values(request: HttpRequest) -> HttpResponse:
    """List the values of one facet among the results of a search, each with the address of the narrower search."""
    facet = next((shown for shown in FACET_LABELS if shown.value == request.GET.get("facet")), None)
    if facet is None:
        raise Http404("Results are not filtered by this.")
    search_request, _ = request_from(request.GET)
    search_request = replace(search_request, page=1, first_page=None)
    named = request.GET.get("named", "").strip()
    values = values_named(search_request, facet, named)
    context = {
        "label": FACET_LABELS[facet],
        "query": search_request.text,
        "named": named,
        "values": values[:VALUES_LISTED],
        "count": len(values),
        "back": search_address(search_request),
        "hidden": [("q", search_request.text), *state_parameters(search_request), ("facet", facet.value)],
    }
    return render_page(request, "films/search/filter", context)


def search_response(request: HttpRequest, search_request: SearchRequest, errors: dict[str, Any]) -> HttpResponse:
    htmx = HtmxDetails(request)
    if htmx and not htmx.history_restore_request:
        response = (
            more_results(request, search_request)
            if htmx.target == CARDS
            else results(request, search_request, errors)
        )
        patch_cache_control(response, no_store=True)  # the new address depends on the one before
        return response
    if not errors and not YEAR_FIELDS.isdisjoint(request.GET):
        return redirect(search_address(search_request))
    context = context_of(request, search_request, errors)
    content = render_part(request, "films/search/results.jinja", {**context, "whole_page": True})
    response = render(request, "films/search/page.html", {**context, "content": content})
    return stopped(response) if is_stopped(context) else response


def results(request: HttpRequest, search_request: SearchRequest, errors: dict[str, Any]) -> HttpResponse:
    """Show the part of the page that changes with the search, and update the address in the browser."""
    context = context_of(request, search_request, errors)
    shown = context["search_request"]
    keep_address = replace_url if continues(previous_search(HtmxDetails(request)), shown) else push_url
    response = HttpResponse(render_part(request, "films/search/results.jinja", context))
    return keep_address(response, search_address(shown))


def is_stopped(context: dict[str, Any]) -> bool:
    return "page" in context and context["page"].is_stopped


def stopped(response: HttpResponse) -> HttpResponse:
    """Tell programs as well that a search was stopped at its time limit, and to try again or ask for less."""
    response.status_code = 503
    response["Retry-After"] = str(RETRY_AFTER)
    patch_cache_control(response, no_store=True)
    return response


def more_results(request: HttpRequest, search_request: SearchRequest) -> HttpResponse:
    """Show the next page of results, and change the address to one that shows all pages so far."""
    page = search(one_page(search_request))
    if page.is_stopped:
        return stopped(HttpResponse(page.loosened))
    context = more_context(page, search_request)
    html = render_part(request, "films/search/more.jinja", context)
    return replace_url(HttpResponse(html), search_address(search_request))


def context_of(request: HttpRequest, search_request: SearchRequest, errors: dict[str, Any]) -> dict[str, Any]:
    asks = bool(search_request.text or search_request.filters)
    context = (
        page_context(existing_page(search_request), errors)
        if asks
        else {"query": search_request.text, **first_page()}
    )
    if not context.get("cards"):
        context["examples"] = example_links()
    shown = context["page"].request if "page" in context else search_request
    return {
        "search_request": shown,
        **context,
        "alternates": alternates(one_page(shown)),
        "metadata": search_metadata(one_page(shown), request.build_absolute_uri),
        "citation": search_citation(one_page(shown), request.build_absolute_uri),
        "max_length": MAX_LENGTH,
    }


def one_page(search_request: SearchRequest) -> SearchRequest:
    """Return the search regardless of how many pages of its results are shown together."""
    return replace(search_request, first_page=None)


@for_reuse
@require_safe
def search_api(request: HttpRequest) -> HttpResponse:
    """Return a search as JSON; invalid parameters give status 400 with what is wrong."""
    search_request, errors = request_from(request.GET)
    errors = left_empty(request.GET, ["page", "page_size"]) | errors
    if errors:
        return invalid_parameters(errors)
    search_request = replace(search_request, first_page=None)
    page = search(search_request)
    if page.is_stopped:
        return stopped(problem(503, stopped_sentence(page)))
    if search_request.page > max(page.last_page, 1):
        return invalid_parameters({"page": [{"message": past_the_end(page), "code": "max_value"}]})
    return JsonResponse(
        {
            "query": search_request.text,
            "count": page.count,
            "count_is_exact": page.count_is_exact,
            "page": search_request.page,
            "pages": page.pages,
            "partial_count": page.partial_count,
            "lacking": [asdict(part) for part in page.lacking],
            "results": results_json(page, absolute_addresses(request)),
            "facets": {facet.value: to_builtins(values) for facet, values in page.facets.items()},
            "corrected": page.corrected or None,
            "suggested": page.suggested or None,
            "loosened": page.loosened,
            "alternatives": [asdict(alternative) for alternative in page.alternatives],
            "not_recorded": page.not_recorded,
            "sort": page.sort.value,
            "unordered": page.unordered,
            "understood": [asdict(part) for part in page.understood],
            "took_ms": page.took_ms,
        }
    )


def past_the_end(page: SearchPage) -> str:
    return f"The last page is {max(page.last_page, 1)}."


def stopped_sentence(page: SearchPage) -> str:
    """Say that a search was stopped, and which."""
    return f"{page.loosened} The search was for “{page.request.text}”."


@for_reuse
@require_safe
def suggest_api(request: HttpRequest) -> JsonResponse:
    """Suggest completions of a text: names, genres, jobs, and questions that end in one."""
    return JsonResponse(
        {
            "suggestions": [
                {
                    "text": suggestion.text,
                    "kind": suggestion.kind.value,
                    "year": suggestion.year,
                    "detail": suggestion.detail,
                    "url": suggestion_address(suggestion),
                }
                for suggestion in suggest(request.GET.get("q", ""))
            ]
        }
    )


def suggestion_address(suggestion: Suggestion) -> str:
    """Return the address of a suggested record's page, or of a search for the suggestion."""
    if suggestion.is_completed:
        return search_address(SearchRequest(suggestion.text))
    if isinstance(suggestion.kind, FacetName):
        return search_address(SearchRequest(filters={suggestion.kind: (suggestion.slug,)}))
    return page_at(PAGES[suggestion.kind], suggestion.slug)


def api_address(result: Result) -> str:
    """Return the address of what the API says of the record on whose page a result is shown."""
    return page_at(f"api-{record_view(result)}", result.slug)


def existing_page(search_request: SearchRequest) -> SearchPage:
    """Search; if the page is past the end, return the last page."""
    page = search(search_request)
    return (
        search(replace(search_request, page=page.last_page, first_page=None))
        if search_request.page > page.last_page > 0
        else page
    )


def previous_search(htmx: HtmxDetails) -> SearchRequest:
    """Return the search that the browser shows, or an empty one if its address cannot be read."""
    try:
        return request_from(QueryDict(urlsplit(htmx.current_url_abs_path or "").query))[0]
    except (ValueError, TooManyFieldsSent):
        return SearchRequest()


def continues(before: SearchRequest, search_request: SearchRequest) -> bool:
    """Tell whether a search only continues to type the previous one, which Back should then skip."""
    texts = (before.text, search_request.text)
    same_filters = (before.filters, before.page) == (search_request.filters, search_request.page)
    return same_filters and all(texts) and (texts[0].startswith(texts[1]) or texts[1].startswith(texts[0]))


def results_json(page: SearchPage, absolute: Callable[[str], str]) -> list[dict[str, Any]]:
    owners = owners_of(page.results)
    return [
        {
            "kind": result.kind.value,
            "title": result.title_text,
            "slug": result.slug,
            "id": result.anchor,
            "url": absolute(result_address(result)),
            "api": absolute(api_address(result)),
            "year": result.year,
            "snippet": result.snippet_text,
            "identifiers": result.card.get("identifiers", {}),
            "why": list(result.why),
            "partial": result.partial,
            "owner": owner._asdict() if (owner := owners.get((result.kind, result.object_id))) else None,
        }
        for result in page.results
    ]
