"""Declare company credits: what a company did for a film, such as producing or distributing it, or its effects."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

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
    key_rule,
)
from films.kinds.forms import FactForm, choice_field, name_field
from films.kinds.index import (
    Dependency,
    Entry,
    depends_on_film,
    depends_on_organization,
    depends_on_other_titles,
    depends_on_place,
    film_facet,
    place_facets,
)
from films.kinds.names import Kind
from films.kinds.nodes import Node, node, reference
from films.kinds.sql import (
    and_published_sql,
    film_line_sql,
    labels_sql,
    other_names_sql,
    place_line_sql,
    words_sql,
)
from films.languages import translated
from films.models import CompanyCredit, Location, Organization, ProposalKind
from films.models.companies import SELLING, CompanyRole
from films.models.people import OrganizationKind
from films.models.places import LocationKind

COMPANY = "company companies"
MAKING = f"{COMPANY} production produced produces producer made makes studio"
SERVICES = f"{COMPANY} service services"
ROLE_WORDS = {
    CompanyRole.PRODUCTION_COMPANY: MAKING,
    CompanyRole.STUDIO: MAKING,
    CompanyRole.FINANCIER: f"{COMPANY} financed finances financing money paid backer",
    CompanyRole.DISTRIBUTOR: f"{COMPANY} distributed distributes distributor distribution released released by",
    CompanyRole.SALES_AGENT: f"{COMPANY} sales sold sells agent rights",
    CompanyRole.EFFECTS_HOUSE: f"{SERVICES} special visual effects vfx",
    CompanyRole.ANIMATION_STUDIO: f"{SERVICES} animation animated",
    CompanyRole.SOUND_STUDIO: f"{SERVICES} sound mixing recording",
    CompanyRole.LABORATORY: f"{SERVICES} laboratory processing prints",
    CompanyRole.EQUIPMENT_SUPPLIER: f"{SERVICES} camera cameras equipment lenses",
}
KIND_BY_ROLE: dict[str, OrganizationKind] = {
    CompanyRole.PRODUCTION_COMPANY: OrganizationKind.PRODUCTION_COMPANY,
    CompanyRole.STUDIO: OrganizationKind.PRODUCTION_COMPANY,
    CompanyRole.DISTRIBUTOR: OrganizationKind.DISTRIBUTOR,
}
"""The kind that a new company gets from its role; any other role makes it a service company."""

ENTRY = Entry(
    kind=Kind.COMPANY_CREDIT,
    number=13,
    select=f"""
        SELECT credit.id AS object_id, film.slug AS slug, 'company_credit-' || credit.key AS anchor,
            film.year AS year,
            {labels_sql("credit.role", CompanyRole.choices)} || ': ' || company.name
                || coalesce(', ' || place.name, '') AS title,
            {other_names_sql("films_locationname", "location_id", "place.id")} AS names,
            film.title || ' ' || {other_names_sql("films_othertitle", "film_id", "film.id", "title")}
                || ' ' || {place_line_sql("place.id")} AS related,
            credit.note AS body,
            {words_sql("credit.role", ROLE_WORDS)} AS keywords,
            {film_line_sql()} AS context
        FROM films_companycredit credit
        JOIN films_film film ON film.id = credit.film_id AND film.state = 'published'
        JOIN films_organization company ON company.id = credit.company_id AND company.state = 'published'
        LEFT JOIN films_location place ON place.id = credit.territory_id
        WHERE credit.state = 'published' {and_published_sql(place="credit.territory_id")}
    """,
    facets=(
        film_facet("films_companycredit"),
        *place_facets("fact.id", "fact.territory_id", "films_companycredit fact"),
    ),
    dependencies=(
        Dependency("films_companycredit", "{row}.id"),
        depends_on_film("films_companycredit"),
        depends_on_other_titles("films_companycredit"),
        depends_on_place("films_companycredit", "territory_id"),
        Dependency(
            "films_locationname", "SELECT id FROM films_companycredit WHERE territory_id = {row}.location_id"
        ),
        depends_on_organization("films_companycredit", "company_id"),
    ),
)


class CompanyCreditForm(FactForm):
    names = {"company": Organization, "territory": Location}
    company = name_field("Company")
    role = choice_field("Role", CompanyRole.choices)
    territory = name_field("Territory", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("territory") and cleaned.get("role") not in SELLING:
            self.add_error("territory", "Only a distributor or a sales agent can have a territory.")
        return cleaned


def accept(context: AcceptContext) -> CompanyCredit:
    """Find or create the company and its role."""
    role = context.cleaned_data["role"]
    company = context.get_or_create_organization(
        "company", KIND_BY_ROLE.get(role, OrganizationKind.SERVICE_COMPANY)
    )
    territory = (
        context.get_or_create_place("territory", LocationKind.COUNTRY)
        if context.cleaned_data["territory"]
        else None
    )
    said = {"film": context.film, "company": company, "role": role, "territory": territory}
    fact: CompanyCredit = CompanyCredit.objects.filter(**said).first() or context.writer.create(
        CompanyCredit(key=context.free_key(CompanyCredit, f"{company.name} {role.replace('_', ' ')}"), **said)
    )
    context.cite(fact)
    return fact


def line(credit: CompanyCredit) -> str:
    where = f", {credit.territory.name}" if credit.territory else ""
    return f"{translated(credit.get_role_display())}: {credit.company.name}{where}"


def linked_data(credit: CompanyCredit) -> Mapping[str, Node]:
    """Return the company as production company, or in a Role if schema.org has no property for its role."""
    company = reference(credit.company)
    if credit.role in (CompanyRole.PRODUCTION_COMPANY, CompanyRole.STUDIO):
        return {"productionCompany": company}
    return {"contributor": node("Role", contributor=company, roleName=credit.get_role_display())}


def proposed_statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    """Yield who distributed the film, which a release may say too, or else what a company was to it."""
    yield build_statement(*company_and_role(fields["role"], fields["company"]))


def statements(credit: CompanyCredit) -> Iterator[Sequence[Statement]]:
    yield [build_statement(*company_and_role(credit.role, credit.company.name))]


def company_and_role(role: str, company: str) -> tuple[str, ...]:
    return ("distributor", company) if role == CompanyRole.DISTRIBUTOR else ("company", company, role)


DECLARATION = Declaration(
    kind=Kind.COMPANY_CREDIT,
    model=CompanyCredit,
    words=Words("Company credit", "Company credits", ("company", "companies")),
    claims=(
        ClaimableField("company", ValueType.NAME),
        ClaimableField("role", ValueType.TERM, ROLE_WORDS),
        ClaimableField("territory", ValueType.PLACE),
        ClaimableField("note", ValueType.OWN_WORDS),
    ),
    line=line,
    same=("film", "company", "role", "territory"),
    page=ShownOn(("film",), lambda credit: f"company_credit-{credit.key}"),
    published_with=("film", "company", "territory"),
    pages={
        "film": PageList(
            order=("role", "pk"), section="cast", heading="Companies", template="films/facts/company_credit.jinja"
        )
    },
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.COMPANY_CREDIT,
            CompanyCreditForm,
            accept,
            main_field="company",
            shortcut="y",
            states=proposed_statements,
        ),
    ),
    sheet=Sheet(
        columns=tuple("film key company role territory note".split()),
        key=("film", "key"),
        completed={"key": key_rule("company", "role", "territory")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["film", "role", "company", "territory", "key"],
        list_filter=["role"],
        search_fields=["film__title", "company__name", "territory__name", "note", "key"],
        fieldsets=[(None, [("film", "key"), ("role", "company"), "territory", "note", "state"])],
    ),
    rows=(AdminRows(11, "film", ["key", "company", "role"], ["territory", "note"]),),
    listings=(AdminListing("film"), AdminListing("company"), AdminListing("territory")),
    api=ApiShape(
        "CompanyCredit",
        "What a company is to a film.",
        (
            ApiField("film"),
            ApiField("company"),
            ApiField("role"),
            ApiField("territory", "Of a distributor or sales agent; null if not known to be limited."),
            ApiField("note"),
        ),
        on={Kind.FILM: "companies"},
    ),
    states=statements,
    linked_data=linked_data,
)
