"""Store a document's text: as a new document, as the text of one that is known by its hash, or as a revision."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from films.evidence.converting import UnreadableDocumentError
from films.evidence.documents.anchors import Standing, citation_standing
from films.evidence.documents.comparison import SAME_DOCUMENT, Comparison, compare
from films.evidence.documents.incoming import DESCRIBED, IncomingText
from films.evidence.documents.revisions import revise
from films.models import Citation, Document, DocumentRevision, Passage

SHARED = 1 / 3  # of the sentences; with less in common, two documents of one title are different documents
OTHER_DOCUMENT = (
    "Only {} of the {} sentences of {} are in this text, less than {:.0%}: it seems to be another document. "
    "Nothing was changed."
)


class StoreOutcome(StrEnum):
    """Name the outcomes of storing a text."""

    NEW = "Imported"
    HELD = "Now holding"
    UNCHANGED = "Unchanged:"
    REVISED = "Imported a new revision of"


class AnotherDocumentError(ValueError):
    """Report that a text has too little in common with the document that it is to revise."""

    def __init__(self, document: Document, comparison: Comparison) -> None:
        super().__init__(OTHER_DOCUMENT.format(comparison.kept, comparison.former, document, SAME_DOCUMENT))


@dataclass(frozen=True)
class StoredDocument:
    """Report a document that was stored.

    `standings` counts its citations by their state, and `unsaid` the values that were said to be in their words
    and are not.
    """

    document: Document
    outcome: StoreOutcome
    sentences: int
    standings: dict[Standing, int]
    comparison: Comparison | None = None
    unsaid: int = 0


@transaction.atomic
def store_text(
    incoming: IncomingText, *, revises: Document | None = None, by: str = "", is_same_document: bool = False
) -> StoredDocument:
    """Store a text: for a document known by its SHA-256, as a new revision, or as a new document.

    Storing the same text again changes nothing. `by` names the account that brings it in. Raises
    UnreadableDocumentError for an invalid description, and AnotherDocumentError if a revision has too few of the
    document's sentences and nobody confirmed that it `is_same_document`; then nothing is stored.
    """
    document = find_document(incoming, revises)
    if document is None:
        return describe_outcome(create_document(incoming, by), StoreOutcome.NEW)
    if document.text == incoming.text:
        return describe_outcome(document, StoreOutcome.UNCHANGED)
    if document.sha256 == incoming.sha256:
        return describe_outcome(hold_text(document, incoming, by), StoreOutcome.HELD)
    return take_revision(
        keep_revision(document, incoming, by), incoming.passages, is_same_document=is_same_document
    )


def find_document(incoming: IncomingText, revises: Document | None = None) -> Document | None:
    """Return the document that a text is of: of the same hash, the given one, or the one it is a revision of.

    A text is a new revision of the document with its address, or of one with its title and publisher and at least
    a third of its sentences.
    """
    same: Document | None = Document.objects.filter(sha256=incoming.sha256).first()
    return same or revises or former_revision(incoming)


def former_revision(incoming: IncomingText) -> Document | None:
    described = incoming.description
    if described.url:
        of_address: Document | None = Document.objects.filter(url=described.url).first()
        if of_address is not None:
            return of_address
    words = {passage.sha256 for passage in incoming.passages}
    titled = Document.objects.filter(title=incoming.title, publisher=described.publisher)
    for document in titled.filter(url__in=["", described.url] if described.url else [""]):
        known = set(document.passages.values_list("sha256", flat=True))
        if len(words & known) >= SHARED * len(known):
            found: Document = document
            return found
    return None


def create_document(incoming: IncomingText, by: str) -> Document:
    slug = slugify(incoming.title)[:140] or "document"
    if Document.objects.filter(slug=slug).exists():
        slug = f"{slug}-{incoming.sha256[:8]}"
    known = incoming.description.known_fields | {"title": incoming.title}
    document = Document(slug=slug, sha256=incoming.sha256, **known)
    save_document(document)
    for passage in incoming.passages:
        passage.document = document
    Passage.objects.bulk_create(incoming.passages)
    # With the text, all sentences enter the index at once; each by itself would be looked up in the whole text.
    document.text = incoming.text
    save_document(document)
    keep_revision(document, incoming, by, is_taken=True)
    return document


def hold_text(document: Document, incoming: IncomingText, by: str) -> Document:
    """Hold the text of a document that was known only by its hash."""
    document.text = incoming.text
    document.save()
    keep_revision(document, incoming, by, is_taken=True)
    return document


def keep_revision(
    document: Document, incoming: IncomingText, by: str, *, is_taken: bool = False
) -> DocumentRevision:
    """Store a text beside its document, with who brought it in; it stays the same row if it is stored already."""
    now = timezone.now()
    kept = DocumentRevision.objects.filter(document=document, sha256=incoming.sha256).first()
    revision: DocumentRevision = kept or DocumentRevision(document=document, sha256=incoming.sha256, added_at=now)
    for name, value in incoming.description.known_fields.items():
        setattr(revision, name, value)
    revision.text, revision.file_name, revision.added_by = incoming.text, incoming.file_name, by
    revision.taken_at = now if is_taken else None
    validate(revision, exclude=["document", "sha256"])
    revision.save()
    return revision


def compare_text(document: Document, text: str, passages: Sequence[Passage]) -> Comparison:
    """Compare the sentences of a text, as unsaved passages, with those that a document has now."""
    old = list(document.passages.order_by("ordinal"))
    for passage in old:
        passage.document = document
    return compare(old, passages, document.text, text)


def take_revision(
    revision: DocumentRevision,
    passages: Sequence[Passage],
    *,
    reworded: Collection[int] = (),
    is_same_document: bool = False,
) -> StoredDocument:
    """Make a revision the text of its document; see `store_text` and `revise`."""
    document = revision.document
    comparison = compare_text(document, revision.text, passages)
    if not (is_same_document or comparison.is_same_document):
        raise AnotherDocumentError(document, comparison)
    for name in DESCRIBED:
        if value := getattr(revision, name):
            setattr(document, name, value)
    # Without a text the sentences leave the index, so that each enters it once, and not with each step.
    document.text = ""
    save_document(document)
    for passage in passages:
        passage.document = document
    revise(comparison, reworded)
    document.sha256, document.text = revision.sha256, revision.text
    save_document(document)
    revision.taken_at = timezone.now()
    revision.save()
    return describe_outcome(document, StoreOutcome.REVISED, comparison)


def save_document(document: Document) -> None:
    """Save a document. Raises UnreadableDocumentError if its description breaks a rule."""
    validate(document, exclude=["film"])
    document.save()


def validate(described: Document | DocumentRevision, exclude: list[str]) -> None:
    try:
        described.full_clean(exclude=exclude)
    except ValidationError as error:
        complaints = [f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()]
        raise UnreadableDocumentError(" ".join(complaints)) from error


def describe_outcome(
    document: Document, outcome: StoreOutcome, comparison: Comparison | None = None
) -> StoredDocument:
    cited = Citation.objects.filter(passage__document=document).select_related("passage")
    standings: Counter[Standing] = Counter()
    for citation in cited:
        if citation.passage is not None:
            citation.passage.document = document
        standings[citation_standing(citation)] += 1
    sentences = document.passages.filter(lost_sentence="").count()
    return StoredDocument(document, outcome, sentences, dict(standings), comparison)
