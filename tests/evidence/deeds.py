"""What curators do with a document, in short."""

from typing import Any

from films.evidence.desk.actions import (
    AcceptedFact,
    accept_proposal,
)
from films.kinds.registry import naming_field
from films.models import (
    Document,
    Proposal,
)
from tests.cast import EDITOR

SAID_ELSEWHERE = {"other_words": "The document says so elsewhere."}


def proposal(document: Document, kind: str, sentence: int = 1, **content: Any) -> Proposal:
    """Propose what the sentence need not say in its words, unless `other_words` is given as empty."""
    content = SAID_ELSEWHERE | content
    passage = document.passages.get(ordinal=sentence)
    made: Proposal = Proposal.objects.create(
        document=document,
        passage=passage,
        kind=kind,
        content=content,
        name=str(content.get(naming_field(kind)) or ""),
        confidence=0.9,
    )
    return made


def accept(document: Document, kind: str, sentence: int = 1, **content: Any) -> AcceptedFact:
    return accept_proposal(proposal(document, kind, sentence, **content), None, EDITOR)
