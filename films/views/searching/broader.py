"""What to give up where nothing is found: each filter and each part of the text, with what is found without it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from films.search import SearchPage, SearchRequest, count
from films.search.parameters import search_address
from films.search.query.parser import parse

TRIED = 8  # loosenings; each is a search


@dataclass(frozen=True)
class BroaderSearch:
    """A wider search: what it does without, its address, and how many results it has."""

    without: str
    url: str
    count: str


def broader_searches(page: SearchPage) -> list[BroaderSearch]:
    """Return the wider searches that find something."""
    shown: dict[str, BroaderSearch] = {}
    for without, wider in list(candidates(page))[:TRIED]:
        found, is_exact = count(wider)
        if found:
            address = search_address(wider)
            shown.setdefault(address, BroaderSearch(without, address, f"{found:,}{'' if is_exact else '+'}"))
    return list(shown.values())


def candidates(page: SearchPage) -> Iterator[tuple[str, SearchRequest]]:
    """Give the searches without one facet's filters, without all of them, and without one part of the text."""
    search_request = replace(page.request, page=1, first_page=None)
    for facet in search_request.filters:
        labels = " or ".join(f"“{one.label}”" for one in page.facets.get(facet, ()) if one.selected)
        others = {name: values for name, values in search_request.filters.items() if name != facet}
        yield f"without {labels}", replace(search_request, filters=others)
    if len(search_request.filters) > 1:
        yield "without any of these filters", replace(search_request, filters={})
    if search_request.exact:
        yield "without exact words", replace(search_request, exact=False)
    text = parse(search_request.text).text
    clauses = dict.fromkeys(clause.span for clause in parse(search_request.text).clauses)
    for start, end in clauses if len(clauses) > 1 else ():
        rest = f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
        yield f"without {in_quotes(text[start:end])}", replace(search_request, text=rest)


def in_quotes(text: str) -> str:
    return text if text[:1] in '"“' else f"“{text}”"
