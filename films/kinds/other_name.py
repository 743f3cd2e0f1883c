"""Declare other names of people."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminPage,
    ApiField,
    ApiShape,
    Omitted,
    Sheet,
    ShownOn,
    Words,
)
from films.kinds.names import Kind
from films.kinds.other_names import declare_other_names
from films.languages import translated_within
from films.models import OtherName

DECLARATION = declare_other_names(
    "person",
    ["name", "kind"],
    kind=Kind.OTHER_NAME,
    model=OtherName,
    words=Words("Other name", "Other names"),
    claims=(ClaimableField("name", ValueType.NAME),),
    line=lambda name: f"{name.person.name}: {translated_within(name.get_kind_display())} {name.name}",
    page=ShownOn(("person",)),
    pages=Omitted("the head of a person's page writes them in its own way"),
    entry=Omitted("its person is found by it"),
    desk=Omitted("merging, importing and the admin give other names"),
    sheet=Sheet(
        columns=tuple("person name kind".split()),
        key=(
            "person",
            "name",
        ),
        completed={},
    ),
    admin=AdminPage(
        group="People and organizations",
        list_display=["name", "person", "kind"],
        list_filter=["kind"],
        search_fields=["name", "person__name"],
        fieldsets=[(None, ["person", "name", "kind", "state"])],
    ),
    api=ApiShape("OtherName", "", (ApiField("name"), ApiField("kind")), on={Kind.PERSON: "other_names"}),
    linked_data=lambda name: {"alternateName": name.name},
)
