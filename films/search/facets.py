"""Counts of the results by kind, film, person, place and the like, under labels that people read."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from films.models import Film, Genre, Job, Location, Organization, Person
from films.search.backends.sqlite import backend
from films.search.types import FacetName, FacetValue, Kind

VALUES_SHOWN = 10  # the most frequent of each facet; chosen ones are shown besides

KIND_LABELS = {
    Kind.FILM: ("Film", "Films"),
    Kind.PERSON: ("Person", "People"),
    Kind.CREDIT: ("Credit", "Credits"),
    Kind.LOCATION: ("Place", "Places"),
    Kind.FILM_LOCATION: ("Place in a film", "Places in films"),
    Kind.REVIEW: ("Review", "Reviews"),
    Kind.RELEASE: ("Release", "Releases"),
    Kind.BOX_OFFICE: ("Box office", "Box office"),
    Kind.FILM_RELATION: ("Related film", "Related films"),
    Kind.NOTE: ("Note", "Notes"),
    Kind.PASSAGE: ("Passage", "Passages"),
}
"""What one entry of a kind is called, and several."""


def published_labels(model: type[Any], field: str) -> Callable[[set[str]], dict[str, str]]:
    def look_up(slugs: set[str]) -> dict[str, str]:
        return dict(model.objects.published().filter(slug__in=slugs).values_list("slug", field))

    return look_up


LABELS: dict[FacetName, Callable[[set[str]], dict[str, str]]] = {
    FacetName.KIND: lambda values: {kind: plural for kind, (_, plural) in KIND_LABELS.items() if kind in values},
    FacetName.FILM: published_labels(Film, "title"),
    FacetName.PERSON: published_labels(Person, "name"),
    FacetName.JOB: lambda values: {job.value: job.label for job in Job if job.value in values},
    FacetName.LOCATION: published_labels(Location, "name"),
    FacetName.COUNTRY: published_labels(Location, "name"),
    FacetName.GENRE: lambda values: dict(Genre.objects.filter(slug__in=values).values_list("slug", "name")),
    FacetName.DECADE: lambda values: {value: value for value in values},
    FacetName.OUTLET: published_labels(Organization, "name"),
}
"""How the values of each facet are called; a value without a label is of something unpublished, or unknown."""


def counted(
    entry_ids: Sequence[int], kinds: Iterable[Kind], facets: Sequence[FacetName]
) -> dict[FacetName, dict[str, int]]:
    """Return the count of each value of the facets over the entries, whose kinds are given in the same order."""
    counts: dict[FacetName, dict[str, int]] = {facet: {} for facet in facets}
    for facet, value, count in backend.facet_counts(entry_ids, facets):
        counts[FacetName(facet)][value] = count
    if FacetName.KIND in counts:
        of_kind = counts[FacetName.KIND]
        for kind in kinds:
            of_kind[kind] = of_kind.get(kind, 0) + 1
    return counts


def labelled(facet: FacetName, counts: dict[str, int], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """Return the facet's values as shown: the chosen ones first, then the most frequent."""
    by_count = sorted(counts, key=lambda value: (-counts[value], value))[:VALUES_SHOWN]
    shown = [*chosen, *(value for value in by_count if value not in chosen)]
    labels = LABELS[facet](set(shown))
    return tuple(
        FacetValue(value, labels.get(value, value), counts.get(value, 0), value in chosen)
        for value in shown
        if value in labels or value in chosen
    )
