"""Show what there is to somebody who does not search: shelves of films and people, and the documents."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from films.addresses import page_at
from films.kinds.registry import DECLARATIONS
from films.languages import localized_number, translated, translated_within
from films.models import Document
from films.search import (
    FacetName,
    Kind,
    SearchPage,
    SearchRequest,
    Sort,
    search,
    time_budget,
    values_held,
)
from films.search.labels import value_label
from films.search.parameters import search_address
from films.views.metadata import PageMetadata
from films.views.rendering import render_page
from films.views.revalidation import depends_on_facts
from films.views.searching.cards import cards
from films.views.searching.context import SORT_LABELS, orders_of
from films.views.shelves import GROUPS, SERIES, VALUE_WORDS, Shelf, listed_kind, shelves, years_within

MOST_VALUES = 200  # of each shelf on the page that lists all


class BrowsingForm(forms.Form):
    """Validate the page and the order of a shelf; anything else gives the first page of the best known."""

    page = forms.IntegerField(min_value=1, required=False)
    sort = forms.ChoiceField(choices=[(order.value, order.value) for order in Sort], required=False)


@dataclass(frozen=True)
class Shelved:
    """Say what is on a shelf: what `label` is, what is listed, by which filters, and in which order at first.

    `page` is the address of the page about what the shelf is named after, if there is one.
    """

    word: str
    label: str
    listed: str
    listed_alone: str
    filters: dict[FacetName, tuple[str, ...]]
    first_order: Sort | None = None
    years: Shelf | None = None
    page: str = ""

    def counted(self, number: int) -> str:
        """Return how many films or people there are: “1 film”, “12 people”."""
        noun = self.listed_alone if number == 1 else self.listed
        return f"{localized_number(number)} {translated_within(noun)}"


@require_safe
@depends_on_facts
def browse(request: HttpRequest) -> HttpResponse:
    """List everything that films can be browsed by."""
    metadata = PageMetadata(request.build_absolute_uri(request.path), translated("Browse"))
    return render_page(request, "films/browsing/index", {"shelves": shelves(MOST_VALUES), "metadata": metadata})


@require_safe
@depends_on_facts
def shelf_page(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """List the films or people on a shelf, the best known first, or the films of a series in their order."""
    shelf = group_shelved(name, value) if name in GROUPS else facet_shelved(name, value)
    form = BrowsingForm(request.GET)
    form.is_valid()
    sort = form.cleaned_data.get("sort")
    asked = SearchRequest(
        filters=shelf.filters,
        sort=Sort(sort) if sort else shelf.first_order,
        page=form.cleaned_data.get("page") or 1,
    )
    with time_budget():
        page = search(asked, only_full_matches=True)
    if asked.page > max(page.last_page, 1):
        raise Http404("There is no such page.")
    context = {
        "shelf": shelf,
        "count": page.count,
        "cards": cards(page),
        "partial": None,
        "orders": orders(request.path, page, shelf.first_order),
        "pages": neighbours(request.path, page),
        "search": search_address(replace(asked, page=1)) if name not in GROUPS else "",
        "metadata": PageMetadata(
            request.build_absolute_uri(request.path),
            f"{shelf.label}: {translated_within(shelf.listed)}",
            translated(
                "%(counted)s, with the films they are known for or those who made them.",
                counted=shelf.counted(page.count),
            ),
        ),
    }
    return render_page(request, "films/browsing/films", context)


@require_safe
@depends_on_facts
def documents(request: HttpRequest) -> HttpResponse:
    """List the source documents, with how much of each is cited."""
    found = Document.objects.defer("text").annotate(sentences=Count("passages")).order_by("title", "slug")
    metadata = PageMetadata(request.build_absolute_uri(request.path), translated("Documents"))
    return render_page(request, "films/browsing/documents", {"documents": found, "metadata": metadata})


def facet_shelved(name: str, value: str) -> Shelved:
    """Return what is on the shelf of a facet's value, or raise Http404 if nothing is."""
    facet = next((browsed for browsed in VALUE_WORDS if browsed.value == name), None)
    known = values_held(facet, listed_kind(facet)) if facet else ()
    chosen = next((held for held in known if held.value == value), None)
    if facet is None or chosen is None:
        raise Http404("No film is known by this.")
    kind = listed_kind(facet)
    return Shelved(
        word=VALUE_WORDS[facet],
        label=value_label(chosen.label, facet),
        listed=DECLARATIONS[kind].words.plural,
        listed_alone=DECLARATIONS[kind].words.singular,
        filters={facet: (value,), FacetName.KIND: (kind.value,)},
        years=years_within(chosen) if facet == FacetName.DECADE else None,
        page=page_at("location", value) if facet == FacetName.LOCATION else "",
    )


def group_shelved(name: str, value: str) -> Shelved:
    """Return the films of an organization or a series, or raise Http404 if there is none."""
    word, find = GROUPS[name]
    group = find().get(value)
    if group is None:
        raise Http404("No film is known by this.")
    return Shelved(
        word=group.about or word,
        label=group.label,
        listed=DECLARATIONS[Kind.FILM].words.plural,
        listed_alone=DECLARATIONS[Kind.FILM].words.singular,
        filters={FacetName.FILM: group.films, FacetName.KIND: (Kind.FILM.value,)},
        first_order=Sort.OLDEST if name == SERIES else None,
    )


def orders(path: str, page: SearchPage, first: Sort | None) -> list[dict[str, Any]]:
    """Return the orders of a shelf, each with its address."""
    unless_chosen = first or Sort.RELEVANCE
    return [
        {
            "label": "Best known" if order == Sort.RELEVANCE else SORT_LABELS[order],
            "url": path if order == unless_chosen else f"{path}?{urlencode({'sort': order.value})}",
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
