"""Do what curators do at a document's desk; each action is one change in the history and can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from films.evidence.claims import move_claims
from films.evidence.desk.accepting import accept_form
from films.evidence.desk.certainty import experience_with
from films.evidence.desk.forms import form_for_proposal, is_edited
from films.evidence.gaps import evidence_gaps
from films.history.planning import change_in_effect
from films.history.recording import LONGEST_SUMMARY, Recording, recording
from films.history.rows import kind_of
from films.history.undoing import undo
from films.kinds.accept_context import RefusedError
from films.kinds.fact_writer import FactWriter
from films.kinds.forms import FactForm
from films.kinds.registry import DESK_FORMS, naming_field
from films.models import (
    FACT_MODELS,
    Action,
    Alteration,
    Change,
    Citation,
    Document,
    Fact,
    Passage,
    Proposal,
    State,
)
from films.models.proposals import Decision
from films.names import quoted

NOTHING_NEW = "Read, nothing new here."
MOST_PUBLISHED = 2000  # records in one change


class AlreadyDecidedError(Exception):
    """Report that somebody else has decided about a proposal: who, what and when."""

    def __init__(self, proposal: Proposal) -> None:
        who = proposal.decided_by or "Somebody"
        when = f" at {proposal.decided_at:%H:%M on %-d %B}" if proposal.decided_at else ""
        done = proposal.get_decision_display().lower()
        why = f": “{proposal.reason}”" if proposal.reason else ""
        super().__init__(f"{who} {done} this{when}{why}. Nothing was changed.")
        self.proposal = proposal


@dataclass(frozen=True)
class AcceptedFact:
    """Hold a fact that was taken from a sentence as one of a kind, and its summary in the history."""

    fact: Fact
    summary: str
    kind: str
    passage: Passage


def record_at_desk(
    document: Document, curator: str, action: Action, summary: str
) -> AbstractContextManager[Recording]:
    """Record an action at a document's desk as one change, which the curator can undo there."""
    return recording(
        curator, action, f"At the desk of {document}", summary=summary[:LONGEST_SUMMARY], document_id=document.pk
    )


def undecided_proposal(proposal: Proposal) -> Proposal:
    """Return the proposal as it is stored now.

    Raises AlreadyDecidedError if it has been decided, and Proposal.DoesNotExist if its document has it no longer.
    """
    found = Proposal.objects.select_related("document__film", "passage")
    present: Proposal = found.get(pk=proposal.pk, document=proposal.document_id)
    if present.decision != Decision.WAITING:
        raise AlreadyDecidedError(present)
    present.passage.document = present.document
    return present


def accept_proposal(proposal: Proposal, data: Mapping[str, Any] | None, curator: str) -> AcceptedFact:
    """Accept a proposal, with the edits in `data` if given.

    Raises RefusedError and AlreadyDecidedError, and then changes nothing.
    """
    with record_at_desk(proposal.document, curator, Action.ACCEPT, "Accepted a proposal") as recorded:
        present = undecided_proposal(proposal)
        form = form_for_proposal(present.kind, present.content, data)
        fact = accept_present(present, form, curator)
        return AcceptedFact(fact, recorded.summarize(f"Accepted: {fact}"), present.kind, present.passage)


def accept_present(present: Proposal, form: FactForm, curator: str) -> Fact:
    """Accept a proposal that was just read, and keep with it whether it was right and what its name meant."""
    cited = accept_form(present.kind, form, present.document, present.passage)
    record = cited.meant.get(naming_field(present.kind))
    meant = getattr(record, "slug", "")
    record_decision(present, Decision.ACCEPTED, curator, is_edited=is_edited(form), meant=meant)
    return cited.fact


def record_decision(proposal: Proposal, decision: Decision, curator: str, **more: Any) -> None:
    now = timezone.now().replace(microsecond=0)
    FactWriter().update(proposal, decision=decision, decided_by=curator, decided_at=now, **more)


