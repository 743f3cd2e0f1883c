"""Define the types of citations and passages."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from films.evidence.documents.anchors import Standing
from films.models.evidence import Basis
from films.views.api.shapes.naming import DocumentLink, doc, one_of


class Passage(Struct, frozen=True):
    """A sentence of a document: its position, and how to recognise it without its text."""

    document: DocumentLink
    section: str
    section_inferred: Annotated[bool, doc("Whether the heading is missing from the text and was inferred.")]
    paragraph: Annotated[int, doc("Its number in the section, from 1.")]
    sentence: Annotated[int, doc("Its number in the paragraph, from 1.")]
    sentence_sha256: Annotated[
        str,
        doc(
            "Hash of the sentence in UTF-8 and NFC, each run of white space made one space.",
            pattern="^[0-9a-f]{64}$",
        ),
    ]
    first_words: str
    last_words: str
    source_url: Annotated[
        str, doc("The source's own page with a text fragment, so that a browser marks the sentence, or empty.")
    ]


class Citation(Struct, frozen=True):
    """What supports a fact, or one field of it: a sentence of a document, or general knowledge with a reason."""

    id: UUID
    field: Annotated[str, doc("The field it supports, or empty if it supports the whole fact.")]
    basis: Annotated[str, one_of(Basis)]
    standing: Annotated[
        str,
        doc("Whether the sentence could be checked against the text held here."),
        Meta(extra_json_schema={"enum": [standing.value for standing in Standing]}),
    ]
    passage: Annotated[Passage | None, doc("Null for general knowledge.")]
    reading: Annotated[str, doc("What the sentence says instead, if it differs from the fact.")]
    reason: Annotated[str, doc("Why it is known without a document, or why the fact keeps its own value.")]
