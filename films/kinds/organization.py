"""Declare organizations that make, sell, rate or review films."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import CustomAdminPage, Declaration, Naming, Omitted, Sheet, Words
from films.kinds.names import Kind
from films.models import Organization, OrganizationName
from films.names import slug_base

DECLARATION = Declaration(
    kind=Kind.ORGANIZATION,
    model=Organization,
    words=Words("Organization", "Organizations"),
    claims=(ClaimableField("name", ValueType.NAME),),
    line=str,
    same=Omitted("bodies of one name may be several"),
    page=Omitted("an organization has no page: the facts that name it are shown"),
    published_with=(),
    pages=Omitted("it is shown where a fact names it"),
    naming=Naming(
        ("name",),
        Kind.ORGANIZATION_NAME,
        other_name=lambda organization, name: OrganizationName(organization=organization, name=name),
    ),
    entry=Omitted("the facts that name it are found"),
    desk=Omitted("an organization is made by the first fact that names it"),
    sheet=Sheet(
        columns=tuple("slug name kind".split()),
        key=("slug",),
        completed={"slug": lambda cells: slug_base(cells.get("name", ""), "organization")},
    ),
    admin=CustomAdminPage("People and organizations", "films.admin.people.OrganizationAdmin"),
    rows=Omitted("an organization is no part of another record"),
    listings=Omitted("an organization is no part of another record"),
    api=Omitted("the facts that name it have it within them"),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=Omitted("an organization is a node of its own"),
)
