"""Build the context of the search templates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from films.languages import localized_number, ntranslated, translated
from films.search import SearchPage, SearchRequest, Sort, orders_held
from films.search.parameters import MOST_TOGETHER, search_address, state_parameters
from films.views.searching import facets
from films.views.searching.broader import broader_searches
from films.views.searching.cards import cards
from films.views.searching.partial import partial_heading

SORT_LABELS = {
    Sort.RELEVANCE: "Relevance",
    Sort.NEWEST: "Newest",
    Sort.OLDEST: "Oldest",
    Sort.TITLE: "Title",
    Sort.BEST: "Best reviewed",
    Sort.LONGEST: "Longest",
    Sort.SHORTEST: "Shortest",
    Sort.GROSS: "Highest-grossing",
    Sort.BUDGET: "Most expensive",
    Sort.WORST: "Worst reviewed",
    Sort.LOWEST_GROSS: "Lowest-grossing",
    Sort.LOWEST_BUDGET: "Cheapest",
}
SELDOM_WANTED = (Sort.WORST, Sort.LOWEST_GROSS, Sort.LOWEST_BUDGET)
"""Orders that are linked only from results that are in them already."""


@dataclass(frozen=True)
class Pager:
    """Hold which results are shown, and the addresses of other pages; `more` also keeps the current results."""

    first: int
    last: int
    total: str
    previous: str
    following: str
    more: str


def page_context(page: SearchPage, errors: Mapping[str, Any]) -> dict[str, Any]:
    """Return the context for a page of results; `errors` are those of its parameters, by name."""
    search_request = page.request
    shown = cards(page)
    return {
        "page": page,
        "query": search_request.text,
        "status": status_text(page),
        "cards": shown,
        "partial": partial_heading(page),
        "facets": facets.facets(page),
        "chosen": facets.active_filters(page),
        "years": facets.histogram(page),
        "years_wrong": "since" in errors or "until" in errors,
        "sorts": sort_links(page) if len(shown) > 1 else [],
        "hidden": state_parameters(replace(search_request, exact=False)),
        "corrected": page.corrected,
        "other_meanings": other_meanings(page),
        "exactly": search_address(replace(search_request, exact=True, page=1, first_page=None)),
        "understood": interpretation_links(page),
        "pager": pager(page),
        "broader": [] if shown or page.is_stopped else broader_searches(page),
    }


def more_context(page: SearchPage, search_request: SearchRequest) -> dict[str, Any]:
    """Return the context for a page to be added to the results; `search_request` has the address of them all."""
    return {
        "cards": cards(page),
        "partial": partial_heading(page, appended=True),
        "pager": pager(replace(page, request=search_request)),
    }


def interpretation_links(page: SearchPage) -> list[dict[str, Any]]:
    """Return how the query was understood: each part with the address of the search without it."""
    search_request = replace(page.request, page=1, first_page=None)
    return [
        {
            "label": part.label,
            "text": part.text,
            "without": search_address(replace(search_request, text=part.without)),
            "literally": search_address(replace(search_request, text=part.literally)),
            "is_excluded": part.is_excluded,
        }
        for part in page.understood
    ]


def other_meanings(page: SearchPage) -> list[dict[str, str]]:
    """Return other readings and spellings of the query, each with its address."""
    search_request = replace(page.request, page=1, first_page=None)
    meant = [(other.label, other.text) for other in page.alternatives]
    if page.suggested:
        meant.append((page.suggested, page.suggested))
    return [{"label": label, "url": search_address(replace(search_request, text=text))} for label, text in meant]


def sort_links(page: SearchPage) -> list[dict[str, Any]]:
    """Return the orders in which results can be sorted; the address of the default order does not name it."""
    anyway = page.sort_unless_chosen
    first_page = replace(page.request, page=1, first_page=None)
    return [
        {
            "name": order.value,
            "label": SORT_LABELS[order],
            "url": search_address(replace(first_page, sort=None if order == anyway else order)),
            "current": order == page.sort,
        }
        for order in orders_of(page)
    ]


def orders_of(page: SearchPage) -> list[Sort]:
    """Return the page's order, and those for which anything has a value, without the ones seldom wanted."""
    held = orders_held().difference(SELDOM_WANTED)
    return [order for order in SORT_LABELS if order in held or order == page.sort]


def pager(page: SearchPage) -> Pager:
    """Return the position of the results on this page, and the addresses of the previous and next ones."""
    search_request = page.request
    first = search_request.first_page or search_request.page
    alone = replace(search_request, first_page=None)
    following = replace(alone, page=search_request.page + 1)
    has_more = search_request.page < page.last_page
    has_room = (following.page - first + 1) * search_request.page_size <= MOST_TOGETHER
    return Pager(
        first=(first - 1) * search_request.page_size + 1,
        last=min(search_request.page * search_request.page_size, page.count + page.partial_count),
        total=total_text(page),
        previous=search_address(replace(alone, page=first - 1)) if first > 1 else "",
        following=search_address(following) if has_more else "",
        more=search_address(replace(following, first_page=first)) if has_more and has_room else "",
    )


def total_text(page: SearchPage) -> str:
    """Say how many matches there are, full and partial together."""
    total = f"{localized_number(page.count + page.partial_count)}{'' if page.count_is_exact else '+'}"
    if not page.count or not page.partial_count:
        return total
    partial = localized_number(page.partial_count)
    return translated("%(total)s, %(partial)s of them partial", total=total, partial=partial)


def status_text(page: SearchPage) -> str:
    """Say how many results there are and how long the search took, also for screen readers."""
    if page.is_stopped:
        return translated("Search stopped")
    if not page.count and not page.partial_count:
        return translated("No results")
    found = translated("No full match")
    if page.count:
        counted = f"{localized_number(page.count)}{'' if page.count_is_exact else '+'}"
        found = ntranslated("%(num)s result", "%(num)s results", page.count, num=counted)
    if page.partial_count:
        found += " · " + translated("%(number)s partial", number=localized_number(page.partial_count))
    return translated("%(found)s in %(milliseconds)s ms", found=found, milliseconds=max(1, round(page.took_ms)))
