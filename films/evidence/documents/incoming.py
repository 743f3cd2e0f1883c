"""Read a document that is brought in, before anything is stored: its text, its sentences and its description."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from films.evidence.converting import DocumentFormat, check_size, convert_document
from films.evidence.documents.anchors import edge_words, sentence_hash
from films.evidence.segmentation import split_document
from films.models import Passage

DESCRIBED = ("title", "publisher", "url", "revision", "licence", "retrieved")
"""What is known about a document and each of its revisions besides the text."""


@dataclass(frozen=True)
class Description:
    """Hold what is known about a document besides its text."""

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
class IncomingText:
    """Hold a text with the hash of the bytes that it came in, and an unsaved passage for each sentence.

    `title` is what a new document is called: as described, as in the text, or like the file.
    """

    title: str
    description: Description
    text: str
    sha256: str
    passages: list[Passage]
    file_name: str = ""


def read_content(path: Path) -> bytes:
    """Return a file's bytes. Raises OSError, and UnreadableDocumentError if the file is too large."""
    check_size(path.stat().st_size)
    return path.read_bytes()


def read_text(
    content: bytes,
    description: Description,
    *,
    name: str = "document",
    document_format: DocumentFormat | None = None,
) -> IncomingText:
    """Read a document's bytes; `name` is the file name. Raises UnreadableDocumentError."""
    converted = convert_document(content, document_format, name)
    stem = name.rpartition(".")[0] or name
    return IncomingText(
        description.title or converted.title or stem,
        description,
        converted.text,
        hashlib.sha256(content).hexdigest(),
        build_passages(converted.text),
        name,
    )


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
