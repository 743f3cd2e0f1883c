"""Say how a query was understood, which other readings there are, what was given up, and what is not recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from films.kinds.names import NAMED_KINDS
from films.languages import localized_list, localized_number, translated, translated_within
from films.models import JobCode
from films.search import tokens
from films.search.entries import read_entries
from films.search.expressions import Expression, all_of, any_token
from films.search.labels import value_label
from films.search.partial_plans import without_labels
from films.search.planner import PlanName, expression_of
from films.search.query.parser import QUOTATION_MARKS
from films.search.query.tree import Phrase
from films.search.retrieval import Retrieval
from films.search.rewriting import spans_of, with_joining_words, with_spans_quoted, without
from films.search.sets import entry_ids
from films.search.types import Alternative, Candidate, FacetName, Kind, Sort, Understood
from films.search.understanding.entities import FILM_FIELD, Entity, Interpretation, narrows
from films.search.understanding.film_fields import field_named, films_with_value
from films.search.understanding.film_relations import NO_FILM
from films.search.window import Window

FIELDS = {
    "film": "title",
    "title": "title",
    "person": "person",
    "director": "director",
    "actor": "actor",
    "location": "place",
    "genre": "genre",
    "year": "year",
}
"""The field of the query language that asks for what an entity of a facet is; others are left as words."""

WITHOUT_QUOTATION_MARKS = str.maketrans("", "", QUOTATION_MARKS)
FILMS_TOLD_APART = 5  # the most prominent films with one title
UNIDENTIFIED = "No film or person here has this identifier."
NOTHING_HAS_ALL = "Nothing matches all of it."
SOME_LACK = "After what matches all of it come partial matches."
SHORTENED = "Not all of so many alternatives and exclusions can be searched for: the last were left out."


def understood(retrieval: Retrieval, text: str, sort: Sort) -> tuple[Understood, ...]:
    """Return what was understood: each entity, with the text that asks for everything else.

    An order that the words ask for is left out if results are in another one.
    """
    typed, meaning = retrieval.corrected or text, retrieval.interpretation
    return tuple(
        Understood(
            facet=entity.facet,
            value=entity.value,
            label=value_label(entity.label, entity.facet),
            text=" ".join(typed[start:end] for start, end in spans),
            without=without(typed, spans_of(with_joining_words(entity.positions, meaning), meaning, typed)),
            literally=with_spans_quoted(typed, spans),
            is_excluded=entity.is_excluded,
        )
        for entity in meaning.entities
        if narrows(entity) or not entity.order or entity.order.nth or entity.order.sort == sort
        for spans in [spans_of(entity.positions, meaning, typed)]
    )


def alternatives(retrieval: Retrieval, found: Window, text: str) -> Iterator[Alternative]:
    """Yield the other reading that is nearly as likely, with a text that asks for what it reads differently.

    Where nothing has a phrase, its words are offered without quotation marks.
    """
    if not found.entries and any(isinstance(clause, Phrase) for clause in retrieval.prepared.texts):
        unquoted = text.translate(WITHOUT_QUOTATION_MARKS).strip()
        yield Alternative(translated("%(words)s without quotation marks", words=unquoted), unquoted)
    other = retrieval.alternative
    if not other:
        return
    typed = retrieval.corrected or text
    chosen = retrieval.interpretation.entities
    same = {(entity.facet, entity.positions) for entity in chosen}
    differing = [entity for entity in other.entities if (entity.facet, entity.positions) not in same]
    fields = [entity for entity in differing if entity.facet in FIELDS and not entity.is_excluded]
    is_first_anyway = any(
        len(entity.positions) == len(other.words) for entity in fields if entity.kind == Kind.FILM
    )
    is_narrower = any(field.positions < entity.positions for field in fields for entity in chosen)
    if is_first_anyway or is_narrower:
        return
    if fields:
        yield Alternative(", ".join(described(entity) for entity in fields), in_fields(typed, other))


def described(entity: Entity) -> str:
    """Name an entity with its type: the genre War, the film War."""
    if not entity.kind and entity.facet != FacetName.GENRE:
        return entity.label
    name = entity.label if entity.kind == Kind.FILM else value_label(entity.name, entity.facet)
    kind = "place" if entity.facet == FacetName.LOCATION else entity.facet
    return translated(f"the {kind} %(name)s", name=name)


def in_fields(typed: str, interpretation: Interpretation) -> str:
    """Write a reading in the query language: entities as fields, followed by the other words."""
    words = interpretation.words
    parts = [
        (words[entity.start].clause.span, field_of(entity, interpretation, typed))
        for entity in interpretation.entities
    ]
    parts += [(word.span, typed[slice(*word.span)]) for word in interpretation.rest]
    return " ".join(text for _, text in sorted(parts))


def field_of(entity: Entity, interpretation: Interpretation, typed: str) -> str:
    """Write an entity as a field of the query language, or as its words if there is no field for it."""
    spans = spans_of(frozenset(range(entity.start, entity.end)), interpretation, typed)
    words = " ".join(typed[start:end] for start, end in spans)
    if entity.facet == FacetName.KIND:
        return f"kind:{entity.value}"
    if entity.phrase:
        return f'{"-" if entity.is_excluded else ""}"{entity.phrase}"'
    field = FIELDS.get(entity.facet)
    asked = entity.value if field == "year" else f'"{words}"'
    return f"{'-' if entity.is_excluded else ''}{field}:{asked}" if field else words


def not_recorded(retrieval: Retrieval, found: Window) -> str:
    """Say what was asked about a film and is not recorded here, for each film with the title that lacks it."""
    wanted = retrieval.interpretation.wanted
    unknown = next((entity for entity in wanted if entity.tokens == (NO_FILM,)), None)
    if unknown:
        return translated("No %(what)s is recorded here.", what=unknown.label)
    film = next((entity for entity in wanted if entity.facet == FacetName.FILM), None)
    field = next((entity for entity in wanted if entity.facet == FILM_FIELD), None)
    if film and field:
        return field_not_recorded(film, field)
    asked = next((entity for entity in wanted if entity.facet in (FacetName.JOB, FacetName.KIND)), None)
    if asked and asked.character:
        return "" if asked.records else player_not_recorded(asked.character, film)
    if not film or not asked:
        return ""
    if asked.facet == FacetName.JOB:
        lacking = films_lacking(film, asked)
        what = translated("cast") if JobCode.ACTOR in asked.jobs else translated_within(asked.label)
        return (
            translated("The %(what)s of %(films)s is not recorded here.", what=what, films=lacking)
            if lacking
            else ""
        )
    are_lacking = without_labels([asked]) in {lacking.text for lacking in found.lacking}
    is_lacking = asked.value not in NAMED_KINDS and not found.full and are_lacking
    if not is_lacking:
        return ""
    what = translated(asked.label.capitalize())
    return translated("%(what)s of %(film)s are not recorded here.", what=what, film=film.label)


def player_not_recorded(character: str, film: Entity | None) -> str:
    """Say that nobody is recorded who played a character, in a film if one is named."""
    if film is None:
        return translated("Who played “%(character)s” is not recorded here.", character=character)
    return translated(
        "Who played “%(character)s” in %(film)s is not recorded here.", character=character, film=film.label
    )


def field_not_recorded(film: Entity, asked: Entity) -> str:
    """Say of which of the films with a title a field has no value, neither in the film nor in facts about it."""
    field = field_named(asked.value)
    films = read_entries(sorted(film.entries)[:FILMS_TOLD_APART])
    known = films_with_value(field, [namesake.object_id for namesake in films])
    facts = replace(asked, entries=frozenset())
    of_film = [any_token([tokens.facet(FacetName.FILM, namesake.object_id)]) for namesake in films]
    found = (
        entry_ids([all_of([of_namesake, expression_of(facts)]) for of_namesake in of_film], 1)
        if field.kind
        else [[]] * len(films)
    )
    lacking = [
        namesake for namesake, ids in zip(films, found, strict=True) if not ids and namesake.object_id not in known
    ]
    if not lacking:
        return ""
    what, titles = translated(field.name), listed(lacking)
    if field.is_several:
        return translated("The %(what)s of %(films)s are not recorded here.", what=what, films=titles)
    return translated("The %(what)s of %(films)s is not recorded here.", what=what, films=titles)


def films_lacking(film: Entity, job: Entity) -> str:
    """List the films with a title for which nobody is recorded in a job, in words."""
    films = read_entries(sorted(film.entries)[:FILMS_TOLD_APART])
    films = [namesake for namesake in films if namesake.kind == Kind.FILM]
    answers = entry_ids([answering(job, namesake.object_id) for namesake in films], 1)
    return listed([namesake for namesake, ids in zip(films, answers, strict=True) if not ids])


def listed(films: Sequence[Candidate]) -> str:
    """List films with their years: Heat (1986) or Heat (1995)."""
    names = [f"{film.texts['title']} ({film.year})" if film.year else film.texts["title"] for film in films]
    return localized_list(names, "or")


def answering(job: Entity, film_id: int) -> Expression:
    """Return an expression for the entries that say who had a job on a film."""
    of_film = [tokens.facet(FacetName.FILM, film_id), tokens.worked_on(film_id)]
    there = replace(job, tokens=tuple(tokens.worked_as(code, film_id) for code in job.jobs))
    return all_of([any_token(of_film), expression_of(there)])


def loosened(retrieval: Retrieval, found: Window) -> str:
    """Say what the results lack, or why there are none, and whether part of the query was left out."""
    left_out = [translated(SHORTENED)] if retrieval.prepared.is_shortened else []
    return " ".join([*left_out, *what_matches_lack(retrieval, found)])


def what_matches_lack(retrieval: Retrieval, found: Window) -> Iterator[str]:
    if retrieval.full[0].name == PlanName.IDENTIFIED and not found.full:
        yield translated(UNIDENTIFIED)
    elif found.partial:
        ways = "; ".join(f"{localized_number(lacking.count)} {lacking.text}" for lacking in found.lacking)
        yield f"{translated(NOTHING_HAS_ALL if not found.full else SOME_LACK)} {ways[:1].upper()}{ways[1:]}."
