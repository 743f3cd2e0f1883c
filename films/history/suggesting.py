"""Turn what somebody who may only draft has changed in published facts into suggestions."""

from collections.abc import Iterable, Sequence
from typing import Any

from films.history.alterations import WrittenRow
from films.history.plan import CannotUndoError, Plan
from films.history.publication import MayOnlyDraftError
from films.history.rows import find_model, is_link, kind_of
from films.history.writing import write_rows
from films.models import Action, Alteration, Change, Citation, Fact, State, Suggestion

SUGGESTED_FIELDS = ("kind", "record_id", "owner_kind", "owner_id", "name", "before", "after")
"""What a suggestion keeps of an alteration."""
SUGGESTIBLE = (
    Action.EDIT,
    Action.BULK_EDIT,
    Action.ACCEPT,
    Action.ENTER,
    Action.CITE,
    Action.PREFER,
    Action.REVERT,
)
"""Actions that set values or cite sentences, which an editor can judge fact by fact. All others are refused."""
FactKey = tuple[str, Any]


def suggest_instead(public: Sequence[WrittenRow], change: Change) -> list[Suggestion]:
    """Give public rows back what they held before, and keep what was written to them as saved suggestions.

    Raises MayOnlyDraftError if it cannot be a suggestion: it publishes, unpublishes or deletes something, or
    changes what is no fact.
    """
    for row in public:
        refuse_unsuggestible(row, change.action)
    try:
        write_rows(plan_to_take_back(public))
    except CannotUndoError as broken:
        raise MayOnlyDraftError(public[0].known.name) from broken
    return [save_suggestion(fact, rows, change) for fact, rows in rows_by_fact(public).items()]


def refuse_unsuggestible(row: WrittenRow, action: str) -> None:
    """Raise MayOnlyDraftError unless an editor could accept what was done to this row."""
    model = row.identity[0]
    before, now = (one.values.get("state") if one else None for one in (row.before, row.now))
    if issubclass(model, Fact):
        is_suggestible = row.before is not None and row.now is not None and before == now
    elif model is Citation:
        is_suggestible = row.now is not None and (row.before is None or row.before.owner == row.now.owner)
    else:
        is_suggestible = is_link(model) and owned_by_fact(row)
    if action not in SUGGESTIBLE or not is_suggestible:
        raise MayOnlyDraftError(row.known.name, publishes=now == State.PUBLISHED and before != now)


def owned_by_fact(row: WrittenRow) -> bool:
    model = find_model(row.known.owner[0])
    return model is not None and issubclass(model, Fact)


def plan_to_take_back(rows: Iterable[WrittenRow]) -> Plan:
    plan = Plan()
    for row in rows:
        plan.names[row.identity] = row.known.name
        differences = row.differences()
        if row.now is None and row.before is not None:
            plan.restored[row.identity] = row.before.values
        elif row.before is None and row.now is not None:
            plan.deleted[row.identity] = row.now
        elif differences is not None:
            before, now = differences
            plan.changed[row.identity] = now or {}, before or {}
    return plan


def rows_by_fact(rows: Iterable[WrittenRow]) -> dict[FactKey, list[WrittenRow]]:
    """Group rows by the fact that they are about.

    Where one fact alone is altered, the citations of others that follow it belong to the same suggestion.
    """
    found: dict[FactKey, list[WrittenRow]] = {}
    for row in rows:
        found.setdefault(fact_key(row), []).append(row)
    altered = [fact for fact, some in found.items() if any(row.identity[0] is not Citation for row in some)]
    if len(altered) == 1:
        return {altered[0]: [row for some in found.values() for row in some]}
    return found


def fact_key(row: WrittenRow) -> FactKey:
    """Return the kind and key of the fact that a row states, or belongs to."""
    model, key = row.identity
    return (kind_of(model), key) if issubclass(model, Fact) else row.known.owner


def save_suggestion(fact: FactKey, rows: Iterable[WrittenRow], change: Change) -> Suggestion:
    kind, key = fact
    model = find_model(kind)
    record = model._base_manager.get(pk=key) if model else None
    altered: list[Alteration] = [one for row in rows if (one := row.alteration())]
    suggestion: Suggestion = Suggestion.objects.create(
        kind=kind,
        record_id=key,
        name=str(record)[:300],
        alterations=[{name: getattr(one, name) for name in SUGGESTED_FIELDS} for one in altered],
        why=change.reason,
        made_by=change.curator,
    )
    return suggestion
