"""The entries in one state of the index: as they were when all were read, and as some were written since."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from pyroaring import BitMap

from films.search.backends import engine
from films.search.backends.base import IndexState
from films.search.expressions import AllOf, AnyOf, Expression, Tokens, is_textual, textual_parts
from films.search.sets.postings import Column, Numbers, Postings, bitmap

TEXTS_KEPT = 2000  # sets of what texts find, of one state of the index
MEMBERS_KEPT = 10_000_000  # of all these sets together: 20 MB at the most

Written = dict[int, tuple[str, ...]]


@dataclass
class TextSets:
    """What texts find in one state of the index, by expression and limit; the oldest go first."""

    found: dict[tuple[Expression, int | None], BitMap] = field(default_factory=dict)
    members: int = 0

    def keep(self, asked: tuple[Expression, int | None], found: BitMap) -> None:
        self.found[asked] = found
        self.members += len(found)
        while len(self.found) > TEXTS_KEPT or self.members > MEMBERS_KEPT:
            oldest = next(iter(self.found), None)
            if oldest is None:
                return
            self.members -= len(self.found.pop(oldest, ()))


@dataclass(frozen=True)
class EntrySets:
    """Sets of entries by their places: those of the postings, but for what was `written` since they were read.

    `written` has the tokens of such entries by their places, which for new ids come after the others; `superseded`
    are the places at which the postings no longer hold. None of it is ever changed: what is written later makes
    another of it, so that threads and transactions that see different states do not disturb each other. `texts`
    and what is `remembered` were looked up in this state and hold as long.
    """

    state: IndexState
    postings: Postings
    written: Written = field(default_factory=dict)
    superseded: BitMap = field(default_factory=BitMap)
    added: tuple[int, ...] = ()
    tokens: dict[str, BitMap] = field(default_factory=dict)
    texts: TextSets = field(default_factory=TextSets)
    remembered: dict[str, Any] = field(default_factory=dict)

    def rewritten(self, state: IndexState, entry_ids: Sequence[int]) -> "EntrySets":
        """Return the entries in a later state, in which these are written anew or gone."""
        tokens = {entry_id: tuple(text.split()) for entry_id, text in engine().facets_of(entry_ids)}
        added = (*self.added, *(each for each in tokens if self.place_of(each) is None))
        later = replace(self, state=state, added=added, tokens={}, texts=TextSets(), remembered={})
        places = {each: later.place_of(each) for each in {*entry_ids, *tokens}}
        gone = {place for each, place in places.items() if place is not None and each not in tokens}
        written = {place: held for place, held in self.written.items() if place not in gone}
        written |= {place: tokens[each] for each, place in places.items() if place is not None and each in tokens}
        old = BitMap(place for place in (*gone, *written) if place < len(self.postings.ids))
        return replace(later, written=written, superseded=self.superseded | old)

    @cached_property
    def ids(self) -> Numbers:
        """Return the ids of the entries by their places."""
        return np.concatenate((self.postings.ids, np.array(self.added, dtype=np.int64)))

    @cached_property
    def place_of_added(self) -> dict[int, int]:
        return {entry_id: place for place, entry_id in enumerate(self.added, len(self.postings.ids))}

    @cached_property
    def everything(self) -> BitMap:
        return (BitMap(range(len(self.postings.ids))) - self.superseded) | BitMap(self.written)

    def place_of(self, entry_id: int) -> int | None:
        """Return the place of an entry that is or was there."""
        place = int(np.searchsorted(self.postings.ids, entry_id))
        if place < len(self.postings.ids) and self.postings.ids[place] == entry_id:
            return place
        return self.place_of_added.get(entry_id)

    def places(self, entry_ids: Numbers) -> BitMap:
        """Return the set of entries with these ids, without those that came after this state."""
        held = self.postings.ids
        places = np.searchsorted(held, entry_ids)
        places[places == len(held)] = 0
        known = held[places] == entry_ids if len(held) else np.zeros(len(entry_ids), dtype=bool)
        found = bitmap(places[known])
        if not known.all():
            found |= BitMap(
                self.place_of_added[each] for each in entry_ids[~known].tolist() if each in self.place_of_added
            )
        return found

    def first(self, places: BitMap, count: int | None = None) -> list[int]:
        """Return the ids of the most prominent entries of a set, or of all of them, in that order."""
        if not self.added:
            chosen = places if count is None else places[:count]
            return self.ids[np.frombuffer(chosen.to_array(), dtype=np.uint32)].tolist()
        return np.sort(self.ids[np.frombuffer(places.to_array(), dtype=np.uint32)])[:count].tolist()

    def having(self, token: str) -> BitMap:
        """Return the entries with a token that facets count."""
        found = self.postings.having(token)
        if not self.superseded and not self.written:
            return found
        if token not in self.tokens:
            written = (place for place, tokens in self.written.items() if token in tokens)
            self.tokens[token] = (found - self.superseded) | BitMap(written)
        return self.tokens[token]

    def matching(self, expressions: Sequence[Expression], limit: int | None = None) -> list[BitMap]:
        """Return the entries that match each of the expressions; none for the empty one.

        With a limit, no more of what is textual are read than so many, the most prominent.
        """
        asked: dict[Expression, int | None] = {}
        for expression in expressions:
            for text in textual_parts(expression):
                enough = limit if text is expression else None
                asked[text] = enough if asked.get(text, enough) is not None else None
        kept = self.texts.found
        texts = {each[0]: kept[each] for each in asked.items() if each in kept}
        unknown = [each for each in asked.items() if each[0] not in texts]
        for each, ids in zip(unknown, engine().matching(unknown), strict=True):
            texts[each[0]] = self.places(ids)
            self.texts.keep(each, texts[each[0]])
        return [self.evaluated(expression, texts) if expression else BitMap() for expression in expressions]

    def evaluated(self, expression: Expression, texts: dict[Expression, BitMap]) -> BitMap:
        """Return the entries that match an expression, given those of its textual parts."""
        if is_textual(expression):
            return texts[expression]
        match expression:
            case Tokens(tokens):
                return BitMap.union(BitMap(), *map(self.having, tokens))
            case AnyOf(parts):
                return BitMap.union(*(self.evaluated(part, texts) for part in parts))
            case AllOf(parts, excluded):
                found = BitMap.intersection(*(self.evaluated(part, texts) for part in parts))
                return found.difference(*(self.evaluated(part, texts) for part in excluded)) if excluded else found
        raise TypeError(expression)

    def counts(self, places: BitMap, beginning: str, most: int | None = None) -> Counter[str]:
        """Count the values of a facet, whose tokens begin so, among the entries: the most frequent, or all.

        Of equally frequent values, those with the least ids come first.
        """
        column = self.postings.columns.get(beginning)
        if column:
            found = self.counts_of_many(column, places, beginning, most)
        else:
            numbers = self.postings.ranges.get(beginning, range(0))
            known = self.postings.tokens[numbers.start : numbers.stop]
            tokens = {*known, *self.tokens_written(beginning)} if self.written else known
            found = {token[2:]: self.having(token).intersection_cardinality(places) for token in tokens}
        ordered = sorted(found.items(), key=lambda each: (-each[1], len(each[0]), each[0]))
        return Counter({value: count for value, count in ordered[:most] if count})

    def counts_of_many(self, column: Column, places: BitMap, beginning: str, most: int | None) -> dict[str, int]:
        """Count at least so many of the most frequent values of a facet that has many."""
        written = places & BitMap(self.written) if self.written else BitMap()
        numbers, counts = column.counts(places - written if written else places)
        if most is not None and len(counts) > most:
            least = np.partition(counts, -most)[-most]
            chosen = np.concatenate((np.flatnonzero(counts > least), np.flatnonzero(counts == least)[:most]))
            numbers, counts = numbers[chosen], counts[chosen]
        tokens = map(self.postings.tokens.__getitem__, numbers.tolist())
        found = {token[2:]: count for token, count in zip(tokens, counts.tolist(), strict=True)}
        for token in self.tokens_written(beginning):
            found[token[2:]] = self.having(token).intersection_cardinality(places)
        return found

    def tokens_written(self, beginning: str) -> set[str]:
        """Return the tokens that begin so of the entries written since all were read."""
        every = chain.from_iterable(self.written.values())
        return {token for token in every if token.startswith(beginning)}
