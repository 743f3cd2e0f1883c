"""Filters as the index's expressions: the values chosen in facets, and the fields named in a query."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.db.models import Q

from films.kinds.jobs import JOB_WORDS
from films.kinds.registry import ENTRIES
from films.models import Document, Job, Organization
from films.models.credits import JOBS, Department
from films.search import tokens
from films.search.backends.sqlite import backend, compiler
from films.search.backends.sqlite.compiler import Forms
from films.search.folding import key, plain
from films.search.query.tree import (
    Either,
    Evidence,
    Field,
    FieldIs,
    Mark,
    Node,
    Not,
    Phrase,
    Query,
    ScoreIs,
    Word,
    YearRange,
)
from films.search.scores import points_of, read_points
from films.search.types import FacetName, Kind
from films.search.understanding.interpretation import genre_keys, year_tokens
from films.search.understanding.years import read_range
from films.search.vocabulary import KIND_NOUNS

RECORDS_MEANT = 100  # people, places or outlets that a field's word stands for, the most prominent

FieldReader = Callable[[Word | Phrase, Forms], str]
"""From what a field is asked for, with what its last word may become, to an expression."""


def chosen(filters: Mapping[FacetName, tuple[str, ...]]) -> dict[FacetName, str]:
    """Return the expression of each facet's chosen values, of which any will do."""
    slugs = {facet: values for facet, values in filters.items() if facet in backend.RECORDS}
    records = backend.ids_of(slugs)
    return {
        facet: compiler.tokens([token for value in values for token in value_tokens(facet, value, records)])
        for facet, values in filters.items()
    }


def value_tokens(
    facet: FacetName, value: str, records: Mapping[tuple[FacetName, str], tuple[int, str]]
) -> Iterator[str]:
    """Give the tokens of a facet's value as addresses write it; none where there is no such value."""
    if facet in backend.RECORDS:
        if (facet, value) in records:
            yield tokens.facet(facet, records[facet, value][0])
    elif facet == FacetName.SCORE:
        yield from map(tokens.score, read_points(value))
    elif facet == FacetName.YEAR:
        years = read_range(value)
        yield from year_tokens(*years) if years else ()
    elif plain(value):
        yield tokens.facet(facet, value)


def wanted(clause: Node) -> str:
    """Return the expression of a clause that is no plain word."""
    match clause:
        case Word() | Phrase():
            return compiler.matching(clause, completions([clause]))
        case FieldIs():
            return FIELDS[clause.field](clause.operand, completions([clause.operand]))
        case YearRange():
            return compiler.tokens(list(year_tokens(clause.first, clause.last)))
        case ScoreIs():
            return compiler.tokens([*map(tokens.score, points_of(clause))])
        case Evidence():
            return evidence(clause)
        case Either():
            return either(clause)
        case Not():
            return everything_but([wanted(clause.operand)])


def evidence(clause: Evidence) -> str:
    if clause.mark is Mark.CITED:
        return compiler.tokens([tokens.cited(clause.holds)])
    marked = compiler.tokens([tokens.conflict() if clause.mark is Mark.CONFLICT else tokens.orphaned()])
    facts = compiler.tokens([tokens.cited(True), tokens.cited(False)])
    return marked if clause.holds else compiler.all_of([facts], [marked])


def either(clause: Either) -> str:
    return compiler.any_of([f"({wanted(option)})" for option in clause.options])


def everything() -> str:
    """Return the expression of all entries: each has one of the kinds."""
    return compiler.tokens([tokens.facet(FacetName.KIND, entry.kind) for entry in ENTRIES])


def everything_but(excluded: Sequence[str]) -> str:
    """Return the expression of all entries without these."""
    return compiler.all_of([everything()], list(excluded))


def of_query(query: Query) -> list[str]:
    """Return the expressions that a query's clauses add to its words and phrases."""
    return [wanted(clause) for clause in query.wanted if not isinstance(clause, Word | Phrase)]


def without(query: Query) -> list[str]:
    """Return the expressions of what a query leaves out."""
    return [wanted(clause) for clause in query.excluded]


