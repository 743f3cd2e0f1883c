"""The search page and the search API: one search, shown as a page, as the part that changes, or as JSON."""

from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url, replace_url
from django_htmx.middleware import HtmxDetails

from films.models import Identifier
from films.search import FacetName, Kind, SearchPage, SearchRequest, Suggestion, examples, search, suggest, totals
from films.search.facets import KIND_LABELS
from films.search.query import MAX_LENGTH
from films.search.types import FacetValue, Result
from films.views.api.answering import refused
from films.views.asking import asked, pairs, search_address, toggled
from films.views.facts import first_passages

FACET_LABELS = {
    FacetName.KIND: "What it is",
    FacetName.FILM: "Film",
    FacetName.PERSON: "Person",
    FacetName.JOB: "Job",
    FacetName.LOCATION: "Place",
    FacetName.COUNTRY: "Country",
    FacetName.GENRE: "Genre",
    FacetName.DECADE: "Decade",
    FacetName.OUTLET: "Outlet",
}
"""The facets that the page lists, with their headings; single years are too many for a list."""
PAGES = {Kind.PERSON: "person", Kind.LOCATION: "location", Kind.PASSAGE: "document"}


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@dataclass(frozen=True)
class Link:
    """A filter's value with the address that chooses it or takes it away."""

    label: str
    url: str
    count: int = 0
    selected: bool = False


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def search_page(request: HtmxRequest) -> HttpResponse:
    """Show the search page, or to htmx the part of it that a search changes."""
    question, _ = asked(request.GET)
    is_partial = bool(request.htmx) and not request.htmx.history_restore_request
    asks = bool(question.text or question.filters)
    context: dict[str, Any] = page_context(existing_page(question)) if asks else {"query": question.text}
    context["max_length"] = MAX_LENGTH
    if not context.get("cards"):
        context |= {
            "examples": [{"text": text, "url": search_address(SearchRequest(text=text))} for text in examples()],
            "totals": [(KIND_LABELS[kind][1], count) for kind, count in totals().items()],
        }
    if not is_partial:
        return render(request, "search/page.html", context)
    response = render(request, "search/_results.html", context)
    shown = context["page"].request if asks else question
    keep_address = replace_url if continues(previous_question(request.htmx), shown) else push_url
    return keep_address(response, search_address(shown))


@require_safe
def search_api(request: HttpRequest) -> HttpResponse:
    """Answer a search as JSON; a page that is no number from 1 gets 400 and says so."""
    question, errors = asked(request.GET)
    if errors:
        return refused(errors)
    page = search(question)
    return JsonResponse(
        {
            "query": question.text,
            "count": page.count,
            "count_is_exact": page.count_is_exact,
            "page": question.page,
            "pages": page.pages,
            "results": results_json(page),
            "facets": {facet.value: [asdict(value) for value in values] for facet, values in page.facets.items()},
            "corrected": page.corrected or None,
            "loosened": page.loosened,
            "understood": [asdict(part) for part in page.understood],
            "took_ms": page.took_ms,
        }
    )


@require_safe
def suggest_api(request: HttpRequest) -> JsonResponse:
    """Answer what is being typed with names that it may become."""
    found = suggest(request.GET.get("q", ""))
    return JsonResponse(
        {
            "suggestions": [
                {
                    "text": one.text,
                    "kind": one.kind.value,
                    "url": suggestion_address(one),
                }
                for one in found
            ]
        }
    )


def suggestion_address(one: Suggestion) -> str:
    return reverse(PAGES.get(one.kind, "film"), args=[one.slug])


def existing_page(question: SearchRequest) -> SearchPage:
    """Search, and show the last page where a later one was asked for."""
    page = search(question)
    return search(replace(question, page=page.pages)) if question.page > page.pages > 0 else page


def previous_question(htmx: HtmxDetails) -> SearchRequest:
    """Return the search that the browser shows now, or an empty one where its address cannot be read."""
    try:
        return asked(QueryDict(urlsplit(htmx.current_url_abs_path or "").query))[0]
    except (ValueError, TooManyFieldsSent):
        return SearchRequest()


