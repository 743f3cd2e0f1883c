"""What curators do at a document's desk: each in one transaction, each a step that can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from films.evidence.desk.accepting import accept
from films.evidence.desk.context import RefusedError
from films.evidence.desk.forms import FORMS, filled_in
from films.evidence.undoing import Record, take_back
from films.models import FACT_MODELS, Citation, Document, Fact, Passage, Proposal, State, Step
from films.models.proposals import Decision

NOTHING_NEW = "Read, nothing new here."
MOST_PUBLISHED = 2000  # entries that one step publishes


class DecidedMeanwhileError(Exception):
    """Somebody else has decided about a proposal; the message says who did what, and when."""

    def __init__(self, proposal: Proposal) -> None:
        who = proposal.decided_by or "Somebody"
        when = f" at {proposal.decided_at:%H:%M on %-d %B}" if proposal.decided_at else ""
        done = proposal.get_decision_display().lower()
        why = f": “{proposal.reason}”" if proposal.reason else ""
        super().__init__(f"{who} {done} this{when}{why}. Nothing was changed.")


@dataclass(frozen=True)
class Taken:
    """A fact that was taken, and the step that took it."""

    fact: Fact
    step: Step
    made: list[Any]


def waiting(proposal: Proposal) -> Proposal:
    """Return the proposal as it is by now. Raises DecidedMeanwhileError where it no longer waits."""
    present: Proposal = Proposal.objects.select_related("document__film", "passage").get(pk=proposal.pk)
    if present.decision != Decision.WAITING:
        raise DecidedMeanwhileError(present)
    return present


@transaction.atomic
def accept_proposal(proposal: Proposal, data: Mapping[str, Any] | None, curator: str) -> Taken:
    """Accept a proposal, as `data` has edited it, if that is given.

    Raises RefusedError and DecidedMeanwhileError, and then changes nothing.
    """
    present = waiting(proposal)
    fact, record = accept(
        present.kind, filled_in(present.kind, present.content, data), present.document, present.passage
    )
    decide(record, present, Decision.ACCEPTED, curator)
    step = record.store(present.document, curator, f"Accepted: {fact}")
    return Taken(fact, step, record.made)


def decide(record: Record, proposal: Proposal, decision: Decision, curator: str, reason: str = "") -> None:
    # The reason goes first, so that taking all of it back takes it last: a rejection always has one.
    now = timezone.now().replace(microsecond=0)
    record.change(proposal, reason=reason, decision=decision, decided_by=curator, decided_at=now)


@transaction.atomic
def reject_proposal(proposal: Proposal, reason: str, curator: str) -> Step:
    """Reject a proposal for a reason. Raises ValidationError without one, and DecidedMeanwhileError."""
    if not reason.strip():
        raise ValidationError("Say why the proposal is rejected.")
    present = waiting(proposal)
    record = Record()
    decide(record, present, Decision.REJECTED, curator, reason.strip())
    return record.store(present.document, curator, f"Rejected: {present.get_kind_display().lower()}")


@transaction.atomic
def accept_all(document: Document, proposals: Iterable[Proposal], curator: str) -> tuple[list[Taken], list[str]]:
    """Accept proposals as they are, in one step; return what was taken, and why the others were not."""
    together = Record()
    taken: list[tuple[Fact, Record]] = []
    left: list[str] = []
    for proposal in proposals:
        document = Document.objects.select_related("film").get(pk=document.pk)
        try:
            with transaction.atomic():
                present = waiting(proposal)
                form = filled_in(present.kind, present.content)
                fact, record = accept(present.kind, form, document, present.passage)
                decide(record, present, Decision.ACCEPTED, curator)
        except (RefusedError, DecidedMeanwhileError) as reason:
            left.append(str(reason))
            continue
        taken.append((fact, record))
        together.changed += record.changed
    if not taken:
        return [], left
    step = together.store(document, curator, f"Accepted {len(taken)} at once")
    return [Taken(fact, step, record.made) for fact, record in taken], left


@transaction.atomic
def take(kind: str, data: Mapping[str, Any], passage: Passage, curator: str) -> Taken:
    """Take a fact that nobody proposed from a sentence. Raises RefusedError, and then changes nothing."""
    fact, record = accept(kind, FORMS[kind].form(data), passage.document, passage)
    step = record.store(passage.document, curator, f"Taken: {fact}")
    return Taken(fact, step, record.made)


@transaction.atomic
def set_aside(passage: Passage, curator: str, reason: str = NOTHING_NEW) -> Step | None:
    """Note that a sentence was read and holds nothing new; nothing changes where that, or a fact, stands there."""
    present: Passage = Passage.objects.select_related("document").get(pk=passage.pk)
    if present.set_aside or Citation.objects.filter(passage=present).exists():
        return None
    record = Record()
    record.change(present, set_aside=reason)
    return record.store(present.document, curator, f"Nothing new: {present.first_words} …")


@transaction.atomic
def cite_instead(citation: Citation, passage: Passage, curator: str) -> Step:
    """Let a citation that lost its sentence cite another one. Raises ValidationError where it is cited already."""
    record = Record()
    document = passage.document
    record.change(citation, passage=passage)
    return record.store(document, curator, f"Cited another sentence: {citation.fact}")


@transaction.atomic
def publish(document: Document, curator: str) -> list[Fact]:
    """Publish the drafts that a sentence of the document supports as it stands; return them."""
    drafts: list[Fact] = []
    for kind, model in FACT_MODELS.items():
        cited = Citation.objects.filter(
            passage__document=document, passage__lost_sentence="", reading="", **{f"{kind}__isnull": False}
        )
        found = model._default_manager.filter(state=State.DRAFT, pk__in=cited.values(kind))
        drafts += found.order_by("pk")[: MOST_PUBLISHED - len(drafts)]
    record = Record()
    for fact in drafts:
        record.change(fact, state=State.PUBLISHED)
    if drafts:
        record.store(document, curator, f"Published {len(drafts)} entries")
    return drafts


@transaction.atomic
def undo_last(document: Document, curator: str) -> tuple[str, list[str]] | None:
    """Take back the curator's last step at the document: what it was, and what had to stay. None without one."""
    step = Step.objects.filter(document=document, curator=curator).order_by("-pk").first()
    if step is None:
        return None
    return step.summary, take_back(step)
