"""Read an index by the queries that are the same for all engines."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from films.search.backends.base import LAST_CHARACTER, IndexState, LabelledRecord
from films.search.backends.candidates import CANDIDATE, candidates_in_order
from films.search.backends.order_values import HELD, OrderValues
from films.search.entry_ids import RECORD_MASK
from films.search.types import Candidate, FacetName, Kind, Sort

INDEXED_LETTERS = 3  # length of the beginnings of names with an index of their own; few names share longer ones
NAMES_OF_A_KEY = 8  # the most prominent entries with one name that are read

PUBLISHED = "state = 'published'"
RECORDS = {
    FacetName.FILM: ("films_film", "title", PUBLISHED),
    FacetName.PERSON: ("films_person", "name", PUBLISHED),
    FacetName.LOCATION: ("films_location", "name", PUBLISHED),
    FacetName.COUNTRY: ("films_location", "name", PUBLISHED),
    FacetName.GENRE: ("films_genre", "name", "TRUE"),
    FacetName.OUTLET: ("films_organization", "name", PUBLISHED),
}
"""The table, label and condition of the facets whose values are records."""

ABOVE = {
    FacetName.LOCATION: "SELECT within_id FROM search_place_within "
    "WHERE place_id = record.id AND depth > 0 ORDER BY depth",
    FacetName.GENRE: "SELECT within_id FROM search_genre_within within "
    "WHERE genre_id = record.id AND within_id <> genre_id ORDER BY "
    "(SELECT count(*) FROM search_genre_within above WHERE above.genre_id = within.within_id) DESC, within_id",
}
"""The ids of the records above a `record`, the nearest first: of genres, those that have most above themselves."""
NONE_ABOVE = "SELECT CAST(0 AS bigint) AS within_id LIMIT 0"


class Reader(ABC):
    """Read the index of one engine, which says how it takes and gives lists; `base.Lookups` says what is read."""

    value: str
    """What stands for a parameter in a query."""
    numbered: str
    """A table of (id, place) made from a list of ids, which is the parameter."""
    orders: OrderValues

    @abstractmethod
    def fetch(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    @abstractmethod
    def is_one_of(self, kind: str) -> str:
        """Return SQL that follows an expression which is in a list of one SQL type; the list is the parameter."""

    @abstractmethod
    def as_parameter(self, values: Sequence[Any]) -> Any:
        """Return a list as the parameter of a query."""

    @abstractmethod
    def gathered(self, select: str) -> str:
        """Return SQL for the rows of a SELECT of `within_id` as one value."""

    @abstractmethod
    def ids(self, gathered: Any) -> tuple[int, ...]:
        """Return the ids that such a value holds."""

    def state(self) -> IndexState:
        """Return the last change of an entry, and the token of the last revision of the facts."""
        (row,) = self.fetch(
            "SELECT number, token, (SELECT token FROM search_change) FROM search_entry_change "
            "WHERE number = (SELECT max(number) FROM search_entry_change)"
        )
        return IndexState(*row)

    def changed_since(self, known: IndexState, most: int) -> list[int] | None:
        """Return the ids of the entries written since a state; None where the log lacks it, or there are more."""
        token = f"SELECT token FROM search_entry_change WHERE number = {self.value}"
        if self.fetch(token, [known.number]) != [(known.token,)]:
            return None
        found = self.fetch(
            f"SELECT DISTINCT entry_id FROM search_entry_change WHERE number > {self.value} LIMIT {self.value}",
            [known.number, most + 1],
        )
        return [entry_id for (entry_id,) in found] if len(found) <= most else None

    def candidates(self, entry_ids: Sequence[int]) -> list[Candidate]:
        """Return these entries with their texts, in the order given."""
        if not entry_ids:
            return []
        rows = self.fetch(
            f"SELECT {CANDIDATE} FROM search_entry WHERE record {self.is_one_of('bigint')}",
            [self.as_parameter([entry_id & RECORD_MASK for entry_id in entry_ids])],
        )
        return candidates_in_order(rows, entry_ids)

    def ordered(self, entry_ids: Sequence[int], sort: Sort) -> list[int]:
        """Sort entries, which are given by relevance, in another order; relevance decides between equals."""
        rows = self.fetch(
            f"SELECT entry.id FROM {self.entries_asked()} ORDER BY {self.orders.sorted[sort]}, asked.place",
            [self.as_parameter(entry_ids)],
        )
        return [entry_id for (entry_id,) in rows]

    def values_in_order(self, sort: Sort) -> list[tuple[int, Any]]:
        """Return the ids of all entries in an order, each with its value in it, if it has one."""
        value, order = self.orders.values[sort], self.orders.sorted[sort]
        return self.fetch(f"SELECT entry.id, {value} FROM search_entry entry ORDER BY {order}")

    def can_order(self, entry_ids: Sequence[int], sort: Sort) -> bool:
        """Tell whether any of these entries has a value in this order."""
        known = f"SELECT 1 FROM {self.entries_asked()} WHERE ({self.orders.values[sort]}) IS NOT NULL"
        ((is_known,),) = self.fetch(f"SELECT EXISTS ({known})", [self.as_parameter(entry_ids)])
        return bool(is_known)

    def orders_held(self) -> set[Sort]:
        """Return the orders for which any entry has a value."""
        asked = " UNION ALL ".join(f"SELECT '{sort}', EXISTS ({select})" for sort, select in HELD.items())
        held = {Sort(sort) for sort, is_held in self.fetch(asked) if is_held}
        return held.union(sort for sort in Sort if sort not in HELD)

    def entries_asked(self) -> str:
        return f"{self.numbered} asked JOIN search_entry entry ON entry.record = asked.id & {RECORD_MASK}"

    def records_identified(self, scheme: str, values: Iterable[str]) -> list[tuple[Kind, int]]:
        """Return (kind, id) of the films and people with one of these identifiers, including drafts."""
        rows = self.fetch(
            f"SELECT film_id, person_id FROM films_identifier WHERE scheme = {self.value} "
            f"AND value {self.is_one_of('text')} AND {PUBLISHED} ORDER BY id",
            [scheme, self.as_parameter(list(values))],
        )
        return [(Kind.FILM, film) if film else (Kind.PERSON, person) for film, person in dict.fromkeys(rows)]

    def genre_names(self) -> list[tuple[str, int, str, str]]:
        """Return (key, id, slug, name) of every name of every genre."""
        return self.fetch(
            "SELECT name.key, genre.id, genre.slug, genre.name FROM search_genre_name name "
            "JOIN films_genre genre ON genre.id = name.genre_id ORDER BY name.key, genre.id"
        )

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return the number of entries with each word; words that are not in the dictionary are left out."""
        asked = f"SELECT word, entries FROM search_word WHERE word {self.is_one_of('text')}"
        return dict(self.fetch(asked, [self.as_parameter(list(words))]))

    def names_beginning(self, beginning: str, limit: int) -> list[int]:
        """Return the most prominent entries with a name whose key begins like this."""
        if len(beginning) <= INDEXED_LETTERS:
            condition, values = f"substr(key, 1, {len(beginning)}) = {self.value}", [beginning]
        else:
            condition = f"key >= {self.value} AND key < {self.value}"
            values = [beginning, beginning + LAST_CHARACTER]
        found = self.fetch(
            f"SELECT DISTINCT entry_id FROM search_name WHERE {condition} ORDER BY entry_id LIMIT {self.value}",
            [*values, limit],
        )
        return [entry_id for (entry_id,) in found]

    def records_with_ids(
        self, records: Iterable[tuple[FacetName, int]]
    ) -> dict[tuple[FacetName, int], LabelledRecord]:
        """Return the published records with these ids, by their facets and ids."""
        return {(facet, record.id): record for facet, record in self.published_records("id", "bigint", records)}

    def records_with_slugs(
        self, records: Iterable[tuple[FacetName, str]]
    ) -> dict[tuple[FacetName, str], LabelledRecord]:
        """Return the published records with these slugs, by their facets and slugs."""
        return {(facet, record.slug): record for facet, record in self.published_records("slug", "text", records)}

    def published_records(
        self, column: str, kind: str, records: Iterable[tuple[FacetName, Any]]
    ) -> Iterator[tuple[FacetName, LabelledRecord]]:
        asked: dict[FacetName, list[Any]] = {}
        for facet, value in records:
            asked.setdefault(facet, []).append(value)
        if not asked:
            return
        selects = []
        for facet in asked:
            table, label, condition = RECORDS[facet]
            above = self.gathered(ABOVE.get(facet, NONE_ABOVE))
            selects.append(
                f"SELECT '{facet}', id, slug, {label}, {above} FROM {table} record "
                f"WHERE {column} {self.is_one_of(kind)} AND {condition}"
            )
        found = self.fetch(" UNION ALL ".join(selects), [*map(self.as_parameter, asked.values())])
        for facet, record_id, slug, label, above in found:
            yield FacetName(facet), LabelledRecord(record_id, slug, label, self.ids(above))
