"""Import a document: store its text and propose the facts that it seems to state."""

from films.evidence.converting import Format
from films.evidence.documents.store import Description, Holding, Outcome, hold
from films.evidence.extraction import extract
from films.evidence.proposing import propose
from films.history.recording import recording
from films.models import Action, Document


def import_document(
    content: bytes,
    description: Description,
    *,
    name: str = "document",
    written_as: Format | None = None,
    revises: Document | None = None,
    curator: str = "",
) -> tuple[Holding, int]:
    """Store a document and propose its facts. Return what was stored and how many proposals are undecided.

    All of it is one change, which can be undone. Raises UnreadableDocumentError, and then stores nothing.
    """
    with recording(curator, Action.DOCUMENT) as recorded:
        holding = hold(content, description, name=name, written_as=written_as, revises=revises)
        if holding.outcome is Outcome.UNCHANGED:
            return holding, 0
        if holding.outcome is Outcome.REVISED:
            recorded.change.action = Action.REVISION
        recorded.summarize(f"{holding.outcome} {holding.document}")
        return holding, propose(holding.document, extract(holding.document.text))
