"""Build JSON-LD nodes in the terms of schema.org, and references between them."""

from collections.abc import Iterable, Mapping
from typing import Any

from films.addresses import page_at
from films.models import Document, Film, Location, Organization, Person
from films.models.places import LocationKind

Node = dict[str, Any]
Thing = Film | Person | Location | Organization | Document

CONTEXT = "https://schema.org"

PLACE_TYPES = {
    LocationKind.CONTINENT: "Continent",
    LocationKind.COUNTRY: "Country",
    LocationKind.REGION: "AdministrativeArea",
    LocationKind.CITY: "City",
}
"""Types of schema.org for kinds of locations; any other is a Place."""


def node(type_name: str, /, **properties: Any) -> Node:
    """Return a node without its empty properties; `id` becomes the JSON-LD keyword."""
    given = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    identity = {"@id": given.pop("id")} if "id" in given else {}
    return {"@type": type_name, **identity, **given}


def json_ld_document(*nodes: Mapping[str, Any]) -> Node:
    """Return a JSON-LD document with one node, or with several side by side."""
    return {"@context": CONTEXT, **(nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)})}


def reference(thing: Thing) -> Node:
    """Return a short node that refers to a record: its type, its `@id` and its name.

    A location also has the places around it, which must be loaded, and a document its address, for readers who
    have only this node.
    """
    match thing:
        case Film():
            return node("Movie", id=record_address(thing), name=thing.title)
        case Person():
            return node("Person", id=record_address(thing), name=thing.name)
        case Organization():
            return node("Organization", id=record_address(thing), name=thing.name)
        case Document():
            return node("CreativeWork", id=record_address(thing), name=thing.title, sameAs=thing.url)
        case Location():
            return node(
                PLACE_TYPES.get(LocationKind(thing.kind), "Place"),
                id=record_address(thing),
                name=thing.name,
                geo=coordinates(thing),
                containedInPlace=reference(thing.part_of) if thing.part_of else None,
            )


def record_address(thing: Thing) -> str:
    """Return the address of a record's page. An organization has no page; its address only identifies it."""
    if isinstance(thing, Organization):
        return f"/organizations/{thing.slug}/"
    return page_at(str(thing._meta.model_name), thing.slug)


def coordinates(place: Location) -> Node | None:
    if place.latitude is None or place.longitude is None:
        return None
    return node("GeoCoordinates", latitude=float(place.latitude), longitude=float(place.longitude))


def references(things: Iterable[Thing]) -> list[Node]:
    """Return references to distinct records, sorted by address."""
    return [reference(thing) for thing in sorted({*things}, key=record_address)]


def absolute_node(value: Any, site: str) -> Any:
    """Return a node in which all addresses, also in inner nodes, begin with the address of the site."""
    if isinstance(value, list):
        return [absolute_node(item, site) for item in value]
    if isinstance(value, dict):
        return {
            name: f"{site}{item}" if name in ("@id", "url") else absolute_node(item, site)
            for name, item in value.items()
        }
    return value
