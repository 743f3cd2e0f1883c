"""Declare other names of characters."""

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import AdminPage, AdminRows, Declaration, Omitted, Words
from films.kinds.names import Kind
from films.models import CharacterName

DECLARATION = Declaration(
    kind=Kind.CHARACTER_NAME,
    model=CharacterName,
    words=Words("Character name", "Character names"),
    claims=(ClaimableField("name", ValueType.NAME),),
    line=lambda name: f"{name.character.name}: also {name.name}",
    same=("character", "name"),
    page=Omitted("it stands beside its character’s own name, on the page of the film"),
    published_with=("character",),
    pages=Omitted("it stands beside its character’s own name, on the page of the film"),
    naming=Omitted("it names another record"),
    entry=Omitted("its character is found by it"),
    desk=Omitted("merging and the admin give other names"),
    sheet=Omitted("too few to be worth a file"),
    admin=AdminPage(
        group="Films",
        list_display=["name", "character"],
        list_select_related=["character__film"],
        search_fields=["name", "character__name"],
        fieldsets=[(None, ["character", "name", "state"])],
    ),
    rows=(AdminRows(1, "character", ["name"]),),
    listings=Omitted("all are rows on the page of their character"),
    api=Omitted("its character has it"),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=Omitted("schema.org has no property for it"),
)
