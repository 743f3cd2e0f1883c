"""Define the interface of a search engine: a package in `films.search.backends` with these functions.

An engine keeps an index of the facts that is up to date within every transaction, whatever program writes. Entries
have the ids of `films.search.entry_ids`, so sorting by id sorts by prominence. Every look-up that may find many
entries has a limit.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Func

from films.search.entry_ids import kind_of, object_id_of
from films.search.expressions import Text
from films.search.query.tree import Phrase, Word
from films.search.types import Candidate, FacetName, Kind, Sort

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RecordNumbers: TypeAlias = "npt.NDArray[np.int64]"
"""Record numbers of entries (see `films.search.entry_ids`), packed."""

WordForms = Mapping[str, Sequence[str]]
"""Other forms of words, by the plain form of what was typed."""

NO_FORMS: WordForms = {}

LAST_CHARACTER = chr(0x10FFFF)
"""Sorts after every text that a beginning can be continued to."""


@dataclass(frozen=True)
class Timing:
    """Say by which clock, in seconds, reads of an index are timed, and what the engine's own ranking is called.

    Where a server reads the index, no clock of this process counts what that takes but that of the elapsed time.
    """

    clock: Callable[[], float]
    clock_name: str
    ranking: str


class TookTooLongError(Exception):
    """Report that a search was stopped at its time limit."""


class NameForm(IntEnum):
    """Tell how a name belongs to a record: as its title, as another name, without its article, or rewritten.

    `films.identity.numerals` rewrites names, either whole or up to a subtitle after a number.
    """

    TITLE = 0
    OTHER_NAME = 1
    WITHOUT_ARTICLE = 2
    REWRITTEN = 3
    REWRITTEN_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """Hold a film, person or place with a name that was looked up as a whole, by its key.

    `limits` has the tokens of a person's entry that only limit searches, such as those of their credits.
    """

    key: str
    form: int
    entry_id: int
    slug: str
    title: str
    year: int | None
    limits: str

    @property
    def kind(self) -> Kind:
        return kind_of(self.entry_id)

    @property
    def object_id(self) -> int:
        return object_id_of(self.entry_id)


class LabelledRecord(NamedTuple):
    """Hold a record that is a value of a facet, and the ids of those above it, the nearest first.

    A place is below the places that contain it, a genre below broader ones.
    """

    id: int
    slug: str
    label: str
    above: tuple[int, ...]


@dataclass(frozen=True)
class Revision:
    """Hold the number of changes of the facts, a token of the last change, and its day (UTC) as YYYY-MM-DD."""

    number: int
    token: str
    day: str


@dataclass(frozen=True, slots=True)
class IndexState:
    """Hold the number of the last change of an entry, a token of that change, and that of the last revision."""

    number: int
    token: str
    revision: str


class Texts(Protocol):
    """Build the expressions of what the text index finds. Whatever a visitor typed is quoted in them."""

    def having_any(self, tokens: Sequence[str]) -> Text:
        """Match entries with at least one of these tokens."""

    def token_phrase(self, tokens: Sequence[str]) -> Text:
        """Match entries with these tokens next to each other."""

    def containing(self, clause: Word | Phrase, forms: WordForms = NO_FORMS) -> Text:
        """Match entries with a word or phrase anywhere, or with one of its other forms."""

    def in_names(self, clause: Word | Phrase, forms: WordForms = NO_FORMS) -> Text:
        """Match entries with the words of a clause next to each other in one of their names."""


class Filing(Protocol):
    """Give queries of the tables the order in which results are sorted by title."""

    def filed_title(self, kind: Kind, path: str = "") -> Func:
        """Return the sort form of the titles of films, or of the names of people or places, drafts included.

        `path` leads to them from the model of a query: “film__”.
        """


class Lookups(Protocol):
    """Read the index and its dictionary of words and names."""

    timing: Timing

    def matching(self, texts: Sequence[Text], among: Sequence[Sequence[int] | None]) -> list[RecordNumbers]:
        """Return for each text the record numbers of the entries that match, of all or of those with some ids."""

    def facets_of(self, entry_ids: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
        """Yield the id and the tokens that facets count of these entries or of all, in the order of their ids."""

    def state(self) -> IndexState:
        """Return the state of the index that the connection sees; no two states are equal."""

    def changed_since(self, known: IndexState, most: int) -> list[int] | None:
        """Return the ids of the entries written since a state; None where that is unknown, or there are more."""

    def prominence_parts(self, kind: Kind, object_id: int) -> dict[str, float]:
        """Return the parts of a record's prominence, as defined in `films.kinds.prominence`."""

    def candidates(self, entry_ids: Sequence[int]) -> list[Candidate]:
        """Return these entries with their texts, in the order given; missing entries are left out."""

    def ordered(self, entry_ids: Sequence[int], sort: Sort) -> list[int]:
        """Sort entries, which are given by relevance, in another order; relevance decides between equals."""

    def values_in_order(self, sort: Sort) -> list[tuple[int, Any]]:
        """Return the ids of all entries in an order, each with its value in it, if it has one."""

    def can_order(self, entry_ids: Sequence[int], sort: Sort) -> bool:
        """Tell whether any of these entries has a value in this order."""

    def orders_held(self) -> set[Sort]:
        """Return the orders for which any entry has a value."""

    def records_named(self, keys: Iterable[str]) -> list[NamedRecord]:
        """Return the most prominent films, people and places with one of these whole names."""

    def records_identified(self, scheme: str, values: Iterable[str]) -> list[tuple[Kind, int]]:
        """Return (kind, id) of the films and people with one of these identifiers, including drafts."""

    def genre_names(self) -> list[tuple[str, int, str, str]]:
        """Return (key, id, slug, name) of every name of every genre."""

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return the number of entries with each word; words without entries are left out."""

    def names_beginning(self, beginning: str, limit: int) -> list[int]:
        """Return the most prominent entries with a name whose key begins like this."""

    def words(self, entry_ids: Sequence[int] | None = None) -> Iterator[tuple[str, int]]:
        """Yield all words in their order, or those of some entries, with their frequencies."""

    def records_with_ids(
        self, records: Iterable[tuple[FacetName, int]]
    ) -> dict[tuple[FacetName, int], LabelledRecord]:
        """Return the published records with these ids, by their facets and ids."""

    def records_with_slugs(
        self, records: Iterable[tuple[FacetName, str]]
    ) -> dict[tuple[FacetName, str], LabelledRecord]:
        """Return the published records with these slugs, by their facets and slugs."""

    def best_by_engine(self, asked: str, limit: int) -> list[int]:
        """Return the record numbers of the best entries by the engine's own ranking, to compare with.

        They have all that is asked: words and phrases in quotation marks, of which a star ends the last that may
        only be begun.
        """

    def time_limit(self, seconds: float) -> AbstractContextManager[None]:
        """Stop queries inside this block after a number of seconds.

        Raises TookTooLongError.
        """


class Upkeep(Protocol):
    """Install, rebuild and check the index in a database."""

    def table_names(self) -> Sequence[str]:
        """Return the names of the tables that the index has in the database."""

    def install(self, alias: str = DEFAULT_DB_ALIAS) -> bool:
        """Install the index as declared, rebuild it if it was missing or different, and return whether it was.

        Before the tables of the facts exist, this does nothing.
        """

    def is_installed(self, alias: str = DEFAULT_DB_ALIAS) -> bool:
        """Tell whether the index is complete and as declared, so that the database keeps it up to date."""

    def uninstall(self, alias: str = DEFAULT_DB_ALIAS) -> None:
        """Stop maintaining the index, so that migrations can change tables; `install` repairs it afterwards."""

    def rebuild(self, alias: str = DEFAULT_DB_ALIAS) -> int:
        """Build all entries again from the facts, even if the index is damaged, and return their number."""

    def bulk_changes(self, alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
        """Let many facts change in one transaction, at the cost of one rebuild at most."""

    def bulk_inserts(self, alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
        """Let many facts be added in one transaction, and then let others write; `index_waiting` indexes them."""

    def bulk_deletes(self, alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
        """Let many facts be deleted in one transaction, and then let others write, as `bulk_inserts` does."""

    def index_waiting(self, alias: str = DEFAULT_DB_ALIAS) -> Iterator[float]:
        """Index what was written in bulk, let others write in between, and yield the share that is done."""

    def waiting_count(self, alias: str = DEFAULT_DB_ALIAS) -> int:
        """Return how many entries `index_waiting` has yet to index."""

    def problems(self, alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
        """Compare the index with the facts, and yield each difference."""

    def snapshot(self, alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
        """Read the facts in one consistent state, whatever is written in between, without blocking writers."""

    def trial(self, alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
        """Let this thread try changes out without making others wait; they have to be taken back in the end."""

    def hindrance_to_writing(self, alias: str = DEFAULT_DB_ALIAS) -> str:
        """Return why nothing can be written now, such as a full disk, or ''."""

    def last_revision(self, alias: str = DEFAULT_DB_ALIAS) -> Revision | None:
        """Return the last revision of the facts, or None if changes are not counted."""


class Moving(Protocol):
    """Help to copy a whole database, from one engine or into it."""

    def without_writers(self, alias: str = DEFAULT_DB_ALIAS) -> AbstractContextManager[None]:
        """Keep others from writing, and read one state of the database, until this block ends."""

    def keys_given(self, alias: str = DEFAULT_DB_ALIAS) -> Mapping[str, int]:
        """Return the last key that each table has given to a row, even if the row is gone."""

    def give_keys_after(self, last_keys: Mapping[str, int], alias: str = DEFAULT_DB_ALIAS) -> None:
        """Let tables give new rows the keys after these, so that no row gets that of one that was deleted."""


class Engine(Texts, Lookups, Filing, Upkeep, Moving, Protocol):
    """Bundle everything that search needs from a database."""
