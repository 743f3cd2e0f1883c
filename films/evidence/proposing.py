"""Store extracted facts as proposals until a curator decides about them."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from films.evidence.extraction.types import ExtractedFact
from films.models import Document, Passage, Proposal, ProposalKind
from films.models.films import RelationKind
from films.models.notes import Topic
from films.models.proposals import Decision

BASED_ON = "based_on"
Said = tuple[str, str, str]
"""What makes two proposals one: kind, content, and the hash of the sentence."""


@transaction.atomic
def propose(document: Document, proposed: Iterable[ExtractedFact]) -> int:
    """Keep proposals of facts, each at the sentence that it was read in; return how many wait now.

    What a curator has decided is not proposed again, wherever its sentence stands by now. Proposals that wait
    from an earlier reading give way to those of this one. What names no kind of `ProposalKind`, or no sentence of
    the document, is left out.
    """
    decided: set[Said] = set()
    waiting: dict[Said, int] = {}
    for proposal in document.proposals.select_related("passage"):
        said = saying(proposal.kind, proposal.content, proposal.passage)
        if proposal.decision == Decision.WAITING and not proposal.passage.lost_sentence:
            waiting[said] = proposal.pk
        elif proposal.decision != Decision.WAITING:
            decided.add(said)
    passages = {passage.start: passage for passage in document.passages.filter(lost_sentence="")}
    again: set[Said] = set()
    fresh: list[Proposal] = []
    for one in proposed:
        passage = passages.get(one.sentence[0])
        if passage is None or one.kind not in ProposalKind.values:
            continue
        kind, content = offered(one)
        said = saying(kind, content, passage)
        if said not in decided and said not in waiting and said not in again:
            fresh.append(
                Proposal(
                    document=document,
                    passage=passage,
                    kind=kind,
                    content=content,
                    confidence=one.confidence,
                )
            )
        again.add(said)
    outdated = document.proposals.filter(decision=Decision.WAITING)
    outdated.exclude(pk__in=[pk for said, pk in waiting.items() if said in again]).delete()
    Proposal.objects.bulk_create(fresh)
    return document.proposals.filter(decision=Decision.WAITING).count()


def offered(one: ExtractedFact) -> tuple[str, dict[str, Any]]:
    """Map an extracted fact to the kind and content of a proposal.

    What a film is based on is a note on its script, unless it is a film, of which this one is a remake.
    """
    if one.fields.get("relation") != BASED_ON:
        return one.kind, one.fields
    source = one.fields
    if source["work"] == "film":
        return one.kind, {"relation": RelationKind.REMAKE, "title": source["title"], "year": source["year"]}
    work = f"the {source['work']} {source['title'] or ''}".strip()
    year = f" of {source['year']}" if source["year"] else ""
    author = f" by {source['author']}" if source["author"] else ""
    text = f"The story comes from {work}{year}{author}."
    return ProposalKind.NOTE, {"topic": Topic.SCRIPT, "heading": f"Source: {work}", "text": text}


def saying(kind: str, content: dict[str, Any], passage: Passage) -> Said:
    return kind, json.dumps(content, sort_keys=True, default=str), passage.sha256
