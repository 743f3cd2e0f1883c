"""People and organizations."""

from collections.abc import Collection, Iterable

from films.kinds.nodes import Node, address, node, reference, references
from films.linked_data.properties import properties
from films.models import Document, Fact, Job, Organization, Person


def describe_person(
    person: Person, facts: Iterable[Fact], jobs: Collection[str], documents: Iterable[Document]
) -> Node:
    """Describe a person by published facts about them, and by the jobs that they are credited with."""
    return node(
        "Person",
        id=address(person),
        url=address(person),
        name=person.name,
        disambiguatingDescription=person.disambiguation,
        hasOccupation=[node("Occupation", name=job.label) for job in Job if job in jobs],
        **properties(facts),
        subjectOf=references(documents),
    )


def describe_organization(organization: Organization, documents: Iterable[Document]) -> Node:
    return {**reference(organization), **node("Organization", subjectOf=references(documents))}
