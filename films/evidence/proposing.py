"""Store extracted facts as proposals that wait for a curator's decision."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction

from films.kinds.registry import naming_field
from films.models import Document, Passage, Proposal, ProposalKind
from films.models.films import RelationKind
from films.models.notes import Topic
from films.models.proposals import LONGEST_NAME, Decision

if TYPE_CHECKING:
    from films.evidence.extraction.types import ExtractedFact

BASED_ON = "based_on"
ProposalIdentity = tuple[str, str, str]
"""What makes two proposals one: kind, content, and the hash of the sentence."""


@transaction.atomic
def propose(document: Document, proposed: Iterable["ExtractedFact"]) -> int:
    """Store facts as proposals, each at its sentence; return how many proposals are undecided.

    Facts that a curator has already decided about are not proposed again, even if their sentence has moved.
    Undecided proposals from an earlier extraction that this one does not repeat are deleted. Facts of an unknown
    kind, or without a sentence of the document, are ignored.
    """
    decided: set[ProposalIdentity] = set()
    waiting: dict[ProposalIdentity, int] = {}
    for proposal in document.proposals.select_related("passage"):
        identity = proposal_identity(proposal.kind, proposal.content, proposal.passage)
        if proposal.decision == Decision.WAITING and not proposal.passage.lost_sentence:
            waiting[identity] = proposal.pk
        elif proposal.decision != Decision.WAITING:
            decided.add(identity)
    passages = {passage.start: passage for passage in document.passages.filter(lost_sentence="")}
    again: set[ProposalIdentity] = set()
    fresh: list[Proposal] = []
    for fact in proposed:
        passage = passages.get(fact.sentence[0])
        if passage is None or fact.kind not in ProposalKind.values:
            continue
        kind, content = proposal_fields(fact)
        identity = proposal_identity(kind, content, passage)
        if identity not in decided and identity not in waiting and identity not in again:
            fresh.append(
                Proposal(
                    document=document,
                    passage=passage,
                    kind=kind,
                    content=content,
                    name=str(content.get(naming_field(kind)) or "")[:LONGEST_NAME],
                    rule=fact.rule,
                    confidence=fact.confidence,
                )
            )
        again.add(identity)
    outdated = document.proposals.filter(decision=Decision.WAITING)
    outdated.exclude(pk__in=[pk for identity, pk in waiting.items() if identity in again]).delete()
    Proposal.objects.bulk_create(fresh)
    return document.proposals.filter(decision=Decision.WAITING).count()


def proposal_fields(fact: "ExtractedFact") -> tuple[str, dict[str, Any]]:
    """Return the kind and content of the proposal for an extracted fact.

    A work that the film is based on becomes a note on its script; if that work is a film, this one is its remake.
    """
    if fact.fields.get("relation") != BASED_ON:
        return fact.kind, fact.fields
    source = fact.fields
    if source["work"] == "film":
        return fact.kind, {"relation": RelationKind.REMAKE, "title": source["title"], "year": source["year"]}
    work = f"the {source['work']} {source['title'] or ''}".strip()
    year = f" of {source['year']}" if source["year"] else ""
    author = f" by {source['author']}" if source["author"] else ""
    text = f"The story comes from {work}{year}{author}."
    return ProposalKind.NOTE, {"topic": Topic.SCRIPT, "heading": f"Source: {work}", "text": text}


def proposal_identity(kind: str, content: dict[str, Any], passage: Passage) -> ProposalIdentity:
    return kind, json.dumps(content, sort_keys=True, default=str), passage.sha256
