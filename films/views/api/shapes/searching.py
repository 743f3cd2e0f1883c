"""Define the types of the responses of search and suggestions."""

from typing import Annotated

from msgspec import Struct

from films.kinds.names import NAMED_KINDS
from films.kinds.registry import ENTRIES
from films.search import FacetName, Sort
from films.views.api.shapes.naming import Address, PageAddress, Slug, doc

KindFound = Annotated[
    str,
    doc("The type of result.", extra_json_schema={"enum": [entry.kind.value for entry in ENTRIES]}),
]
Path = Annotated[str, doc("A path on this site.")]

ORDERS = [order.value for order in Sort]
"""The orders in which results can be sorted."""


class Owner(Struct, frozen=True):
    """A data set that a result came with, or the document that a sentence is from."""

    name: str
    licence: Annotated[str, doc("As the publisher calls it, or empty.")]
    url: Annotated[str, doc("Where it is published, or empty.")]


class Result(Struct, frozen=True):
    """One result."""

    kind: KindFound
    title: str
    slug: Annotated[Slug, doc("Of the film, person, location or document on whose page it is.")]
    id: Annotated[str, doc("Of the fact on that page; empty for the record itself.")]
    url: PageAddress
    api: Annotated[Address, doc("Everything about that film, person, location or document, as JSON.")]
    year: int | None
    snippet: Annotated[str, doc("The part of the entry that matches.")]
    identifiers: Annotated[dict[str, str], doc("By scheme, of films and people.")]
    why: Annotated[list[str], doc("What it has of the search, in words.")]
    partial: Annotated[bool, doc("Whether it lacks some of what was asked for. No full match comes after it.")]
    owner: Annotated[Owner | None, doc("Whose it is. Null if it came with no data set, and is in our own words.")]


class FacetValue(Struct, frozen=True):
    """A value that narrows the search, with the number of full matches it leaves."""

    value: str
    label: str
    count: int
    selected: bool
    part_of: Annotated[str, doc("The value of the place or genre it is part of, if that is listed too, or empty.")]


class Understood(Struct, frozen=True):
    """How some of the words were understood."""

    facet: str
    value: str
    label: str
    text: Annotated[str, doc("The words.")]
    without: Annotated[str, doc("The search without them.")]
    literally: Annotated[str, doc("The search with these words as plain text.")]
    is_excluded: Annotated[bool, doc("Whether results are what does not have it.")]


class Lacking(Struct, frozen=True):
    """What some partial matches lack."""

    text: Annotated[str, doc("In words, such as “without Comedy”.")]
    count: int
    query: Annotated[str, doc("The `q` that asks for what they have and no more, or empty.")]


class Alternative(Struct, frozen=True):
    """Another reading of the words."""

    label: Annotated[str, doc("What the words then mean.")]
    text: Annotated[str, doc("The text that asks for that.")]


class SearchAnswer(Struct, frozen=True):
    """A page of results with their counts."""

    query: str
    count: Annotated[int, doc("The number of full matches, which have everything that was asked for.")]
    count_is_exact: Annotated[bool, doc("False if there are more results than were counted.")]
    page: int
    pages: Annotated[int, doc("The number of pages with full matches.")]
    partial_count: Annotated[
        int, doc("The number of partial matches, which follow the last full one, also on pages after `pages`.")
    ]
    lacking: list[Lacking]
    results: list[Result]
    facets: Annotated[dict[str, list[FacetValue]], doc("By the name of the parameter, counted in full matches.")]
    corrected: Annotated[str | None, doc("The corrected text that was searched for, or null.")]
    suggested: Annotated[
        str | None, doc("A text that may have been meant: its results follow those of your words. Or null.")
    ]
    loosened: Annotated[
        str,
        doc(
            "What partial matches lack, or why nothing was found, as a sentence. Empty if there is nothing to say."
        ),
    ]
    alternatives: Annotated[list[Alternative], doc("Readings of the words that are nearly as likely.")]
    sort: Annotated[str, doc("The order of results.", extra_json_schema={"enum": ORDERS})]
    unordered: Annotated[str, doc("That nothing is known to order them by, as a sentence, or empty.")]
    not_recorded: Annotated[
        str, doc("What was asked about a film and is not recorded here, as a sentence, or empty.")
    ]
    understood: list[Understood]
    took_ms: float


KindSuggested = Annotated[
    str,
    doc(
        "What it is.",
        extra_json_schema={
            "enum": [*(kind.value for kind in NAMED_KINDS), FacetName.GENRE.value, FacetName.JOB.value]
        },
    ),
]


class Suggestion(Struct, frozen=True):
    text: Annotated[str, doc("All of the text, completed.")]
    kind: KindSuggested
    year: Annotated[int | None, doc("Of a film.")]
    detail: Annotated[str, doc("What tells it from others of its name, or empty.")]
    url: Annotated[Path, doc("Its page, or the search for the text, genre or job.")]


class SuggestAnswer(Struct, frozen=True):
    """Completions of a text, the most likely first."""

    suggestions: list[Suggestion]
