"""Hold the entries in one state of the index: all of them as they were read, and those written since."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import Any

import numpy as np
from pyroaring import BitMap

from films.kinds.sql import FACET
from films.search.backends import engine
from films.search.backends.base import IndexState
from films.search.entry_ids import RECORD_MASK
from films.search.expressions import AllOf, AnyOf, Entries, Expression, Text, Tokens
from films.search.sets.postings import Numbers, Postings, bitmap, positions

TEXTS_KEPT = 4000  # texts whose matches are kept for one state of the index
MOST_MATCHED_AGAIN = 50  # entries written since; with more, looking a text up again is as fast
MEMBERS_KEPT = 10_000_000  # matches kept for all these texts together: 20 MB at most

ENTRIES = "entries"
"""What is remembered so is of single entries, by their ids, and outlasts changes of others."""

Written = dict[int, tuple[str, ...]]
Leaf = Text | Tokens | Entries
"""A part of an expression that joins no others."""


@dataclass
class TextSets:
    """Cache the matches of texts in one state of the index, dropping the least recently used.

    `outdated` holds matches from an earlier state, with the ids of the entries written since. Threads share it.
    """

    found: dict[Text, BitMap] = field(default_factory=dict)
    outdated: dict[Text, tuple[BitMap, frozenset[int]]] = field(default_factory=dict)
    members: int = 0
    lock: Lock = field(default_factory=Lock)

    def get(self, text: Text) -> BitMap | None:
        with self.lock:
            found = self.found.pop(text, None)
            if found is not None:
                self.found[text] = found
            return found

    def keep(self, text: Text, found: BitMap) -> None:
        with self.lock:
            self.members += len(found) - len(self.found.pop(text, ()))
            self.found[text] = found
            while len(self.found) > TEXTS_KEPT or self.members > MEMBERS_KEPT:
                oldest = next(iter(self.found))
                self.members -= len(self.found.pop(oldest))

    def take_outdated(self, texts: Iterable[Text]) -> dict[Text, tuple[BitMap, frozenset[int]]]:
        """Remove and return what an earlier state held of these texts."""
        with self.lock:
            return {text: self.outdated.pop(text) for text in texts if text in self.outdated}

    def rewritten(self, entry_ids: Sequence[int]) -> "TextSets":
        """Return the cache for a later state, in which these entries have been written again."""
        written = frozenset(entry_ids)
        with self.lock:
            every = {**self.outdated, **{text: (found, frozenset()) for text, found in self.found.items()}}
        known = {text: (found, earlier | written) for text, (found, earlier) in every.items()}
        few = {text: each for text, each in known.items() if len(each[1]) <= MOST_MATCHED_AGAIN}
        return TextSets(outdated=few)


@dataclass(frozen=True)
class EntrySets:
    """Hold sets of entries by their places: the postings, corrected for entries written since they were read.

    `written` holds the tokens of those entries by place; new entries get places after all others. `superseded` are
    the places where the postings are out of date. An instance never changes: later writes make another one, so
    threads and transactions that see different states do not disturb each other. `texts` and `remembered` cache
    what was looked up in this state.
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
        """Return the sets for a later state, in which these entries have been written again or deleted."""
        tokens = {entry_id: tuple(text.split()) for entry_id, text in engine().facets_of(entry_ids)}
        added = (*self.added, *(entry_id for entry_id in tokens if self.place_of(entry_id) is None))
        entries = {**self.remembered.get(ENTRIES, {})}
        for entry_id in entry_ids:
            entries.pop(entry_id, None)
        later = replace(self, state=state, added=added, tokens={}, remembered={ENTRIES: entries})
        later = replace(later, texts=self.texts.rewritten(entry_ids))
        places = {entry_id: later.place_of(entry_id) for entry_id in {*entry_ids, *tokens}}
        gone = {place for entry_id, place in places.items() if place is not None and entry_id not in tokens}
        written = {place: held for place, held in self.written.items() if place not in gone}
        written |= {
            place: tokens[entry_id]
            for entry_id, place in places.items()
            if place is not None and entry_id in tokens
        }
        old = BitMap(place for place in (*gone, *written) if place < len(self.postings.ids))
        return replace(later, written=written, superseded=self.superseded | old)

    def remembering(self, name: str, most: int) -> dict[Any, Any]:
        """Return what was looked up in this state, by a name, or nothing once that is too much.

        Threads share it, and go on with the old one where it was too much: neither iterate over it nor empty it.
        """
        known: dict[Any, Any] = self.remembered.setdefault(name, {})
        if len(known) >= most:
            known = self.remembered[name] = {}
        return known

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

    @cached_property
    def places_written(self) -> dict[int, int]:
        """Return the places of the entries written since, by their record numbers."""
        return {int(self.ids[place]) & RECORD_MASK: place for place in self.written}

    def place_of(self, entry_id: int) -> int | None:
        """Return the place of an entry, which may have been deleted since, or None if there never was one."""
        place = int(np.searchsorted(self.postings.ids, entry_id))
        if place < len(self.postings.ids) and self.postings.ids[place] == entry_id:
            return place
        return self.place_of_added.get(entry_id)

    def places(self, entry_ids: Numbers) -> BitMap:
        """Return the places of the entries with these ids, leaving out entries that are newer than this state."""
        places, is_held = positions(self.postings.ids, entry_ids)
        found = bitmap(places)
        if not is_held.all():
            found |= BitMap(
                self.place_of_added[entry_id]
                for entry_id in entry_ids[~is_held].tolist()
                if entry_id in self.place_of_added
            )
        return found

    def places_of_records(self, numbers: Numbers) -> BitMap:
        """Return the places of the entries with these record numbers, leaving out those newer than this state."""
        held, places = self.postings.by_record
        found = bitmap(np.sort(places[positions(held, numbers)[0]]))
        if not self.superseded and not self.written:
            return found
        asked = set(numbers.tolist())
        written = (place for record, place in self.places_written.items() if record in asked)
        return (found - self.superseded) | BitMap(written)

    def first(self, places: BitMap, count: int | None = None) -> list[int]:
        """Return the ids of a set's entries, the most prominent first, limited to `count` if it is given."""
        if not self.added:
            chosen = places if count is None else places[:count]
            return self.ids[np.frombuffer(chosen.to_array(), dtype=np.uint32)].tolist()
        return np.sort(self.ids[np.frombuffer(places.to_array(), dtype=np.uint32)])[:count].tolist()

    def having(self, token: str) -> BitMap:
        """Return the entries that have a facet's token."""
        found = self.postings.having(token)
        if not self.superseded and not self.written:
            return found
        known = self.tokens.get(token)
        if known is None:
            written = (place for place, tokens in self.written.items() if token in tokens)
            known = (found - self.superseded) | BitMap(written)
            if known:  # anybody can make up a token that no entry has
                self.tokens[token] = known
        return known

    def matching(self, expressions: Sequence[Expression]) -> list[BitMap]:
        """Return the matches of each expression; an empty expression matches nothing.

        All texts that are not cached are looked up at once, and tokens once however often they are asked for.
        """
        found = self.found_by_leaves({leaf for expression in expressions for leaf in leaves_of(expression)})
        return [evaluated(expression, found) if expression else BitMap() for expression in expressions]

    def found_by_leaves(self, leaves: set[Leaf]) -> dict[Leaf, BitMap]:
        """Return the matches of texts, of tokens and of entries."""
        others = {leaf: not_held(leaf.tokens) for leaf in leaves if isinstance(leaf, Tokens)}
        texts = {leaf for leaf in leaves if isinstance(leaf, Text)}
        matched = self.found_by_texts(texts.union(filter(None, others.values())))
        found: dict[Leaf, BitMap] = {text: matched[text] for text in texts}
        for leaf in leaves:
            if isinstance(leaf, Entries):
                found[leaf] = self.places(np.array(leaf.ids, dtype=np.int64))
        for tokens, text in others.items():
            held = [self.having(token) for token in tokens.tokens if token.startswith(FACET)]
            found[tokens] = union([*held, matched[text]] if text else held)
        return found

    def found_by_texts(self, texts: set[Text]) -> dict[Text, BitMap]:
        """Return the matches of each text, from the cache if possible.

        For an outdated text, only the entries written since are looked up.
        """
        found = {text: known for text in texts if (known := self.texts.get(text)) is not None}
        unknown = [text for text in texts if text not in found]
        if not unknown:
            return found
        outdated = self.texts.take_outdated(unknown)
        among = [sorted(outdated[text][1]) if text in outdated else None for text in unknown]
        for text, numbers in zip(unknown, engine().matching(unknown, among), strict=True):
            found[text] = self.places_of_records(numbers)
            if text in outdated:
                earlier, written = outdated[text]
                found[text] |= earlier - self.places(np.array(sorted(written), dtype=np.int64))
            self.texts.keep(text, found[text])
        return found

    def counts(self, places: BitMap, facets: Mapping[str, int | None]) -> dict[str, Counter[str]]:
        """Count the values of facets among the entries, the most frequent first.

        Facets are given by how their tokens begin, each with the number of values to return, or None for all.
        Among equally frequent values, lower ids come first.
        """
        written = places & BitMap(self.written)
        ranges = [self.postings.ranges.get(beginning, range(0)) for beginning in facets]
        held = self.postings.counts(places - self.superseded - written, ranges)
        added = Counter(chain.from_iterable(self.written[place] for place in written))
        return {beginning: self.most_frequent(beginning, held, added, most) for beginning, most in facets.items()}

    def most_frequent(
        self, beginning: str, held: Numbers, added: Mapping[str, int], most: int | None
    ) -> Counter[str]:
        """Return the most frequent values of a facet, counted in the postings and in what was written since."""
        numbers = self.postings.ranges.get(beginning, range(0))
        counts = held[numbers.start : numbers.stop]
        (chosen,) = counts.nonzero()
        if most is not None and len(chosen) > most:
            order = chosen - counts[chosen] * len(counts)  # the most frequent first, equals by their numbers
            chosen = chosen[order.argpartition(most)[:most]]
        found = {self.postings.tokens[numbers[place]]: int(counts[place]) for place in chosen.tolist()}
        for token, count in added.items():
            if token.startswith(beginning):
                number = self.postings.numbers.get(token)
                found[token] = count + (0 if number is None else int(held[number]))
        ordered = sorted(found.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
        return Counter({token[len(beginning) :]: count for token, count in ordered[:most]})


def leaves_of(expression: Expression) -> Iterator[Leaf]:
    """Yield the parts of an expression that join no others."""
    match expression:
        case AnyOf(parts):
            for part in parts:
                yield from leaves_of(part)
        case AllOf(parts, excluded):
            for part in (*parts, *excluded):
                yield from leaves_of(part)
        case _:
            yield expression


def not_held(tokens: Sequence[str]) -> Text | None:
    """Return a text that matches those of the tokens that no set holds, or None if all are held."""
    others = [token for token in tokens if not token.startswith(FACET)]
    return engine().having_any(others) if others else None


def evaluated(expression: Expression, found: Mapping[Leaf, BitMap]) -> BitMap:
    """Return the entries that match an expression, given the matches of its parts that join no others."""
    match expression:
        case AnyOf(parts):
            return union([evaluated(part, found) for part in parts])
        case AllOf(parts, excluded):
            entries = evaluated(parts[0], found)
            for part in parts[1:]:
                entries = entries & evaluated(part, found)
            for part in excluded:
                entries = entries - evaluated(part, found)
            return entries
        case _:
            return found[expression]


def union(sets: Sequence[BitMap]) -> BitMap:
    return sets[0] if len(sets) == 1 else BitMap.union(BitMap(), *sets)
