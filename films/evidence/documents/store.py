"""Store a document's text: convert it, split it into passages, compare it with those already stored."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from films.evidence.converting import DocumentFormat, UnreadableDocumentError, check_size, convert_document
from films.evidence.documents.anchors import Standing, citation_standing, edge_words, sentence_hash
from films.evidence.documents.revisions import Revision, revise
from films.evidence.segmentation import split_document
from films.models import Citation, Document, Passage

SHARED = 1 / 3  # of the sentences; with less in common, two documents of one title are different documents


class StoreOutcome(StrEnum):
    """Name the outcomes of storing a text."""

    NEW = "Imported"
    HELD = "Now holding"
    UNCHANGED = "Unchanged:"
    REVISED = "Imported a new revision of"


@dataclass(frozen=True)
class Description:
    """Hold what is known about a document besides its text; a missing title comes from text or file name."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    revision: str = ""
    licence: str = ""
    retrieved: date | None = None

    @property
    def known_fields(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class StoredDocument:
    """Report a document that was stored; `standings` counts its citations by their state."""

    document: Document
    outcome: StoreOutcome
    sentences: int
    standings: dict[Standing, int]
    revision: Revision | None = None


def read_content(path: Path) -> bytes:
    """Return a file's bytes. Raises OSError, and UnreadableDocumentError if the file is too large."""
    check_size(path.stat().st_size)
    return path.read_bytes()


@transaction.atomic
def store_document(
    content: bytes,
    description: Description,
    *,
    name: str = "document",
    document_format: DocumentFormat | None = None,
    revises: Document | None = None,
) -> StoredDocument:
    """Store a text: for a document known by its SHA-256, as a new revision, or as a new document.

    Storing the same text again changes nothing. A text is a new revision of the document that `revises` names, of
    one with its URL, or of one with its title and publisher and at least a third of its sentences. `name` is the
    file name. Raises UnreadableDocumentError, also for an invalid description, and then stores nothing.
    """
    read_in = convert_document(content, document_format, name)
    stem = name.rpartition(".")[0] or name
    description = replace(description, title=description.title or read_in.title or stem)
    sha256 = hashlib.sha256(content).hexdigest()
    sentences = build_passages(read_in.text)
    document = Document.objects.filter(sha256=sha256).first()
    if document is None:
        document = revises or former_revision(description, sentences)
        if document is None:
            return with_standings(create_document(description, sha256, read_in.text, sentences), StoreOutcome.NEW)
        if document.text != read_in.text:
            return store_revision(document, description, sha256, read_in.text, sentences)
    elif not document.text:
        document.text = read_in.text
        document.save()
        return with_standings(document, StoreOutcome.HELD)
    return with_standings(document, StoreOutcome.UNCHANGED)


def keep_text(instance: Document, *, raw: bool, using: str, **kwargs: Any) -> None:
    """Keep a document's text when a fixture, which never contains it, is loaded over the document."""
    if raw and not instance.text:
        held = Document.objects.using(using).filter(slug=instance.slug, sha256=instance.sha256)
        instance.text = held.values_list("text", flat=True).first() or ""


def former_revision(description: Description, sentences: Sequence[Passage]) -> Document | None:
    """Return the document that a text is a new revision of, or None."""
    if description.url:
        of_address = Document.objects.filter(url=description.url).first()
        if of_address is not None:
            return of_address
    words = {passage.sha256 for passage in sentences}
    titled = Document.objects.filter(title=description.title, publisher=description.publisher)
    for document in titled.filter(url__in=["", description.url] if description.url else [""]):
        known = set(document.passages.values_list("sha256", flat=True))
        if len(words & known) >= SHARED * len(known):
            return document
    return None


def create_document(description: Description, sha256: str, text: str, sentences: Sequence[Passage]) -> Document:
    slug = slugify(description.title)[:140] or "document"
    if Document.objects.filter(slug=slug).exists():
        slug = f"{slug}-{sha256[:8]}"
    document = Document(slug=slug, sha256=sha256, text=text, **description.known_fields)
    save_document(document)
    for passage in sentences:
        passage.document = document
    Passage.objects.bulk_create(sentences)
    return document


def store_revision(
    document: Document, description: Description, sha256: str, text: str, sentences: Sequence[Passage]
) -> StoredDocument:
    former_text = document.text
    document.sha256, document.text = sha256, text
    for name, value in description.known_fields.items():
        setattr(document, name, value)
    save_document(document)
    for passage in sentences:
        passage.document = document
    old = list(document.passages.order_by("ordinal"))
    revision = revise(old, sentences, former_text)
    return with_standings(document, StoreOutcome.REVISED, revision)


def save_document(document: Document) -> None:
    """Save a document. Raises UnreadableDocumentError if its description breaks a rule."""
    try:
        document.full_clean(exclude=["film"])
    except ValidationError as error:
        complaints = [f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()]
        raise UnreadableDocumentError(" ".join(complaints)) from error
    document.save()


def with_standings(document: Document, outcome: StoreOutcome, revision: Revision | None = None) -> StoredDocument:
    cited = Citation.objects.filter(passage__document=document).select_related("passage")
    standings: Counter[Standing] = Counter()
    for citation in cited:
        if citation.passage is not None:
            citation.passage.document = document
        standings[citation_standing(citation)] += 1
    sentences = document.passages.filter(lost_sentence="").count()
    return StoredDocument(document, outcome, sentences, dict(standings), revision)


def build_passages(text: str) -> list[Passage]:
    """Return an unsaved passage, without a document, for each sentence of a text."""
    found = []
    for ordinal, sentence in enumerate(split_document(text), 1):
        words = text[sentence.start : sentence.end]
        first_words, last_words = edge_words(words)
        found.append(
            Passage(
                ordinal=ordinal,
                section=sentence.section,
                section_inferred=sentence.section_inferred,
                paragraph=sentence.paragraph,
                sentence=sentence.sentence,
                start=sentence.start,
                end=sentence.end,
                sha256=sentence_hash(words),
                first_words=first_words,
                last_words=last_words,
            )
        )
    return found
