"""Declare credits: who did what on a film."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import F

from films.kinds.accept_context import AcceptContext
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    AdminRows,
    ApiField,
    ApiShape,
    CustomAdminPage,
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
from films.kinds.forms import FactForm, JobField, name_field
from films.kinds.index import (
    NAME_COLUMNS,
    Dependency,
    Entry,
    Facet,
    depends_on_film,
    depends_on_other_titles,
    film_facet,
)
from films.kinds.jobs import (
    CHARACTER,
    CREDITED,
    HAS_CHARACTER,
    JOB_NAME,
    JOB_VALUE,
    JOB_WORDS,
    WORKED_AS,
    depends_on_job,
)
from films.kinds.names import FacetName, Kind
from films.kinds.nodes import Node, node, reference
from films.kinds.pay import PAY_DESK_FORM
from films.kinds.sql import film_line_sql, joined_sql, money_sql, money_words_sql, other_names_sql
from films.languages import translated, translated_within
from films.models import Credit, Department, JobCode, Person, ProposalKind

PAY_WORDS = "pay paid salary fee wage earned earn money cost much"
TELLS_MORE = (
    "credit.character <> '' OR credit.credited_as <> '' OR credit.note <> '' OR credit.pay IS NOT NULL "
    "OR EXISTS (SELECT 1 FROM films_citation WHERE credit_id = credit.id)"
)
"""Credits without any text of their own are found through their films and people."""

ENTRY = Entry(
    kind=Kind.CREDIT,
    number=3,
    select=f"""
        SELECT credit.id AS object_id, film.slug AS slug,
            'credit-' || credit.job || '-' || person.slug || '-' || credit.part AS anchor,
            film.year AS year,
            person.name || CASE credit.character WHEN '' THEN ', ' || lower({JOB_NAME})
                ELSE ' as ' || credit.character END AS title,
            {
        joined_sql(
            "SELECT name AS item FROM films_othername WHERE person_id = person.id AND state = 'published' "
            "UNION SELECT credit.credited_as WHERE credit.credited_as <> '' ORDER BY item"
        )
    } AS names,
            film.title || ' ' || {other_names_sql("films_othertitle", "film_id", "film.id", "title")} AS related,
            CASE WHEN credit.pay IS NULL THEN '' ELSE 'Paid ' || {money_sql("credit.pay", "credit.pay_currency")}
                || '. ' END || credit.note AS body,
            {JOB_WORDS}
                || CASE WHEN credit.pay IS NULL THEN '' ELSE ' {PAY_WORDS} '
                || {money_words_sql("credit.pay", "credit.pay_currency")} END AS keywords,
            {film_line_sql()} AS context
        FROM films_credit credit
        JOIN films_film film ON film.id = credit.film_id AND film.state = 'published'
        JOIN films_person person ON person.id = credit.person_id AND person.state = 'published'
        WHERE credit.state = 'published' AND ({TELLS_MORE})
    """,
    facets=(
        film_facet("films_credit"),
        Facet(FacetName.PERSON, "credit.id", "credit.person_id", "films_credit credit"),
        Facet("job", "credit.id", CREDITED, "films_credit credit"),
        Facet("as", "credit.id", WORKED_AS, "films_credit credit"),
        Facet("", "credit.id", CHARACTER, "films_credit credit", HAS_CHARACTER),
        Facet(FacetName.JOB, "credit.id", JOB_VALUE, "films_credit credit"),
    ),
    dependencies=(
        Dependency("films_credit", "{row}.id"),
        depends_on_job("id"),
        depends_on_film("films_credit"),
        depends_on_other_titles("films_credit"),
        Dependency("films_person", "SELECT id FROM films_credit WHERE person_id = {row}.id", NAME_COLUMNS),
        Dependency("films_othername", "SELECT id FROM films_credit WHERE person_id = {row}.person_id"),
    ),
)


class CreditForm(FactForm):
    names = {"person": Person}
    person = name_field("Person")
    job = JobField()
    character = name_field("Character", required=False)
    uncredited = forms.BooleanField(label="Uncredited", required=False)
    billing = forms.IntegerField(label="Billing", required=False, min_value=1, max_value=9999)

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        job = JobCode.VOICE if content.get("voice") and content.get("job") == JobCode.ACTOR else content.get("job")
        return super().from_proposal({**content, "job": job})


def accept(context: AcceptContext) -> Credit:
    """Find or create a credit; each of a person's parts in one job has its own."""
    values = context.cleaned_data
    person = context.get_or_create_person("person")
    known: list[Credit] = []
    if person not in context.writer.created:
        known += Credit.objects.filter(film=context.film, person=person, job=values["job"]).order_by("part")
    character = values["character"]
    same = [credit for credit in known if not character or context.is_same_name(credit, "character", character)]
    unnamed = [credit for credit in known if not credit.character]
    if same or unnamed:
        fact: Credit = (same or unnamed)[0]
        for name in ("character", "billing"):
            if values[name] and not getattr(fact, name):
                context.writer.update(fact, **{name: values[name]})
        if values["uncredited"] and fact.uncredited is None:
            context.writer.update(fact, uncredited=True)
    else:
        fact = context.writer.create(
            Credit(
                film=context.film,
                person=person,
                job=values["job"],
                part=max((credit.part for credit in known), default=0) + 1,
                character=values["character"],
                uncredited=values["uncredited"] or None,
                billing=values["billing"],
            )
        )
    context.cite(fact)
    return fact


