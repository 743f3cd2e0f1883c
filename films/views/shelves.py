"""Arrange the values by which films can be browsed on shelves: decades, genres, countries and years."""

from dataclasses import dataclass

from django.urls import reverse

from films.search import FacetName, film_values
from films.search.types import FacetValue

VALUE_WORDS = {
    FacetName.DECADE: "Decade",
    FacetName.GENRE: "Genre",
    FacetName.COUNTRY: "Country",
    FacetName.YEAR: "Year",
}
"""What films can be browsed by, and what one value of it is called."""

IN_ORDER = {FacetName.DECADE, FacetName.YEAR}
"""The shelves whose values are shown in order, the latest first, and not by the number of films."""


@dataclass(frozen=True)
class Shelf:
    """Hold values of a facet, each with the address of its films."""

    facet: FacetName
    values: list[tuple[FacetValue, str]]

    @property
    def heading(self) -> str:
        return f"By {VALUE_WORDS[self.facet].lower()}"


def shelves(most: int | None = None) -> list[Shelf]:
    """Return the shelves that have films, with their first values; years are reached from their decades."""
    every = (shelf(facet) for facet in VALUE_WORDS if facet != FacetName.YEAR)
    return [Shelf(found.facet, found.values[:most]) for found in every if found.values]


def shelf(facet: FacetName) -> Shelf:
    values = film_values(facet)
    ordered = sorted(values, key=lambda held: held.value, reverse=True) if facet in IN_ORDER else values
    return Shelf(facet, [(held, shelf_address(facet, held.value)) for held in ordered])


def shelf_address(facet: FacetName, value: str) -> str:
    return reverse("browse-films", args=[facet.value, value])


def years_within(decade: FacetValue) -> Shelf:
    """Return the years of a decade that have films, the first of them first."""
    years = shelf(FacetName.YEAR).values
    within = [(held, address) for held, address in years if f"{held.value[:-1]}0s" == decade.value]
    return Shelf(FacetName.YEAR, within[::-1])
