"""Define the types of how well facts are supported."""

from typing import Annotated

from msgspec import Struct

from films.views.api.shapes.naming import DocumentLink, doc


class Quality(Struct, frozen=True):
    """The values of published facts, each counted once, by the best evidence for it."""

    facts: Annotated[int, doc("Published facts; 0 for a document.")]
    values: Annotated[int, doc("Values in them; for a document, those that its sentences are cited for.")]
    words: Annotated[int, doc("The words of a cited sentence say the value.")]
    other_words: Annotated[int, doc("A curator confirmed that the sentence says it in other words.")]
    sentence: Annotated[int, doc("A sentence is cited, and was not compared with the value.")]
    general_knowledge: Annotated[int, doc("Generally known, for the reason given.")]
    no_source: Annotated[int, doc("No source is held, for the reason given.")]
    waiting: Annotated[int, doc("Cited for another value, and to be confirmed anew.")]
    not_cited: Annotated[int, doc("From a data set, without a citation.")]
    conflicting: Annotated[int, doc("Other values that sources give, besides the preferred ones.")]


class KindQuality(Struct, frozen=True):
    kind: str
    quality: Quality


class DocumentQuality(Struct, frozen=True):
    document: DocumentLink
    quality: Quality


class QualityReport(Struct, frozen=True):
    """How well the published facts are supported."""

    total: Quality
    kinds: list[KindQuality]
    documents: list[DocumentQuality]
