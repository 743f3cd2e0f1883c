"""Recognise the order that a query asks for: “newest”, “best reviewed”, “the second film of …”."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from films.search import numerals
from films.search.backends import engine
from films.search.entry_ids import kind_of
from films.search.numerals import REWRITTEN, rewritten_keys
from films.search.types import FacetName, Kind, Sort
from films.search.understanding.entities import Entity, Order, QueryWord
from films.search.vocabulary import JOB_CUES, KIND_NOUNS

SUPERLATIVES: dict[tuple[str, ...], Sort] = {
    ("highest", "rated"): Sort.BEST,
    ("top", "rated"): Sort.BEST,
    ("best", "rated"): Sort.BEST,
    ("best", "reviewed"): Sort.BEST,
    ("best",): Sort.BEST,
    ("greatest",): Sort.BEST,
    ("top",): Sort.BEST,
    ("highest", "grossing"): Sort.GROSS,
    ("most", "successful"): Sort.GROSS,
    ("most", "recent"): Sort.NEWEST,
    ("newest",): Sort.NEWEST,
    ("latest",): Sort.NEWEST,
    ("recent",): Sort.NEWEST,
    ("last",): Sort.NEWEST,
    ("oldest",): Sort.OLDEST,
    ("earliest",): Sort.OLDEST,
    ("first",): Sort.OLDEST,
    ("longest",): Sort.LONGEST,
    ("shortest",): Sort.SHORTEST,
    ("most", "expensive"): Sort.BUDGET,
    ("highest", "budget"): Sort.BUDGET,
    ("biggest", "budget"): Sort.BUDGET,
}
"""What asks for an order, those of two words first."""

ORDINALS = {form: int(digits[:-2]) for word, digits in numerals.ORDINALS.items() for form in (word, digits)}
"""The number that each ordinal means, in letters or digits."""

LABELS = {
    Sort.BEST: "best reviewed first",
    Sort.GROSS: "highest-grossing first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.LONGEST: "longest first",
    Sort.SHORTEST: "shortest first",
    Sort.BUDGET: "most expensive first",
}
AWARDED = JOB_CUES | {"picture", "song"}
"""What may be the best without being the best film."""

NUMBERS = {f"{REWRITTEN}{number}": number for number in range(2, 10)}
NUMBERED_SERIES = 0.7  # belief in the number of a film among those whose titles begin alike
ORDER = 0.8  # belief in an order beside the noun “films”
BETWEEN_ORDER_AND_FILMS = 3  # words up to the end of “films”, such as a genre before it


def order_in(words: Sequence[QueryWord], entities: Iterable[Entity]) -> Entity | None:
    """Return the order that a query for films asks for, or None.

    Its words come before the noun “films”, before a genre, or before the name of somebody who worked on the films.
    “Best actress” and “best picture” are awards, not orders.
    """
    every = list(entities)
    taken = {position for entity in every for position in entity.positions}
    texts = [word.text for word in words]
    nouns = {place + 1 for place, text in enumerate(texts) if KIND_NOUNS.get(text) == Kind.FILM}
    ends = nouns | {entity.end for entity in every if entity.facet == FacetName.GENRE}
    people = {entity.start for entity in every if entity.kind == Kind.PERSON}
    for position in range(len(texts)):
        if position in taken:
            continue
        if (number := ORDINALS.get(texts[position], 0)) > 1 and position + 2 in nouns:
            return nth(number, position, position + 1)
        for superlative, sort in SUPERLATIVES.items():
            end = position + len(superlative)
            is_asked = tuple(texts[position:end]) == superlative and taken.isdisjoint(range(position, end))
            stands_before = end in people or any(0 < one - end <= BETWEEN_ORDER_AND_FILMS for one in ends)
            if is_asked and stands_before and texts[end] not in AWARDED:
                return Entity("order", sort.value, LABELS[sort], position, end, belief=ORDER, order=Order(sort))
    return None


def numbered_series(words: Sequence[QueryWord]) -> list[Entity]:
    """Return “the third film with these words in its title” if a query is words and a number: “shrek 3”.

    It is for series without numbers in their titles; a film with exactly this title takes precedence.
    """
    if len(words) < 2 or not (number := number_of(words[-1].text)):
        return []
    title = " ".join(word.text for word in words[:-1])
    named = engine().names_beginning("".join(word.text for word in words[:-1]), number)
    if sum(kind_of(entry_id) == Kind.FILM for entry_id in named) < number:
        return []
    numbered = nth(number, 0, len(words))
    label = f"“{title}” in the title, {numbered.label}"
    return [replace(numbered, facet="title", value=title, label=label, title=title, belief=NUMBERED_SERIES)]


def number_of(word: str) -> int:
    """Return the number from 2 to 9 that a word stands for, as digit, Roman numeral or word; otherwise 0."""
    return next((NUMBERS[key] for key in rewritten_keys([word]) if key in NUMBERS), 0)


def nth(number: int, start: int, end: int) -> Entity:
    """Return the entity for the second film by date, the third, and so on."""
    label = f"number {number} by date"
    return Entity("order", str(number), label, start, end, belief=ORDER, order=Order(Sort.OLDEST, number))
