"""People, places, films and bodies as others name them: short nodes of JSON-LD."""

from collections.abc import Iterable
from typing import Any

from films.exporting.schema_org import page_elsewhere
from films.models import Film, Identifier, Location, Organization, Person
from films.models.places import LocationKind
from films.views.facts.addresses import page_address
from films.views.structured.metadata import Absolute, node

PLACE_TYPES = {
    LocationKind.CONTINENT: "Continent",
    LocationKind.COUNTRY: "Country",
    LocationKind.REGION: "AdministrativeArea",
    LocationKind.CITY: "City",
}
"""The types of schema.org for kinds of places; the others are a Place."""


def person_node(person: Person, absolute: Absolute) -> dict[str, Any]:
    return node("Person", id=absolute(page_address(person)), name=person.name)


def film_node(film: Film, absolute: Absolute, **more: Any) -> dict[str, Any]:
    address = absolute(page_address(film))
    return node("Movie", id=address, name=film.title, datePublished=str(film.year or ""), **more)


def place_node(place: Location, absolute: Absolute, **more: Any) -> dict[str, Any]:
    """Return a place with its coordinates and the places it lies in, which must be loaded, and `more` of it."""
    inside = place_node(place.part_of, absolute) if place.part_of else None
    geo = node("GeoCoordinates", latitude=degrees(place.latitude), longitude=degrees(place.longitude))
    return node(
        PLACE_TYPES.get(LocationKind(place.kind), "Place"),
        id=absolute(page_address(place)),
        name=place.name,
        geo=geo if place.latitude is not None else None,
        containedInPlace=inside,
        **more,
    )


def organization_node(body: Organization) -> dict[str, Any]:
    return node("Organization", name=body.name)


def degrees(coordinate: Any) -> float | None:
    return None if coordinate is None else float(coordinate)


def names_elsewhere(kind: str, identifiers: Iterable[Identifier]) -> dict[str, Any]:
    """Return `sameAs`, the addresses of the same thing elsewhere, and `identifier`, what has no known address."""
    addresses, others = [], []
    for one in identifiers:
        if page := page_elsewhere(kind, one):
            addresses.append(page)
        else:
            others.append(node("PropertyValue", propertyID=one.scheme, value=one.value))
    return {"sameAs": addresses, "identifier": others}
