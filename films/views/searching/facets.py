"""Build the facets of a search as links, the histogram of years, and the list of active filters."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from films.identity.folding import folded
from films.languages import translated
from films.search import FacetName, SearchPage, SearchRequest, facet_values
from films.search.facets import SCALES, VALUES_SHOWN
from films.search.labels import value_label
from films.search.parameters import search_address, toggled
from films.search.types import FacetValue
from films.search.understanding.years import read_range

FACET_LABELS = {
    FacetName.KIND: "Type",
    FacetName.GENRE: "Genre",
    FacetName.DECADE: "Decade",
    FacetName.COUNTRY: "Country",
    FacetName.PERSON: "Person",
    FacetName.JOB: "Job",
    FacetName.LOCATION: "Place",
    FacetName.FILM: "Film",
    FacetName.OUTLET: "Outlet",
    FacetName.SCORE: "Score out of 100",
}
"""The facets that the page lists, in order, with their headings; single years are in the histogram."""

MOST_VALUES = 1000  # of a facet, among which those with a text in their labels are found
MOST_YEARS = 24  # with a bar each; a longer span has a bar for each decade
WIDTH, HEIGHT = 240, 56
"""Size of the histogram, in units of its view box."""
GAP = 0.2  # share of a bar's slot that is left free


@dataclass
class Choice:
    """Hold a value of a facet, the address that adds or removes it, and the values nested within it."""

    id: str
    label: str
    url: str
    count: int
    selected: bool
    inside: list["Choice"] = field(default_factory=list)


@dataclass(frozen=True)
class FacetShown:
    """Hold the values of a facet, and the address of a list of more, if there may be more."""

    name: str
    label: str
    values: list[Choice]
    more: str


@dataclass(frozen=True)
class Bar:
    """Draw the number of results of a year or a decade, with its link."""

    label: str
    url: str
    count: int
    selected: bool
    x: float
    width: float
    height: float
    slot: float
    slot_x: float

    @property
    def y(self) -> float:
        return round(HEIGHT - self.height, 1)


@dataclass(frozen=True)
class Histogram:
    """Draw the results by year or decade; `since` and `until` are the chosen range."""

    bars: list[Bar]
    since: int | None
    until: int | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def highest(self) -> int:
        return max(bar.count for bar in self.bars)

    @property
    def ticks(self) -> list[str]:
        """Return the labels under the first, the middle and the last bar."""
        labels = [bar.label for bar in self.bars]
        return [
            labels[0],
            *([labels[len(labels) // 2]] if len(labels) % 2 and len(labels) > 2 else []),
            labels[-1],
        ]


def facets(page: SearchPage) -> list[FacetShown]:
    """Return the facets that offer a choice; places are a tree."""
    return [
        FacetShown(
            facet.value, label, tree(page.request, facet, values), more_address(page.request, facet, values)
        )
        for facet, label in FACET_LABELS.items()
        if offers_choice(facet, values := page.facets.get(facet, ()))
    ]


def more_address(search_request: SearchRequest, facet: FacetName, values: Sequence[FacetValue]) -> str:
    """Return the address of the list of a facet's values, or '' if all of them are shown anyway."""
    if len(values) < VALUES_SHOWN or facet in SCALES:
        return ""
    address = search_address(replace(search_request, page=1, first_page=None), "filter")
    return f"{address}{'&' if '?' in address else '?'}facet={facet.value}"


def values_named(search_request: SearchRequest, facet: FacetName, named: str) -> list[Choice]:
    """Return the values of a facet that have a text in their labels, whatever its case and accents."""
    choices = [
        choice_of(search_request, facet, value) for value in facet_values(search_request, facet, MOST_VALUES)
    ]
    return [choice for choice in choices if folded(named) in folded(choice.label)]


def offers_choice(facet: FacetName, values: Sequence[FacetValue]) -> bool:
    """Tell whether a facet's values would narrow the search; films with one entry each only repeat the results."""
    if any(value.selected for value in values):
        return True
    return len(values) > 1 and (facet != FacetName.FILM or max(value.count for value in values) > 1)


def tree(search_request: SearchRequest, facet: FacetName, values: Sequence[FacetValue]) -> list[Choice]:
    """Nest each value within the value that it is part of."""
    choices = {value.value: choice_of(search_request, facet, value) for value in values}
    top: list[Choice] = []
    for value in values:
        above = choices.get(value.part_of)
        (above.inside if above else top).append(choices[value.value])
    return top


def choice_of(search_request: SearchRequest, facet: FacetName, value: FacetValue) -> Choice:
    return Choice(
        f"{facet}-{quote(value.value, safe='')}",
        value_label(value.label, facet),
        search_address(toggled(search_request, facet, value.value)),
        value.count,
        value.selected,
    )


def active_filters(page: SearchPage) -> list[Choice]:
    """Return the active filters, each with the address of the search without it."""
    found = []
    for facet, values in page.facets.items():
        for value in values:
            if value.selected:
                choice = choice_of(page.request, facet, value)
                choice.id = f"drop-{choice.id}"
                if facet == FacetName.SCORE:
                    choice.label = translated("Score %(range)s", range=choice.label)
                found.append(choice)
    return found


def histogram(page: SearchPage) -> Histogram | None:
    """Draw the results by year, or by decade for a long span; None if there is nothing to choose."""
    ranges = [read_range(value) for value in page.request.filters.get(FacetName.YEAR, ())]
    years = page.facets.get(FacetName.YEAR, ())
    counts = {int(year.value): year.count for year in years if year.count and year.value.isdecimal()}
    if not ranges and len(counts) < 2:
        return None
    since, until = (ranges[0] or (None, None)) if len(ranges) == 1 else (None, None)
    return Histogram(bars(page.request, counts, [span for span in ranges if span]), since, until)


def bars(
    search_request: SearchRequest, counts: dict[int, int], ranges: Sequence[tuple[int | None, int | None]]
) -> list[Bar]:
    """Return a bar for each year or decade from first to last; the highest bar has the height of the drawing."""
    if not counts:
        return []
    by_decade = max(counts) - min(counts) >= MOST_YEARS
    step = 10 if by_decade else 1
    totals: dict[int, int] = dict.fromkeys(range(min(counts) // step * step, max(counts) + 1, step), 0)
    for year, count in counts.items():
        totals[year // step * step] += count
    slot, top = WIDTH / len(totals), max(totals.values())
    decades = search_request.filters.get(FacetName.DECADE, ())
    return [
        Bar(
            label := f"{first}s" if by_decade else str(first),
            search_address(toggled(search_request, FacetName.DECADE if by_decade else FacetName.YEAR, label)),
            count,
            (by_decade and label in decades) or any(overlaps(first, first + step - 1, span) for span in ranges),
            x=round(number * slot + slot * GAP / 2, 1),
            width=round(slot * (1 - GAP), 1),
            height=max(2.0, round(count / top * HEIGHT, 1)) if count else 0.0,
            slot=round(slot, 1),
            slot_x=round(number * slot, 1),
        )
        for number, (first, count) in enumerate(totals.items())
    ]


def overlaps(first: int, last: int, years: tuple[int | None, int | None]) -> bool:
    """Tell whether the years from `first` to `last` overlap a range."""
    return (years[0] is None or last >= years[0]) and (years[1] is None or first <= years[1])
