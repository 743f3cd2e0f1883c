"""The plans by which the index is asked for a query, from all of its words to some of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from films.search import filters, tokens
from films.search.backends import engine
from films.search.entry_ids import kind_of, object_id_of
from films.search.folding import plain
from films.search.query.tree import Phrase, Query, Word
from films.search.types import FacetName, Kind
from films.search.understanding.entities import Entity, Interpretation, QueryWord, query_words
from films.search.understanding.interpretation import interpret
from films.search.word_forms import completions, stem_forms

SHORT = 3  # letters of a last word that may be unfinished though it is a word
CONTINUATIONS = 24  # names that go on from what was typed: a page of them and some
ALONE = 3  # of the rarest words, those of which one is enough
LONGEST_NAMED = 10  # words that may all stand in one name
LONGEST_LITERAL = 20  # words that may all stand in one entry
RAREST = 8  # words of a long text that are looked for in pairs
COMMONEST_PAIRED = 10_000  # entries with a word that is paired: all of them may have to be gone through
SOFT = frozenset({FacetName.GENRE.value, FacetName.KIND.value, FacetName.JOB.value})
"""The entities that a looser plan does without."""
FIRM = frozenset({FacetName.FILM.value, FacetName.LOCATION.value})
"""The entities that are worth asking for on their own, besides people."""


class PlanName(StrEnum):
    """What a plan asks for; `explain_search` shows it."""

    WHOLE_NAME = "all of it as a whole name"
    IN_A_NAME = "all words in a name"
    UNDERSTOOD = "all that was understood, and the other words"
    FILM_NAMED = "the film named"
    ALL_WORDS = "all words anywhere"
    ENTITIES_AND_A_WORD = "all entities, and one of the other words"
    ENTITIES = "all entities"
    FIRM_AND_A_WORD = "the entities without genre, kind and job, and one of the other words"
    FIRM = "the entities without genre, kind and job"
    WITHOUT_TITLES = "the same without titles"
    ONE_ENTITY = "one entity alone"
    RAREST_WORDS = "all of the rarest words"
    PAIR_OF_WORDS = "two of the rarest words"
    ONE_WORD = "one of the rarest words"
    IDENTIFIED = "the film or person with this identifier"
    QUOTED = "what is quoted or in a field"
    EVERYTHING = "everything"


@dataclass(frozen=True)
class Plan:
    """One way to ask the index; where it does not apply, its expression is ''.

    `keeps_entities` tells of a loose plan that it holds to what was understood.
    """

    name: PlanName
    expression: str
    keeps_entities: bool = False

    @property
    def applies(self) -> bool:
        return bool(self.expression) or self.name == PlanName.EVERYTHING


@dataclass(frozen=True)
class PreparedQuery:
    """A query with what it means, and all that its plans are made of.

    `frequencies` tells in how many of all `entries` each word stands; `forms` what unfinished words become;
    `continuations` are the entries whose names go on from all that was typed. `conditions` and `excluded` are
    expressions of what its fields ask for and of what it leaves out.
    """

    query: Query
    interpretation: Interpretation
    frequencies: dict[str, int]
    entries: int
    forms: dict[str, list[str]]
    continuations: tuple[int, ...]
    conditions: tuple[str, ...]
    excluded: tuple[str, ...]

    @property
    def texts(self) -> tuple[Word | Phrase, ...]:
        return tuple(clause for clause in self.query.wanted if isinstance(clause, Word | Phrase))

    @property
    def required(self) -> list[str]:
        """Return the expressions of what no plan gives up: phrases and fields."""
        phrases = (clause for clause in self.texts if isinstance(clause, Phrase))
        return [*map(engine().containing, phrases), *self.conditions]

    def expression(self, expressions: Sequence[str]) -> str:
        """Return the expression of entries that match all of these, and what the query requires besides."""
        return engine().all_of([*expressions, *self.required], self.excluded)


def prepare(query: Query, *, exact: bool = False) -> PreparedQuery:
    """Look the words of a query up, and unless told otherwise interpret them."""
    words = query_words(query)
    frequencies = engine().word_frequencies(word.text for word in words) if words else {}
    return PreparedQuery(
        query=query,
        interpretation=Interpretation(words) if exact or not words else interpret(words, frequencies),
        frequencies=frequencies,
        entries=sum(engine().totals().values()),
        forms=completions([word.clause for word in words]),
        continuations=continuations(words, frequencies),
        conditions=tuple(filters.conditions(query)),
        excluded=tuple(filters.exclusions(query)),
    )


def continuations(words: Sequence[QueryWord], frequencies: Mapping[str, int]) -> tuple[int, ...]:
    """Return the entries whose names begin with several words of which the last seems unfinished."""
    if len(words) < 2 or not words[-1].clause.typing:
        return ()
    last = words[-1].text
    if len(last) > SHORT and last in frequencies:
        return ()
    return tuple(engine().names_beginning("".join(word.text for word in words), CONTINUATIONS))


def strict_plans(prepared: PreparedQuery) -> list[Plan]:
    """Return the ways to ask for all of the words: as a name, as they were understood, and anywhere."""
    meaning, forms = prepared.interpretation, prepared.forms
    words = [clause for clause in prepared.texts if isinstance(clause, Word)]
    in_names = [engine().in_names(clause, forms) for clause in prepared.texts]
    understood = [
        *entity_expressions(meaning.entities),
        *(engine().containing(word, forms) for word in meaning.rest),
    ]
    named = [*(record.entry_id for record in meaning.named_exactly), *prepared.continuations]
    titled = [token for entity in meaning.entities if entity.kind == Kind.FILM for token in entity.tokens]
    is_film = engine().any_token([tokens.facet(FacetName.KIND, Kind.FILM)])
    asked: dict[PlanName, list[str] | None] = {
        PlanName.WHOLE_NAME: [entries_themselves(named)] if named else None,
        PlanName.IN_A_NAME: in_names if len(meaning.words) <= LONGEST_NAMED else None,
        PlanName.UNDERSTOOD: understood if meaning.entities else None,
        PlanName.FILM_NAMED: [engine().any_token(titled), is_film] if titled and not meaning.rest else None,
        PlanName.ALL_WORDS: (
            [engine().containing(word, forms) for word in words] if len(meaning.words) <= LONGEST_LITERAL else None
        ),
    }
    return [
        Plan(name, "" if expressions is None else prepared.expression(expressions))
        for name, expressions in asked.items()
    ]


def entries_themselves(entry_ids: Iterable[int]) -> str:
    """Return the expression of the entries of these records themselves, and not of what is about them."""
    return engine().any_of(
        [filters.record_itself(kind_of(entry_id), object_id_of(entry_id)) for entry_id in entry_ids]
    )


def loose_plans(prepared: PreparedQuery) -> Iterator[Plan]:
    """Give ever looser ways to ask; those that hold to what was understood go first."""
    meaning = prepared.interpretation
    rest = sorted(meaning.rest, key=lambda word: prepared.frequencies.get(plain(word.text), 0))[:RAREST]
    forms = stem_forms(rest)
    rarest = [engine().containing(word, forms) for word in rest]
    for name, expressions in entity_plans(meaning.entities, rarest):
        yield Plan(name, prepared.expression(expressions), keeps_entities=True)
    if len(rest) > 2:
        yield Plan(PlanName.RAREST_WORDS, prepared.expression(rarest))
    if pairs := word_pairs(prepared, rest, forms):
        yield Plan(PlanName.PAIR_OF_WORDS, prepared.expression([engine().any_of(pairs)]))
    if rest:
        yield Plan(PlanName.ONE_WORD, prepared.expression([engine().any_of(rarest[:ALONE])]))
    if prepared.required:
        yield Plan(PlanName.QUOTED, prepared.expression([]))


def word_pairs(prepared: PreparedQuery, rest: Sequence[Word], forms: Mapping[str, list[str]]) -> list[str]:
    """Return the expressions of two of the words together, of those rare enough for all pairs to be tried.

    A long text has enough words that their other forms need not be looked for too.
    """
    rare = [word for word in rest if prepared.frequencies.get(plain(word.text), 0) <= COMMONEST_PAIRED]
    is_short = len(prepared.interpretation.words) <= LONGEST_NAMED
    words = [engine().containing(word, forms if is_short else {}) for word in rare]
    return [engine().all_of(pair) for pair in combinations(words, 2)]


def entity_plans(entities: Sequence[Entity], rest: list[str]) -> Iterator[tuple[PlanName, list[str]]]:
    """Give the ways to ask for entities: for all, for all but the soft ones, and for one by one."""
    every = entity_expressions(entities)
    without_soft = [entity for entity in entities if entity.facet not in SOFT]
    weak = entity_expressions(without_soft, weaker=True)
    untitled = [entity for entity in without_soft if entity.kind != Kind.FILM]
    firm = [entity for entity in entities if entity.kind == Kind.PERSON or entity.facet in FIRM]
    for expressions, name, name_with_word in (
        (every, PlanName.ENTITIES, PlanName.ENTITIES_AND_A_WORD),
        (weak, PlanName.FIRM, PlanName.FIRM_AND_A_WORD),
    ):
        if expressions and rest:
            yield name_with_word, [*expressions, engine().any_of(rest)]
        if expressions:
            yield name, expressions
    if 0 < len(untitled) < len(weak):
        yield PlanName.WITHOUT_TITLES, entity_expressions(untitled, weaker=True)
    for entity in firm if len(firm) > 1 or len(weak) > 1 else ():
        yield PlanName.ONE_ENTITY, entity_expressions([entity], weaker=True)


def entity_expressions(entities: Sequence[Entity], *, weaker: bool = False) -> list[str]:
    """Return the expressions of entities: all of them hold, but of several years one."""
    years = [token for entity in entities if entity.facet == FacetName.YEAR for token in entity.tokens]
    return [
        *([engine().any_token(years)] if years else []),
        *(
            engine().any_token([*entity.tokens, *(entity.weaker_tokens if weaker else ())])
            for entity in entities
            if entity.facet != FacetName.YEAR
        ),
    ]
