"""Make the partial plans for a query: those that give up some of it, the least first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from films.identity.folding import plain
from films.languages import translated
from films.search.backends import engine
from films.search.coverage import Part, entries_with_most
from films.search.expressions import Entries, Expression, any_of
from films.search.labels import value_label
from films.search.planner import (
    LONGEST_LITERAL,
    Plan,
    PlanName,
    PreparedQuery,
    entity_expressions,
)
from films.search.query.tree import Word
from films.search.rewriting import spans_of, with_joining_words, with_spans_quoted, with_spans_replaced, without
from films.search.sets import entry_ids
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FILM_FIELD, Entity
from films.search.weights import rarity
from films.search.word_forms import stem_forms

ALONE = 3  # rarest words, of which an entry needs only one
RAREST = 8  # words of a long text that are searched for beside what was understood
WORDS_COVERED = 24  # words of a long text of which entries should have most
MOST_COVERING = 100  # entries with most of the words

COST_OF_KIND = 0.1
COSTS = {FacetName.KIND.value: COST_OF_KIND, FacetName.JOB.value: 0.2, FacetName.GENRE.value: 1.0, "title": 1.2}
"""The cost of giving up an entity of these facets: a query is mostly about its people and titles."""
COST_OF_DOUBTFUL = 1.4  # for a lone word that may be a name
COST_OF_WORDS = 1.5  # for all words that no entity explains
COST_OF_OTHERS = 2.0  # for years, countries and places
COST_OF_PERSON = 3.0
COST_OF_FILM = 4.0  # if several words name it
MOST_PARTS = 6  # entities that are kept in all combinations; the cheapest of more are given up at once
MOST_COMBINATIONS = 32  # combinations that are tried, the cheapest
FEW_ENTRIES = (Kind.PERSON, Kind.FILM)
"""Kinds of entities that so few entries have that all of them can be scored."""

SOME_WORDS = "with only some of the words"
OTHER_FORMS = "with other forms of the words"
AS_WORDS = "with the words as words"
OF_ANY_KIND = "of any kind"


@dataclass(frozen=True)
class RestWords:
    """Hold the rarest words that no entity explains, with their other forms and an expression for each word."""

    words: tuple[Word, ...]
    forms: Mapping[str, list[str]]
    expressions: tuple[Expression, ...]


def partial_plans(prepared: PreparedQuery) -> Iterator[Plan]:
    """Yield plans for less than the whole query, those that give up least first."""
    meaning, typed = prepared.interpretation, prepared.query.text
    rest = rest_words(prepared)
    entities = entity_expressions(meaning.wanted)
    any_word = " OR ".join(dict.fromkeys(word.text for word in rest.words))
    if rest.words:
        expression = prepared.expression([*entities, *rest.expressions])
        yield Plan(PlanName.OTHER_FORMS, expression, OTHER_FORMS, in_stems(typed, rest))
    yield from plans_with_less(prepared, rest)
    if meaning.entities and len(meaning.words) <= LONGEST_LITERAL:
        clauses = [clause for clause in prepared.texts if isinstance(clause, Word)]
        literal = [engine().containing(word, prepared.forms) for word in clauses]
        as_words = with_spans_quoted(typed, spans_of(meaning.understood, meaning, typed))
        yield Plan(PlanName.AS_WORDS, prepared.expression(literal), AS_WORDS, as_words)
    if having_most := entries_with_most(word_parts(prepared), MOST_COVERING):
        expression = prepared.expression([Entries(tuple(having_most))])
        yield Plan(PlanName.MOST_WORDS, expression, SOME_WORDS, any_word)
    if rest.words:
        expression = prepared.expression([any_of(rest.expressions[:ALONE])])
        yield Plan(PlanName.ONE_WORD, expression, SOME_WORDS, any_word)
    if prepared.required:
        yield Plan(PlanName.QUOTED, prepared.expression([]), SOME_WORDS, without_words(prepared))


def rest_words(prepared: PreparedQuery) -> RestWords:
    """Look up the forms of the rarest words that no entity explains."""
    rest = rarest_words(prepared, RAREST)
    forms = stem_forms(rest)
    return RestWords(tuple(rest), forms, tuple(engine().containing(word, forms) for word in rest))


def rarest_words(prepared: PreparedQuery, count: int) -> list[Word]:
    """Return up to so many of the words that no entity explains, the rarest first."""
    return sorted(prepared.interpretation.rest, key=lambda word: frequency_of(prepared, word))[:count]


def frequency_of(prepared: PreparedQuery, word: Word) -> int:
    """Return the number of entries with a word."""
    return prepared.frequencies.get(plain(word.text), 0)


def in_stems(typed: str, rest: RestWords) -> str:
    """Return the text with stars in place of the endings of these words."""
    stems = {word.span: rest.forms[plain(word.text)][0] for word in rest.words if plain(word.text) in rest.forms}
    return with_spans_replaced(typed, [(*span, f"{stem}*") for span, stem in sorted(stems.items())])


def plans_with_less(prepared: PreparedQuery, rest: RestWords) -> Iterator[Plan]:
    """Yield plans without some of what was understood, or without the words.

    First, people may have had another job; then one or more parts are given up, the cheapest first.
    """
    meaning, typed = prepared.interpretation, prepared.query.text
    entities = sorted(meaning.wanted, key=cost)
    changed = [entity for entity in entities if entity.weaker_tokens or entity.character]
    if changed:
        weaker = prepared.expression([*entity_expressions(entities, weaker=True), *rest.expressions])
        cues = {place for entity in changed for place in entity.cues}
        query = without(typed, spans_of(cues, meaning, typed))
        yield Plan(PlanName.OTHER_JOB, weaker, without_labels(changed), query)
    for kept, has_word in combinations_kept(prepared, entities, has_words=bool(rest.words)):
        any_word = [any_of(rest.expressions)] if has_word else []
        expression = prepared.expression([*entity_expressions(kept, weaker=True), *any_word])
        lost = [entity for entity in entities if entity not in kept]
        if not lost:
            yield Plan(PlanName.WITHOUT_WORDS, expression, SOME_WORDS, without_words(prepared))
            continue
        positions = with_joining_words({place for entity in lost for place in entity.positions}, meaning)
        name = PlanName.ONE_ENTITY if len(kept) == 1 else PlanName.WITHOUT_SOME
        yield Plan(name, expression, without_labels(lost), without(typed, spans_of(positions, meaning, typed)))


def combinations_kept(
    prepared: PreparedQuery, entities: Sequence[Entity], *, has_words: bool
) -> Iterator[tuple[list[Entity], bool]]:
    """Yield the entities that are kept, and whether one of the words is required, the cheapest loss first.

    The entities must be sorted by cost. A kind is given up first, and otherwise kept only if it is that of films.
    Entities that no entry has together are not combined. With a person or film, no word is required.
    """
    every = [entity for entity in entities if entity.facet != FacetName.KIND]
    kinds = [entity for entity in entities if entity not in every]
    films = [entity for entity in kinds if entity.value == Kind.FILM]
    parted = pairs_apart(prepared, every[-MOST_PARTS:])
    choices: list[tuple[float, list[Entity], bool]] = [(COST_OF_KIND, every, has_words)] if kinds and every else []
    for number in range(1, len(every[-MOST_PARTS:]) + 1):
        for kept in combinations(every[-MOST_PARTS:], number):
            if any(pair in parted for pair in combinations(kept, 2)) or all(map(is_asked_of_film, kept)):
                continue
            lost = sum(cost(entity) for entity in every if entity not in kept)
            if has_words and not any(entity.kind in FEW_ENTRIES for entity in kept):
                choices.append((lost, [*films, *kept], True))
            if lost or has_words:
                choices.append((lost + COST_OF_WORDS * has_words, [*films, *kept], False))
    choices.sort(key=lambda choice: choice[0])
    for _, kept_entities, has_word in choices[:MOST_COMBINATIONS]:
        yield kept_entities, has_word


def pairs_apart(prepared: PreparedQuery, entities: Sequence[Entity]) -> set[tuple[Entity, Entity]]:
    """Return the pairs of entities that no entry has both of."""
    pairs = list(combinations(entities, 2)) if len(entities) > 2 else []
    asked = [prepared.expression(entity_expressions(pair, weaker=True)) for pair in pairs]
    found = entry_ids(asked, 1) if asked else []
    return {pair for pair, ids in zip(pairs, found, strict=True) if not ids}


def is_asked_of_film(entity: Entity) -> bool:
    """Tell whether an entity is what is asked about a film, which says nothing without it."""
    return entity.facet in (FacetName.JOB, FILM_FIELD)


def cost(entity: Entity) -> float:
    """Return the cost of giving up an entity."""
    if entity.facet in COSTS:
        return COSTS[entity.facet]
    if entity.is_doubtful:
        return COST_OF_DOUBTFUL
    if entity.kind == Kind.PERSON:
        return COST_OF_PERSON
    return COST_OF_FILM if entity.kind == Kind.FILM else COST_OF_OTHERS


def without_labels(entities: Iterable[Entity]) -> str:
    """Say in words that entries may lack these: “without Comedy”, and of a kind “of any kind”."""
    lost = list(entities)
    labels = [value_label(entity.label, entity.facet) for entity in lost if entity.facet != FacetName.KIND]
    lacking = [translated("without %(what)s", what=", ".join(labels))] if labels else []
    is_of_any_kind = any(entity.facet == FacetName.KIND for entity in lost)
    return ", ".join([*lacking, *([translated(OF_ANY_KIND)] if is_of_any_kind else [])])


def without_words(prepared: PreparedQuery) -> str:
    """Return the text without the words that no entity explains."""
    meaning, typed = prepared.interpretation, prepared.query.text
    explained = {meaning.words[place].clause for place in meaning.understood}
    others = [place for place, word in enumerate(meaning.words) if word.clause not in explained]
    return without(typed, spans_of(others, meaning, typed))


def word_parts(prepared: PreparedQuery) -> list[Part]:
    """Return the words that no entity explains, in any of their forms, with their weights."""
    words = rarest_words(prepared, WORDS_COVERED)
    forms = stem_forms(words)
    return [
        Part(engine().containing(word, forms), rarity(prepared.entries, frequency_of(prepared, word)))
        for word in words
    ]
