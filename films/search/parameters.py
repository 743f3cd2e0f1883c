"""Reads a search from an address and writes it back: the whole state of a search is in its address."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from films.addresses import view_address
from films.search.types import MAX_PAGE_SIZE, PAGE_SIZE, FacetName, SearchRequest, Sort

MAX_VALUES = 20  # chosen in one facet; each costs the index a look-up
MOST_TOGETHER = 200  # results on one page of the site, as many as "More results" adds up
YEAR_FIELDS = frozenset({"since", "until"})
"""The fields of the form in which a range of years is typed; addresses write it as `year=1985..1990`."""


class PagingForm(forms.Form):
    """Which results are wanted, and in which order."""

    page = forms.IntegerField(min_value=1, required=False)
    sort = forms.ChoiceField(choices=[(order.value, order.value) for order in Sort], required=False)
    page_size = forms.IntegerField(min_value=1, max_value=MAX_PAGE_SIZE, required=False)


class SearchForm(PagingForm):
    """What the site's own pages ask besides: several pages on one, and the years between which results lie."""

    first = forms.IntegerField(min_value=1, required=False)
    since = forms.IntegerField(min_value=1, max_value=9999, required=False)
    until = forms.IntegerField(min_value=1, max_value=9999, required=False)


def request_from(parameters: QueryDict) -> tuple[SearchRequest, dict[str, Any]]:
    """Return the search that an address asks for, and what is wrong with its numbers, by parameter.

    A number that is wrong leaves its default in the search, so a page can be shown all the same.
    """
    form = SearchForm(parameters)
    form.is_valid()
    text = parameters.get("q", "")
    filters = {
        facet: tuple(dict.fromkeys(values))[:MAX_VALUES]
        for facet in FacetName
        if (values := [value for value in parameters.getlist(facet.value) if value])
    }
    if years := years_between(form.cleaned_data.get("since"), form.cleaned_data.get("until")):
        filters[FacetName.YEAR] = (years,)
    request = SearchRequest(
        text=text if text.strip() else "",
        filters=filters,
        exact=parameters.get("exact") == "1",
        sort=Sort(chosen) if (chosen := form.cleaned_data.get("sort")) else None,
        page=form.cleaned_data.get("page") or 1,
        page_size=form.cleaned_data.get("page_size") or PAGE_SIZE,
    )
    return from_first(request, form.cleaned_data.get("first")), form.errors.get_json_data()


def left_empty(parameters: QueryDict, names: Iterable[str]) -> dict[str, Any]:
    """Return the errors, in the shape of a form's, of parameters that are there and say nothing."""
    wrong = {"message": "Give a value, or leave this out.", "code": "empty"}
    return {name: [wrong] for name in names if not parameters.get(name, "-")}


def years_between(since: int | None, until: int | None) -> str:
    """Return a range of years as addresses write it, its ends in order, or '' where there is no end."""
    if since and until:
        since, until = sorted((since, until))
    return f"{since or ''}..{until or ''}" if since or until else ""


def from_first(request: SearchRequest, first: int | None) -> SearchRequest:
    """Return the search with the pages from the first asked for, as many as may be shown together."""
    if not first or first >= request.page:
        return request
    return replace(request, first_page=max(first, request.page - MOST_TOGETHER // request.page_size + 1))


def state_parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """Return what a search holds besides its text and page, as the parameters of an address or a form."""
    chosen = [(facet.value, value) for facet, values in request.filters.items() for value in values]
    if request.sort:
        chosen.append(("sort", request.sort.value))
    return [*chosen, ("exact", "1")] if request.exact else chosen


def search_address(request: SearchRequest, name: str = "search") -> str:
    """Return the address of a search, without what is left at its default: of its page, or of the view `name`."""
    parameters = [("q", request.text)] if request.text else []
    parameters += state_parameters(request)
    if request.page > 1:
        parameters.append(("page", str(request.page)))
    if request.first_page:
        parameters.append(("first", str(request.first_page)))
    if request.page_size != PAGE_SIZE:
        parameters.append(("page_size", str(request.page_size)))
    query = urlencode(parameters)
    return f"{view_address(name)}?{query}" if query else view_address(name)


def toggled(request: SearchRequest, facet: FacetName, value: str) -> SearchRequest:
    """Return the search with one value of a facet chosen, or no longer so, from its first page."""
    values = request.filters.get(facet, ())
    kept = tuple(other for other in values if other != value) if value in values else (*values, value)
    filters: Mapping[FacetName, tuple[str, ...]] = {**request.filters, facet: kept}
    filters = {name: chosen for name, chosen in filters.items() if chosen}
    return replace(request, filters=filters, page=1, first_page=None)
