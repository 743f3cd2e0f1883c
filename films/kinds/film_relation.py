"""Declare film relations: how a film is related to another."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from films.kinds.accept_context import AcceptContext
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    DeskForm,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Statement,
    Words,
    build_statement,
)
from films.kinds.forms import FactForm, choice_field, name_field
from films.kinds.index import FILM_COLUMNS, Dependency, Entry, Facet
from films.kinds.names import FacetName, Kind
from films.kinds.nodes import Node, reference
from films.kinds.sql import film_line_sql, other_names_sql, words_sql
from films.languages import translated
from films.models import Film, FilmRelation, ProposalKind
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR, RelationKind

RELATION_WORDS = {
    RelationKind.SEQUEL: "sequel follow-up",
    RelationKind.REMAKE: "remake",
    RelationKind.SPIN_OFF: "spin-off spinoff",
    RelationKind.VERSION_OF: "version language remake",
    RelationKind.INSPIRED_BY: "inspired inspiration inspires model influence",
    RelationKind.REFERENCES: "reference references mentions",
    RelationKind.MODEL_FOR_PERFORMANCE: "model inspiration performance watch watched study influence",
    RelationKind.EARLIER_WORK: "earlier previous director work",
    RelationKind.OUTGROSSED_BY: "outgrossed outpaced beaten more successful box office",
    RelationKind.COMPARED_WITH: "compared comparison like similar",
}

RELATION_TERMS = RELATION_WORDS | {
    RelationKind.SEQUEL: f"{RELATION_WORDS[RelationKind.SEQUEL]} sequels followed follows continues continuation",
    RelationKind.REMAKE: f"{RELATION_WORDS[RelationKind.REMAKE]} remade retelling remakes",
    RelationKind.SPIN_OFF: f"{RELATION_WORDS[RelationKind.SPIN_OFF]} spawned",
}
"""Words by which a sentence, or its heading, says how two films are related."""

TITLES = {kind: kind.label for kind in RelationKind} | {RelationKind.EARLIER_WORK: "Earlier film"}
"""Labels of results, without “director”, which people search for to find directors."""

ENTRY = Entry(
    kind=Kind.FILM_RELATION,
    number=9,
    select=f"""
        SELECT relation.id AS object_id, film.slug AS slug,
            'film_relation-' || relation.kind || '-' || other.slug AS anchor,
            film.year AS year,
            {words_sql("relation.kind", TITLES)} || ': ' || {film_line_sql("other")} AS title,
            {other_names_sql("films_othertitle", "film_id", "other.id", "title")} AS names,
            film.title AS related, relation.note AS body,
            {words_sql("relation.kind", RELATION_WORDS)} AS keywords,
            {film_line_sql()} AS context
        FROM films_filmrelation relation
        JOIN films_film film ON film.id = relation.film_id AND film.state = 'published'
        JOIN films_film other ON other.id = relation.related_film_id AND other.state = 'published'
        WHERE relation.state = 'published'
    """,
    facets=(
        Facet(
            FacetName.FILM,
            "relation.id",
            "film.id",
            "films_filmrelation relation "
            "JOIN films_film film ON film.id IN (relation.film_id, relation.related_film_id)",
        ),
    ),
    dependencies=(
        Dependency("films_filmrelation", "{row}.id"),
        Dependency(
            "films_film",
            "SELECT id FROM films_filmrelation WHERE film_id = {row}.id "
            "UNION SELECT id FROM films_filmrelation WHERE related_film_id = {row}.id",
            FILM_COLUMNS,
        ),
        Dependency("films_othertitle", "SELECT id FROM films_filmrelation WHERE related_film_id = {row}.film_id"),
    ),
)

INVERSE = {
    "followed_by": RelationKind.SEQUEL,
    "remade_as": RelationKind.REMAKE,
    "has_spin_off": RelationKind.SPIN_OFF,
    "inspired": RelationKind.INSPIRED_BY,
}
"""Other names of relations in sentences: what the other film is to this one."""


class FilmRelationForm(FactForm):
    names = {"title": Film}
    relation = choice_field(
        "This film is",
        [
            *RelationKind.choices,
            ("followed_by", "Followed by"),
            ("remade_as", "Remade as"),
            ("has_spin_off", "Source of the spin-off"),
            ("inspired", "Inspiration for"),
        ],
    )
    title = name_field("Film")
    year = forms.IntegerField(label="Year", required=False, min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR)


def accept(context: AcceptContext) -> FilmRelation:
    """Find or create the other film and the relation."""
    relation = context.cleaned_data["relation"]
    other = context.get_or_create_film()
    context.cite(other)
    film, related = (other, context.film) if relation in INVERSE else (context.film, other)
    kind = INVERSE.get(relation, relation)
    fact: FilmRelation | None = FilmRelation.objects.filter(film=film, related_film=related, kind=kind).first()
    fact = fact or context.writer.create(FilmRelation(film=film, related_film=related, kind=kind))
    context.cite(fact)
    return fact


RELATION_PROPERTIES: dict[str, str] = {
    RelationKind.REMAKE: "isBasedOn",
    RelationKind.SPIN_OFF: "isBasedOn",
    RelationKind.INSPIRED_BY: "isBasedOn",
    RelationKind.REFERENCES: "mentions",
}
"""Properties of schema.org; other relations have none."""


def linked_data(relation: FilmRelation) -> Mapping[str, Node]:
    name = RELATION_PROPERTIES.get(relation.kind)
    return {name: reference(relation.related_film)} if name else {}


def proposed_statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    yield build_statement("relation", fields["relation"], fields.get("existing") or fields["title"])


def statements(relation: FilmRelation) -> Iterator[Sequence[Statement]]:
    yield [build_statement("relation", relation.kind, relation.related_film.slug)]


DECLARATION = Declaration(
    kind=Kind.FILM_RELATION,
    model=FilmRelation,
    words=Words("Related film", "Related films"),
    claims=(
        ClaimableField("related_film", ValueType.TITLE, by_heading=True),
        ClaimableField("kind", ValueType.TERM, RELATION_TERMS),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=lambda relation: f"{translated(relation.get_kind_display())}: {relation.related_film}",
    same=("film", "related_film", "kind"),
    page=ShownOn(("film",), lambda relation: f"film_relation-{relation.kind}-{relation.related_film.slug}"),
    published_with=("film", "related_film"),
    pages={"film": PageList(order=("kind", "pk"))},
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.RELATION,
            FilmRelationForm,
            accept,
            main_field="title",
            shortcut="R",
            states=proposed_statements,
        ),
    ),
    sheet=Sheet(
        columns=tuple("film related_film kind note".split()),
        key=(
            "film",
            "related_film",
            "kind",
        ),
        completed={},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "kind", "related_film"],
        list_filter=["kind"],
        search_fields=["film__title", "related_film__title", "note"],
        fieldsets=[(None, ["film", "kind", "related_film", "note", "state"])],
    ),
    rows=(AdminRows(8, "film", ["kind", "related_film"], ["note"]),),
    listings=(
        AdminListing("film", "relations to other films"),
        AdminListing("related_film", "relations from other films"),
    ),
    api=ApiShape(
        "FilmRelation",
        "How a film is related to another: a sequel's relation names the earlier film.",
        (ApiField("film"), ApiField("kind"), ApiField("related_film"), ApiField("note")),
        on={Kind.FILM: "relations"},
    ),
    states=statements,
    linked_data=linked_data,
)
