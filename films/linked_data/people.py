"""Describe people and organizations."""

from collections.abc import Collection, Sequence

from films.kinds.nodes import Node, node, record_address, reference, references
from films.languages import in_english
from films.linked_data.claims import Evidence, cited_documents, claims
from films.linked_data.data_sets import DataSets, data_sets_naming
from films.linked_data.properties import properties, sorted_facts
from films.models import Fact, Job, Organization, Person


@in_english
def describe_person(
    person: Person, facts: Sequence[Fact], jobs: Collection[Job], evidence: Evidence, data_sets: DataSets
) -> Node:
    """Describe a person by published facts about them, with their evidence, and the jobs of their credits."""
    stated = sorted_facts([person, *facts])
    return node(
        "Person",
        id=record_address(person),
        url=record_address(person),
        name=person.name,
        disambiguatingDescription=person.disambiguation,
        birthDate=iso_year(person.birth_year),
        deathDate=iso_year(person.death_year),
        hasOccupation=[
            node("Occupation", name=job.name) for job in sorted(jobs, key=lambda job: job.listing_order)
        ],
        **properties(stated),
        subjectOf=[
            *data_sets_naming(stated, data_sets),
            *references(cited_documents(stated, evidence)),
            *claims(stated, evidence),
        ],
    )


def iso_year(year: int | None) -> str:
    return f"{year:04}" if year else ""


@in_english
def describe_organization(
    organization: Organization, facts: Sequence[Fact], evidence: Evidence, data_sets: DataSets
) -> Node:
    stated = sorted_facts([organization, *facts])
    sources = [
        *data_sets_naming(stated, data_sets),
        *references(cited_documents(stated, evidence)),
        *claims(stated, evidence),
    ]
    return {**reference(organization), **node("Organization", subjectOf=sources)}
