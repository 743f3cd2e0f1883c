"""Declare other names of organizations."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import AdminPage, Omitted, Words
from films.kinds.names import Kind
from films.kinds.other_names import declare_other_names
from films.languages import translated
from films.models import OrganizationName

DECLARATION = declare_other_names(
    "organization",
    ["name"],
    kind=Kind.ORGANIZATION_NAME,
    model=OrganizationName,
    words=Words("Organization name", "Organization names"),
    claims=(ClaimableField("name", ValueType.NAME),),
    line=lambda name: translated("%(name)s: also %(other)s", name=name.organization.name, other=name.name),
    page=Omitted("an organization has no page: the facts that name it are shown"),
    pages=Omitted("it is shown where a fact names its organization"),
    entry=Omitted("the facts that name its organization are found"),
    desk=Omitted("merging and the admin give other names"),
    sheet=Omitted("too few to be worth a file"),
    admin=AdminPage(
        group="People and organizations",
        list_display=["name", "organization"],
        search_fields=["name", "organization__name"],
        fieldsets=[(None, ["organization", "name", "state"])],
    ),
    api=Omitted("the API has organizations only within the facts that name them"),
    linked_data=lambda name: {"alternateName": name.name},
)
