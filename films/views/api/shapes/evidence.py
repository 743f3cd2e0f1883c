"""Define the types of citations and passages."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from films.evidence.documents.anchors import Standing
from films.models import Support
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


class Words(Struct, frozen=True):
    """The words of a sentence that say a value: where they stand in it, and how to recognise them."""

    start: Annotated[int, doc("In characters from the beginning of the sentence, normalised as for its hash.")]
    end: int
    sha256: Annotated[str, doc("Hash of the words in UTF-8.", pattern="^[0-9a-f]{64}$")]


class Claim(Struct, frozen=True):
    """A value of the fact as it was when somebody confirmed it."""

    field: str
    value: Annotated[str, doc("As text; records are given by their slugs, several with spaces between.")]
    support: Annotated[
        str,
        doc(
            "How far the sentence is known to say it: `words` if its words do, `other_words` if a curator "
            "confirmed that it says so in other words, `sentence` if it was not compared; empty if no document is "
            "cited."
        ),
        one_of(Support, ""),
    ]
    words: Annotated[Words | None, doc("The words that say it, if they are known.")]
    is_waiting: Annotated[bool, doc("Whether the fact has another value now, which nobody has confirmed.")]


class Citation(Struct, frozen=True):
    """What supports a fact, or one field of it: a document's sentence, or why no document is cited."""

    id: UUID
    field: Annotated[str, doc("The field it supports, or empty if it supports the whole fact.")]
    basis: Annotated[str, one_of(Basis)]
    standing: Annotated[
        str,
        doc("Whether the sentence could be checked against the text held here."),
        Meta(extra_json_schema={"enum": [standing.value for standing in Standing]}),
    ]
    passage: Annotated[Passage | None, doc("Null if no document is cited.")]
    reading: Annotated[str, doc("What the sentence says instead, if it differs from the fact.")]
    reason: Annotated[
        str,
        doc(
            "Why it is known without a document or no source is held, how the sentence says it in other words, or "
            "why the fact keeps its own value."
        ),
    ]
    claims: Annotated[list[Claim], doc("The values that it confirms, by field.")]
    confirmed_by: Annotated[str, doc("The account of whoever confirmed them last, or empty.")]
    confirmed_at: datetime | None
