"""Recognise people whom a query calls by a short form of their first name: “sly stallone”, “bob de niro films”."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import OSA

from films.identity.folding import plain
from films.search import tokens
from films.search.backends import engine
from films.search.backends.base import NamedRecord
from films.search.entries import read_entries
from films.search.query.tree import Phrase
from films.search.sets import current, entry_ids
from films.search.types import Candidate
from films.search.understanding.entities import FRAME, Entity, QueryWord
from films.search.understanding.names import INTRODUCED
from films.search.understanding.surnames import BEARERS, Surname, possible_surnames, surname_entity, well_known

MISSPELT_FROM = 6  # letters of a first name of which one may differ: Katherine, Katharine


def nicknamed_entities(
    words: tuple[QueryWord, ...], named: Mapping[tuple[int, int], Sequence[NamedRecord]]
) -> Iterator[Entity]:
    """Yield people with a surname in the query, before which stands a short form of their first name.

    They have more films than there are entries with the words as typed, which may mean somebody else: a
    character.
    """
    called = [
        (surname, words[surname.start - 1].text)
        for surname in possible_surnames(words, named)
        if surname.start and words[surname.start - 1].text not in FRAME
    ]
    asked = {surname: names for surname, nickname in called if (names := first_names(nickname))}
    found = entry_ids([surname.bearing for surname in asked], BEARERS) if asked else []
    for (surname, names), ids in zip(asked.items(), found, strict=True):
        bearers = [person for person in read_entries(ids) if surname.is_of(person) and is_called(person, names)]
        meant = well_known(bearers)
        as_typed = Phrase(" ".join(word.text for word in words[surname.start - 1 : surname.end]))
        if meant and count_films(meant) > number_having(as_typed):
            longer = Surname(surname.start - 1, surname.end, surname.words)
            yield surname_entity(longer, meant, INTRODUCED, end=surname.end)


def is_called(person: Candidate, first_names: Sequence[str]) -> bool:
    """Tell whether a person has one of these first names, in about this spelling."""
    own = plain(person.texts["title"]).split()[0]
    return any(
        OSA.distance(own, name) <= (1 if min(len(own), len(name)) >= MISSPELT_FROM else 0) for name in first_names
    )


@lru_cache(maxsize=1000)
def first_names(nickname: str) -> tuple[str, ...]:
    """Return the first names that a word is short for."""
    return tuple(sorted(known_nicknames().canonicals_of(nickname)))


@cache
def known_nicknames() -> NickNamer:
    return NickNamer()


def count_films(people: Sequence[Candidate]) -> int:
    return sum(tokens.films_of(person.limits) for person in people)


def number_having(phrase: Phrase) -> int:
    (found,) = current().matching([engine().containing(phrase)])
    return len(found)
