"""Read a search from an address, and write it to one: an address holds the whole state of a search."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django import forms
from django.http import QueryDict

from films.addresses import view_address
from films.identity.letters import INVISIBLE
from films.search.types import MAX_PAGE_SIZE, PAGE_SIZE, FacetName, SearchRequest, Sort

MAX_VALUES = 20  # values chosen in one facet; each costs a look-up in the index
MOST_TOGETHER = 200  # results on one page of the site after “More results”
DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Characters that would turn around what follows them, on any page that shows the text."""
SHAPELESS = dict.fromkeys(map(ord, INVISIBLE))
YEAR_FIELDS = frozenset({"since", "until"})
"""The fields of the form in which a range of years is typed; addresses write it as `year=1985..1990`."""


class PagingForm(forms.Form):
    """Validate the page, the page size and the order of results."""

    page = forms.IntegerField(min_value=1, required=False)
    sort = forms.ChoiceField(choices=[(order.value, order.value) for order in Sort], required=False)
    page_size = forms.IntegerField(min_value=1, max_value=MAX_PAGE_SIZE, required=False)


class SearchForm(PagingForm):
    """Validate what only the site's pages use: several pages shown as one, and a first and last year."""

    first = forms.IntegerField(min_value=1, required=False)
    since = forms.IntegerField(min_value=1, max_value=9999, required=False)
    until = forms.IntegerField(min_value=1, max_value=9999, required=False)


def request_from(parameters: QueryDict) -> tuple[SearchRequest, dict[str, Any]]:
    """Return the search in an address, and the errors in its numbers, by parameter.

    An invalid number is replaced by its default, so that a page can be shown in any case.
    """
    numbers, errors = numbers_in(parameters)
    text = parameters.get("q", "").translate(DIRECTIONS)
    filters = {
        facet: tuple(dict.fromkeys(values))[:MAX_VALUES]
        for facet in FacetName
        if (values := [value for value in parameters.getlist(facet.value) if value])
    }
    if years := years_between(numbers.get("since"), numbers.get("until")):
        filters[FacetName.YEAR] = (years,)
    request = SearchRequest(
        text=text if text.translate(SHAPELESS).strip() else "",
        filters=filters,
        exact=parameters.get("exact") == "1",
        sort=Sort(chosen) if (chosen := numbers.get("sort")) else None,
        page=numbers.get("page") or 1,
        page_size=numbers.get("page_size") or PAGE_SIZE,
    )
    return from_first(request, numbers.get("first")), errors


def numbers_in(parameters: QueryDict) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the valid values of `SearchForm`, and the errors in the others.

    Most searches give none, and a form takes as long to make as a card of the results.
    """
    if parameters.keys().isdisjoint(SearchForm.base_fields):
        return {}, {}
    form = SearchForm(parameters)
    form.is_valid()
    return form.cleaned_data, form.errors.get_json_data()


def left_empty(parameters: QueryDict, names: Iterable[str]) -> dict[str, Any]:
    """Return errors, in the format of a form's, for parameters that are present but empty."""
    wrong = {"message": "Give a value, or leave this out.", "code": "empty"}
    return {name: [wrong] for name in names if not parameters.get(name, "-")}


def years_between(since: int | None, until: int | None) -> str:
    """Return a range of years as written in addresses, with its ends in order, or '' if it has no ends."""
    if since and until:
        since, until = sorted((since, until))
    return f"{since or ''}..{until or ''}" if since or until else ""


def from_first(request: SearchRequest, first: int | None) -> SearchRequest:
    """Return the search with the pages from `first` on, up to as many as can be shown together."""
    if not first or first >= request.page:
        return request
    return replace(request, first_page=max(first, request.page - MOST_TOGETHER // request.page_size + 1))


def state_parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """Return everything in a search except its text and page, as parameters of an address or a form."""
    chosen = [(facet.value, value) for facet, values in request.filters.items() for value in values]
    if request.sort:
        chosen.append(("sort", request.sort.value))
    return [*chosen, ("exact", "1")] if request.exact else chosen


def search_address(request: SearchRequest, name: str = "search") -> str:
    """Return the address of a search, on its page or in the view `name`, without default values."""
    parameters = [("q", request.text)] if request.text else []
    parameters += state_parameters(request)
    if request.page > 1:
        parameters.append(("page", str(request.page)))
    if request.first_page:
        parameters.append(("first", str(request.first_page)))
    if request.page_size != PAGE_SIZE:
        parameters.append(("page_size", str(request.page_size)))
    query = "&".join(f"{parameter}={address_text(value)}" for parameter, value in parameters)
    return f"{view_address(name)}?{query}" if query else view_address(name)


@lru_cache(maxsize=1000)
def address_text(text: str) -> str:
    """Return a text as it is written in addresses; those of one page have most of their texts in common."""
    return quote_plus(text)


def toggled(request: SearchRequest, facet: FacetName, value: str) -> SearchRequest:
    """Return the first page of the search with one value of a facet added or removed."""
    values = request.filters.get(facet, ())
    kept = tuple(other for other in values if other != value) if value in values else (*values, value)
    filters: Mapping[FacetName, tuple[str, ...]] = {**request.filters, facet: kept}
    filters = {name: chosen for name, chosen in filters.items() if chosen}
    return replace(request, filters=filters, page=1, first_page=None)
