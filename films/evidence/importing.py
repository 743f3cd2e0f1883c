"""A document in: its text held, and the facts that it seems to state proposed."""

from django.db import transaction

from films.evidence.converting import Format
from films.evidence.documents.store import Description, Holding, Outcome, hold
from films.evidence.extraction import extract
from films.evidence.proposing import propose
from films.models import Document


@transaction.atomic
def import_document(
    content: bytes,
    description: Description,
    *,
    name: str = "document",
    written_as: Format | None = None,
    revises: Document | None = None,
) -> tuple[Holding, int]:
    """Hold a document and propose its facts; return the first, and how many of the second wait for a curator.

    Raises UnreadableDocumentError, and then stores nothing.
    """
    holding = hold(content, description, name=name, written_as=written_as, revises=revises)
    if holding.outcome is Outcome.UNCHANGED:
        return holding, 0
    return holding, propose(holding.document, extract(holding.document.text))
