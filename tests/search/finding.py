"""What a search finds, in short."""

from films.search import Kind, SearchPage, SearchRequest, search, suggest
from films.search.types import FacetName


def answer(text: str, **options: object) -> SearchPage:
    """Search for a text, with other fields of the request given by name."""
    return search(SearchRequest(text, **options))  # type: ignore[arg-type]


def labels(text: str) -> list[str]:
    """Return the labels of the parts that are understood of a text."""
    return [part.label for part in answer(text).understood]


def suggested_texts(typed: str) -> list[str]:
    """Return the texts that are suggested for what was typed so far."""
    return [suggestion.text for suggestion in suggest(typed)]


def found(text: str, **filters: str) -> set[tuple[str, str]]:
    """Return the kind and title of each full match of the first page."""
    request = SearchRequest(text, {FacetName(name): (value,) for name, value in filters.items()})
    return {(result.kind.value, result.title_text) for result in search(request).results if not result.partial}


def titles_found(text: str, kind: Kind | None = None) -> list[str]:
    """Return the titles of the first hundred full matches, of one kind if asked."""
    page = search(SearchRequest(text, page_size=100))
    return [result.title_text for result in page.results if kind in (None, result.kind) and not result.partial]
