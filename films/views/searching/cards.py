"""Build a card for each result, with a layout for its kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from markupsafe import escape

from films.addresses import page_at
from films.kinds.addresses import sentence_address
from films.kinds.declaration import OwnPage
from films.kinds.registry import DECLARATIONS
from films.models import Review
from films.models.documents import locator_text
from films.models.places import LocationUse
from films.search import Kind, SearchPage, filmographies, versions
from films.search.types import Candidate, Piece, Result
from films.views.maps import pin_at

PAGES = {kind: kind.value for kind, declared in DECLARATIONS.items() if isinstance(declared.page, OwnPage)}
"""Views of the kinds with a page of their own; facts are shown on their film's page."""

Mark = Callable[[str], SafeString]
Details = dict[int, dict[str, Any]]
"""What cards of a kind show in addition to their results, by the id of the object."""


@dataclass(frozen=True)
class CitedSource:
    """Link a sentence of a document by the document's title and the position of the sentence."""

    url: str
    title: str
    locator: str


@dataclass(frozen=True)
class Card:
    """Hold what is shown of a result; `source` is its first evidence in a document."""

    result: Result
    url: str
    kind_label: str
    title: SafeString
    snippet: SafeString
    details: Mapping[str, Any]
    source: CitedSource | None


def cards(page: SearchPage) -> list[Card]:
    """Return the cards of a page's results."""
    details = dict(details_by_kind(page))
    return [
        Card(
            result=result,
            url=result_address(result),
            kind_label=DECLARATIONS[result.kind].words.singular,
            title=highlighted(result.title),
            snippet=highlighted(result.snippet),
            details=details.get(result.kind, {}).get(result.object_id, {}),
            source=cited_source(*evidence) if (evidence := result.card.get("evidence")) else None,
        )
        for result in page.results
    ]


def cited_source(slug: str, title: str, ordinal: int, *position: Any) -> CitedSource:
    """Return the source of a card's evidence, as `films.kinds.index` declares it."""
    return CitedSource(sentence_address(slug, ordinal), title, locator_text(*position))


def record_view(result: Result | Candidate) -> str:
    """Return the view of the page that shows a result."""
    return "document" if result.kind == Kind.PASSAGE else PAGES.get(result.kind, "film")


def result_address(result: Result | Candidate) -> str:
    """Return the address of a result, with its position on the page."""
    if result.kind == Kind.PASSAGE:
        return sentence_address(result.slug, int(result.anchor.removeprefix("s-")))
    page = page_at(record_view(result), result.slug)
    return f"{page}#{result.anchor}" if result.anchor else page


def highlighted(pieces: Iterable[Piece]) -> SafeString:
    """Return pieces of text as HTML, and mark those that matched."""
    html = (f"<mark>{escape(piece.text)}</mark>" if piece.matched else escape(piece.text) for piece in pieces)
    return mark_safe("".join(html))  # noqa: S308 (escaped piece by piece)


def details_by_kind(page: SearchPage) -> Iterable[tuple[Kind, Details]]:
    """Yield each kind among the results with the details for its cards."""

    def mark(text: str) -> SafeString:
        return highlighted(page.mark(text))

    for kind, read in READERS.items():
        found = [result for result in page.results if result.kind == kind]
        if found:
            yield kind, read(found, mark)


def film_details(films: Sequence[Result], mark: Mark) -> Details:
    """Return each film's directors, leads and original, and whether only its snippet has a match."""
    originals = versions.films_of_versions([film.object_id for film in films])
    return {
        film.object_id: {
            "directors": mark(film.context),
            "leads": [mark(name) for name in film.card.get("leads", ())],
            "version_of": film_links([original], mark) if (original := originals.get(film.object_id)) else [],
            "snippet_adds": adds_match(film),
        }
        for film in films
    }


def adds_match(film: Result) -> bool:
    """Tell whether words that were searched for stand in a film's snippet and in no other line of its card."""
    said = " ".join((film.title_text, film.context, *film.card.get("leads", ()))).casefold()
    return any(piece.matched and piece.text.casefold() not in said for piece in film.snippet)


def person_details(people: Sequence[Result], mark: Mark) -> Details:
    known = filmographies.known_for([person.object_id for person in people])
    return {person_id: {"films": film_links(films, mark)} for person_id, films in known.items()}


def location_details(places: Sequence[Result], mark: Mark) -> Details:
    """Return the films that were shot or set at each place, and its pin on the map."""
    used = filmographies.used_by([place.object_id for place in places])
    return {
        place.object_id: {"pin": pin_at(*coordinates) if (coordinates := place.card.get("coordinates")) else None}
        | {use.value: film_links(used[place.object_id, use], mark) for use in LocationUse}
        for place in places
    }


def review_details(reviews: Sequence[Result], mark: Mark) -> Details:
    return {review.object_id: {"review": scored_review(*review.card.get("score", ()))} for review in reviews}


def scored_review(scale: str = "", score: str | None = None, grade: str = "") -> Review:
    """Return a review with the score of a card, to be drawn."""
    return Review(scale=scale, score=Decimal(score) if score else None, grade=grade)


def film_links(films: Sequence[Candidate], mark: Mark) -> list[dict[str, Any]]:
    return [{"url": result_address(film), "title": mark(film.texts["title"]), "year": film.year} for film in films]


READERS: dict[Kind, Callable[[Sequence[Result], Mark], Details]] = {
    Kind.FILM: film_details,
    Kind.PERSON: person_details,
    Kind.LOCATION: location_details,
    Kind.REVIEW: review_details,
}
