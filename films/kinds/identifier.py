"""Declare identifiers: how another catalogue identifies a film or a person."""

from collections.abc import Mapping
from urllib.parse import quote

from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Words,
)
from films.kinds.names import Kind
from films.kinds.nodes import Node, node
from films.models import Identifier

PAGES_ELSEWHERE = {
    ("film", "imdb"): "https://www.imdb.com/title/{}/",
    ("person", "imdb"): "https://www.imdb.com/name/{}/",
    ("film", "wikidata"): "http://www.wikidata.org/entity/{}",
    ("person", "wikidata"): "http://www.wikidata.org/entity/{}",
    ("film", "wikipedia"): "https://en.wikipedia.org/wiki/{}",
    ("person", "wikipedia"): "https://en.wikipedia.org/wiki/{}",
}
"""Addresses in other catalogues, by kind of record and scheme of the identifier."""


def page_elsewhere(identifier: Identifier) -> str:
    """Return the address of a film or person in the catalogue that identifies it, or "" if that is not known."""
    page = PAGES_ELSEWHERE.get(("film" if identifier.film_id else "person", identifier.scheme), "")
    return page.format(quote(identifier.value, safe="/:@!$&'()*+,;=~"))


def linked_data(identifier: Identifier) -> Mapping[str, Node | str]:
    """Return the identifier, and the catalogue's page if its address is known."""
    value = {"identifier": node("PropertyValue", propertyID=identifier.scheme, value=identifier.value)}
    page = page_elsewhere(identifier)
    return value | {"sameAs": page} if page else value


DECLARATION = Declaration(
    kind=Kind.IDENTIFIER,
    model=Identifier,
    words=Words("Identifier", "Identifiers"),
    claims=(ClaimableField("value", ValueType.LABEL),),
    line=lambda identifier: f"{identifier.scheme} {identifier.value}",
    same=Omitted("scheme and value are its key: there are no two of them"),
    page=ShownOn(("film", "person")),
    published_with=("film", "person"),
    pages={"film": PageList(order=("scheme", "value"))},
    naming=Omitted("it names another record"),
    entry=Omitted("a search's answers give it with its film or person"),
    desk=Omitted("documents do not speak of catalogues' numbers"),
    sheet=Sheet(
        columns=tuple("scheme value film person".split()),
        key=(
            "scheme",
            "value",
        ),
        completed={},
    ),
    admin=AdminPage(
        group="Maintenance",
        list_display=["scheme", "value", "film", "person"],
        list_display_links=["scheme", "value"],
        list_filter=["scheme"],
        search_fields=["value", "film__title", "person__name"],
        fieldsets=[(None, ["scheme", "value", "film", "person", "state"])],
    ),
    rows=(AdminRows(9, "film", ["scheme", "value"]), AdminRows(3, "person", ["scheme", "value"])),
    listings=Omitted("all are rows on the page of their film or person"),
    api=ApiShape(
        "Identifier",
        "The identifier of a film or a person in another catalogue.",
        (ApiField("scheme", "imdb, wikidata, wikipedia, or a data set's name."), ApiField("value")),
        on={Kind.FILM: "identifiers", Kind.PERSON: "identifiers"},
    ),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=linked_data,
)
