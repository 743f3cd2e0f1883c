"""Describe places, and the places around them."""

from collections.abc import Sequence

from films.kinds.nodes import Node, node, record_address, reference, references
from films.languages import in_english
from films.linked_data.claims import Evidence, cited_documents, claims
from films.linked_data.data_sets import DataSets, data_sets_naming
from films.linked_data.properties import properties, sorted_facts
from films.models import Fact, Location


@in_english
def describe_place(place: Location, facts: Sequence[Fact], evidence: Evidence, data_sets: DataSets) -> Node:
    """Describe a place by published facts about it and their evidence; the places around it must be loaded."""
    stated = sorted_facts([place, *facts])
    return {
        **reference(place),
        **node(
            str(reference(place)["@type"]),
            url=record_address(place),
            description=place.note,
            **properties(stated),
            subjectOf=[
                *data_sets_naming(stated, data_sets),
                *references(cited_documents(stated, evidence)),
                *claims(stated, evidence),
            ],
        ),
    }
