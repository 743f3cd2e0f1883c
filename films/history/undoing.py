"""Undo a change, or revert a record, unless something stands in the way."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from films.batching import let_others_write
from films.history.bulk_undoing import Progress, Transaction, UndoCounts, undo_in_bulk
from films.history.ordering import parts_to_undo
from films.history.parts import ChangeInParts
from films.history.plan import CannotUndoError, Plan
from films.history.planning import left_to_undo, plan_undo, take_back_alterations
from films.history.publication import MayOnlyDraftError, check_may_publish
from films.history.recording import LONGEST_SUMMARY, recording
from films.history.reverting import plan_revert
from films.history.support import published_without_support
from films.history.writing import group_by_model, write_rows
from films.models import Action, Alteration, Change
from films.names import quoted

ALTERATIONS_AT_ONCE = 300  # undone in one transaction, which keeps others from writing


@dataclass(frozen=True)
class Undone:
    """Report an undoing: the change that did it, and the counts of what it wrote."""

    change: Change
    counts: UndoCounts


def no_progress(share: float) -> None:
    """Show no progress."""


def undo(
    change: Change,
    curator: str,
    reason: str = "",
    progress: Progress = no_progress,
    stored_in: Transaction = transaction.atomic,
) -> Undone:
    """Undo a change by a new change, which can be undone in turn.

    In a change recorded in bulk, rows that others depend on are kept and counted; it is undone in parts, each in a
    transaction that `stored_in` opens. In any other, whatever has changed since is an obstacle. Raises
    CannotUndoError for obstacles; then nothing is undone.

    Changes of many rows are undone in parts as well, so that others can write in between. What has come in the way
    of a part by then is reported likewise. Undoing the change again goes on with what an interrupted one has left.
    """
    if change.alterations.count() > ALTERATIONS_AT_ONCE and can_be_parted(plan := plan_undo(change)):
        return undo_in_parts(plan, curator, reason)
    with transaction.atomic():
        plan = plan_undo(change)
        refuse_if_hindered(plan)
        if not plan.in_bulk:
            counts = UndoCounts(len(plan.deleted), len(plan.changed) + len(plan.restored))
            summary = summary_of_undoing(change)
            return Undone(carry_out_plan(plan, curator, Action.UNDO, reason, summary, undoes=plan.change), counts)
        check_may_publish(curator, str(change))
    counts = undo_in_bulk(change, progress, stored_in)
    undoing = Change(
        curator=curator,
        action=Action.UNDO,
        reason=reason,
        summary=summary_of_undoing(change),
        undoes=plan.change,
    )
    undoing.save()
    return Undone(undoing, counts)


def summary_of_undoing(change: Change) -> str:
    return f"Undid: {change.summary}"[:LONGEST_SUMMARY]


def can_be_parted(plan: Plan) -> bool:
    """Tell whether the rows of a plan can be written in parts: none makes room for another in its table."""
    deleted, restored = ({model for model, _ in rows} for rows in (plan.deleted, plan.restored))
    return not plan.in_bulk and deleted.isdisjoint(restored)


def undo_in_parts(plan: Plan, curator: str, reason: str) -> Undone:
    """Carry out a plan in parts, each in a transaction of its own, and planned once more in it.

    Raises CannotUndoError, and then undoes no more.
    """
    refuse_if_hindered(plan)
    if plan.change is None:
        raise LookupError("There is no change to undo.")
    change = plan.change
    interrupted = Change.objects.filter(undoes=change).first()
    summary = summary_of_undoing(change)
    undoing = ChangeInParts(curator, Action.UNDO, reason, summary=summary, change=interrupted, undoes=change)
    counts = UndoCounts()
    for alterations in parts_to_undo(plan, left_to_undo(change), ALTERATIONS_AT_ONCE):
        part = Plan(change=change)
        try:
            with undoing.part():
                if undoing.change is None and Change.objects.filter(undoes=change).exists():
                    raise CannotUndoError([f"{quoted(change)} is being undone already."])
                take_back_alterations(part, alterations)
                carry_out_plan(part, curator, Action.UNDO, reason)
        except MayOnlyDraftError as refusal:
            raise CannotUndoError([str(refusal)]) from refusal
        counts.deleted += len(part.deleted)
        counts.restored += len(part.changed) + len(part.restored)
        let_others_write()
    undoing.finish()
    if undoing.change is None:
        raise LookupError("Undoing changed nothing.")
    return Undone(undoing.change, counts)


@transaction.atomic
def revert(alteration: Alteration, curator: str, reason: str = "") -> Change:
    """Give a record and its links the state before a change, and return the new change.

    Raises CannotUndoError if that is no longer possible; then nothing is changed.
    """
    plan = plan_revert(alteration)
    name = next(iter(plan.names.values()))
    return carry_out_plan(plan, curator, Action.REVERT, reason, f"Reverted {quoted(name)}")


def carry_out_plan(
    plan: Plan, curator: str, action: Action, reason: str, summary: str = "", **more: Any
) -> Change:
    """Write a plan as one change, or as part of the change that is being recorded.

    Raises CannotUndoError for its obstacles, for broken rules, and if the curator may not do this; then nothing is
    written.
    """
    refuse_if_hindered(plan)
    try:
        with recording(curator, action, reason, summary=summary[:LONGEST_SUMMARY], **more) as own:
            for model, keys in group_by_model(plan.identities()).items():
                own.keep(model, keys)
            write_rows(plan)
            check_rules(plan)
    except MayOnlyDraftError as refusal:
        raise CannotUndoError([str(refusal)]) from refusal
    except ValidationError as error:
        raise CannotUndoError([f"A former value is no longer possible: {' '.join(error.messages)}"]) from error
    return own.change


def refuse_if_hindered(plan: Plan) -> None:
    if plan.obstacles:
        raise CannotUndoError(plan.obstacles)


def check_rules(plan: Plan) -> None:
    """Check what the database cannot: that no record contains itself, and that published facts have evidence.

    Raises CannotUndoError if they do not.
    """
    reasons = []
    for model, key in (*plan.changed, *plan.restored):
        if any(field.related_model is model for field in model._meta.concrete_fields):
            try:
                model._base_manager.get(pk=key).clean()
            except ValidationError as error:
                reasons.append(f"{quoted(plan.names[model, key])} cannot be restored: {' '.join(error.messages)}")
    for fact in published_without_support(plan):
        reasons.append(f"{quoted(fact)} would be published without a citation that supports it. Cite it first.")
    if reasons:
        raise CannotUndoError(reasons)
