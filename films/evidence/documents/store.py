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

from films.evidence.converting import Format, UnreadableDocumentError, check_size, converted
from films.evidence.documents.anchors import Standing, edge_words, sentence_hash, standing
from films.evidence.documents.revisions import Revision, revise
from films.evidence.segmentation import split_document
from films.models import Citation, Document, Passage

SHARED = 1 / 3  # of a text's sentences: less in common, and a document of the same title is another document


class Outcome(StrEnum):
    """What taking in a text came to."""

    NEW = "Imported"
    HELD = "Now holding"
    UNCHANGED = "Unchanged:"
    REVISED = "Imported a new revision of"


@dataclass(frozen=True)
class Description:
    """What is known of a document besides its text. Where it names no title, the text or its file does."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    revision: str = ""
    licence: str = ""
    retrieved: date | None = None

    @property
    def given(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Holding:
    """A document taken in. `standings` counts its citations by how they stand now."""

    document: Document
    outcome: Outcome
    sentences: int
    standings: dict[Standing, int]
    revision: Revision | None = None


def content_of(path: Path) -> bytes:
    """Return a file's bytes. Raises OSError, and UnreadableDocumentError for a file that is too large."""
    check_size(path.stat().st_size)
    return path.read_bytes()


@transaction.atomic
def hold(
    content: bytes,
    description: Description,
    *,
    name: str = "document",
    written_as: Format | None = None,
    revises: Document | None = None,
) -> Holding:
    """Hold a document's text: that of a document known by its SHA-256, a new revision, or a new one's.

    The same text again changes nothing. A text is a new revision of the document that `revises` names, that has
    its URL, or that has its title and publisher and a third of its sentences. `name` is its file's.
    Raises UnreadableDocumentError, also for a description that makes no sense, and then stores nothing.
    """
    read_in = converted(content, written_as, name)
    stem = name.rpartition(".")[0] or name
    description = replace(description, title=description.title or read_in.title or stem)
    sha256 = hashlib.sha256(content).hexdigest()
    sentences = passages(read_in.text)
    document = Document.objects.filter(sha256=sha256).first()
    if document is None:
        document = revises or former_revision(description, sentences)
        if document is None:
            return build_holding(store(description, sha256, read_in.text, sentences), Outcome.NEW)
        if document.text != read_in.text:
            return take_revision(document, description, sha256, read_in.text, sentences)
    elif not document.text:
        document.text = read_in.text
        document.save()
        return build_holding(document, Outcome.HELD)
    return build_holding(document, Outcome.UNCHANGED)


def keep_text(instance: Document, *, raw: bool, using: str, **kwargs: Any) -> None:
    """Keep the text that is held of a document when a fixture, which never has it, is loaded over it."""
    if raw and not instance.text:
        held = Document.objects.using(using).filter(slug=instance.slug, sha256=instance.sha256)
        instance.text = held.values_list("text", flat=True).first() or ""


def former_revision(description: Description, sentences: Sequence[Passage]) -> Document | None:
    """Return the document that a text is a new revision of, if there is one."""
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


def store(description: Description, sha256: str, text: str, sentences: Sequence[Passage]) -> Document:
    slug = slugify(description.title)[:140] or "document"
    if Document.objects.filter(slug=slug).exists():
        slug = f"{slug}-{sha256[:8]}"
    document = Document(slug=slug, sha256=sha256, text=text, **description.given)
    save(document)
    for passage in sentences:
        passage.document = document
    Passage.objects.bulk_create(sentences)
    return document


def take_revision(
    document: Document, description: Description, sha256: str, text: str, sentences: Sequence[Passage]
) -> Holding:
    former_text = document.text
    document.sha256, document.text = sha256, text
    for name, value in description.given.items():
        setattr(document, name, value)
    save(document)
    for passage in sentences:
        passage.document = document
    old = list(document.passages.order_by("ordinal"))
    revision = revise(old, sentences, former_text)
    return build_holding(document, Outcome.REVISED, revision)


def save(document: Document) -> None:
    """Save a document. Raises UnreadableDocumentError where its description breaks a rule."""
    try:
        document.full_clean(exclude=["film"])
    except ValidationError as error:
        complaints = [f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()]
        raise UnreadableDocumentError(" ".join(complaints)) from error
    document.save()


def build_holding(document: Document, outcome: Outcome, revision: Revision | None = None) -> Holding:
    cited = Citation.objects.filter(passage__document=document).select_related("passage")
    standings: Counter[Standing] = Counter()
    for citation in cited:
        if citation.passage is not None:
            citation.passage.document = document
        standings[standing(citation)] += 1
    sentences = document.passages.filter(lost_sentence="").count()
    return Holding(document, outcome, sentences, dict(standings), revision)


def passages(text: str) -> list[Passage]:
    """Return an unsaved passage, of no document yet, for each sentence of a text."""
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
