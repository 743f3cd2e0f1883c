"""What a search takes and what it returns."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from films.kinds.names import FacetName, Kind

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100

NAMED_KINDS = (Kind.FILM, Kind.PERSON, Kind.LOCATION)
"""The kinds of entries that have names of their own, by which whole queries are matched and corrected."""

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
    """The orders of results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    BEST = "best"
    LONGEST = "longest"
    SHORTEST = "shortest"
    GROSS = "gross"
    BUDGET = "budget"


@dataclass(frozen=True)
class SearchRequest:
    """A search: the text as typed, and the chosen values of each facet (of years also ranges: 1985..1990).

    With `exact` the words are taken as they are: nothing is interpreted or corrected. Without a `sort` results are
    in the order that the words ask for, or else by relevance. With `first_page` the results go from that page to
    `page`.
    """

    text: str = ""
    filters: dict[FacetName, tuple[str, ...]] = field(default_factory=dict)
    exact: bool = False
    sort: Sort | None = None
    page: int = 1
    page_size: int = PAGE_SIZE
    first_page: int | None = None


@dataclass(frozen=True)
class Candidate:
    """An entry that the index returned, with its texts by column.

    `facets` has the tokens that facets count, `limits` those by which it is only found.
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
    texts: dict[str, str]


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it matched."""

    text: str
    matched: bool


@dataclass(frozen=True)
class Result:
    """One entry found. `slug` and `anchor` name its page, and its place there, for whoever builds the address.

    `written` is when the index last wrote the entry, which is when anything that it says last changed. A `partial`
    match lacks something that was asked for.
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
    partial: bool = False

    @property
    def title_text(self) -> str:
        return "".join(piece.text for piece in self.title)

    @property
    def snippet_text(self) -> str:
        return "".join(piece.text for piece in self.snippet)


@dataclass(frozen=True)
class Understood:
    """What some of the words were taken to mean.

    `facet` and `value` are those of addresses; a person's facet is the job where the words tell one, a place's how
    it was used. `label` is what people read, `text` the words; `without` is all that was typed but these words,
    and `literally` all of it with these words quoted, so that they are taken as words alone. With `is_excluded`,
    results are what does not have it.
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
    """What some partial matches lack, as in “without Comedy”, and how many of them there are."""

    text: str
    count: int


@dataclass(frozen=True)
class Alternative:
    """Another reading of the words: what they then mean, as people read it, and the text that asks for that."""

    label: str
    text: str


@dataclass(frozen=True)
class Suggestion:
    """What an unfinished text may become: a name, genre or job, or if `is_completed` a question that ends in one.

    `slug` names the page of what bears the name, or is the value of a genre or job in addresses. A film has its
    year; `detail` tells namesakes apart.
    """

    text: str
    kind: Kind | FacetName
    slug: str
    year: int | None = None
    detail: str = ""
    is_completed: bool = False


@dataclass(frozen=True)
class Example:
    """A text that finds something, and the way to search that it shows."""

    text: str
    shows: str


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with its count; `part_of` is the nearest place above it that is counted as well."""

    value: str
    label: str
    count: int
    selected: bool
    part_of: str = ""


def unmarked(text: str) -> tuple[Piece, ...]:
    return (Piece(text, False),)


@dataclass(frozen=True)
class SearchPage:
    """One page of results, with counts that agree with them.

    Results are full matches, which have all that was asked for, and after the last of them partial ones. `count`,
    `pages` and `facets` are of the full matches alone; `count` is exact where `count_is_exact` says so, and
    otherwise the size of the window that was looked at. `partial_count` is the number of partial matches that are
    shown on the last of the pages and after it, `lacking` what they lack.

    `corrected` is the text that is searched for instead of what was typed, `suggested` one that may have been
    meant, `alternatives` are other readings of the words. `not_recorded` says in a sentence what was asked and is
    not known here, `loosened` what was given up to find anything; each of these may be empty. `sort` is the order
    that results are in, `sort_unless_chosen` the one that they are in where none is chosen, and `unordered` says
    that nothing is known here to order them by. `mark` splits any text into what matched and the rest.

    `request` is the search as its own address asks for it: without an order that holds anyway.
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
    sort: Sort = Sort.RELEVANCE
    sort_unless_chosen: Sort = Sort.RELEVANCE
    unordered: str = ""
    understood: tuple[Understood, ...] = ()
    took_ms: float = 0.0
    mark: Callable[[str], tuple[Piece, ...]] = unmarked

    @property
    def last_page(self) -> int:
        """Return the last page that has results, full matches or partial ones."""
        return math.ceil((self.count + self.partial_count) / self.request.page_size)
