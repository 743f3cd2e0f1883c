"""A location in schema.org's terms, with the films made or set there."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from films.exporting.schema_org import LOCATION_PROPERTIES
from films.models import FilmLocation
from films.views.facts import PlaceFacts
from films.views.facts.addresses import page_address
from films.views.structured.metadata import Absolute, Face, document
from films.views.structured.naming import film_node, place_node


def location_face(facts: PlaceFacts, absolute: Absolute) -> Face:
    place = facts.place
    itself = place_node(
        place,
        absolute,
        url=absolute(page_address(place)),
        alternateName=[other.name for other in facts.other_names],
        description=place.note,
        containsPlace=[{"@id": absolute(page_address(part)), "name": part.name} for part in facts.parts],
    )
    return Face(
        address=absolute(page_address(place)),
        title=", ".join([place.name, *(above.name for above in place.ancestors())]),
        description=place.note or work(facts),
        data=document(itself, *films(facts.uses, absolute)),
        api=absolute(reverse("api-location", args=[place.slug])),
    )


def work(facts: PlaceFacts) -> str:
    """Say which films were made or set in a place."""
    parts = [
        f"{heading}: {', '.join(dict.fromkeys(used.film.title for used in uses))}."
        for heading, uses in (("Filmed here", facts.filmed), ("Set here", facts.set_here))
        if uses
    ]
    return " ".join(parts)


def films(uses: Sequence[FilmLocation], absolute: Absolute) -> list[dict[str, Any]]:
    """Return each film with the addresses of the places where it was made and where it is set."""
    by_film: dict[int, list[FilmLocation]] = {}
    for used in uses:
        by_film.setdefault(used.film_id, []).append(used)
    found = []
    for own in by_film.values():
        pages: dict[str, dict[str, None]] = {}
        for used in own:
            page = absolute(page_address(used.location))
            pages.setdefault(LOCATION_PROPERTIES[used.use], {})[page] = None
        places = {name: [{"@id": page} for page in listed] for name, listed in pages.items()}
        found.append(film_node(own[0].film, absolute, **places))
    return found
