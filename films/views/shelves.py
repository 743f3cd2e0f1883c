"""Arrange what the collection can be browsed by on shelves, such as decades, genres, places and organizations."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse

from films.languages import translated, translated_within
from films.search import FacetName, Kind, values_held
from films.search.types import FacetValue
from films.views import groups
from films.views.groups import FilmGroup

VALUE_WORDS = {
    FacetName.DECADE: "Decade",
    FacetName.GENRE: "Genre",
    FacetName.COUNTRY: "Country",
    FacetName.YEAR: "Year",
    FacetName.LOCATION: "Place",
    FacetName.JOB: "Job",
}
"""The facets that can be browsed by, and what one value of each is called."""

SERIES, ORGANIZATION = "series", "organization"
GROUPS: dict[str, tuple[str, Callable[[], dict[str, FilmGroup]]]] = {
    SERIES: ("Series", groups.series),
    ORGANIZATION: ("Organization", groups.organizations),
}
"""What else films can be browsed by, what it is called, and what finds the films."""

LISTED_KIND = {FacetName.JOB: Kind.PERSON}
"""The kinds of records that have a facet's values, where those are not films."""

IN_ORDER = {FacetName.DECADE, FacetName.YEAR}
"""The shelves whose values are shown in order, the latest first, and not by the number of films."""


@dataclass(frozen=True)
class Shelf:
    """Hold values that can be browsed by, each with the address of its films or people; `size` counts them all.

    `name` is that of the facet or the group in addresses.
    """

    name: str
    heading: str
    values: list[tuple[FacetValue, str]]
    size: int


def shelves(most: int) -> list[Shelf]:
    """Return the shelves that hold anything, with their first values; years are reached from their decades."""
    every = [facet_shelf(facet) for facet in VALUE_WORDS if facet != FacetName.YEAR]
    every += [group_shelf(name) for name in GROUPS]
    return [replace(found, values=found.values[:most]) for found in every if found.values]


def facet_shelf(facet: FacetName) -> Shelf:
    values = values_held(facet, listed_kind(facet))
    ordered = sorted(values, key=lambda held: held.value, reverse=True) if facet in IN_ORDER else values
    return shelf_of(facet.value, VALUE_WORDS[facet], ordered)


def group_shelf(name: str) -> Shelf:
    word, find = GROUPS[name]
    values = [FacetValue(group.slug, group.label, len(group.films), selected=False) for group in find().values()]
    return shelf_of(name, word, values)


def shelf_of(name: str, word: str, values: list[FacetValue] | tuple[FacetValue, ...]) -> Shelf:
    addressed = [(held, shelf_address(name, held.value)) for held in values]
    heading = translated("By %(what)s", what=translated_within(word))
    return Shelf(name, heading, addressed, len(addressed))


def listed_kind(facet: FacetName) -> Kind:
    return LISTED_KIND.get(facet, Kind.FILM)


def shelf_address(name: str, value: str) -> str:
    return reverse("browse-films", args=[name, value])


def years_within(decade: FacetValue) -> Shelf:
    """Return the years of a decade that have films, the first of them first."""
    years = facet_shelf(FacetName.YEAR).values
    within = [(held, address) for held, address in years if f"{held.value[:-1]}0s" == decade.value]
    return Shelf(FacetName.YEAR, "", within[::-1], len(within))
