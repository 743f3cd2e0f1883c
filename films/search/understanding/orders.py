"""Recognise the order that a query asks for: “newest”, “best reviewed”, “the second film of …”."""

from collections.abc import Iterable, Sequence

from films.identity.numerals import ORDINAL_NUMBERS, TEENS, TENS, UNITS
from films.languages import translated
from films.search.types import FacetName, Kind, Sort
from films.search.understanding.entities import Entity, Order, QueryWord
from films.search.vocabulary import JOB_CUES, KIND_NOUNS

SUPERLATIVES: dict[tuple[str, ...], Sort] = {
    ("highest", "rated"): Sort.BEST,
    ("top", "rated"): Sort.BEST,
    ("best", "rated"): Sort.BEST,
    ("best", "reviewed"): Sort.BEST,
    ("most", "acclaimed"): Sort.BEST,
    ("best",): Sort.BEST,
    ("greatest",): Sort.BEST,
    ("finest",): Sort.BEST,
    ("top", "grossing"): Sort.GROSS,
    ("top",): Sort.BEST,
    ("lowest", "rated"): Sort.WORST,
    ("worst", "rated"): Sort.WORST,
    ("worst", "reviewed"): Sort.WORST,
    ("worst",): Sort.WORST,
    ("highest", "grossing"): Sort.GROSS,
    ("biggest", "grossing"): Sort.GROSS,
    ("highest", "earning"): Sort.GROSS,
    ("most", "successful"): Sort.GROSS,
    ("lowest", "grossing"): Sort.LOWEST_GROSS,
    ("least", "successful"): Sort.LOWEST_GROSS,
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
    ("least", "expensive"): Sort.LOWEST_BUDGET,
    ("lowest", "budget"): Sort.LOWEST_BUDGET,
    ("smallest", "budget"): Sort.LOWEST_BUDGET,
    ("cheapest",): Sort.LOWEST_BUDGET,
}
"""Words that ask for an order; a longer one comes before its beginning."""

LEADING_ORDERS = ("most", "recent"), ("newest",), ("latest",), ("oldest",), ("earliest",)
"""Those that ask for the order of dates even without the noun “films”: titles do not begin with them."""

CHRONOLOGICAL: tuple[tuple[str, ...], ...] = (
    ("in", "order", "of", "release"),
    ("in", "order", "of", "date"),
    ("in", "chronological", "order"),
    ("in", "release", "order"),
    ("by", "release", "date"),
    ("by", "year"),
    ("by", "date"),
    ("in", "order"),
    ("chronologically",),
)
"""What asks for the order of dates at the end of a query for films, the longest first."""

TAILS = (("of", "all", "time"), ("of", "all", "times"), ("in", "history"), ("in", "the", "world"))
"""What a superlative may end in, which says nothing more: “the best films of all time”."""

LABELS = {
    Sort.BEST: "best reviewed first",
    Sort.GROSS: "highest-grossing first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.LONGEST: "longest first",
    Sort.SHORTEST: "shortest first",
    Sort.BUDGET: "most expensive first",
    Sort.WORST: "worst reviewed first",
    Sort.LOWEST_GROSS: "lowest-grossing first",
    Sort.LOWEST_BUDGET: "cheapest first",
}
AWARDED = JOB_CUES | {"picture", "song"}
"""What else can be “best”: awards that are not for the film as a whole, or not an order."""

COUNTS = frozenset((*UNITS, *TEENS, *TENS))
DIGITS_OF_YEAR = 4
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
    start = start_of_chronological(texts)
    if start < len(texts) and taken.isdisjoint(range(start, len(texts))):
        return order_entity(Sort.OLDEST, start, len(texts))
    nouns = {place + 1 for place, text in enumerate(texts) if KIND_NOUNS.get(text) == Kind.FILM}
    ends = nouns | {entity.end for entity in every if entity.facet == FacetName.GENRE}
    people = {entity.start: entity.end for entity in every if entity.kind == Kind.PERSON}
    titles = {
        entity.start
        for entity in every
        if (entity.title and entity.end + 1 in nouns) or (entity.facet == "title" and entity.end == len(texts))
    }
    for position in range(len(texts)):
        if position in taken:
            continue
        last = people.get(position + 1, position + 1)  # of the words before “film”
        if (number := ORDINAL_NUMBERS.get(texts[position], 0)) > 1 and last + 1 in nouns:
            return nth(Sort.OLDEST, number, position, position + 1)
        for superlative, sort in SUPERLATIVES.items():
            if superlative[0] != texts[position]:
                continue
            end = position + len(superlative)
            is_asked = tuple(texts[position:end]) == superlative and taken.isdisjoint(range(position, end))
            start, end = with_count(texts, position, end)
            stands_before = (
                end in people
                or end in titles
                or any(0 < noun_end - end <= BETWEEN_ORDER_AND_FILMS for noun_end in ends)
            )
            if is_asked and stands_before and (end in taken or texts[end] not in AWARDED):
                number = ORDINAL_NUMBERS.get(texts[position - 1], 0) if position else 0
                if number > 1 and position - 1 not in taken:
                    return nth(sort, number, position - 1, end)
                return order_entity(sort, start, end, tail_of(texts, end))
    return None


def tail_of(texts: Sequence[str], end: int) -> frozenset[int]:
    """Return the positions of the tail of a superlative that ends before a position."""
    for start in range(end, len(texts)):
        for tail in TAILS:
            if tuple(texts[start : start + len(tail)]) == tail:
                return frozenset(range(start, start + len(tail)))
    return frozenset()


def with_count(texts: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return a superlative's first word and its end with the number of films beside it: “top 10”, “5 best”.

    So many come first anyway.
    """
    if texts[end : end + 1] and is_count(texts[end]):
        return start, end + 1
    return (start - 1, end) if start and is_count(texts[start - 1]) else (start, end)


def is_count(text: str) -> bool:
    return text in COUNTS or (text.isdigit() and len(text) < DIGITS_OF_YEAR)


def start_of_chronological(texts: Sequence[str]) -> int:
    """Return where the words at the end begin that ask for the order of dates: “in order”; or the end."""
    found = (phrase for phrase in CHRONOLOGICAL if tuple(texts[-len(phrase) :]) == phrase)
    return len(texts) - len(next(found, ()))


def end_of_order_by_date(texts: Sequence[str]) -> int:
    """Return where the words at the beginning end that ask for the order of dates: “latest star trek”; or 0."""
    return next((len(words) for words in LEADING_ORDERS if tuple(texts[: len(words)]) == words), 0)


def order_entity(sort: Sort, start: int, end: int, tail: frozenset[int] = frozenset()) -> Entity:
    label = translated(LABELS[sort])
    return Entity("order", sort.value, label, start, end, belief=ORDER, order=Order(sort), cues=tail)


def nth(sort: Sort, number: int, start: int, end: int) -> Entity:
    """Return the entity for the second film in an order, the third, and so on."""
    by_date = translated("number %(number)s by date", number=number)
    in_order = translated("number %(number)s, %(order)s", number=number, order=translated(LABELS[sort]))
    label = by_date if sort == Sort.OLDEST else in_order
    return Entity("order", str(number), label, start, end, belief=ORDER, order=Order(sort, number))
