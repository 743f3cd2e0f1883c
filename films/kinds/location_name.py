"""Declare location names: other names of a location."""

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
from films.models import LocationName
from films.models.places import LocationNameKind

DECLARATION = declare_other_names(
    "location",
    ["name", "kind"],
    kind=Kind.LOCATION_NAME,
    model=LocationName,
    words=Words("Location name", "Location names"),
    claims=(ClaimableField("name", ValueType.PLACE),),
    line=lambda name: f"{name.location.name}: {translated_within(name.get_kind_display())} {name.name}",
    page=ShownOn(("location",)),
    pages=Omitted("the head of a location's page writes them in its own way"),
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
    api=ApiShape("LocationName", "", (ApiField("name"), ApiField("kind")), on={Kind.LOCATION: "other_names"}),
    linked_data=lambda name: {} if name.kind == LocationNameKind.LOOSE else {"alternateName": name.name},
)