def continues(before: SearchRequest, question: SearchRequest) -> bool:
    """Tell whether a search goes on typing the one before, so that Back leads to what was asked before both."""
    texts = (before.text, question.text)
    same_filters = (before.filters, before.page) == (question.filters, question.page)
    return same_filters and all(texts) and (texts[0].startswith(texts[1]) or texts[1].startswith(texts[0]))


def result_address(result: Result) -> str:
    """Return the page that shows a result, and the place on it."""
    page = reverse(PAGES.get(result.kind, "film"), args=[result.slug])
    return f"{page}#{result.anchor}" if result.anchor else page


def page_context(page: SearchPage) -> dict[str, Any]:
    """Prepare what the search templates show."""
    question = page.request
    return {
        "page": page,
        "query": question.text,
        "status": status(page),
        "cards": cards(page),
        "facets": [
            {
                "name": facet.value,
                "label": FACET_LABELS[facet],
                "values": [facet_link(question, facet, value) for value in values],
            }
            for facet, values in page.facets.items()
            if facet in FACET_LABELS and (len(values) > 1 or any(value.selected for value in values))
        ],
        "chosen": [
            facet_link(question, facet, value)
            for facet, values in page.facets.items()
            for value in values
            if value.selected
        ],
        "hidden": pairs(replace(question, exact=False)),
        "corrected": page.corrected,
        "exactly": search_address(replace(question, exact=True, page=1)),
        "understood": [] if page.corrected else understood(page),
        "pager": {
            "number": question.page,
            "pages": page.pages,
            "previous": search_address(replace(question, page=question.page - 1)) if question.page > 1 else "",
            "next": search_address(replace(question, page=question.page + 1))
            if question.page < page.pages
            else "",
        },
    }


def understood(page: SearchPage) -> list[dict[str, str]]:
    """Return what the question was taken to mean, each part with the address of the question without it."""
    question = replace(page.request, page=1)
    return [
        {
            "label": part.label,
            "text": part.text,
            "without": search_address(replace(question, text=part.without)),
            "literally": search_address(replace(question, text=part.literally)),
        }
        for part in page.understood
    ]


def cards(page: SearchPage) -> list[dict[str, Any]]:
    """Return what each result's card shows: the entry, and where in a document its first evidence stands."""
    cited = first_passages((result.kind.value, result.object_id) for result in page.results)
    return [
        {
            "result": result,
            "url": result_address(result),
            "kind_label": KIND_LABELS[result.kind][0],
            "passage": cited.get((result.kind.value, result.object_id)),
        }
        for result in page.results
    ]


def facet_link(question: SearchRequest, facet: FacetName, value: FacetValue) -> Link:
    return Link(value.label, search_address(toggled(question, facet, value.value)), value.count, value.selected)


def status(page: SearchPage) -> str:
    """Say how many results there are and how fast they came, for the eye and for screen readers."""
    if not page.count:
        return "No results"
    more = "" if page.count_is_exact else "+"
    noun = "result" if page.count == 1 else "results"
    return f"{page.count:,}{more} {noun} in {max(1, round(page.took_ms))} ms"


def results_json(page: SearchPage) -> list[dict[str, Any]]:
    identifiers = identifiers_of(page)
    return [
        {
            "kind": result.kind.value,
            "title": result.title_text,
            "url": result_address(result),
            "year": result.year,
            "snippet": result.snippet_text,
            "identifiers": identifiers.get((result.kind, result.object_id), {}),
            "why": list(result.why),
        }
        for result in page.results
    ]


def identifiers_of(page: SearchPage) -> dict[tuple[Kind, int], dict[str, str]]:
    """Return the identifiers of the films and people of a page, in one query for each of the two."""
    found: dict[tuple[Kind, int], dict[str, str]] = {}
    for kind in (Kind.FILM, Kind.PERSON):
        ids = [result.object_id for result in page.results if result.kind == kind]
        rows = Identifier.objects.published().filter(**{f"{kind}__in": ids}) if ids else []
        for row in rows:
            found.setdefault((kind, getattr(row, f"{kind}_id")), {})[row.scheme] = row.value
    return found
