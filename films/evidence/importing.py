"""Import a document: store its text and propose the facts in it."""

from films.evidence.converting import DocumentFormat
from films.evidence.documents.store import Description, StoredDocument, StoreOutcome, store_document
from films.evidence.extraction import extract
from films.evidence.proposing import propose
from films.history.recording import recording
from films.models import Action, Document


def import_document(
    content: bytes,
    description: Description,
    *,
    name: str = "document",
    document_format: DocumentFormat | None = None,
    revises: Document | None = None,
    curator: str = "",
) -> tuple[StoredDocument, int]:
    """Store a document and propose its facts; return the document and the number of undecided proposals.

    This is one change in the history, and can be undone. Raises UnreadableDocumentError, and then stores nothing.
    """
    with recording(curator, Action.DOCUMENT) as recorded:
        stored = store_document(content, description, name=name, document_format=document_format, revises=revises)
        if stored.outcome is StoreOutcome.UNCHANGED:
            return stored, 0
        if stored.outcome is StoreOutcome.REVISED:
            recorded.change.action = Action.REVISION
        recorded.summarize(f"{stored.outcome} {stored.document}")
        return stored, propose(stored.document, extract(stored.document.text))
