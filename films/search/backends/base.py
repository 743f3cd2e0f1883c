"""What search asks of a database's engine. A package of `films.search.backends` with these functions is one.

An engine keeps one index of the facts, true within every transaction, whoever writes. Entries are told by the ids
of `films.search.entry_ids`, so their order is that of prominence; every look-up that may find many takes a limit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from django.db import DEFAULT_DB_ALIAS

from films.search.entry_ids import kind_of, object_id_of
from films.search.query.tree import Phrase, Word
from films.search.types import Candidate, FacetName, Kind, Sort

WordForms = Mapping[str, Sequence[str]]
"""Other forms of words, by the plain form of what was typed."""

NO_FORMS: WordForms = {}


class TookTooLongError(Exception):
    """A search was stopped at its time limit."""


class NameForm(IntEnum):
    """How a record bears a name: as its title or another of its names, without the article, or rewritten.

    `films.search.numerals` rewrites a name: whole, or up to a subtitle that follows a number.
    """

    TITLE = 0
    OTHER_NAME = 1
    WITHOUT_ARTICLE = 2
    REWRITTEN = 3
    REWRITTEN_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A film, person or place that bears a whole name, given as its key."""

    key: str
    form: int
    entry_id: int
    slug: str
    title: str

    @property
    def kind(self) -> Kind:
        return kind_of(self.entry_id)

    @property
    def object_id(self) -> int:
        return object_id_of(self.entry_id)


@dataclass(frozen=True)
class Revision:
    """How often the facts have changed, a token of that very change, and its day (UTC) as YYYY-MM-DD."""

    number: int
    token: str
    day: str


class Expressions(Protocol):
    """Builds expressions, by which entries are found. An expression is text in the engine's own language.

    Whatever a visitor typed is quoted in it. The empty expression asks for nothing and is left out by `all_of`.
    """

    def any_of(self, expressions: Sequence[str]) -> str:
        """Match entries that match at least one expression, and none where there are no expressions."""

    def all_of(self, expressions: Sequence[str], excluded: Sequence[str] = ()) -> str:
        """Match entries that match all expressions and none of the excluded; '' where nothing is wanted."""

    def any_token(self, tokens: Sequence[str]) -> str:
        """Match entries with at least one of these tokens of `films.search.tokens`."""

    def token_phrase(self, tokens: Sequence[str]) -> str:
        """Match entries with these tokens next to each other."""

    def containing(self, clause: Word | Phrase, forms: WordForms = NO_FORMS) -> str:
        """Match entries with a word or phrase anywhere, or with one of its other forms."""

    def in_names(self, clause: Word | Phrase, forms: WordForms = NO_FORMS) -> str:
        """Match entries with the words of a clause next to each other in one of their names."""


class Lookups(Protocol):
    """Reads the index and its dictionary of words and names."""

    def entry_ids(self, expressions: Sequence[str], limit: int) -> list[list[int]]:
        """Return for each expression the ids of the most prominent entries that match it; none for ''."""

    def most_prominent(self, limit: int) -> list[int]:
        """Return the ids of the most prominent entries of all."""

    def prominence_parts(self, kind: Kind, object_id: int) -> dict[str, float]:
        """Return what each part of `films.kinds.prominence` adds to the prominence of a record."""

    def candidates(self, entry_ids: Sequence[int]) -> list[Candidate]:
        """Return these entries with their texts, in the order given, without those that are not there."""

    def ordered(self, entry_ids: Sequence[int], sort: Sort) -> list[int]:
        """Return these entries in another order than relevance, which decides between equals."""

    def can_order(self, entry_ids: Sequence[int], sort: Sort) -> bool:
        """Tell whether anything is known of these entries by which this order tells them apart."""

    def orders_held(self) -> set[Sort]:
        """Return the orders for which anything is known to order by."""

    def facet_tokens(self, entry_ids: Sequence[int]) -> list[str]:
        """Return the tokens that facets count, those of one entry in one text."""

    def records_named(self, keys: Iterable[str]) -> list[NamedRecord]:
        """Return the most prominent films, people and places that bear one of these names as a whole."""

    def records_identified(self, scheme: str, values: Iterable[str]) -> list[tuple[Kind, int]]:
        """Return (kind, id) of the films and people, drafts too, that have one of these identifiers."""

    def genres_named(self, keys: Iterable[str]) -> list[tuple[str, int, str, str]]:
        """Return (key, id, slug, name) of the genres that one of these keys names and that some entry is of."""

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many entries each word stands; words that stand in none are left out."""

    def words_beginning(self, beginnings: Iterable[str], limit: int) -> dict[str, list[str]]:
        """Return for each beginning the words that go on from it, the most frequent first."""

    def names_beginning(self, beginning: str, limit: int) -> list[int]:
        """Return the most prominent entries with a name whose key begins so."""

    def similar_words(self, words: Iterable[str], limit: int) -> list[tuple[str, int]]:
        """Return words a few mistakes away from any of these, and some that are not, with their frequencies."""

    def record_labels(
        self, records: Iterable[tuple[FacetName, int]]
    ) -> dict[tuple[FacetName, int], tuple[str, str]]:
        """Return the slug and label of published records by their facet and id."""

    def record_ids(self, slugs: Mapping[FacetName, Sequence[str]]) -> dict[tuple[FacetName, str], tuple[int, str]]:
        """Return the id and label of published records by their facet and slug."""

    def nearest_places_above(self, place_ids: Sequence[int]) -> dict[int, int]:
        """Return for each of these places that lies in another of them the nearest one that it lies in."""

    def totals(self) -> dict[Kind, int]:
        """Return how many entries there are of each kind that has any."""

    def best_by_engine(self, expression: str, limit: int) -> list[int]:
        """Return the best entries by the engine's own ranking alone: the yardstick of measurements."""

    def time_limit(self, seconds: float) -> AbstractContextManager[None]:
        """Stop what is asked of the database inside this block once it has taken so long.

        Raises TookTooLongError.
        """


class Upkeep(Protocol):
    """Installs the index in a database, rebuilds it and checks it."""

    def install(self, alias: str = DEFAULT_DB_ALIAS) -> bool:
        """Make the index as it is declared and rebuild it if anything was amiss; return whether it was.

        Does nothing before the tables of the facts are there.
        """

    def is_installed(self, alias: str = DEFAULT_DB_ALIAS) -> bool:
        """Tell whether the index is all there, as declared, so that the database keeps it true."""

    def uninstall(self, alias: str = DEFAULT_DB_ALIAS) -> None:
        """Stop keeping the index, so that migrations may change the tables of the facts; `install` mends it."""

    def rebuild(self, alias: str = DEFAULT_DB_ALIAS) -> int:
        """Make every entry anew from the facts, in one transaction; return how many there are."""

    def bulk_changes(self, alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
        """Let many facts change in one transaction at the cost of one rebuild at the most."""

    def problems(self, alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
        """Compare the index with the facts and yield what is wrong with it; nothing where it is true."""

    def last_revision(self, alias: str = DEFAULT_DB_ALIAS) -> Revision | None:
        """Return the last revision of the facts, or None where changes are not counted."""


class Engine(Expressions, Lookups, Upkeep, Protocol):
    """All that search needs of a database."""
