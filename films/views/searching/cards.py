"""Build a card for each result, with a layout for its kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from films.addresses import page_at
from films.kinds.addresses import sentence_address
from films.kinds.declaration import OwnPage
from films.kinds.registry import DECLARATIONS
from films.models import Credit, JobCode, Location, Passage, Review
from films.models.places import LocationUse, load_ancestors
from films.search import Kind, SearchPage, filmographies
from films.search.types import Candidate, Piece, Result
from films.views.facts import first_passages
from films.views.maps import pinned

PAGES = {kind: kind.value for kind, declared in DECLARATIONS.items() if isinstance(declared.page, OwnPage)}
"""Views of the kinds with a page of their own; facts are shown on their film's page."""

LEADS = 3  # actors named on a film's card
Mark = Callable[[str], SafeString]
Details = dict[int, dict[str, Any]]
"""What cards of a kind show in addition to their results, by the id of the object."""


@dataclass(frozen=True)
class Card:
    """Hold what is shown of a result, drawn with the first template in `layouts` that exists.

    `passage` is its first evidence in a document.
    """

    result: Result
    url: str
    kind_label: str
    title: SafeString
    snippet: SafeString
    layouts: tuple[str, ...]
    details: Mapping[str, Any]
    passage: Passage | None


def cards(page: SearchPage) -> list[Card]:
    """Return the cards of a page's results; the number of queries does not depend on that of the results."""
    cited = first_passages((result.kind.value, result.object_id) for result in page.results)
    details = dict(details_of(page))
    return [
        Card(
            result=result,
            url=result_address(result),
            kind_label=DECLARATIONS[result.kind].words.one,
            title=highlighted(result.title),
            snippet=highlighted(result.snippet),
            layouts=(f"search/cards/{result.kind}.html", "search/cards/fact.html"),
            details=details.get(result.kind, {}).get(result.object_id, {}),
            passage=cited.get((result.kind.value, result.object_id)),
        )
        for result in page.results
    ]


def result_address(result: Result | Candidate) -> str:
    """Return the address of a result, with its position on the page."""
    if result.kind == Kind.PASSAGE:
        return sentence_address(result.slug, int(result.anchor.removeprefix("s-")))
    page = page_at(PAGES.get(result.kind, "film"), result.slug)
    return f"{page}#{result.anchor}" if result.anchor else page


def highlighted(pieces: Iterable[Piece]) -> SafeString:
    """Return pieces of text as HTML, and mark those that matched."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", piece.text) if piece.matched else piece.text,) for piece in pieces),
    )


def details_of(page: SearchPage) -> Iterable[tuple[Kind, Details]]:
    """Yield each kind among the results with the details for its cards."""

    def mark(text: str) -> SafeString:
        return highlighted(page.mark(text))

    for kind, read in READERS.items():
        found = [result for result in page.results if result.kind == kind]
        if found:
            yield kind, read(found, mark)


def film_details(films: Sequence[Result], mark: Mark) -> Details:
    """Return the directors and leads of each film."""
    leads: dict[int, list[SafeString]] = {film.object_id: [] for film in films}
    cast = Credit.objects.published().filter(film__in=leads, job=JobCode.ACTOR, billing__lte=LEADS)
    names = cast.filter(person__state="published").order_by("billing", "pk").values_list("film_id", "person__name")
    for film_id, name in names:
        leads[film_id].append(mark(name))
    return {
        film.object_id: {"directors": mark(film.context), "leads": leads[film.object_id][:LEADS]} for film in films
    }


def person_details(people: Sequence[Result], mark: Mark) -> Details:
    known = filmographies.known_for([person.object_id for person in people])
    return {person_id: {"films": film_links(films, mark)} for person_id, films in known.items()}


def location_details(places: Sequence[Result], mark: Mark) -> Details:
    """Return the films that were shot or set at each place, and its pin on the map."""
    known = Location.objects.in_bulk([place.object_id for place in places])
    load_ancestors(known.values())
    used = filmographies.used_by([place.object_id for place in places])
    return {
        place_id: {"pin": pinned(place)}
        | {use.value: film_links(used[place_id, use], mark) for use in LocationUse}
        for place_id, place in known.items()
    }


def review_details(reviews: Sequence[Result], mark: Mark) -> Details:
    found = Review.objects.in_bulk([review.object_id for review in reviews])
    return {review_id: {"review": review} for review_id, review in found.items()}


def film_links(films: Sequence[Candidate], mark: Mark) -> list[dict[str, Any]]:
    return [{"url": result_address(film), "title": mark(film.texts["title"]), "year": film.year} for film in films]


READERS: dict[Kind, Callable[[Sequence[Result], Mark], Details]] = {
    Kind.FILM: film_details,
    Kind.PERSON: person_details,
    Kind.LOCATION: location_details,
    Kind.REVIEW: review_details,
}
