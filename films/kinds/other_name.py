"""Declare other names of people."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    Omitted,
    Sheet,
    ShownOn,
    Words,
)
from films.kinds.names import Kind
from films.models import OtherName

DECLARATION = Declaration(
    kind=Kind.OTHER_NAME,
    model=OtherName,
    words=Words("Other name", "Other names"),
    claims=(ClaimableField("name", ValueType.NAME),),
    line=lambda name: f"{name.person.name}: {name.get_kind_display().lower()} {name.name}",
    same=("person", "name"),
    page=ShownOn(("person",)),
    published_with=("person",),
    pages=Omitted("the head of a person's page writes them in its own way"),
    naming=Omitted("it names another record"),
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
    rows=(AdminRows(1, "person", ["name", "kind"]),),
    listings=Omitted("all are rows on the page of their person"),
    api=ApiShape("OtherName", "", (ApiField("name"), ApiField("kind")), on={Kind.PERSON: "other_names"}),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=lambda name: {"alternateName": name.name},
)
