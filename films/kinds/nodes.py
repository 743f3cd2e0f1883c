"""Nodes of JSON-LD in the terms of schema.org, and how one refers to another."""

from collections.abc import Callable, Iterable, Mapping
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
"""The types of schema.org for kinds of places; the others are a Place."""


def node(type_name: str, /, **properties: Any) -> Node:
    """Return a node without its empty properties; `id` becomes a keyword of JSON-LD."""
    given = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    identity = {"@id": given.pop("id")} if "id" in given else {}
    return {"@type": type_name, **identity, **given}


def document(*nodes: Mapping[str, Any]) -> Node:
    """Return a JSON-LD document of one node, or of several side by side."""
    return {"@context": CONTEXT, **(nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)})}


def reference(thing: Thing) -> Node:
    """Return a short node by which another node refers to a thing: its type, its `@id` and its name.

    A place also says where it lies, and a document where it was published, for readers who have nothing but this
    node. The places around a place must be loaded.
    """
    match thing:
        case Film():
            return node("Movie", id=address(thing), name=thing.title)
        case Person():
            return node("Person", id=address(thing), name=thing.name)
        case Organization():
            return node("Organization", id=address(thing), name=thing.name)
        case Document():
            return node("CreativeWork", id=address(thing), name=thing.title, sameAs=thing.url)
        case Location():
            return node(
                PLACE_TYPES.get(LocationKind(thing.kind), "Place"),
                id=address(thing),
                name=thing.name,
                geo=coordinates(thing),
                containedInPlace=reference(thing.part_of) if thing.part_of else None,
            )


def address(thing: Thing) -> str:
    """Return the address of a thing's page. An organization has none; its address only identifies it."""
    if isinstance(thing, Organization):
        return f"/organizations/{thing.slug}/"
    return page_at(str(thing._meta.model_name), thing.slug)


def coordinates(place: Location) -> Node | None:
    if place.latitude is None or place.longitude is None:
        return None
    return node("GeoCoordinates", latitude=float(place.latitude), longitude=float(place.longitude))


def references(things: Iterable[Thing]) -> list[Node]:
    """Return references to things in the order of their addresses, each once."""
    return [reference(thing) for thing in sorted({*things}, key=address)]


def absolute_node(value: Any, absolute: Callable[[str], str]) -> Any:
    """Return a node whose addresses, and those of all nodes in it, are made absolute by the function given."""
    if isinstance(value, list):
        return [absolute_node(item, absolute) for item in value]
    if isinstance(value, dict):
        return {
            name: absolute(item) if name in ("@id", "url") else absolute_node(item, absolute)
            for name, item in value.items()
        }
    return value
