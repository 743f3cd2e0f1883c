"""Describe places, and the places around them."""

from collections.abc import Iterable

from films.kinds.nodes import Node, node, record_address, reference, references
from films.linked_data.properties import properties
from films.models import Document, Fact, Location


def describe_place(place: Location, facts: Iterable[Fact], documents: Iterable[Document]) -> Node:
    """Describe a place by published facts about it; the places around it must be loaded."""
    return {
        **reference(place),
        **node(
            str(reference(place)["@type"]),
            url=record_address(place),
            description=place.note,
            **properties(facts),
            subjectOf=references(documents),
        ),
    }
