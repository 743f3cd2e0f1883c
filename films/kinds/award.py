"""Declare awards: prizes that a film, or a person for work on it, won or was nominated for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F

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
    FilmQuestion,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Words,
    key_rule,
)
from films.kinds.forms import FactForm, choice_field, name_field, split_at_commas
from films.kinds.index import (
    NAME_COLUMNS,
    Dependency,
    Entry,
    Facet,
    depends_on_film,
    depends_on_organization,
    depends_on_other_titles,
    film_facet,
)
from films.kinds.names import FacetName, Kind
from films.kinds.sql import comma_list_sql, film_line_sql, joined_sql, labels_sql, other_names_sql, words_sql
from films.languages import translated
from films.models import Award, Organization, ProposalKind
from films.models.awards import AwardResult
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR
from films.models.people import OrganizationKind

RESULT_WORDS = {
    AwardResult.WON: "award awards prize prizes won win wins winner winners winning honour honours",
    AwardResult.NOMINATED: "award awards prize prizes nominated nominee nominees nomination nominations",
}
PRIZE_WORDS = {
    "Academy Award": "oscar oscars",
    "British Academy Film Award": "bafta baftas",
    "Golden Globe Award": "golden globes",
    "Golden Raspberry Award": "razzie razzies",
    "Palme d'Or": "golden palm cannes",
}
"""Other names for the best-known prizes."""

PEOPLE = (
    "films_award_people honours JOIN films_person person ON person.id = honours.person_id "
    "AND person.state = 'published'"
)
HONOURED = joined_sql(
    f"SELECT person.name AS item FROM {PEOPLE} WHERE honours.award_id = award.id ORDER BY honours.id"
)
OTHER_NAMES_OF_HONOURED = joined_sql(
    "SELECT other.name AS item FROM films_award_people honours "
    "JOIN films_othername other ON other.person_id = honours.person_id AND other.state = 'published' "
    "WHERE honours.award_id = award.id ORDER BY other.id"
)
PRIZE = (
    "award.prize || CASE award.category WHEN '' THEN '' ELSE ' for ' || award.category END "
    "|| ', ' || coalesce(CAST(award.year AS TEXT), award.ceremony)"
)

ENTRY = Entry(
    kind=Kind.AWARD,
    number=12,
    select=f"""
        SELECT award.id AS object_id, film.slug AS slug, 'award-' || award.key AS anchor,
            film.year AS year,
            {labels_sql("award.result", AwardResult.choices)} || ': ' || {PRIZE} AS title,
            {comma_list_sql(HONOURED, OTHER_NAMES_OF_HONOURED)} AS names,
            film.title || ' ' || {other_names_sql("films_othertitle", "film_id", "film.id", "title")}
                || ' ' || body.name AS related,
            trim(award.work || ' ' || award.ceremony || ' ' || award.note) AS body,
            {words_sql("award.result", RESULT_WORDS)} || ' ' || {words_sql("award.prize", PRIZE_WORDS)}
                AS keywords,
            {film_line_sql()} AS context
        FROM films_award award
        JOIN films_film film ON film.id = award.film_id AND film.state = 'published'
        JOIN films_organization body ON body.id = award.body_id AND body.state = 'published'
        WHERE award.state = 'published'
    """,
    facets=(
        film_facet("films_award"),
        Facet(FacetName.PERSON, "honours.award_id", "honours.person_id", "films_award_people honours"),
    ),
    dependencies=(
        Dependency("films_award", "{row}.id"),
        depends_on_film("films_award"),
        depends_on_other_titles("films_award"),
        depends_on_organization("films_award", "body_id"),
        Dependency("films_award_people", "{row}.award_id"),
        Dependency(
            "films_person", "SELECT award_id FROM films_award_people WHERE person_id = {row}.id", NAME_COLUMNS
        ),
        Dependency("films_othername", "SELECT award_id FROM films_award_people WHERE person_id = {row}.person_id"),
    ),
)


class AwardForm(FactForm):
    names = {"body": Organization}
    prize = forms.CharField(max_length=120, label="Prize", help_text="Such as “Academy Award”.")
    body = name_field("Awarding body")
    category = forms.CharField(max_length=200, label="Category", required=False)
    result = choice_field("Result", AwardResult.choices)
    year = forms.IntegerField(label="Year", required=False, min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR)
    ceremony = forms.CharField(max_length=120, label="Ceremony", required=False)
    people = forms.CharField(label="People honoured", required=False, help_text="Separated by commas.")
    work = forms.CharField(max_length=200, label="Work honoured", required=False)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        return super().from_proposal({**content, "people": ", ".join(content.get("people") or ())})

    def clean_people(self) -> list[str]:
        return split_at_commas(self.cleaned_data["people"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "year" in cleaned and not cleaned["year"] and not cleaned.get("ceremony"):
            self.add_error("year", "Give the year, the ceremony, or both.")
        return cleaned


def accept(context: AcceptContext) -> Award:
    """Find or create the award, the body that gives it, and the people whom it honours."""
    values = context.cleaned_data
    body = context.get_or_create_organization("body", OrganizationKind.AWARDING_BODY)
    people = [context.get_or_create_person_named("people", name) for name in values["people"]]
    what = {name: values[name] for name in ("prize", "category", "year", "ceremony")}
    fact: Award | None = Award.objects.filter(film=context.film, body=body, **what).order_by("pk").first()
    if fact is not None:
        context.reconcile(fact, "result", "result", values["result"])
        context.reconcile(fact, "work", "work", values["work"])
    else:
        fact = context.writer.create(
            Award(
                film=context.film,
                key=context.free_key(Award, f"{values['prize']} {values['category']} {values['year'] or ''}"),
                body=body,
                result=values["result"],
                work=values["work"],
                **what,
            )
        )
    context.writer.link(fact, "people", people)
    context.cite(fact)
    return fact


PUBLISHED_PEOPLE = {"people": "published_people"}


def linked_data(award: Award) -> Mapping[str, str]:
    """Return a prize that was won as text; schema.org has no property for nominations."""
    return {"award": award.prize_text} if award.result == AwardResult.WON else {}


DECLARATION = Declaration(
    kind=Kind.AWARD,
    model=Award,
    words=Words(
        "Award",
        "Awards",
        ("award", "awards", "prize", "prizes"),
        (FilmQuestion("awards", ("oscar", "oscars", "win award", "win awards")),),
    ),
    claims=(
        ClaimableField("body", ValueType.NAME, by_heading=True),
        ClaimableField("prize", ValueType.TITLE, by_heading=True),
        ClaimableField("category", ValueType.TITLE),
        ClaimableField("ceremony", ValueType.TITLE),
        ClaimableField("year", ValueType.YEAR),
        ClaimableField("result", ValueType.TERM, RESULT_WORDS),
        ClaimableField("people", ValueType.NAME),
        ClaimableField("work", ValueType.TITLE),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=lambda award: f"{translated(award.get_result_display())}: {award.prize_text}",
    same=("film", "body", "prize", "category", "ceremony", "year", "result", "work"),
    page=ShownOn(("film",), lambda award: f"award-{award.key}"),
    published_with=("film", "body"),
    pages={
        "film": PageList(
            order=(F("year").asc(nulls_last=True), "result", "pk"),
            lists=PUBLISHED_PEOPLE,
            section="reception",
            heading="Awards",
            template="films/facts/award.jinja",
        ),
        "people": PageList(
            order=(F("year").desc(nulls_last=True), "pk"),
            lists=PUBLISHED_PEOPLE,
            section="awards",
            heading="Awards",
            template="films/facts/award.jinja",
        ),
    },
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(DeskForm(ProposalKind.AWARD, AwardForm, accept, main_field="prize", shortcut="o"),),
    sheet=Sheet(
        columns=tuple("film key body prize category ceremony year result people work note".split()),
        key=("film", "key"),
        completed={"key": key_rule("prize", "category", "year", "ceremony")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "prize", "category", "year", "result", "key"],
        list_filter=["result", "year"],
        search_fields=["film__title", "prize", "category", "ceremony", "body__name", "people__name", "key"],
        fieldsets=[
            (None, [("film", "key"), ("prize", "category"), "body", ("year", "ceremony"), "result", "state"]),
            ("For whom and what", ["people", "work", "note"]),
        ],
    ),
    rows=(AdminRows(10, "film", ["key", "prize", "category", "year", "body", "result"], ["work"]),),
    listings=(AdminListing("film"), AdminListing("people"), AdminListing("body", "awards given")),
    api=ApiShape(
        "Award",
        "A prize that a film, or somebody for their work on it, won or was nominated for.",
        (
            ApiField("film"),
            ApiField("body", "Who gives it."),
            ApiField("prize"),
            ApiField("category"),
            ApiField("ceremony"),
            ApiField("year", "Of the ceremony."),
            ApiField("result"),
            ApiField(
                "people",
                "The people honoured, if any; otherwise it is the film.",
                value=lambda award: award.published_people,
            ),
            ApiField("work", "For what, where the category does not say so."),
            ApiField("note"),
        ),
        on={Kind.FILM: "awards", Kind.PERSON: "awards"},
    ),
    states=Omitted("`compare_facts` does not compare awards"),
    linked_data=linked_data,
)
