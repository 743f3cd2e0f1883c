"""Undo a change, or revert a record, completely or not at all."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from films.history.bulk_undoing import Progress, Transaction, UndoCounts, undo_in_bulk
from films.history.plan import CannotUndoError, Plan
from films.history.planning import plan_undo
from films.history.publication import MayOnlyDraftError, check_may_publish
from films.history.recording import LONGEST_SUMMARY, recording
from films.history.reverting import plan_revert
from films.history.support import published_without_support
from films.history.writing import group_by_model, write_rows
from films.models import Action, Alteration, Change
from films.names import quoted


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
    """
    with transaction.atomic():
        plan = plan_undo(change)
        summary = f"Undid: {change.summary}"[:LONGEST_SUMMARY]
        refuse_if_hindered(plan)
        if not plan.in_bulk:
            counts = UndoCounts(len(plan.deleted), len(plan.changed) + len(plan.restored))
            return Undone(carry_out_plan(plan, curator, Action.UNDO, reason, summary, undoes=plan.change), counts)
        check_may_publish(curator, str(change))
    counts = undo_in_bulk(change, progress, stored_in)
    undoing = Change(curator=curator, action=Action.UNDO, reason=reason, summary=summary, undoes=plan.change)
    undoing.save()
    return Undone(undoing, counts)


@transaction.atomic
def revert(alteration: Alteration, curator: str, reason: str = "") -> Change:
    """Give a record and its links the state before a change, and return the new change.

    Raises CannotUndoError if that is no longer possible; then nothing is changed.
    """
    plan = plan_revert(alteration)
    name = next(iter(plan.names.values()))
    return carry_out_plan(plan, curator, Action.REVERT, reason, f"Reverted {quoted(name)}")


def carry_out_plan(plan: Plan, curator: str, action: Action, reason: str, summary: str, **more: Any) -> Change:
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
