"""Find the words and whole names nearest to what was typed, in the dictionary of the index.

Distances are by optimal string alignment, in which two swapped letters are one mistake.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from operator import itemgetter

from msgspec import Struct
from pyroaring import BitMap
from rapidfuzz.distance import OSA

from films.identity.folding import key, plain
from films.kinds.names import NAMED_KINDS
from films.kinds.sql import SEPARATOR
from films.search.backends import engine
from films.search.backends.base import NamedRecord
from films.search.dictionary import LEAST_LETTERS, dictionary, word_frequencies, words_beginning
from films.search.entries import read_entries
from films.search.expressions import all_of, any_kind
from films.search.query.tree import Word
from films.search.sets import current

ALTERNATIVES = 24  # spellings of one word to try in whole names
ALTERNATIVES_TOGETHER = 7  # spellings of each word if two words are changed
NAMES_TRIED = 1500  # spellings of whole names to look up at most
NAMES_COMPARED = 60  # names with all words but one, of which the nearest is taken; more say little
LONGEST_CORRECTED = 8  # words of a name that can be misspelt
WORDS_KEPT = 2000  # words whose similar spellings are remembered, some 3 kB each


class Spelling(Struct, frozen=True):
    """Hold a word that may have been meant, its distance in mistakes, and its number of entries."""

    word: str
    distance: int
    entries: int


@dataclass(frozen=True)
class IntendedName:
    """Hold a whole name that may have been meant, its distance in mistakes, and the records with this name."""

    words: tuple[str, ...]
    distance: int
    records: tuple[NamedRecord, ...]


def mistakes_allowed(word: str) -> int:
    """Return how many mistakes a word may have within a whole name, whose other words support it."""
    return 1 if len(word) < 4 else 2 if len(word) < 10 else 3


def mistakes_alone(word: str) -> int:
    """Return how many mistakes a single word may have; few in a short word, which soon becomes another."""
    return 1 if len(word) < 6 else mistakes_allowed(word)


def similar_spellings(words: Iterable[str]) -> dict[str, list[Spelling]]:
    """Return similar words for each word, sorted by distance, then by frequency."""
    known = dictionary()
    asked = {word for word in words if len(word) >= LEAST_LETTERS and word.isascii() and word.isalpha()}
    remembered = current().remembering("similar spellings", WORDS_KEPT)
    near = {word: known.within(word, mistakes_allowed(word)) for word in asked if word not in remembered}
    entries = word_frequencies({other for found in near.values() for other in found}) if near else {}
    remembered |= {word: nearest_spellings(word, found, entries) for word, found in near.items()}
    return {word: remembered[word] for word in asked}


def nearest_spellings(word: str, distances: Mapping[str, int], entries: Mapping[str, int]) -> list[Spelling]:
    """Return the alternatives to a word that entries have, the nearest and most frequent first."""
    others = [other for other in distances if other != word and other in entries]
    others.sort(key=lambda other: (distances[other], other[0] != word[0], -entries[other], other))
    return [Spelling(other, distances[other], entries[other]) for other in others[:ALTERNATIVES]]


def similar_beginnings(word: str) -> list[str]:
    """Return the most frequent words with a beginning that is one mistake away from this word."""
    if len(word) < LEAST_LETTERS or not (word.isascii() and word.isalpha()):
        return []
    starts = dictionary().begun_within(word, 1)
    longer = words_beginning(starts, ALTERNATIVES).values()
    begun = starts.union(*longer)
    entries = word_frequencies(begun)
    return sorted(entries, key=lambda other: (-entries[other], other))[:ALTERNATIVES_TOGETHER]


def intended_name(words: Sequence[str], near: dict[str, list[Spelling]]) -> IntendedName | None:
    """Return the whole name nearest to these words, or None if none is near.

    One or two words of the name may be changed; among equally near names, the most prominent wins.
    """
    tried: dict[str, tuple[int, tuple[str, ...]]] = {}
    for distance, spelled in sorted(spellings_of_name(words, near), key=itemgetter(0))[:NAMES_TRIED]:
        tried.setdefault("".join(spelled), (distance, spelled))
    found = engine().records_named(tried)
    if not found:
        return None
    distance = min(tried[record.key][0] for record in found)
    nearest = [record for record in found if tried[record.key][0] == distance]
    first = min(nearest, key=lambda record: (record.form, record.entry_id))
    bearers = tuple(record for record in nearest if record.key == first.key)
    return IntendedName(tried[first.key][1], distance, bearers)


def name_with_all_words_but_one(words: Sequence[str]) -> IntendedName | None:
    """Return the nearest of the names that have all of these words but one, or None if there is none.

    This finds words that are too far from the one typed to be among its alternatives. Numbers are never replaced,
    since another number is another film.
    """
    are_named = any_kind(*NAMED_KINDS)
    in_names = [engine().in_names(Word(word)) for word in words]
    others = [
        all_of([are_named, *in_names[:place], *in_names[place + 1 :]])
        for place, word in enumerate(words)
        if word.isalpha() and len(word) >= LEAST_LETTERS
    ]
    found = current().matching(others) if len(words) > 1 else []
    few = BitMap.union(BitMap(), *(entries for entries in found if len(entries) <= NAMES_COMPARED))
    typed = "".join(words)
    names = {
        plain(name)
        for candidate in read_entries(current().first(few))
        for name in (candidate.texts["title"], *candidate.texts["names"].split(SEPARATOR.strip()))
    }
    distances = {name: OSA.distance(typed, key(name)) for name in sorted(names - {""})}
    if not distances:
        return None
    nearest = min(distances, key=distances.__getitem__)
    return IntendedName(tuple(nearest.split()), distances[nearest], tuple(engine().records_named([key(nearest)])))


def spellings_of_name(
    words: Sequence[str], near: dict[str, list[Spelling]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield (mistakes, words) for the words with one or two of them in another spelling."""
    for place, word in enumerate(words):
        for spelling in near.get(word, ())[:ALTERNATIVES]:
            yield spelling.distance, (*words[:place], spelling.word, *words[place + 1 :])
    for left, right in combinations(range(len(words)), 2):
        pairs = product(
            near.get(words[left], ())[:ALTERNATIVES_TOGETHER], near.get(words[right], ())[:ALTERNATIVES_TOGETHER]
        )
        for left_spelling, right_spelling in pairs:
            changed = list(words)
            changed[left], changed[right] = left_spelling.word, right_spelling.word
            yield left_spelling.distance + right_spelling.distance, tuple(changed)
