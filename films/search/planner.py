"""Prepare a query, and make its full plans, which ask the index for all of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from films.identity.folding import plain
from films.kinds.names import NAMED_KINDS
from films.search import filters
from films.search.affording import affordable
from films.search.backends import engine
from films.search.backends.base import NO_FORMS, WordForms
from films.search.coverage import Part
from films.search.dictionary import word_frequencies
from films.search.entry_ids import kind_of, object_id_of
from films.search.expressions import EMPTY, Expression, all_of, any_kind, any_of, any_token
from films.search.players import has_character
from films.search.query.tree import Phrase, Query, Word
from films.search.sets import current
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FILM_FIELD, Entity, Interpretation, QueryWord, query_words
from films.search.understanding.film_fields import field_named
from films.search.understanding.readings import AS_WORD, Reading, readings
from films.search.weights import word_weights
from films.search.word_forms import completions, singular_and_plural

SHORT = 3  # letters of a last word that may be unfinished even if it is a word
CONTINUATIONS = 24  # names that begin with what was typed: somewhat more than a page
LONGEST_NAMED = 10  # words that can all be in one name
LONGEST_LITERAL = 20  # words that can all be in one entry


class PlanName(StrEnum):
    """Name what a plan asks for, as `explain_search` shows it."""

    WHOLE_NAME = "all of it as a whole name"
    IN_A_NAME = "all words in a name"
    FILM_NAMED = "the film named"
    UNDERSTOOD = "all that was understood, and the other words"
    ALL_WORDS = "all words anywhere"
    TELLING_WORDS = "all words but those that carry the question"
    OTHER_FORMS = "all words in other forms"
    OTHER_JOB = "the same, in any job"
    WITHOUT_WORDS = "all that was understood"
    WITHOUT_SOME = "some of what was understood"
    AS_WORDS = "all of it as words"
    ONE_ENTITY = "one of what was understood"
    MOST_WORDS = "most of the words"
    ONE_WORD = "one of the rarest words"
    IDENTIFIED = "the film or person with this identifier"
    QUOTED = "what is quoted or in a field"
    EVERYTHING = "everything"


@dataclass(frozen=True)
class Plan:
    """Hold one way to ask the index; if it does not apply, its expression is empty.

    `lacking` says in words what its entries may lack, and `query` is the text that asks for the rest alone. A plan
    that lacks nothing finds full matches.
    """

    name: PlanName
    expression: Expression
    lacking: str = ""
    query: str = ""

    @property
    def applies(self) -> bool:
        return bool(self.expression)


@dataclass(frozen=True)
class PreparedQuery:
    """Hold a query, its possible meanings, and everything that plans are made of.

    `readings` are its possible meanings, and `interpretation` is the chosen one. `frequencies` has the number of
    entries with each word, out of `entries`; `forms` the completions of unfinished words; `continuations` are the
    entries whose names begin with the whole query. `conditions` and `excluded` are expressions for what its fields
    ask for and what it excludes. It `is_shortened` if not all alternatives and exclusions of it can be read.
    """

    query: Query
    is_shortened: bool
    readings: tuple[Reading, ...]
    interpretation: Interpretation
    frequencies: dict[str, int]
    entries: int
    forms: dict[str, list[str]]
    continuations: tuple[int, ...]
    conditions: tuple[Expression, ...]
    excluded: tuple[Expression, ...]

    @cached_property
    def names(self) -> set[tuple[int, int]]:
        """Return the positions of names of several words that some reading takes for a person."""
        return {
            (entity.start, entity.end)
            for reading in self.readings
            for entity in reading.interpretation.entities
            if entity.kind == Kind.PERSON and entity.end - entity.start > 1
        }

    @property
    def texts(self) -> tuple[Word | Phrase, ...]:
        return tuple(clause for clause in self.query.wanted if isinstance(clause, Word | Phrase))

    @property
    def required(self) -> list[Expression]:
        """Return the expressions for phrases and fields, which no plan gives up."""
        phrases = (clause for clause in self.texts if isinstance(clause, Phrase))
        return [*map(engine().containing, phrases), *self.conditions]

    def expression(self, expressions: Sequence[Expression], meaning: Interpretation | None = None) -> Expression:
        """Return an expression for entries that match all of these and everything that the query requires."""
        left_out = [expression_of(entity) for entity in (meaning or self.interpretation).excluded]
        wanted = [*expressions, *self.required]
        if not wanted and left_out:
            wanted = [filters.everything()]
        return all_of(wanted, [*self.excluded, *left_out])

    def subject(self, meaning: Interpretation) -> Expression:
        """Return an expression for the entries that have everything that a reading asks for.

        A job asked about a film is left out, since it may not be recorded who had it, and so is what the reading
        excludes, since that may be everything. Words that another reading takes for the whole name of a person
        must be next to each other.
        """
        entities = entity_expressions([entity for entity in meaning.wanted if entity.facet != FacetName.JOB])
        rest = [engine().containing(word, self.forms) for word in meaning.rest]
        understood = meaning.understood
        names = [
            engine().containing(Phrase(" ".join(word.text for word in meaning.words[start:end])))
            for start, end in self.names
            if understood.isdisjoint(range(start, end))
        ]
        return self.expression([*entities, *rest, *names], Interpretation())

    def parts(self, meaning: Interpretation) -> tuple[list[Part], list[Part]]:
        """Return what a reading asks for: its entities, and the words that none explains."""
        weights = word_weights({word.text for word in meaning.words}, self.frequencies, self.entries)
        named = [
            Part(
                expression_of(entity, weaker=True),
                sum(weights[meaning.words[place].text] for place in entity.positions),
                entity.belief,
            )
            for entity in meaning.wanted
            if entity.facet != FacetName.KIND or entity.value != Kind.FILM
        ]
        words = [
            Part(
                engine().containing(word, self.forms),
                sum(weights[text] for text in plain(word.text).split()),
                AS_WORD,
            )
            for word in meaning.rest
        ]
        return named, words


def prepare(query: Query, *, exact: bool = False) -> PreparedQuery:
    """Look up the words of a query and, unless `exact`, find their possible meanings, the likeliest first."""
    typed, query = query, affordable(query)
    words = query_words(query)
    texts = {word.text for word in words}
    frequencies = word_frequencies(texts) if words else {}
    forms = completions([word.clause for word in words])
    look_up_words([word.clause for word in words], forms)
    entries = len(current().everything)
    literal = Interpretation(words)
    found = () if exact or not words else readings(words, frequencies, word_weights(texts, frequencies, entries))
    return PreparedQuery(
        query=query,
        is_shortened=query != typed,
        readings=found,
        interpretation=found[0].interpretation if found else literal,
        frequencies=frequencies,
        entries=entries,
        forms=forms,
        continuations=continuations(words, frequencies),
        conditions=tuple(filters.conditions(query)),
        excluded=tuple(filters.exclusions(query)),
    )


def look_up_words(words: Sequence[Word], forms: WordForms) -> None:
    """Look up, in one round trip, whatever readings and plans will ask about each word."""
    texts = [engine().containing(word, forms) for word in words[:LONGEST_LITERAL]]
    if len(words) <= LONGEST_NAMED:
        texts += [engine().in_names(word, asked) for word in words for asked in (forms, NO_FORMS)]
    current().matching(texts)


def continuations(words: Sequence[QueryWord], frequencies: Mapping[str, int]) -> tuple[int, ...]:
    """Return the entries whose names begin with these words, if the last seems unfinished."""
    if not words or not words[-1].clause.typing:
        return ()
    last = words[-1].text
    if last in frequencies and (len(last) > SHORT or len(words) == 1):
        return ()
    return tuple(engine().names_beginning("".join(word.text for word in words), CONTINUATIONS))


def full_plans(prepared: PreparedQuery) -> list[Plan]:
    """Return the plans for all of a query as it is read, those with the likeliest entries first.

    Everything that was understood applies to each of them, even to a name with all the words.
    """
    meaning, forms = prepared.interpretation, prepared.forms
    entities = entity_expressions(meaning.wanted)
    named = [*(record.entry_id for record in meaning.named_exactly), *prepared.continuations]
    in_names = [engine().in_names(clause, forms) for clause in prepared.texts]
    titled = [token for entity in meaning.wanted if entity.kind == Kind.FILM for token in entity.tokens]
    is_film = any_kind(Kind.FILM)
    is_short = len(meaning.words) <= LONGEST_LITERAL
    words = [clause for clause in prepared.texts if isinstance(clause, Word)]
    rest = [engine().containing(word, forms) for word in meaning.rest]
    asked: dict[PlanName, Sequence[Expression] | None] = {
        PlanName.WHOLE_NAME: [entries_themselves(named), *entities] if named else None,
        PlanName.IN_A_NAME: [*in_names, *entities] if len(meaning.words) <= LONGEST_NAMED else None,
        PlanName.FILM_NAMED: [any_token(titled), is_film, *entities, *rest] if titled else None,
        PlanName.UNDERSTOOD: [*entities, *rest] if meaning.entities else None,
    }
    if not meaning.entities and is_short:
        asked[PlanName.ALL_WORDS] = [engine().containing(word, forms) for word in words]
        if prepared.readings and 0 < len(meaning.rest) < len(words):
            asked[PlanName.TELLING_WORDS] = rest
    return [
        Plan(name, EMPTY if expressions is None else prepared.expression(expressions))
        for name, expressions in asked.items()
    ]


def entries_themselves(entry_ids: Iterable[int]) -> Expression:
    """Return an expression for the records' own entries, without the facts about them."""
    return any_of([filters.record_itself(kind_of(entry_id), object_id_of(entry_id)) for entry_id in entry_ids])


