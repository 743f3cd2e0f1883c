"""Import a document or a new revision of one: store its text and propose the facts in it.

Extraction is imported where it is used, since few of the commands and processes that load this app need it.
"""

from collections.abc import Collection
from dataclasses import replace

from films.evidence.claims import move_claims
from films.evidence.desk.recorded import withdraw_recorded
from films.evidence.documents.comparison import Comparison
from films.evidence.documents.incoming import IncomingText, build_passages
from films.evidence.documents.store import (
    StoredDocument,
    StoreOutcome,
    compare_text,
    keep_revision,
    store_text,
    take_revision,
)
from films.evidence.proposing import propose
from films.evidence.rechecking import recheck_words
from films.history.publication import COMMAND_LINE
from films.history.recording import recording
from films.models import Action, Citation, Document, DocumentRevision


def import_document(
    incoming: IncomingText,
    *,
    revises: Document | None = None,
    curator: str = COMMAND_LINE,
    is_same_document: bool = False,
) -> tuple[StoredDocument, int]:
    """Store a document and propose its facts; return the document and the number of undecided proposals.

    This is one change in the history, and can be undone. Raises what `store_text` does, and then stores nothing.
    """
    from films.evidence.extraction import extract

    proposed = extract(incoming.text)
    with recording(curator, Action.DOCUMENT) as recorded:
        stored = store_text(incoming, revises=revises, by=curator, is_same_document=is_same_document)
        if stored.outcome is StoreOutcome.UNCHANGED:
            return stored, 0
        if stored.outcome is StoreOutcome.HELD:
            stored = replace(stored, unsaid=recheck_words(stored.document))
        if stored.outcome is StoreOutcome.REVISED:
            recorded.change.action = Action.REVISION
        recorded.summarize(f"{stored.outcome} {stored.document}")
        propose(stored.document, proposed)
        return stored, withdraw_recorded(stored.document)


def propose_revision(incoming: IncomingText, document: Document, curator: str) -> DocumentRevision:
    """Keep a text beside its document until somebody has looked at what it would change."""
    with recording(curator, Action.REVISION, summary=f"Brought in a revision of {document}"):
        return keep_revision(document, incoming, curator)


def preview_revision(revision: DocumentRevision) -> Comparison:
    """Compare a revision with the present text of its document."""
    return compare_text(revision.document, revision.text, build_passages(revision.text))


def accept_revision(
    revision: DocumentRevision, curator: str, reworded: Collection[int] = (), *, is_same_document: bool = False
) -> tuple[StoredDocument, int]:
    """Make a waiting revision the text of its document, and propose its facts as `import_document` does.

    Citations of the `reworded` passages follow to the sentences that were offered for these, and what they confirm
    is compared with the new words. Raises AnotherDocumentError, and then changes nothing.
    """
    from films.evidence.extraction import extract

    passages, proposed = build_passages(revision.text), extract(revision.text)
    with recording(curator, Action.REVISION, summary=f"{StoreOutcome.REVISED} {revision.document}"):
        stored = take_revision(revision, passages, reworded=reworded, is_same_document=is_same_document)
        followed = Citation.objects.filter(passage__in=reworded, passage__lost_sentence="", reading="")
        for citation in followed.select_related("passage__document"):
            move_claims(citation)
            citation.save()
        propose(stored.document, proposed)
        return stored, withdraw_recorded(stored.document)


def discard_revision(revision: DocumentRevision, curator: str) -> None:
    """Delete a waiting revision, so that only the history has it."""
    with recording(curator, Action.REVISION, summary=f"Discarded a revision of {revision.document}"):
        revision.delete()
