"""Turn filters into expressions: the values chosen in facets, and the fields in a query."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from pyroaring import BitMap

from films.identity.folding import key, plain
from films.kinds.quality import IN_INDEX
from films.kinds.registry import ENTRIES
from films.models import Department, Document, JobCode, Organization
from films.search import tokens
from films.search.backends import engine
from films.search.backends.base import WordForms
from films.search.entry_ids import object_id_of
from films.search.expressions import Expression, all_of, any_kind, any_of, any_token
from films.search.facets import scores_meeting, scores_of_value
from films.search.jobs import known_jobs
from films.search.query.tree import (
    Either,
    Evidence,
    Field,
    FieldIs,
    IdentifierIs,
    Mark,
    Node,
    Not,
    Phrase,
    Query,
    ScoreIs,
    Word,
    YearRange,
)
from films.search.records import Labelled, genres_named, records_with_slugs
from films.search.sets import current, entry_ids
from films.search.types import RECORD_FACETS, FacetName, Kind
from films.search.understanding.entities import OWN_FACET
from films.search.understanding.recognition import genre_keys, year_tokens
from films.search.understanding.years import read_range
from films.search.vocabulary import KIND_NOUNS
from films.search.word_forms import completions

RECORDS_MEANT = 100  # the most prominent people, places or outlets that a word in a field stands for

FieldReader = Callable[[Word | Phrase, WordForms], Expression]
"""Turns what a field is asked for, with what its last word may become, into an expression."""


@dataclass(frozen=True)
class ChosenValues:
    """Hold the values chosen of each facet, the records among them, and the entries that have any."""

    values: Mapping[FacetName, tuple[str, ...]]
    records: Labelled[str]
    entries: Mapping[FacetName, BitMap]

    def all_but(self, left_out: FacetName | None = None) -> BitMap | None:
        """Return the entries that pass the filters of all facets but one, or None where there are no such."""
        others = [entries for facet, entries in self.entries.items() if facet != left_out]
        return BitMap.intersection(*others) if others else None


def chosen_values(filters: Mapping[FacetName, tuple[str, ...]]) -> ChosenValues:
    """Find, for each facet, the entries that have any of its chosen values."""
    chosen = {facet: values for facet, values in filters.items() if values}
    records = records_with_slugs(
        (facet, value) for facet, values in chosen.items() if facet in RECORD_FACETS for value in values
    )
    expressions = [
        any_token([token for value in values for token in value_tokens(facet, value, records)])
        for facet, values in chosen.items()
    ]
    return ChosenValues(chosen, records, dict(zip(chosen, current().matching(expressions), strict=True)))


def value_tokens(facet: FacetName, value: str, records: Labelled[str]) -> Iterator[str]:
    """Yield the tokens for a facet's value as written in addresses; none if there is no such value."""
    if facet in RECORD_FACETS:
        if (facet, value) in records:
            yield tokens.facet(facet, records[facet, value].id)
    elif facet == FacetName.SCORE:
        yield from map(tokens.score, scores_of_value(value))
    elif facet == FacetName.YEAR:
        years = read_range(value)
        yield from year_tokens(*years) if years else ()
    elif plain(value):
        yield tokens.facet(facet, value)


def clause_expression(clause: Node) -> Expression:
    """Return an expression for the entries that a clause matches."""
    match clause:
        case Word() | Phrase():
            return engine().containing(clause, completions([clause]))
        case FieldIs():
            return FIELDS[clause.field](clause.operand, completions([clause.operand]))
        case YearRange():
            return any_token(list(year_tokens(clause.first, clause.last)))
        case ScoreIs():
            return any_token([*map(tokens.score, scores_meeting(clause))])
        case Evidence():
            return evidence_expression(clause)
        case IdentifierIs():
            found = engine().records_identified(clause.scheme, clause.values)
            return any_of([record_itself(kind, object_id) for kind, object_id in found])
        case Either():
            return any_of([clause_expression(option) for option in clause.options])
        case Not():
            return everything_but([clause_expression(clause.operand)])


def evidence_expression(clause: Evidence) -> Expression:
    """Return an expression for the facts whose evidence is, or is not, in a certain state."""
    if clause.mark is Mark.CITED:
        return any_token([tokens.cited(clause.holds)])
    marked = any_token([tokens.conflict() if clause.mark is Mark.CONFLICT else tokens.orphaned()])
    facts = any_token([tokens.cited(True), tokens.cited(False)])
    return marked if clause.holds else all_of([facts], [marked])


def record_itself(kind: Kind, object_id: int) -> Expression:
    """Return an expression for a record's own entry, without the facts about it."""
    return of_kind(kind, any_token([tokens.facet(OWN_FACET[kind], object_id)]))


def everything() -> Expression:
    """Return an expression for all entries: each has a kind."""
    return any_kind(*(entry.kind for entry in ENTRIES))


def everything_but(excluded: Sequence[Expression]) -> Expression:
    """Return an expression for all entries except these."""
    return all_of([everything()], list(excluded))