def reject_proposal(proposal: Proposal, reason: str, curator: str) -> Proposal:
    """Reject a proposal for a reason, and return it as it is stored now.

    Raises ValidationError if there is no reason, and AlreadyDecidedError; then nothing is changed.
    """
    with record_at_desk(proposal.document, curator, Action.REJECT, "Rejected a proposal") as recorded:
        present = undecided_proposal(proposal)
        if not reason.strip():
            raise ValidationError("Say why the proposal is rejected.")
        record_decision(present, Decision.REJECTED, curator, reason=reason.strip())
        recorded.summarize(f"Rejected: {present.get_kind_display().lower()}")
    return present


def accept_all(
    document: Document, proposals: Iterable[Proposal], curator: str
) -> tuple[list[AcceptedFact], list[str]]:
    """Accept proposals unedited in one change; return the accepted facts, and why the others were refused.

    A name means the record that was decided for it before, if one was.
    """
    accepted: list[AcceptedFact] = []
    left: list[str] = []
    with record_at_desk(document, curator, Action.ACCEPT, "Accepted proposals") as recorded:
        proposals = list(proposals)
        meant = experience_with(proposals).records_meant(proposals)
        for proposal in proposals:
            try:
                accepted.append(accept_as_is(proposal, meant.get(proposal.pk), curator))
            except (RefusedError, AlreadyDecidedError) as reason:
                left.append(str(reason))
            except Proposal.DoesNotExist:
                left.append("A proposal is there no longer.")
        recorded.summarize(f"Accepted {len(accepted)} at once")
    return accepted, left


def accept_as_is(proposal: Proposal, meant: Model | None, curator: str) -> AcceptedFact:
    """Accept one of several proposals in its own savepoint, so that a refusal leaves no trace."""
    with transaction.atomic():
        present = undecided_proposal(proposal)
        choice = {f"{naming_field(present.kind)}_is": str(meant.pk)} if meant else {}
        form = form_for_proposal(present.kind, {**present.content, **choice})
        fact = accept_present(present, form, curator)
    return AcceptedFact(fact, f"Accepted: {fact}", present.kind, present.passage)


def enter_fact(
    kind: str, data: Mapping[str, Any], passage: Passage, curator: str, marked: str = ""
) -> AcceptedFact:
    """Enter a fact from a sentence without a proposal. Raises RefusedError, and then changes nothing."""
    with record_at_desk(passage.document, curator, Action.ENTER, "Entered a fact") as recorded:
        fact = accept_form(kind, DESK_FORMS[kind].form(data), passage.document, passage, marked).fact
        return AcceptedFact(fact, recorded.summarize(f"Entered: {fact}"), kind, passage)


def set_aside(passages: Sequence[Passage], curator: str, reason: str = NOTHING_NEW) -> str:
    """Mark sentences of one document as read with nothing new in them, and return the summary in the history.

    Those that are marked already, or that a fact cites, stay as they are; if all do, an empty string is returned.
    """
    keys = [passage.pk for passage in passages]
    open_now = Passage.objects.filter(pk__in=keys, set_aside="", citations=None).select_related("document")
    present = list(open_now.order_by("ordinal"))
    if not present:
        return ""
    summary = f"Nothing new: {present[0].first_words} …"
    if len(present) > 1:
        summary += f" and {len(present) - 1} more"
    with record_at_desk(present[0].document, curator, Action.SET_ASIDE, summary):
        writer = FactWriter()
        for passage in present:
            writer.update(passage, set_aside=reason)
    return summary


def sentences_of_section(passage: Passage) -> QuerySet[Passage]:
    """Return the sentences below the heading that a sentence stands below, in order.

    Another section of the same name is another section.
    """
    standing = passage.document.passages.filter(lost_sentence="").order_by("ordinal")
    same = Q(section=passage.section, section_inferred=passage.section_inferred)
    ordinals = standing.exclude(same).values_list("ordinal", flat=True)
    above = ordinals.filter(ordinal__lt=passage.ordinal).last() or 0
    below = ordinals.filter(ordinal__gt=passage.ordinal).first()
    section = standing.filter(ordinal__gt=above)
    return section if below is None else section.filter(ordinal__lt=below)


