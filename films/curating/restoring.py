"""Going back: one record as it was before a change, or everything that a change did, undone.

The models' own rules are checked again in the end, since much may have happened in between.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers import sort_dependencies
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector

from films.batching import BATCH, batched
from films.curating.recording import LONGEST_SUMMARY, Recording, recording
from films.curating.states import Values, altered, model_of, record_with, stored
from films.evidence.documents.anchors import is_supported
from films.models import Action, Alteration, Change, State

MAX_REASONS = 20  # why something cannot be done; more help nobody

Key = tuple[str, int]


class CannotRestoreError(ValueError):
    """What is asked for contradicts what has happened since; `reasons` says how, a sentence each."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = list(dict.fromkeys(reasons))[:MAX_REASONS]
        super().__init__(" ".join(self.reasons))


def revert(alteration: Alteration, curator: str, reason: str = "", *, may_publish: bool = True) -> None:
    """Make a record what it was before a change.

    Raises CannotRestoreError where a rule forbids that by now, or where the curator may not publish and the record
    is published or would be; then nothing is changed.
    """
    now = stored(model_of(alteration.kind), [alteration.record_id]).get(alteration.record_id)
    if alteration.before is None:
        raise CannotRestoreError([f"Before that change, there was no “{alteration.name}”. Delete it instead."])
    if now is None:
        raise CannotRestoreError([f"“{alteration.name}” has been deleted. Undo the change that deleted it first."])
    if not altered(now.values, alteration.before):
        raise CannotRestoreError([f"“{alteration.name}” is as it was then already."])
    states = {now.values.get("state"), alteration.before.get("state")}
    if State.PUBLISHED in states and not may_publish:
        raise CannotRestoreError(["That would change what is published: ask an editor."])
    with recording(curator, Action.REVERT, reason, summary=f"Reverted “{now.name}”"[:LONGEST_SUMMARY]):
        write([(alteration, alteration.before)])
        check([alteration])


def undo(change: Change, curator: str, reason: str = "") -> Change:
    """Undo all that a change did, and return the change that does so, which can be undone as well.

    Raises CannotRestoreError where anything that it did has been changed since; then nothing is undone.
    """
    if Change.objects.filter(undoes=change).exists():
        raise CannotRestoreError([f"“{change}” has been undone already."])
    alterations = list(change.alterations.all())
    if reasons := contradictions(alterations):
        raise CannotRestoreError(reasons)
    summary = f"Undid: {change.summary}"[:LONGEST_SUMMARY]
    with recording(curator, Action.UNDO, reason, summary=summary, undoes=change) as undoing:
        put_back([one for one in reversed(alterations) if one.before is not None and one.after is not None])
        delete([one for one in alterations if one.before is None], undoing)
        write([(one, one.before) for one in reversed(alterations) if one.after is None])
        check([one for one in alterations if one.before is not None])
    return undoing.change


def contradictions(alterations: list[Alteration]) -> list[str]:
    """Say, a sentence each, where records are no longer as a change left them in what it changed."""
    now = present(alterations)
    reasons = []
    for one in alterations:
        values = now.get((one.kind, one.record_id))
        if one.after is None:
            if values is not None:
                reasons.append(f"“{one.name}” is there again.")
        elif values is None:
            reasons.append(f"“{one.name}” has been deleted since.")
        else:
            names = altered(one.before, one.after) if one.before else list(one.after)
            changed = [name for name in names if values.get(name) != one.after[name]]
            if changed:
                reasons.append(f"“{one.name}” has been changed since, in {labels(one.kind, changed)}.")
    return reasons


def present(alterations: list[Alteration]) -> dict[Key, Values]:
    keys: dict[str, list[int]] = {}
    for one in alterations:
        keys.setdefault(one.kind, []).append(one.record_id)
    return {
        (kind, key): record.values
        for kind, some in keys.items()
        for key, record in stored(model_of(kind), some).items()
    }


