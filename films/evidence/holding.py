"""Taking in a document's text: read, split into passages, and checked against those already known."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from films.evidence.anchoring import Standing, edge_words, sentence_hash, standing
from films.evidence.reading import read
from films.models import Citation, Document, Passage

MAX_BYTES = 10_000_000  # an encyclopaedia's longest article is a twentieth of it


class UnreadableDocumentError(ValueError):
    """The file is not a text that can be held; the message says what to do."""


@dataclass(frozen=True)
class Holding:
    """What taking in a document came to. `standings` counts its citations by how they stand now."""

    document: Document
    is_new: bool
    sentences: int
    standings: dict[Standing, int]


def decoded(content: bytes) -> str:
    """Return the text of a UTF-8 file, with or without byte order mark.

    Raises UnreadableDocumentError for anything else.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableDocumentError(
            f"The file has {len(content):,} bytes; the limit is {MAX_BYTES:,}. Split it first."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(
            f"The file is not UTF-8 text ({error.reason}). Save it as UTF-8 first."
        ) from error
    if "\0" in text:
        raise UnreadableDocumentError(
            "The file holds NUL characters, so it is not a text. Save it as plain text first."
        )
    if not text.strip():
        raise UnreadableDocumentError("The file holds no text.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@transaction.atomic
def hold(path: Path, **described: str) -> Holding:
    """Hold the text of a file: that of a document known by its SHA-256, or a new one's with all its passages.

    `described` gives a new document's title, publisher, url and licence; the file's name stands in for a title.
    Raises UnreadableDocumentError, and then stores nothing.
    """
    content = path.read_bytes()
    text = decoded(content)
    sha256 = hashlib.sha256(content).hexdigest()
    document = Document.objects.filter(sha256=sha256).first()
    is_new = document is None
    if document is None:
        document = describe(path, sha256, **described)
    document.text = text
    document.save()
    if is_new:
        Passage.objects.bulk_create(passages(document))
    cited = Citation.objects.filter(passage__document=document).select_related("passage__document")
    standings: dict[Standing, int] = {}
    for citation in cited:
        state = standing(citation)
        standings[state] = standings.get(state, 0) + 1
    return Holding(document, is_new, document.passages.count(), standings)


def keep_text(instance: Document, *, raw: bool, using: str, **kwargs: Any) -> None:
    """Keep the text that is held of a document when a fixture, which never has it, is loaded over it."""
    if raw and not instance.text:
        held = Document.objects.using(using).filter(slug=instance.slug, sha256=instance.sha256)
        instance.text = held.values_list("text", flat=True).first() or ""


def describe(path: Path, sha256: str, **described: str) -> Document:
    title = described.pop("title", "") or path.stem
    slug = slugify(title)[:140] or "document"
    if Document.objects.filter(slug=slug).exists():
        slug = f"{slug}-{sha256[:8]}"
    return Document(title=title, slug=slug, sha256=sha256, **described)


def passages(document: Document) -> list[Passage]:
    """Return an unsaved passage for each sentence of the document's text."""
    found = []
    for ordinal, sentence in enumerate(read(document.text), 1):
        words = document.text[sentence.start : sentence.end]
        first_words, last_words = edge_words(words)
        found.append(
            Passage(
                document=document,
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