def cite_instead(citation: Citation, passage: Passage, curator: str) -> None:
    """Make a citation that lost its sentence cite another one. Raises ValidationError if that is already cited."""
    document, summary = passage.document, f"Cited another sentence: {citation.fact}"
    why = f"Its document was revised: {document}"
    with recording(curator, Action.CITE, why, summary=summary, document_id=document.pk):
        citation.passage = passage
        move_claims(citation)
        FactWriter().update(citation, passage=passage, claims=citation.claims)


def publish_cited(document: Document, curator: str) -> tuple[list[Fact], list[str]]:
    """Publish the drafts that cite the document and are confirmed; return them, and why the others are not."""
    with record_at_desk(document, curator, Action.PUBLISH, "Published records") as recorded:
        drafts: list[Fact] = []
        left: list[str] = []
        for kind, model in FACT_MODELS.items():
            cited = Citation.objects.filter(
                passage__document=document, passage__lost_sentence="", reading="", **{f"{kind}__isnull": False}
            )
            found = model._default_manager.filter(state=State.DRAFT, pk__in=cited.values(kind))
            drafts += found.order_by("pk")[: MOST_PUBLISHED - len(drafts)]
        published = []
        for fact in drafts:
            if gaps := evidence_gaps(fact):
                left.append(f"{quoted(fact)}: {'; '.join(map(str, gaps))}.")
            else:
                FactWriter().update(fact, state=State.PUBLISHED)
                published.append(fact)
        recorded.summarize(f"Published {len(published)} records")
    return published, left


def last_change_at_desk(document: Document, curator: str) -> Change | None:
    """Return the curator's last change at a document's desk that has not been undone."""
    made = Change.objects.filter(document_id=document.pk, curator=curator).select_related("undone_by")
    in_effect = (
        change for change in made.iterator() if not hasattr(change, "undone_by") or change_in_effect(change)
    )
    return next(in_effect, None)


def document_last_changed(curator: str) -> Document | None:
    """Return the document at whose desk the curator's last change was made."""
    made = Change.objects.filter(curator=curator).exclude(document_id=None)
    return Document.objects.defer("text").filter(pk__in=made.order_by("-pk").values("document_id")[:1]).first()


def undo_last(document: Document, curator: str) -> Change | None:
    """Undo the curator's last change at the document's desk and return it; None if there is none.

    Raises CannotUndoError if something stands in the way; then nothing is undone.
    """
    change = last_change_at_desk(document, curator)
    if change is not None:
        undo(change, curator)
    return change


def changes_of_others(document: Document, curator: str, since: int) -> tuple[list[Change], int]:
    """Return what others changed or undid at a document's desk after a change, and the last change there."""
    at_desk = Q(document_id=document.pk) | Q(undoes__document_id=document.pk)
    later = list(Change.objects.filter(at_desk, pk__gt=since).order_by("pk"))
    return [change for change in later if change.curator != curator], max([since, *(one.pk for one in later)])


def proposals_of(changes: Iterable[Change]) -> list[int]:
    """Return the keys of the proposals that changes decided, or opened again."""
    decided = Alteration.objects.filter(change__in=changes, kind=kind_of(Proposal))
    return list(dict.fromkeys(alteration.record_id for alteration in decided))


def passages_of(changes: Iterable[Change]) -> set[int]:
    """Return the keys of the passages that changes were about, themselves or by citations and proposals."""
    found = set(Proposal.objects.filter(pk__in=proposals_of(changes)).values_list("passage", flat=True))
    of_kinds = Alteration.objects.filter(change__in=changes, kind__in=(kind_of(Passage), kind_of(Citation)))
    for alteration in of_kinds:
        if alteration.kind == kind_of(Passage):
            found.add(alteration.record_id)
        else:
            cited = (values.get("passage") for values in (alteration.before, alteration.after) if values)
            found |= {passage for passage in cited if passage}
    return found
