"""Declare other names of characters."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import AdminPage, Omitted, Words
from films.kinds.names import Kind
from films.kinds.other_names import declare_other_names
from films.languages import translated
from films.models import CharacterName

DECLARATION = declare_other_names(
    "character",
    ["name"],
    kind=Kind.CHARACTER_NAME,
    model=CharacterName,
    words=Words("Character name", "Character names"),
    claims=(ClaimableField("name", ValueType.NAME),),
    line=lambda name: translated("%(name)s: also %(other)s", name=name.character.name, other=name.name),
    page=Omitted("it stands beside its character’s own name, on the page of the film"),
    pages=Omitted("it stands beside its character’s own name, on the page of the film"),
    entry=Omitted("its character is found by it"),
    desk=Omitted("its character’s form gives it"),
    sheet=Omitted("too few to be worth a file"),
    admin=AdminPage(
        group="Films",
        list_display=["name", "character"],
        list_select_related=["character__film"],
        search_fields=["name", "character__name"],
        fieldsets=[(None, ["character", "name", "state"])],
    ),
    api=Omitted("its character has it"),
    linked_data=Omitted("schema.org has no property for it"),
)
