"""The entries in one state of the index: as they were when all were read, and as some were written since."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from pyroaring import BitMap

from films.search.backends import engine
from films.search.backends.base import IndexState
from films.search.expressions import AllOf, AnyOf, Expression, Tokens, is_textual, textual_parts
from films.search.sets.postings import Numbers, Postings, bitmap

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
    texts: TextSets = field(default_factory=TextSets)
    remembered: dict[str, Any] = field(default_factory=dict)

    def rewritten(self, state: IndexState, entry_ids: Sequence[int]) -> "EntrySets":
        """Return the entries in a later state, in which these are written anew or gone."""
        tokens = {entry_id: tuple(text.split()) for entry_id, text in engine().facets_of(entry_ids)}
        added = (*self.added, *(each for each in tokens if self.place_of(each) is None))
        later = replace(self, state=state, added=added, texts=TextSets(), remembered={})
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
        written = (place for place, tokens in self.written.items() if token in tokens)
        return (found - self.superseded) | BitMap(written)

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

    def count(self, places: BitMap) -> "TokenCounts":
        """Count the tokens of the entries of a set."""
        written = places & BitMap(self.written) if self.written else BitMap()
        read = self.postings.counts(places - written if written else places)
        return TokenCounts(
            self.postings, read, Counter(chain.from_iterable(self.written[each] for each in written))
        )


@dataclass(frozen=True)
class TokenCounts:
    """In how many entries of a set each token stands, by what stands after its first two letters."""

    postings: Postings
    read: Numbers
    written: Counter[str]

    def of(self, beginning: str, values: Iterable[str]) -> Counter[str]:
        """Return the counts of these values, of tokens with a beginning that says of which facet they are."""
        counts: Counter[str] = Counter()
        for value in values:
            number = self.postings.numbers.get(beginning + value)
            counts[value] = self.written[beginning + value] + (int(self.read[number]) if number is not None else 0)
        return counts

    def most_common(self, beginning: str, most: int | None = None) -> Counter[str]:
        """Return the counts of the most frequent values, or of all there are; of equals those of the least ids."""
        numbers = self.postings.ranges.get(beginning, range(0))
        counts = self.read[numbers.start : numbers.stop]
        if most is not None and len(counts) > most:
            least = max(1, np.partition(counts, -most)[-most])
            chosen = [*np.flatnonzero(counts > least), *np.flatnonzero(counts == least)[:most]]
        else:
            chosen = list(np.flatnonzero(counts))
        values = {self.postings.tokens[numbers.start + each][2:] for each in chosen}
        values |= {token[2:] for token in self.written if token.startswith(beginning)}
        found = self.of(beginning, values)
        ordered = sorted(found.items(), key=lambda each: (-each[1], len(each[0]), each[0]))
        return Counter(dict(ordered[:most]))
