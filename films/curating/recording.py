"""Recording a change: inside `recording`, every record that is saved or deleted is kept as it was and became.

Django's signals tell which records these are, so whatever saves them need not know of it. What writes rows without
signals, such as `update()` and `bulk_create()`, says so with `keep` and `made`. Outside, nothing is recorded:
imports of data sets write as fast as ever.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from films.batching import BATCH
from films.curating.states import RECORDED, Stored, kind_of, stored
from films.models import Action, Alteration, Change

LONGEST_SUMMARY = 300
LONGEST_NAME = 300


class Recording:
    """A change being made: the records touched so far, each with its values before, in the order of touching."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.before: dict[tuple[type[Model], int], Stored | None] = {}

    def keep(self, model: type[Model], keys: Iterable[int]) -> None:
        """Keep records as they are, before they change."""
        new = [key for key in keys if (model, key) not in self.before]
        found = stored(model, new) if new else {}
        for key in new:
            self.before[model, key] = found.get(key)

    def made(self, record: Model) -> None:
        """Note a record that was not there before."""
        self.before.setdefault((type(record), record.pk), None)

    def write(self) -> Change | None:
        """Save the change with all that differs now; return nothing if nothing does."""
        alterations = list(self.alterations())
        if not alterations:
            return None
        self.change.summary = (self.change.summary or summary(alterations))[:LONGEST_SUMMARY]
        self.change.save()
        Alteration.objects.bulk_create(alterations, batch_size=BATCH)
        return self.change

    def alterations(self) -> Iterator[Alteration]:
        """Give what became of each record that is not as it was, unsaved."""
        keys: dict[type[Model], list[int]] = {}
        for model, key in self.before:
            keys.setdefault(model, []).append(key)
        now = {model: stored(model, some) for model, some in keys.items()}
        for (model, key), before in self.before.items():
            after = now[model].get(key)
            known = after or before
            if known is None or (before and after and before.values == after.values):
                continue
            owner_kind, owner_id = known.owner
            yield Alteration(
                change=self.change,
                kind=kind_of(model),
                record_id=key,
                owner_kind=owner_kind,
                owner_id=owner_id,
                name=known.name[:LONGEST_NAME],
                before=before and before.values,
                after=after and after.values,
            )


current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording(curator: str, action: Action, reason: str = "", **described: Any) -> Iterator[Recording]:
    """Record what happens inside as one change, in one transaction; within another recording, join that.

    `curator` is the name of an account, or empty for the command line. `described` may give the change's
    summary, and what it undoes.
    """
    outer = current.get()
    if outer is not None:
        yield outer
        return
    own = Recording(Change(curator=curator, action=action, reason=reason.replace("\0", "").strip(), **described))
    token = current.set(own)
    try:
        with transaction.atomic():
            yield own
            own.write()
    finally:
        current.reset(token)


def summary(alterations: list[Alteration]) -> str:
    """Say what a change was about: its first record, and how many more."""
    first = alterations[0]
    done = "Added" if first.before is None else "Deleted" if first.after is None else "Changed"
    more = f" and {len(alterations) - 1} more" if len(alterations) > 1 else ""
    room = LONGEST_SUMMARY - len(done) - len(more) - 3
    return f"{done} “{first.name[:room]}”{more}"


def watch() -> None:
    """Listen to whatever is done to the models that are recorded."""
    for model in RECORDED:
        pre_save.connect(saving, sender=model)
        post_save.connect(saved, sender=model)
        pre_delete.connect(deleting, sender=model)
        for field in model._meta.many_to_many:
            m2m_changed.connect(linking, sender=getattr(model, field.name).through)


def saving(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    recorded = current.get()
    if recorded is not None and instance.pk is not None:
        recorded.keep(sender, [instance.pk])


def saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    recorded = current.get()
    if recorded is not None:
        recorded.made(instance)


def deleting(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    recorded = current.get()
    if recorded is not None:
        recorded.keep(sender, [instance.pk])


def linking(instance: Model, action: str, reverse: bool, model: type[Model], pk_set: Any, **kwargs: Any) -> None:
    recorded = current.get()
    if recorded is None or not action.startswith("pre_"):
        return
    if not reverse:
        recorded.keep(type(instance), [instance.pk])
    elif pk_set:
        recorded.keep(model, pk_set)
