"""Build the heading between full and partial matches, with the number of each and what is lacking."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from films.kinds.registry import DECLARATIONS
from films.languages import localized_number, ntranslated, translated, translated_within
from films.search import FacetName, Kind, SearchPage
from films.search.parameters import search_address


@dataclass(frozen=True)
class LackingLink:
    """Name what some partial matches lack, with the address of the search without it, if there is one."""

    text: str
    count: int
    url: str


@dataclass(frozen=True)
class PartialHeading:
    """Hold the heading before the first partial match of a page, and the number of cards before it."""

    cards_before: int
    full: str
    partial: str
    lacking: list[LackingLink]


def partial_heading(page: SearchPage, *, appended: bool = False) -> PartialHeading | None:
    """Return the heading for a page with partial matches, unless the page is appended to one that has it."""
    before = sum(not result.partial for result in page.results)
    continues = appended and (page.request.page - 1) * page.request.page_size > page.count
    if before == len(page.results) or continues:
        return None
    return PartialHeading(
        cards_before=before,
        full=full_matches_text(page),
        partial=ntranslated("%(num)s matches some", "%(num)s match some", page.partial_count),
        lacking=list(lacking_links(page)),
    )


def full_matches_text(page: SearchPage) -> str:
    """Say how many full matches there are, and name their kind if they all have the same."""
    if not page.count:
        return translated("Nothing matches all of it")
    counted = f"{localized_number(page.count)}{'' if page.count_is_exact else '+'}"
    return ntranslated(
        "%(num)s %(noun)s matches all", "%(num)s %(noun)s match all", page.count, num=counted, noun=noun(page)
    )


def noun(page: SearchPage) -> str:
    """Return the word for full matches: “films” if all of them are films, otherwise “results”."""
    kinds = page.facets.get(FacetName.KIND, ())
    chosen = [value for value in kinds if value.selected] or [value for value in kinds if value.count]
    if len(chosen) != 1 or chosen[0].value not in list(Kind):
        return translated_within("Result") if page.count == 1 else translated_within("Results")
    words = DECLARATIONS[Kind(chosen[0].value)].words
    return translated_within(words.singular if page.count == 1 else words.plural)


def lacking_links(page: SearchPage) -> Iterator[LackingLink]:
    """Yield what partial matches lack, with a link to the search without it, unless that is this search."""
    first_page = replace(page.request, page=1, first_page=None)
    for lacking in page.lacking:
        is_other = lacking.query not in ("", page.request.text)
        address = search_address(replace(first_page, text=lacking.query)) if is_other else ""
        yield LackingLink(lacking.text, lacking.count, address)