def labels(kind: str, names: Iterable[str]) -> str:
    meta = model_of(kind)._meta
    return ", ".join(str(getattr(meta.get_field(name), "verbose_name", name)) for name in names)


def put_back(alterations: list[Alteration]) -> None:
    """Give back to records what a change took from them, and leave alone what it did not touch."""
    now = present(alterations)
    write(
        (one, now[one.kind, one.record_id] | {name: one.before[name] for name in altered(one.before, one.after)})
        for one in alterations
    )


def write(records: Iterable[tuple[Alteration, Values]]) -> None:
    """Save records with these values. Links may point to what is yet to be restored: the end of all decides."""
    for one, values in records:
        written = record_with(one.kind, one.record_id, values)
        try:
            with transaction.atomic():
                written.save()
        except IntegrityError as error:
            raise CannotRestoreError(
                [f"“{one.name}” cannot be as it was: {broken_rule(written.object, error)}"]
            ) from error


def broken_rule(record: Any, error: IntegrityError) -> str:
    """Say in words which rule the database says is broken."""
    try:
        record.full_clean()
    except ValidationError as broken:
        return " ".join(broken.messages)
    return f"the database says {error}."


def delete(alterations: list[Alteration], undoing: Recording) -> None:
    """Delete records that a change made, unless others have come to depend on them."""
    made: dict[type[Model], list[int]] = {}
    for one in reversed(alterations):
        made.setdefault(model_of(one.kind), []).append(one.record_id)
    for model in reversed(sort_dependencies([(None, list(made))])):
        undoing.keep(model, made[model])
        for keys in batched(made[model], 1 if links_to_itself(model) else BATCH):
            records = list(model._base_manager.filter(pk__in=keys))
            if dependents(records, made):
                raise CannotRestoreError(
                    f"“{record}” is needed by “{other}”, which came later."
                    for record in records
                    for other in dependents([record], made)
                )
            collected(records).delete()


def links_to_itself(model: type[Model]) -> bool:
    return any(field.related_model is model for field in model._meta.fields)


def collected(records: list[Any]) -> Collector:
    """Collect what goes with records. Raises ProtectedError for what hinders their going."""
    collector = Collector(using="default")
    collector.collect(records)
    return collector


def dependents(records: list[Any], made: dict[type[Model], list[int]]) -> list[Model]:
    """Return what would go with records, hinder their going, or lose a link by it, and was not made with them."""
    if not records:
        return []
    try:
        collector = collected(records)
    except ProtectedError as error:
        found = list(error.protected_objects)
    else:
        found = [other for others in collector.data.values() for other in others]
        for links in collector.fast_deletes:
            found += [] if links.model._meta.auto_created else list(links)
    for relation in records[0]._meta.related_objects:
        if relation.many_to_many:
            found += relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": records})
    known = {model: set(keys) for model, keys in made.items()}
    return [other for other in found if other.pk not in known.get(type(other), ())]


def check(alterations: list[Alteration]) -> None:
    """Check on records that were restored what the database did not check as they were written.

    Raises CannotRestoreError for what breaks one.
    """
    reasons = []
    now = present(alterations)
    for one in alterations:
        record: Any = model_of(one.kind)._base_manager.get(pk=one.record_id)
        try:
            record.clean_fields()
            record.clean()
        except ValidationError as error:
            reasons.append(f"“{one.name}” cannot be as it was: {' '.join(error.messages)}")
        lists = [field.name for field in record._meta.many_to_many if field.name in altered(one.before, one.after)]
        if lost := [name for name in lists if now[one.kind, one.record_id][name] != one.before[name]]:
            reasons.append(f"“{one.name}” cannot be as it was: of its {labels(one.kind, lost)}, some are gone.")
        was_draft = one.after is not None and one.after.get("state") == State.DRAFT
        if was_draft and record.state == State.PUBLISHED and not is_supported(record):
            reasons.append(f"“{one.name}” was published, but has no citation now that stands. Cite it first.")
    if reasons:
        raise CannotRestoreError(reasons)
