"""What to give up where nothing is found: each filter and each part of the text, with what is found without it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from films.search import SearchPage, SearchRequest, count
from films.search.parameters import search_address
from films.search.query.parser import parse

TRIED = 8  # loosenings; each is a search


@dataclass(frozen=True)
class Loosening:
    """A wider search: what it does without, its address, and how many results it has."""

    without: str
    url: str
    count: str


def loosenings(page: SearchPage) -> list[Loosening]:
    """Return the wider searches that find something."""
    shown: dict[str, Loosening] = {}
    for without, wider in list(wider_searches(page))[:TRIED]:
        found, is_exact = count(wider)
        if found:
            address = search_address(wider)
            shown.setdefault(address, Loosening(without, address, f"{found:,}{'' if is_exact else '+'}"))
    return list(shown.values())


def wider_searches(page: SearchPage) -> Iterator[tuple[str, SearchRequest]]:
    """Give the searches without one facet's filters, without all of them, and without one part of the text."""
    question = replace(page.request, page=1, first_page=None)
    for facet in question.filters:
        labels = " or ".join(f"“{one.label}”" for one in page.facets.get(facet, ()) if one.selected)
        others = {name: values for name, values in question.filters.items() if name != facet}
        yield f"without {labels}", replace(question, filters=others)
    if len(question.filters) > 1:
        yield "without any of these filters", replace(question, filters={})
    if question.exact:
        yield "without exact words", replace(question, exact=False)
    text = parse(question.text).text
    clauses = dict.fromkeys(clause.span for clause in parse(question.text).clauses)
    for start, end in clauses if len(clauses) > 1 else ():
        rest = f"{text[:start].rstrip()} {text[end:].lstrip()}".strip()
        yield f"without {quoted(text[start:end])}", replace(question, text=rest)


def quoted(text: str) -> str:
    return text if text[:1] in '"“' else f"“{text}”"
