"""Describe people and organizations."""

from collections.abc import Collection, Iterable

from films.kinds.nodes import Node, node, record_address, reference, references
from films.linked_data.properties import properties
from films.models import Document, Fact, Job, Organization, Person


def describe_person(
    person: Person, facts: Iterable[Fact], jobs: Collection[Job], documents: Iterable[Document]
) -> Node:
    """Describe a person by published facts about them and the jobs that they are credited with."""
    return node(
        "Person",
        id=record_address(person),
        url=record_address(person),
        name=person.name,
        disambiguatingDescription=person.disambiguation,
        hasOccupation=[
            node("Occupation", name=job.name) for job in sorted(jobs, key=lambda job: job.listing_order)
        ],
        **properties(facts),
        subjectOf=references(documents),
    )


def describe_organization(organization: Organization, documents: Iterable[Document]) -> Node:
    return {**reference(organization), **node("Organization", subjectOf=references(documents))}
