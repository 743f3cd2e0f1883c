"""A document in schema.org's terms, with the pages of what it speaks of."""

from django.urls import reverse

from films.views.facts import DocumentFacts
from films.views.structured.metadata import Absolute, Face, document, node


def document_face(facts: DocumentFacts, absolute: Absolute) -> Face:
    source = facts.document
    page = absolute(reverse("document", args=[source.slug]))
    pages = dict.fromkeys(
        fact.url.partition("#")[0] for passage in facts.passages for fact in passage.facts if fact.url
    )
    itself = node(
        "CreativeWork",
        id=page,
        url=page,
        name=source.title,
        sameAs=source.url,
        publisher=node("Organization", name=source.publisher) if source.publisher else None,
        license=node("CreativeWork", name=source.licence) if source.licence else None,
        version=source.revision,
        identifier=node("PropertyValue", propertyID="sha256", value=source.sha256),
        mentions=[{"@id": absolute(named)} for named in pages],
    )
    return Face(
        address=page,
        title=str(source),
        description=f"{facts.with_facts} of {len(facts.passages)} sentences have facts on this desk.",
        kind="article",
        data=document(itself),
        api=absolute(reverse("api-document", args=[source.slug])),
    )