def conditions(query: Query) -> list[Expression]:
    """Return the expressions for the clauses of a query that are not words or phrases."""
    return [clause_expression(clause) for clause in query.wanted if not isinstance(clause, Word | Phrase)]


def exclusions(query: Query) -> list[Expression]:
    """Return the expressions for what a query excludes."""
    return [clause_expression(clause) for clause in query.excluded]


def ids_named(kind: Kind, operand: Word | Phrase, forms: WordForms) -> list[int]:
    """Return the ids of the most prominent records of a kind with the words in a name."""
    match = all_of([engine().in_names(operand, forms), any_kind(kind)])
    (found,) = entry_ids([match], RECORDS_MEANT)
    return [object_id_of(entry_id) for entry_id in found]


def of_records(kind: Kind, facet: FacetName) -> FieldReader:
    """Build the function for a field that asks for entries of records with a certain name."""
    return lambda operand, forms: any_token(
        [tokens.facet(facet, record_id) for record_id in ids_named(kind, operand, forms)]
    )


def by_director(operand: Word | Phrase, forms: WordForms) -> Expression:
    return credited(operand, forms, [JobCode.DIRECTOR])


def by_actor(operand: Word | Phrase, forms: WordForms) -> Expression:
    return credited(operand, forms, [job.code for job in known_jobs().of(Department.CAST)])


def credited(operand: Word | Phrase, forms: WordForms, jobs: Sequence[str]) -> Expression:
    """Return an expression for the work in these jobs of people with a certain name."""
    people = ids_named(Kind.PERSON, operand, forms)
    return any_token([token for job in jobs for token in tokens.credits_in(job, people)])


def of_kind(kind: Kind, expression: Expression) -> Expression:
    """Return an expression for the entries of one kind that match another expression."""
    return all_of([any_kind(kind), expression])


def by_title(operand: Word | Phrase, forms: WordForms) -> Expression:
    return of_kind(Kind.FILM, engine().in_names(operand, forms))


def by_note(operand: Word | Phrase, forms: WordForms) -> Expression:
    return of_kind(Kind.NOTE, engine().containing(operand, forms))


def by_character(operand: Word | Phrase, forms: WordForms) -> Expression:
    texts = [operand.text, *forms.get(plain(operand.text), ())]
    return any_of([engine().token_phrase(tokens.character_words(text)) for text in texts])


def by_job(operand: Word | Phrase, forms: WordForms) -> Expression:
    """Return an expression for entries of the jobs that a text names, by their names, words or cues."""
    meant = known_jobs().called(operand.text)
    return any_token([tokens.facet(FacetName.JOB, job.code) for job in meant])


def by_genre(operand: Word | Phrase, forms: WordForms) -> Expression:
    texts = [operand.text, *forms.get(plain(operand.text), ())]
    found = genres_named({genre for text in texts for genre in genre_keys(key(text))})
    return any_token([tokens.facet(FacetName.GENRE, genre_id) for _, genre_id, _, _ in found])


def by_outlet(operand: Word | Phrase, forms: WordForms) -> Expression:
    found = Organization.objects.published().filter(name__icontains=operand.text)[:RECORDS_MEANT]
    return any_token([tokens.facet(FacetName.OUTLET, outlet.pk) for outlet in found])


def by_source(operand: Word | Phrase, forms: WordForms) -> Expression:
    """Return an expression for facts that cite a document with the words in its title or publisher."""
    names = Q(title__icontains=operand.text) | Q(publisher__icontains=operand.text)
    found = Document.objects.filter(names)[:RECORDS_MEANT]
    return any_token([tokens.citing(document.pk) for document in found])


def by_evidence(operand: Word | Phrase, forms: WordForms) -> Expression:
    """Return an expression for facts with a value whose evidence has a name, such as “other-words”."""
    name = plain(operand.text).replace(" ", "_")
    return any_token([tokens.evidence(name)] if name in IN_INDEX else [])


def by_kind(operand: Word | Phrase, forms: WordForms) -> Expression:
    text = plain(operand.text)
    meant = [kind for kind in Kind if kind == text.replace(" ", "_") or KIND_NOUNS.get(text) == kind]
    return any_kind(*meant)


FIELDS: dict[Field, FieldReader] = {
    Field.TITLE: by_title,
    Field.PERSON: of_records(Kind.PERSON, FacetName.PERSON),
    Field.DIRECTOR: by_director,
    Field.ACTOR: by_actor,
    Field.CHARACTER: by_character,
    Field.JOB: by_job,
    Field.PLACE: of_records(Kind.LOCATION, FacetName.LOCATION),
    Field.GENRE: by_genre,
    Field.OUTLET: by_outlet,
    Field.NOTE: by_note,
    Field.SOURCE: by_source,
    Field.EVIDENCE: by_evidence,
    Field.KIND: by_kind,
}
"""What each field of the query language asks of the index."""