def line(credit: Credit) -> str:
    character = translated("as %(character)s", character=credit.character)
    role = character if credit.character else translated_within(credit.job.name)
    return f"{credit.person.name}, {role}"


JOB_PROPERTIES: dict[str, str] = {
    JobCode.DIRECTOR: "director",
    JobCode.STORY: "author",
    JobCode.SCREENPLAY: "author",
    JobCode.WRITER: "author",
    JobCode.PRODUCER: "producer",
    JobCode.EXECUTIVE_PRODUCER: "producer",
    JobCode.COMPOSER: "musicBy",
    JobCode.EDITOR: "editor",
}
"""The properties of a Movie for jobs of the crew; any other job makes a `contributor` in a Role."""


def linked_data(credit: Credit) -> Mapping[str, Node]:
    """Return the person, in a Role if they play a character or have a job that the property does not name."""
    person = reference(credit.person)
    in_cast = credit.department == Department.CAST
    name = "actor" if in_cast else JOB_PROPERTIES.get(credit.job_id, "contributor")
    if name == "author" and credit.job_id == JobCode.WRITER and credit.uncredited is not False:
        name = "contributor"  # who worked on a script need not be an author of the film
    if credit.character:
        return {name: node("PerformanceRole", **{name: person}, characterName=credit.character)}
    if name == "contributor" or (in_cast and credit.job_id != JobCode.ACTOR):
        return {name: node("Role", **{name: person}, roleName=credit.job.name)}
    return {name: person}


TEAM = {"team_with": "published_team"}
"""The relation to the others of a writing team, with the attribute of a page's credits that holds them."""

ACTING = (JobCode.ACTOR, JobCode.VOICE, JobCode.SELF)


def proposed_credit(fields: Mapping[str, Any]) -> Iterator[Statement]:
    yield build_statement("credit", fields.get("existing") or fields["person"], fields["job"], fields["character"])


def statements(credit: Credit) -> Iterator[Sequence[Statement]]:
    job = JobCode.ACTOR if credit.job_id in ACTING else credit.job_id
    yield [build_statement("credit", credit.person.slug, job, credit.character)]
    if credit.pay is not None:
        yield [build_statement("pay", credit.person.slug, credit.pay, credit.pay_currency)]


DECLARATION = Declaration(
    kind=Kind.CREDIT,
    model=Credit,
    words=Words("Credit", "Credits", ("credit", "credits")),
    claims=(
        ClaimableField("person", ValueType.NAME),
        ClaimableField("job", ValueType.JOB),
        ClaimableField("character", ValueType.NAME),
        ClaimableField("credited_as", ValueType.NAME),
        ClaimableField("uncredited", ValueType.TERM, {"1": "uncredited"}),
        ClaimableField("team_with", ValueType.NAME),
        ClaimableField("note", ValueType.OWN_WORDS),
        ClaimableField("pay", ValueType.MONEY),
        ClaimableField("pay_currency", ValueType.CURRENCY),
    ),
    line=line,
    same=("film", "person", "job", "character"),
    page=ShownOn(("film",), lambda credit: f"credit-{credit.job_id}-{credit.person.slug}-{credit.part}"),
    published_with=("film", "person"),
    pages={"film": PageList(order=(F("billing").asc(nulls_first=True), "pk"), joined=("job",), lists=TEAM)},
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.CREDIT, CreditForm, accept, main_field="person", shortcut="c", states=proposed_credit
        ),
        PAY_DESK_FORM,
    ),
    sheet=Sheet(
        columns=tuple(
            "film person job part character credited_as billing uncredited note pay pay_currency".split()
        ),
        key=("film", "person", "job", "part"),
        completed={"part": lambda cells: "1"},
    ),
    admin=CustomAdminPage("Films", "films.admin.credits.CreditAdmin"),
    rows=(
        AdminRows(
            2,
            "film",
            ["person", "job", "character"],
            ["billing", "part", "credited_as", "uncredited"],
            "cast and crew",
        ),
        AdminRows(
            2,
            "person",
            ["film", "job", "character"],
            ["billing", "part", "credited_as", "uncredited"],
            "filmography",
        ),
    ),
    listings=(AdminListing("film"), AdminListing("person")),
    api=ApiShape(
        "Credit",
        "Who did what on a film.",
        (
            ApiField("film"),
            ApiField("person"),
            ApiField("department", "", Department, lambda credit: credit.department.value),
            ApiField("job", "The job’s code.", str, lambda credit: credit.job_id),
            ApiField("character"),
            ApiField("credited_as", "The name as credited, where it differs."),
            ApiField("billing", "Position in the cast list, from 1."),
            ApiField("uncredited", "Null where no source tells."),
            ApiField(
                "team_with",
                "The others of a writing team.",
                value=lambda credit: credit.published_team,
            ),
            ApiField("note"),
            ApiField("pay"),
            ApiField("pay_currency", "ISO 4217, or empty."),
        ),
        on={Kind.FILM: "credits", Kind.PERSON: "credits"},
    ),
    states=statements,
    linked_data=linked_data,
)
