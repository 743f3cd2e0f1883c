"""What curators do at a document's desk: each action is one change in the history, and can be undone."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from films.evidence.desk.accepting import accept
from films.evidence.desk.context import RefusedError
from films.evidence.desk.fact_writer import FactWriter
from films.evidence.desk.forms import FORMS, filled_in
from films.history.planning import change_in_effect
from films.history.recording import LONGEST_SUMMARY, Recording, recording
from films.history.undoing import undo
from films.models import FACT_MODELS, Action, Change, Citation, Document, Fact, Passage, Proposal, State
from films.models.proposals import Decision

NOTHING_NEW = "Read, nothing new here."
MOST_PUBLISHED = 2000  # entries that one change publishes


class DecidedMeanwhileError(Exception):
    """Somebody else has decided about a proposal; the message says who did what, and when."""

    def __init__(self, proposal: Proposal) -> None:
        who = proposal.decided_by or "Somebody"
        when = f" at {proposal.decided_at:%H:%M on %-d %B}" if proposal.decided_at else ""
        done = proposal.get_decision_display().lower()
        why = f": “{proposal.reason}”" if proposal.reason else ""
        super().__init__(f"{who} {done} this{when}{why}. Nothing was changed.")


@dataclass(frozen=True)
class Accepted:
    """A fact that was accepted, and what the history says of that."""

    fact: Fact
    summary: str


def at_desk(document: Document, curator: str, action: Action, summary: str) -> AbstractContextManager[Recording]:
    """Record what is done at a document's desk as one change, which its curator can undo there."""
    return recording(
        curator, action, f"At the desk of {document}", summary=summary[:LONGEST_SUMMARY], document_id=document.pk
    )


def still_waiting(proposal: Proposal) -> Proposal:
    """Return the proposal as it is by now. Raises DecidedMeanwhileError where it no longer waits."""
    present: Proposal = Proposal.objects.select_related("document__film", "passage").get(pk=proposal.pk)
    if present.decision != Decision.WAITING:
        raise DecidedMeanwhileError(present)
    return present


def accept_proposal(proposal: Proposal, data: Mapping[str, Any] | None, curator: str) -> Accepted:
    """Accept a proposal, as `data` has edited it, if that is given.

    Raises RefusedError and DecidedMeanwhileError, and then changes nothing.
    """
    with at_desk(proposal.document, curator, Action.ACCEPT, "Accepted a proposal") as recorded:
        present = still_waiting(proposal)
        form = filled_in(present.kind, present.content, data)
        fact = accept(present.kind, form, present.document, present.passage)
        decide(present, Decision.ACCEPTED, curator)
        return Accepted(fact, recorded.summarize(f"Accepted: {fact}"))


def decide(proposal: Proposal, decision: Decision, curator: str, reason: str = "") -> None:
    now = timezone.now().replace(microsecond=0)
    FactWriter().change(proposal, reason=reason, decision=decision, decided_by=curator, decided_at=now)


def reject_proposal(proposal: Proposal, reason: str, curator: str) -> str:
    """Reject a proposal for a reason, and return what the history says of it.

    Raises ValidationError without a reason, and DecidedMeanwhileError; then nothing is changed.
    """
    if not reason.strip():
        raise ValidationError("Say why the proposal is rejected.")
    summary = f"Rejected: {proposal.get_kind_display().lower()}"
    with at_desk(proposal.document, curator, Action.REJECT, summary):
        decide(still_waiting(proposal), Decision.REJECTED, curator, reason.strip())
    return summary


def accept_all(
    document: Document, proposals: Iterable[Proposal], curator: str
) -> tuple[list[Accepted], list[str]]:
    """Accept proposals as they are, in one change; return what was accepted, and why the others were not."""
    accepted: list[Accepted] = []
    left: list[str] = []
    with at_desk(document, curator, Action.ACCEPT, "Accepted proposals") as recorded:
        for proposal in proposals:
            try:
                accepted.append(accept_as_is(document, proposal, curator))
            except (RefusedError, DecidedMeanwhileError) as reason:
                left.append(str(reason))
        recorded.summarize(f"Accepted {len(accepted)} at once")
    return accepted, left


def accept_as_is(document: Document, proposal: Proposal, curator: str) -> Accepted:
    """Accept one of several proposals, by itself: where it is refused, it leaves no trace."""
    document = Document.objects.select_related("film").get(pk=document.pk)
    with transaction.atomic():
        present = still_waiting(proposal)
        form = filled_in(present.kind, present.content)
        fact = accept(present.kind, form, document, present.passage)
        decide(present, Decision.ACCEPTED, curator)
    return Accepted(fact, f"Accepted: {fact}")


def take(kind: str, data: Mapping[str, Any], passage: Passage, curator: str) -> Accepted:
    """Enter a fact that nobody proposed from a sentence. Raises RefusedError, and then changes nothing."""
    with at_desk(passage.document, curator, Action.ENTER, "Entered a fact") as recorded:
        fact = accept(kind, FORMS[kind].form(data), passage.document, passage)
        return Accepted(fact, recorded.summarize(f"Entered: {fact}"))


def set_aside(passage: Passage, curator: str, reason: str = NOTHING_NEW) -> str:
    """Note that a sentence was read and holds nothing new, and return what the history says of it.

    Where that is noted already, or a fact cites the sentence, nothing is changed, and nothing returned.
    """
    present: Passage = Passage.objects.select_related("document").get(pk=passage.pk)
    if present.set_aside or Citation.objects.filter(passage=present).exists():
        return ""
    summary = f"Nothing new: {present.first_words} …"
    with at_desk(present.document, curator, Action.SET_ASIDE, summary):
        FactWriter().change(present, set_aside=reason)
    return summary


def cite_instead(citation: Citation, passage: Passage, curator: str) -> None:
    """Let a citation that lost its sentence cite another one. Raises ValidationError where it is cited already."""
    document, summary = passage.document, f"Cited another sentence: {citation.fact}"
    why = f"Its document was revised: {document}"
    with recording(curator, Action.CITE, why, summary=summary, document_id=document.pk):
        FactWriter().change(citation, passage=passage)


def publish(document: Document, curator: str) -> list[Fact]:
    """Publish the drafts that a sentence of the document supports as it stands; return them."""
    with at_desk(document, curator, Action.PUBLISH, "Published entries") as recorded:
        drafts: list[Fact] = []
        for kind, model in FACT_MODELS.items():
            cited = Citation.objects.filter(
                passage__document=document, passage__lost_sentence="", reading="", **{f"{kind}__isnull": False}
            )
            found = model._default_manager.filter(state=State.DRAFT, pk__in=cited.values(kind))
            drafts += found.order_by("pk")[: MOST_PUBLISHED - len(drafts)]
        for fact in drafts:
            FactWriter().change(fact, state=State.PUBLISHED)
        recorded.summarize(f"Published {len(drafts)} entries")
    return drafts


def last_change(document: Document, curator: str) -> Change | None:
    """Return the last change that a curator made at a document's desk and that is not undone."""
    made = Change.objects.filter(document_id=document.pk, curator=curator)
    return next((change for change in made.iterator() if change_in_effect(change)), None)


def undo_last(document: Document, curator: str) -> Change | None:
    """Undo the curator's last change at the document's desk, and return it; None without one.

    Raises CannotUndoError where something stands in the way; then nothing is undone.
    """
    change = last_change(document, curator)
    if change is not None:
        undo(change, curator)
    return change
