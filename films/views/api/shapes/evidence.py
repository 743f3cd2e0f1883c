"""What supports a fact."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from films.evidence.documents.anchors import Standing
from films.models.evidence import Basis
from films.views.api.shapes.naming import DocumentLink, one_of, said


class Passage(Struct, frozen=True):
    """One sentence of a document: where it stands, and how to know it again without its text."""

    document: DocumentLink
    section: str
    section_inferred: Annotated[bool, said("Whether the text at hand has lost the section's heading.")]
    paragraph: Annotated[int, said("Within the section, from 1.")]
    sentence: Annotated[int, said("Within the paragraph, from 1.")]
    sentence_sha256: Annotated[
        str,
        said(
            "Of the sentence in UTF-8 and NFC, each run of white space made one space.", pattern="^[0-9a-f]{64}$"
        ),
    ]
    first_words: str
    last_words: str
    source_url: Annotated[
        str, said("The source's own page with a text fragment, by which a browser marks the sentence; or empty.")
    ]


class Citation(Struct, frozen=True):
    """What supports a fact, or one field of it: a sentence of a document, or general knowledge with a reason."""

    id: UUID
    field: Annotated[str, said("The field it supports; empty where it supports the whole fact.")]
    basis: Annotated[str, one_of(Basis)]
    standing: Annotated[
        str,
        said("Whether the sentence could be checked against the text held here."),
        Meta(extra_json_schema={"enum": [standing.value for standing in Standing]}),
    ]
    passage: Annotated[Passage | None, said("Null for general knowledge.")]
    reading: Annotated[str, said("What the sentence says instead, where it differs from the fact.")]
    reason: Annotated[str, said("Why it is known without a document, or why the other reading is not preferred.")]
