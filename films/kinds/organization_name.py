"""Declare other names of organizations."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import AdminPage, AdminRows, Declaration, Omitted, Words
from films.kinds.names import Kind
from films.models import OrganizationName

DECLARATION = Declaration(
    kind=Kind.ORGANIZATION_NAME,
    model=OrganizationName,
    words=Words("Organization name", "Organization names"),
    claims=(ClaimableField("name", ValueType.NAME),),
    line=lambda name: f"{name.organization.name}: also {name.name}",
    same=("organization", "name"),
    page=Omitted("an organization has no page as yet: the facts that name it are shown"),
    published_with=("organization",),
    pages=Omitted("it is shown where a fact names its organization"),
    naming=Omitted("it names another record"),
    entry=Omitted("the facts that name its organization are found"),
    desk=Omitted("merging and the admin give other names"),
    sheet=Omitted("too few to be worth a file"),
    admin=AdminPage(
        group="People and organizations",
        list_display=["name", "organization"],
        search_fields=["name", "organization__name"],
        fieldsets=[(None, ["organization", "name", "state"])],
    ),
    rows=(AdminRows(1, "organization", ["name"]),),
    listings=Omitted("all are rows on the page of their organization"),
    api=Omitted("the API has organizations only within the facts that name them"),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=lambda name: {"alternateName": name.name},
)
