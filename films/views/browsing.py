"""Show what there is to somebody who does not search: films by decade, genre and country, and the documents."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from films.models import Document
from films.search import (
    FacetName,
    Kind,
    SearchPage,
    SearchRequest,
    Sort,
    film_values,
    search,
    time_budget,
)
from films.search.parameters import search_address
from films.search.types import FacetValue
from films.views.metadata import PageMetadata
from films.views.rendering import render_page
from films.views.revalidation import depends_on_facts
from films.views.searching.cards import cards
from films.views.searching.context import SORT_LABELS, orders_of
from films.views.shelves import VALUE_WORDS, shelves, years_within


class BrowsingForm(forms.Form):
    """Validate the page and the order of a shelf; anything else gives the first page of the best known."""

    page = forms.IntegerField(min_value=1, required=False)
    sort = forms.ChoiceField(choices=[(order.value, order.value) for order in Sort], required=False)


@require_safe
@depends_on_facts
def browse(request: HttpRequest) -> HttpResponse:
    """List everything that films can be browsed by."""
    metadata = PageMetadata(request.build_absolute_uri(request.path), "Browse")
    return render_page(request, "films/browsing/index", {"shelves": shelves(), "metadata": metadata})


@require_safe
@depends_on_facts
def films_with(request: HttpRequest, facet: str, value: str) -> HttpResponse:
    """List the films that have one value of a facet, the best known first."""
    chosen = chosen_value(facet, value)
    form = BrowsingForm(request.GET)
    form.is_valid()
    asked = SearchRequest(
        filters={FacetName(facet): (value,), FacetName.KIND: (Kind.FILM.value,)},
        sort=Sort(sort) if (sort := form.cleaned_data.get("sort")) else None,
        page=form.cleaned_data.get("page") or 1,
    )
    with time_budget():
        page = search(asked, with_partial=False)
    if asked.page > max(page.last_page, 1):
        raise Http404("There is no such page.")
    context = {
        "kind": VALUE_WORDS[FacetName(facet)],
        "value": chosen,
        "count": page.count,
        "cards": cards(page),
        "partial": None,
        "orders": orders(request.path, page),
        "years": years_within(chosen) if facet == FacetName.DECADE else None,
        "pages": neighbours(request.path, page),
        "search": search_address(replace(asked, page=1)),
        "metadata": PageMetadata(
            request.build_absolute_uri(request.path),
            f"{chosen.label}: films",
            f"{page.count:,} films, the best known first, with who made them and where each fact is stated.",
        ),
    }
    return render_page(request, "films/browsing/films", context)


@require_safe
@depends_on_facts
def documents(request: HttpRequest) -> HttpResponse:
    """List the source documents, with how much of each is cited."""
    found = Document.objects.defer("text").annotate(sentences=Count("passages")).order_by("title", "slug")
    metadata = PageMetadata(request.build_absolute_uri(request.path), "Documents")
    return render_page(request, "films/browsing/documents", {"documents": found, "metadata": metadata})


def chosen_value(facet: str, value: str) -> FacetValue:
    """Return a value that films have, or raise Http404."""
    known = film_values(FacetName(facet)) if facet in {browsed.value for browsed in VALUE_WORDS} else ()
    chosen = next((held for held in known if held.value == value), None)
    if chosen is None:
        raise Http404("No film is known by this.")
    return chosen


def orders(path: str, page: SearchPage) -> list[dict[str, Any]]:
    """Return the orders of a shelf, each with its address."""
    return [
        {
            "label": "Best known" if order == Sort.RELEVANCE else SORT_LABELS[order],
            "url": path if order == Sort.RELEVANCE else f"{path}?{urlencode({'sort': order.value})}",
            "current": order == page.sort,
        }
        for order in orders_of(page)
    ]


def neighbours(path: str, page: SearchPage) -> dict[str, Any]:
    """Return the number of a page, of all pages, and the addresses of the previous and the next."""
    number = page.request.page

    def address(other: int) -> str:
        sort = {"sort": page.request.sort.value} if page.request.sort else {}
        asked = sort | ({"page": str(other)} if other > 1 else {})
        return f"{path}?{urlencode(asked)}" if asked else path

    return {
        "number": number,
        "last": page.last_page,
        "previous": address(number - 1) if number > 1 else "",
        "following": address(number + 1) if number < page.last_page else "",
    }
