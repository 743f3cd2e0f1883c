"""Define the request and the results of a search."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct

from films.identity.folding import folded, plain
from films.kinds.names import FacetName, Kind

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
LISTED = 10_000  # full matches that pages list, the most prominent of them; counts are of all

LONG_TEXTS = frozenset({"body", "keywords"})
"""Columns in which folding accents would take more time than it is worth."""

RECORD_FACETS = frozenset(
    {
        FacetName.FILM,
        FacetName.PERSON,
        FacetName.LOCATION,
        FacetName.COUNTRY,
        FacetName.GENRE,
        FacetName.OUTLET,
    }
)
"""The facets whose values are records, in addresses by their slugs and in the index by their ids."""


class Sort(StrEnum):
    """Name the orders of results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    BEST = "best"
    LONGEST = "longest"
    SHORTEST = "shortest"
    GROSS = "gross"
    BUDGET = "budget"
    WORST = "worst"
    LOWEST_GROSS = "lowest_gross"
    LOWEST_BUDGET = "lowest_budget"


@dataclass(frozen=True)
class SearchRequest:
    """Hold a search: the text as typed, and the chosen values of each facet (for years also ranges: 1985..1990).

    With `exact`, nothing is interpreted or corrected. Without a `sort`, results are in the order that the words
    ask for, or else by relevance. With `first_page`, the results are those of all pages from that one to `page`.
    """

    text: str = ""
    filters: dict[FacetName, tuple[str, ...]] = field(default_factory=dict)
    exact: bool = False
    sort: Sort | None = None
    page: int = 1
    page_size: int = PAGE_SIZE
    first_page: int | None = None


class Candidate(Struct, frozen=True, dict=True):
    """Hold an entry from the index, with its texts by column.

    `facets` has the tokens that facets count, `limits` those that only limit searches. `card` is the JSON of what
    results show beside the texts.
    """

    id: int
    kind: Kind
    object_id: int
    slug: str
    anchor: str
    year: int | None
    written: datetime
    context: str
    facets: str
    limits: str
    card: str
    texts: dict[str, str]

    @cached_property
    def folded_texts(self) -> dict[str, str]:
        """Return the texts that are not empty in lower case, the short ones also without accents."""
        return {
            column: text.lower() if column in LONG_TEXTS else folded(text)
            for column, text in self.texts.items()
            if text
        }

    @cached_property
    def plain_title(self) -> str:
        return plain(self.texts["title"])

    @cached_property
    def whole_text(self) -> str:
        """Return the plain title and all texts, each on lines of its own, to look into all of them at once."""
        return "\n".join((self.plain_title, *self.folded_texts.values()))

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset((*self.facets.split(), *self.limits.split()))


class Piece(Struct, frozen=True):
    """Hold a piece of a text, and whether it matched."""

    text: str
    matched: bool


class Result(Struct, frozen=True):
    """Hold an entry that was found. Its address is built from `slug` and `anchor`, its position on the page.

    `written` is when the index last wrote the entry, that is, when its content last changed. `card` holds the card
    fields of its kind (see `films.kinds.cards`). A `partial` match lacks something that was asked for.
    """

    kind: Kind
    object_id: int
    title: tuple[Piece, ...]
    context: str
    snippet: tuple[Piece, ...]
    slug: str
    anchor: str
    year: int | None
    written: datetime
    why: tuple[str, ...]
    card: Mapping[str, Any]
    partial: bool = False

    @property
    def title_text(self) -> str:
        return "".join(piece.text for piece in self.title)

    @property
    def snippet_text(self) -> str:
        return "".join(piece.text for piece in self.snippet)


@dataclass(frozen=True)
class Understood:
    """Hold the meaning of some of the words.

    `facet` and `value` are as in addresses; for a person, the facet is the job if the words say one, and for a
    place it is the use. `label` is for people, and `text` has the words. `without` is the query without these
    words, and `literally` the query with these words quoted, so that they are not interpreted. With `is_excluded`,
    results do not have this.
    """

    facet: str
    value: str
    label: str
    text: str
    without: str
    literally: str
    is_excluded: bool = False


@dataclass(frozen=True)
class Lacking:
    """Say what some partial matches lack, as in “without Comedy”, how many do, and the query without it."""

    text: str
    count: int
    query: str = ""


@dataclass(frozen=True)
class Alternative:
    """Offer another reading of the query: its meaning in words, and the text that asks for it."""

    label: str
    text: str


@dataclass(frozen=True)
class Suggestion:
    """Complete an unfinished text to a name, genre or job or, if `is_completed`, to a question that ends in one.

    `slug` is that of the record's page, or the value of a genre or job in addresses. A film has its year, and
    `detail` tells namesakes apart.
    """

    text: str
    kind: Kind | FacetName
    slug: str
    year: int | None = None
    detail: str = ""
    is_completed: bool = False


@dataclass(frozen=True)
class Example:
    """Hold a text that finds something, and the way of searching that it shows."""

    text: str
    shows: str


class FacetValue(Struct, frozen=True):
    """Hold a value of a facet with its count; `part_of` is the nearest place around it, or genre
    above it, that is counted as well."""

    value: str
    label: str
    count: int
    selected: bool
    part_of: str = ""


def unmarked(text: str) -> tuple[Piece, ...]:
    return (Piece(text, False),)


@dataclass(frozen=True)
class SearchPage:
    """Hold a page of results, with the counts of the whole search.

    Results are full matches, which have all that was asked for, and after the last of them partial ones. `count`,
    `pages` and `facets` are of the full matches alone; they are exact but where the search was stopped, which
    `count_is_exact` tells. Pages list no more than `LISTED` full matches. `partial_count` is the number of partial
    matches that are shown on the last of the pages and after it, `lacking` what they lack.

    `corrected` is the text that was searched for instead of the one typed, and `suggested` is a text that may have
    been meant. `alternatives` are other readings. `not_recorded` says in a sentence what was asked for and is not
    recorded here, and `loosened` what was given up to find anything. Each of these may be empty. `is_stopped` says
    that the search was stopped at its time limit and found nothing, and `is_shortened` that alternatives or
    exclusions were left out, which `loosened` says. `sort` is the
    order of the results, `sort_unless_chosen` the order if none is chosen, and `unordered` says that the results
    have no values to sort by. `mark` splits any text into the parts that matched and the rest.

    `request` is the search as in its address, which leaves out the default order.
    """

    request: SearchRequest
    count: int = 0
    count_is_exact: bool = True
    pages: int = 0
    partial_count: int = 0
    lacking: tuple[Lacking, ...] = ()
    results: tuple[Result, ...] = ()
    facets: dict[FacetName, tuple[FacetValue, ...]] = field(default_factory=dict)
    loosened: str = ""
    corrected: str = ""
    suggested: str = ""
    alternatives: tuple[Alternative, ...] = ()
    not_recorded: str = ""
    is_stopped: bool = False
    is_shortened: bool = False
    sort: Sort = Sort.RELEVANCE
    sort_unless_chosen: Sort = Sort.RELEVANCE
    unordered: str = ""
    understood: tuple[Understood, ...] = ()
    took_ms: float = 0.0
    mark: Callable[[str], tuple[Piece, ...]] = unmarked

    @property
    def last_page(self) -> int:
        """Return the last page with results, whether full or partial matches."""
        return math.ceil((min(self.count, LISTED) + self.partial_count) / self.request.page_size)
