"""Suggest broader searches when a search finds nothing, not even partial matches.

A search drops words itself, but never filters, phrases, fields or exclusions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from films.languages import localized_list, localized_number, translated
from films.search import SearchPage, SearchRequest, count
from films.search.labels import value_label
from films.search.parameters import search_address
from films.search.query.parser import parse
from films.search.query.tree import Word

TRIED = 8  # searches that are counted at most


@dataclass(frozen=True)
class BroaderSearch:
    """Offer a broader search: what it leaves out, its address, and its number of results."""

    without: str
    url: str
    count: str


def broader_searches(page: SearchPage) -> list[BroaderSearch]:
    """Return the broader searches that find something."""
    shown: dict[str, BroaderSearch] = {}
    for left_out, wider in list(candidates(page))[:TRIED]:
        found, is_exact = count(wider)
        if found:
            address = search_address(wider)
            shown.setdefault(
                address, BroaderSearch(left_out, address, f"{localized_number(found)}{'' if is_exact else '+'}")
            )
    return list(shown.values())


def candidates(page: SearchPage) -> Iterator[tuple[str, SearchRequest]]:
    """Yield searches without a facet's filters, without all filters, and without a required part of the text."""
    search_request = replace(page.request, page=1, first_page=None)
    for facet in search_request.filters:
        chosen = [value for value in page.facets.get(facet, ()) if value.selected]
        labels = localized_list((in_quotes(value_label(value.label, facet)) for value in chosen), "or")
        others = {name: values for name, values in search_request.filters.items() if name != facet}
        yield without(labels), replace(search_request, filters=others)
    if len(search_request.filters) > 1:
        yield translated("without any of these filters"), replace(search_request, filters={})
    if search_request.exact:
        yield translated("without exact words"), replace(search_request, exact=False)
    query = parse(search_request.text)
    required = dict.fromkeys(clause.span for clause in query.clauses if not isinstance(clause, Word))
    # Of more parts than are tried, some would be left untried, and each costs as much as the search did.
    for start, end in required if len(query.clauses) > 1 and len(required) <= TRIED else ():
        rest = f"{query.text[:start].rstrip()} {query.text[end:].lstrip()}".strip()
        yield without(in_quotes(query.text[start:end])), replace(search_request, text=rest)


def without(what: str) -> str:
    return translated("without %(what)s", what=what)


def in_quotes(text: str) -> str:
    return text if text[:1] in '"“' else translated("“%(text)s”", text=text)
