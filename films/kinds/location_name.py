"""Declare location names: other names of a location."""

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
from films.models import LocationName
from films.models.places import LocationNameKind

DECLARATION = Declaration(
    kind=Kind.LOCATION_NAME,
    model=LocationName,
    words=Words("Location name", "Location names"),
    claims=(ClaimableField("name", ValueType.PLACE),),
    line=lambda name: f"{name.location.name}: {name.get_kind_display().lower()} {name.name}",
    same=("location", "name"),
    page=ShownOn(("location",)),
    published_with=("location",),
    pages=Omitted("the head of a location's page writes them in its own way"),
    naming=Omitted("it names another record"),
    entry=Omitted("its location is found by it"),
    desk=Omitted("merging, importing and the admin give other names"),
    sheet=Sheet(
        columns=tuple("location name kind".split()),
        key=(
            "location",
            "name",
        ),
        completed={},
    ),
    admin=AdminPage(
        group="Places",
        list_display=["name", "kind", "location"],
        list_filter=["kind"],
        search_fields=["name", "location__name"],
        fieldsets=[(None, ["location", "name", "kind", "state"])],
    ),
    rows=(AdminRows(1, "location", ["name", "kind"]),),
    listings=Omitted("all are rows on the page of their location"),
    api=ApiShape("LocationName", "", (ApiField("name"), ApiField("kind")), on={Kind.LOCATION: "other_names"}),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=lambda name: {} if name.kind == LocationNameKind.LOOSE else {"alternateName": name.name},
)
