"""What the search templates show, from one search."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from films.kinds.registry import DECLARATIONS
from films.search import SearchPage, SearchRequest, Sort, examples, totals
from films.search.parameters import MOST_TOGETHER, search_address, state_parameters
from films.views.searching import facets
from films.views.searching.broader import broader_searches
from films.views.searching.cards import cards

SORT_LABELS = {
    Sort.RELEVANCE: "Relevance",
    Sort.NEWEST: "Newest",
    Sort.OLDEST: "Oldest",
    Sort.TITLE: "Title",
    Sort.BEST: "Best reviewed",
}


@dataclass(frozen=True)
class Pager:
    """Which results are shown, and the addresses of those before and after; `more` also keeps those shown."""

    first: int
    last: int
    previous: str
    following: str
    more: str


def page_context(page: SearchPage, errors: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page shows of a search. `errors` are those of its parameters, by name."""
    search_request = page.request
    shown = cards(page)
    return {
        "page": page,
        "query": search_request.text,
        "status": status_text(page),
        "cards": shown,
        "facets": facets.facets(page),
        "chosen": facets.active_filters(page),
        "years": facets.histogram(page),
        "years_wrong": "since" in errors or "until" in errors,
        "sorts": sort_links(search_request) if len(shown) > 1 else [],
        "hidden": state_parameters(replace(search_request, exact=False)),
        "corrected": page.corrected,
        "suggested": page.suggested,
        "suggested_url": search_address(replace(search_request, text=page.suggested, page=1, first_page=None)),
        "exactly": search_address(replace(search_request, exact=True, page=1, first_page=None)),
        "understood": [] if page.corrected else interpretation_links(page),
        "pager": pager(page),
        "broader": [] if shown else broader_searches(page),
    }


def more_context(page: SearchPage, search_request: SearchRequest) -> dict[str, Any]:
    """Return what a page adds to the results already shown; `search_request` asks for all of them."""
    return {"cards": cards(page), "pager": pager(replace(page, request=search_request))}


def collection_totals() -> dict[str, Any]:
    """Return how much of each kind is in here."""
    return {"totals": [(DECLARATIONS[kind].words.several, f"{count:,}") for kind, count in totals().items()]}


def example_links() -> list[dict[str, str]]:
    """Return searches to try, each with its address."""
    return [{**asdict(one), "url": search_address(SearchRequest(text=one.text))} for one in examples()]


def interpretation_links(page: SearchPage) -> list[dict[str, str]]:
    """Return how the words were understood, each part with the address of the search without it."""
    search_request = replace(page.request, page=1, first_page=None)
    return [
        {
            "label": part.label,
            "text": part.text,
            "without": search_address(replace(search_request, text=part.without)),
            "literally": search_address(replace(search_request, text=part.literally)),
        }
        for part in page.understood
    ]


def sort_links(search_request: SearchRequest) -> list[dict[str, Any]]:
    """Return the orders of results, each with its address."""
    return [
        {
            "name": order.value,
            "label": label,
            "url": search_address(replace(search_request, sort=order, page=1, first_page=None)),
            "current": order == search_request.sort,
        }
        for order, label in SORT_LABELS.items()
    ]


def pager(page: SearchPage) -> Pager:
    """Return the ways to the results before and after those shown."""
    search_request = page.request
    first = search_request.first_page or search_request.page
    alone = replace(search_request, first_page=None)
    following = replace(alone, page=search_request.page + 1)
    has_more = search_request.page < page.last_page
    has_room = (following.page - first + 1) * search_request.page_size <= MOST_TOGETHER
    return Pager(
        first=(first - 1) * search_request.page_size + 1,
        last=min(search_request.page * search_request.page_size, page.count + page.partial_count),
        previous=search_address(replace(alone, page=first - 1)) if first > 1 else "",
        following=search_address(following) if has_more else "",
        more=search_address(replace(following, first_page=first)) if has_more and has_room else "",
    )


def status_text(page: SearchPage) -> str:
    """Say how many results there are and how fast they came, for the eye and for screen readers."""
    if not page.count:
        return "No full match, but partial ones" if page.partial_count else "No results"
    more = "" if page.count_is_exact else "+"
    noun = "result" if page.count == 1 else "results"
    return f"{page.count:,}{more} {noun} in {max(1, round(page.took_ms))} ms"
