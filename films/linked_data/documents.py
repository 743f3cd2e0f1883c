"""Describe source documents, without their text."""

from films.kinds.nodes import Node, node, reference
from films.languages import in_english
from films.models import Document


@in_english
def describe_document(document: Document) -> Node:
    return {
        **reference(document),
        **node(
            "CreativeWork",
            url=reference(document)["@id"],
            publisher=node("Organization", name=document.publisher) if document.publisher else None,
            license=node("CreativeWork", name=document.licence) if document.licence else None,
            version=document.revision,
            about=[reference(subject) for subject in document.published_subjects],
            identifier=node("PropertyValue", propertyID="sha256", value=document.sha256),
        ),
    }
