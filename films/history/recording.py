"""Record changes: inside `recording`, each written row is kept as it was before and after.

`films.history.watching` finds out which rows these are, so the code that writes them need not know. Outside of
`recording` nothing is recorded: imports of data sets record in bulk, which is faster.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from zlib import compress

from django.db import transaction
from django.db.models import Model

from films.batching import BATCH
from films.history.rows import Identity, Key, Row, Values, altered_fields, is_link, kind_of, model_of, stored_rows
from films.models import Action, Alteration, Change
from films.models.changes import LongText

LONGEST_SUMMARY = 300
LONGEST_NAME = 300


class Recording:
    """Collect the rows of a change, in the order in which they are first touched, as they were before."""

    def __init__(self, change: Change, *, is_default: bool = False) -> None:
        self.change = change
        self.is_default = is_default
        self.before: dict[Identity, Row | None] = {}
        self.prepared_deletions: set[Identity] = set()
        """The records of which everything that their deletion writes has been kept."""

    def keep(self, model: type[Model], keys: Iterable[Key]) -> None:
        """Keep rows as they are before they are written."""
        new = [key for key in keys if (model, key) not in self.before]
        found = stored_rows(model, new) if new else {}
        for key in new:
            self.before[model, key] = found.get(key)

    def keep_created(self, record: Model) -> None:
        """Note that a record is new."""
        self.before.setdefault((type(record), record.pk), None)

    def describe(self, action: Action, summary: str, reason: str, **more: Any) -> None:
        """Describe this change more precisely."""
        change = self.change
        change.action = action
        change.summary = summary[:LONGEST_SUMMARY] or change.summary
        change.reason = change.reason or clean_reason(reason)
        for name, value in more.items():
            setattr(change, name, value)

    def summarize(self, summary: str) -> str:
        """Set the summary, once it is known, and return it cut to its maximum length."""
        self.change.summary = summary[:LONGEST_SUMMARY]
        return self.change.summary

    def write(self) -> Change | None:
        """Save the change with all differences; return None, and save nothing, if there are none."""
        texts: dict[str, str] = {}
        alterations = list(self.alterations(texts))
        if not alterations:
            return None
        self.change.summary = (self.change.summary or summarize_alterations(alterations))[:LONGEST_SUMMARY]
        self.change.save()
        Alteration.objects.bulk_create(alterations, batch_size=BATCH)
        store_long_texts(texts)
        return self.change

    def alterations(self, texts: dict[str, str]) -> Iterator[Alteration]:
        """Yield an unsaved alteration for each row that differs; former long texts are added to `texts`."""
        keys: dict[type[Model], list[Key]] = {}
        for model, key in self.before:
            keys.setdefault(model, []).append(key)
        now = {model: stored_rows(model, some) for model, some in keys.items()}
        for (model, key), before in self.before.items():
            after = now[model].get(key)
            known = after or before
            if known is None:
                continue
            changed = changed_values(before, after, is_link(model))
            if changed is None:
                continue
            texts |= before.texts if before else {}
            owner_kind, owner_id = known.owner
            yield Alteration(
                change=self.change,
                kind=kind_of(model),
                record_id=key[0] if is_link(model) else key,
                owner_kind=owner_kind,
                owner_id=owner_id,
                name=known.name[:LONGEST_NAME],
                before=changed[0],
                after=changed[1],
            )


def changed_values(
    before: Row | None, after: Row | None, is_link: bool
) -> tuple[Values | None, Values | None] | None:
    """Return a row's values before and after, reduced to those that differ; None if none do."""
    if before is None or after is None:
        return before.values if before else None, after.values if after else None
    names = [] if is_link else altered_fields(before.values, after.values)
    if not names:
        return None
    return {name: before.values[name] for name in names}, {name: after.values[name] for name in names}


def store_long_texts(texts: dict[str, str]) -> None:
    compressed = (LongText(sha256=digest, compressed=compress(text.encode())) for digest, text in texts.items())
    LongText.objects.bulk_create(compressed, ignore_conflicts=True)


current_recording: ContextVar[Recording | None] = ContextVar("current_recording", default=None)


@contextmanager
def recording(
    curator: str, action: Action, reason: str = "", *, summary: str = "", is_default: bool = False, **more: Any
) -> Iterator[Recording]:
    """Record everything written inside as one change, in one transaction.

    `curator` is the name of an account, or empty for the command line; `more` holds other fields of the change.
    Within another recording, this joins it. But if that one is the default, which catches what nothing else
    records, this is a change of its own, or describes more precisely what has been caught so far.
    """
    outer = current_recording.get()
    if outer is not None and (outer.before or not outer.is_default):
        if outer.is_default:
            outer.describe(action, summary, reason, **more)
        yield outer
        return
    change = Change(
        curator=curator, action=action, reason=clean_reason(reason), summary=summary[:LONGEST_SUMMARY], **more
    )
    own = Recording(change, is_default=is_default)
    token = current_recording.set(own)
    try:
        with transaction.atomic():
            yield own
            own.write()
    finally:
        current_recording.reset(token)


@contextmanager
def unrecorded() -> Iterator[None]:
    """Record nothing that is written inside, since it can be derived again from other records."""
    token = current_recording.set(None)
    try:
        yield
    finally:
        current_recording.reset(token)


def clean_reason(reason: str) -> str:
    return reason.replace("\0", "").strip()


def summarize_alterations(alterations: list[Alteration]) -> str:
    """Return a summary: the first record, what happened to it, and how many more there are."""
    first = next(
        (alteration for alteration in alterations if not is_link(model_of(alteration.kind))), alterations[0]
    )
    done = "Added" if first.before is None else "Deleted" if first.after is None else "Changed"
    more = f" and {len(alterations) - 1} more" if len(alterations) > 1 else ""
    room = LONGEST_SUMMARY - len(done) - len(more) - 3
    return f"{done} “{first.name[:room]}”{more}"