def expression_of(entity: Entity, *, weaker: bool = False) -> Expression:
    """Return an expression for the entries that have an entity."""
    if entity.title and entity.is_excluded:  # with the facts of these films
        titled = filters.of_records(Kind.FILM, FacetName.FILM)(Phrase(entity.title), {})
        return any_of([titled, any_token(entity.tokens)])
    if entity.title:
        titled = filters.by_title(Phrase(entity.title), {})
        return any_of([titled, filters.of_kind(Kind.FILM, any_token(entity.tokens))]) if entity.tokens else titled
    if entity.phrase:
        return phrase_expression(entity.phrase)
    if entity.facet == FILM_FIELD:
        return field_expression(entity)
    credited = any_token([*entity.tokens, *(entity.weaker_tokens if weaker else ())])
    if entity.character and weaker:
        return any_of(
            [filters.of_kind(Kind.FILM, phrase_expression(entity.character)), any_token(entity.weaker_tokens)]
        )
    if entity.character:
        players = [filters.record_itself(Kind.PERSON, person_id) for person_id in entity.records]
        return any_of([all_of([has_character(entity.character), credited]), *players])
    if entity.job_words:
        words = [engine().containing(Word(word)) for word in entity.job_words.split()]
        credited = any_of([credited, all_of(words, [any_kind(*NAMED_KINDS)])])
    if entity.besides:
        return all_of([credited], [any_token(entity.besides)])
    return filters.of_kind(Kind.FILM, credited) if entity.are_films else credited


def field_expression(entity: Entity) -> Expression:
    """Return an expression for the films that a field is asked of, and for the facts with its value."""
    word = field_named(entity.value).question.word
    facts = any_token(entity.tokens)
    of_field = all_of([engine().in_names(Word(word)), facts]) if word else facts
    return any_of([entries_themselves(sorted(entity.entries)), of_field])


def phrase_expression(phrase: str) -> Expression:
    """Return an expression for entries with a phrase; a single word is also found in the singular or plural."""
    if " " in phrase:
        return engine().containing(Phrase(phrase))
    return engine().containing(Word(phrase), {phrase: singular_and_plural(phrase)})


def entity_expressions(entities: Sequence[Entity], *, weaker: bool = False) -> list[Expression]:
    """Return the expressions of entities: entries need all of them, but only one of several years."""
    years = [token for entity in entities if entity.facet == FacetName.YEAR for token in entity.tokens]
    return [
        *([any_token(years)] if years else []),
        *(expression_of(entity, weaker=weaker) for entity in entities if entity.facet != FacetName.YEAR),
    ]
