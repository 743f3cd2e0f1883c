"""Derive the criteria by which candidates are scored: the words with their rarity, and the names typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from films.identity.folding import key, plain
from films.search.backends.base import NameForm
from films.search.planner import PreparedQuery
from films.search.query.tree import Either, Field, FieldIs, Node, Phrase, Word
from films.search.types import FacetName
from films.search.understanding.entities import FRAME, Entity
from films.search.vocabulary import QUESTION_WORDS
from films.search.weights import rarity, word_weights
from films.search.word_forms import MIN_STEM, PLURALS, stem_of

WORDS_OF_STORY = 3


@dataclass(frozen=True)
class Term:
    """Hold a word for scoring: its stem, its rarity, and the index of its entity."""

    text: str
    stem: str
    rarity: float
    open_ended: bool = False
    in_question: bool = False
    entity: int | None = None

    @cached_property
    def between_spaces(self) -> str:
        return f" {self.text} "

    @cached_property
    def root(self) -> str:
        """Return the letters that all forms of the word share."""
        return self.stem if self.stem and self.text.startswith(self.stem) else self.text


@dataclass(frozen=True)
class Criteria:
    """Hold the terms and entities of a query.

    `text` is the whole query in lower case, and `names` are its keys; `begun` is its key if names begin with it.
    If no record is named exactly this, `other_forms` are the entries that have it as a name without the article,
    or with numbers written in another way.
    """

    terms: tuple[Term, ...]
    entities: tuple[Entity, ...] = ()
    names: frozenset[str] = frozenset()
    text: str = ""
    begun: str = ""
    other_forms: frozenset[int] = frozenset()

    @cached_property
    def total_rarity(self) -> float:
        return sum(term.rarity for term in self.terms) or 1.0

    @cached_property
    def subject(self) -> frozenset[str]:
        """Return the words that the query is about: all except question words, or all if there are no others."""
        subject = [term.text for term in self.terms if not term.in_question]
        return frozenset(subject or (term.text for term in self.terms))

    @cached_property
    def names_and_plurals(self) -> frozenset[str]:
        return frozenset(name + ending for name in self.names for ending in PLURALS)

    @cached_property
    def tells_story(self) -> bool:
        """Tell whether so many words name nothing that they tell what happens, perhaps in “a film about” it."""
        names_nothing = all(entity.facet == FacetName.KIND for entity in self.entities)
        return names_nothing and len(self.subject - FRAME) >= WORDS_OF_STORY

    @cached_property
    def marked(self) -> tuple[Term, ...]:
        """Return the terms to mark in results: those of the subject that are searched for."""
        framing = FRAME if self.entities else frozenset()
        return tuple(
            term
            for term in self.terms
            if term.text in self.subject and (term.entity is not None or term.text not in framing)
        )

    @cached_property
    def unexplained(self) -> frozenset[str]:
        """Return the words that the query is about and that no entity explains other than as words of a title."""
        explaining = {number for number, entity in enumerate(self.entities) if not entity.title}
        return self.subject - {term.text for term in self.terms if term.entity in explaining}

    @cached_property
    def pairs(self) -> dict[int, str]:
        """Return pairs of neighbouring words by the place of the first. The query is about at least one."""
        return {
            place: f"{left.text} {right.text}"
            for place, (left, right) in enumerate(pairwise(self.terms))
            if not (left.in_question and right.in_question)
        }


def criteria_of(prepared: PreparedQuery, *, stemmed: bool = False) -> Criteria:
    """Return the criteria of a query: each word with its rarity and the entity that explains it."""
    meaning = prepared.interpretation
    entity_at = {place: number for number, entity in enumerate(meaning.wanted) for place in entity.positions}
    left_out = {place for entity in meaning.entities if entity not in meaning.wanted for place in entity.positions}
    cues = {place for entity in meaning.entities for place in cues_of(entity)}
    weights = word_weights({word.text for word in meaning.words}, prepared.frequencies, prepared.entries)
    terms = [
        Term(
            text=word.text,
            stem=stem_of(word.text) if stemmed and len(word.text) > MIN_STEM else "",
            rarity=weights[word.text],
            open_ended=word.clause.typing or word.clause.prefix,
            in_question=word.text in QUESTION_WORDS or place in cues,
            entity=entity_at.get(place),
        )
        for place, word in enumerate(meaning.words)
        if place not in left_out
    ]
    others = list(scored_texts(prepared.query.wanted))
    terms += [Term(text=plain(clause.text), stem="", rarity=rarity(prepared.entries, 0)) for clause in others]
    typed = "".join(word.text for word in meaning.words)
    names = {
        key(prepared.query.text),
        typed,
        *(key(clause.text) for clause in others),
        *(record.key for record in meaning.named_exactly),
    }
    begun = typed if prepared.continuations else ""
    nearest = min((record.form for record in meaning.named_exactly), default=NameForm.TITLE)
    other_forms = [record.entry_id for record in meaning.named_exactly if record.form == nearest]
    return Criteria(
        tuple(terms),
        meaning.wanted,
        frozenset(names - {""}),
        text=prepared.query.text.strip().lower(),
        begun=begun,
        other_forms=frozenset(other_forms if nearest >= NameForm.WITHOUT_ARTICLE else ()),
    )


def cues_of(entity: Entity) -> frozenset[int]:
    """Return the positions of words that ask for something and are not searched for, such as “directed”."""
    is_asked = entity.facet == FacetName.KIND or (entity.facet == FacetName.JOB and not entity.character)
    return entity.positions if is_asked and not entity.job_words else entity.cues


def scored_texts(clauses: Iterable[Node]) -> Iterator[Word | Phrase]:
    """Yield what entries are scored by in addition to plain words: phrases, titles and alternatives."""
    for clause in clauses:
        match clause:
            case Phrase():
                yield clause
            case FieldIs(field=Field.TITLE):
                yield clause.operand
            case Either():
                yield from (option for option in clause.options if isinstance(option, Word | Phrase))