def completions(clauses: Iterable[Word | Phrase]) -> dict[str, list[str]]:
    """Return what the words that may be unfinished become, by the plain form of what was typed."""
    unfinished = [
        plain(clause.text)
        for clause in clauses
        if isinstance(clause, Word) and (clause.typing or clause.prefix) and plain(clause.text).isalnum()
    ]
    return backend.words_beginning(unfinished, compiler.COMPLETIONS) if unfinished else {}


def named(kind: Kind, operand: Word | Phrase, forms: Forms) -> list[int]:
    """Return the ids of the most prominent records of a kind that have the words in a name."""
    match = compiler.all_of(
        [compiler.in_names(operand, forms), compiler.tokens([tokens.facet(FacetName.KIND, kind)])]
    )
    (found,) = backend.matching([match], RECORDS_MEANT)
    return [backend.object_of(entry_id) for entry_id in found]


def of_records(kind: Kind, facet: FacetName) -> FieldReader:
    return lambda operand, forms: compiler.tokens(
        [tokens.facet(facet, one) for one in named(kind, operand, forms)]
    )


def of_jobs(*jobs: Job) -> FieldReader:
    def expression(operand: Word | Phrase, forms: Forms) -> str:
        people = named(Kind.PERSON, operand, forms)
        return compiler.tokens([tokens.credited(job, person) for person in people for job in jobs])

    return expression


def of_kind(kind: Kind, *also: str) -> str:
    return compiler.all_of([compiler.tokens([tokens.facet(FacetName.KIND, kind)]), *also])


def title(operand: Word | Phrase, forms: Forms) -> str:
    return of_kind(Kind.FILM, compiler.in_names(operand, forms))


def note(operand: Word | Phrase, forms: Forms) -> str:
    return of_kind(Kind.NOTE, compiler.matching(operand, forms))


def character(operand: Word | Phrase, forms: Forms) -> str:
    texts = [operand.text, *forms.get(plain(operand.text), ())]
    return compiler.any_of([compiler.quoted(" ".join(tokens.character_words(text))) for text in texts])


def job(operand: Word | Phrase, forms: Forms) -> str:
    """Return the expression of entries of the jobs that a word names, by their labels or as people say."""
    asked = plain(operand.text)
    labelled = [one for one in Job if plain(one.label) == asked]
    meant = labelled or [one for one in Job if asked and asked in JOB_WORDS[one].split()]
    return compiler.tokens([tokens.facet(FacetName.JOB, one) for one in meant])


def genre(operand: Word | Phrase, forms: Forms) -> str:
    texts = [operand.text, *forms.get(plain(operand.text), ())]
    found = backend.genres_found({one for text in texts for one in genre_keys(key(text))})
    return compiler.tokens([tokens.facet(FacetName.GENRE, genre_id) for _, genre_id, _, _ in found])


def outlet(operand: Word | Phrase, forms: Forms) -> str:
    found = Organization.objects.published().filter(name__icontains=operand.text)[:RECORDS_MEANT]
    return compiler.tokens([tokens.facet(FacetName.OUTLET, one.pk) for one in found])


def source(operand: Word | Phrase, forms: Forms) -> str:
    """Return the expression of facts that cite a document with the words in its title or its publisher's name."""
    names = Q(title__icontains=operand.text) | Q(publisher__icontains=operand.text)
    found = Document.objects.filter(names)[:RECORDS_MEANT]
    return compiler.tokens([tokens.document(one.pk) for one in found])


def kind(operand: Word | Phrase, forms: Forms) -> str:
    asked = plain(operand.text)
    meant = [one for one in Kind if one == asked.replace(" ", "_") or KIND_NOUNS.get(asked) == one]
    return compiler.tokens([tokens.facet(FacetName.KIND, one) for one in meant])


FIELDS: dict[Field, FieldReader] = {
    Field.TITLE: title,
    Field.PERSON: of_records(Kind.PERSON, FacetName.PERSON),
    Field.DIRECTOR: of_jobs(Job.DIRECTOR),
    Field.ACTOR: of_jobs(*JOBS[Department.CAST]),
    Field.CHARACTER: character,
    Field.JOB: job,
    Field.PLACE: of_records(Kind.LOCATION, FacetName.LOCATION),
    Field.GENRE: genre,
    Field.OUTLET: outlet,
    Field.NOTE: note,
    Field.SOURCE: source,
    Field.KIND: kind,
}
"""What each field of the query language asks of the index."""
