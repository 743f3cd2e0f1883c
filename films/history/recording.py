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

from films.batching import BATCH, batched
from films.history.alterations import WrittenRow, joined
from films.history.publication import may_publish, public_rows
from films.history.rows import Identity, Key, Row, identity_of, is_link, kind_of, model_of, stored_rows
from films.history.suggesting import suggest_instead
from films.models import Action, Alteration, Change, Suggestion
from films.models.changes import LongText
from films.names import quoted

LONGEST_SUMMARY = 300


class Recording:
    """Collect the rows of a change, in the order in which they are first touched, as they were before."""

    def __init__(self, change: Change, *, is_default: bool = False) -> None:
        self.change = change
        self.is_default = is_default
        self.before: dict[Identity, Row | None] = {}
        self.prepared_deletions: set[Identity] = set()
        """The records of which everything that their deletion writes has been kept."""
        self.suggestions: list[Suggestion] = []
        """What waits for an editor, since the curator may only draft; of recordings within this one as well."""
        self.texts: dict[str, str] = {}
        """Long texts by their hashes, which the suggestions refer to."""

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

    def withhold(self) -> None:
        """Turn what was written to published facts into suggestions, if the curator may only draft.

        This happens before the change is saved, and earlier for whoever needs to know. Raises MayOnlyDraftError if
        it cannot be done; then nothing of the change may stay.
        """
        if not self.before or may_publish(self.change.curator):
            return
        if public := public_rows(row for row in self.written_rows() if row.differences()):
            self.texts |= {digest: text for row in public if row.now for digest, text in row.now.texts.items()}
            suggested = suggest_instead(public, self.change)
            self.suggestions += suggested
            self.summarize(summarize_suggestions(suggested))

    def write(self) -> Change | None:
        """Save the change with all differences; return None, and save nothing, if there are none.

        Raises MayOnlyDraftError; see `withhold`.
        """
        self.withhold()
        rows = self.written_rows()
        alterations = [alteration for row in rows if (alteration := row.alteration())]
        if not alterations:
            return None
        if self.suggestions and all(one.kind == kind_of(Suggestion) for one in alterations):
            self.change.action = Action.SUGGEST
        self.change.summary = (self.change.summary or summarize_alterations(alterations))[:LONGEST_SUMMARY]
        continues = not self.change._state.adding
        self.change.save()
        store_alterations(self.change, join_to_earlier(self.change, alterations) if continues else alterations)
        former = [row.before.texts for row in rows if row.before and row.differences()]
        store_long_texts(self.texts | {digest: text for texts in former for digest, text in texts.items()})
        return self.change

    def written_rows(self) -> list[WrittenRow]:
        """Return the rows that were kept, in that order, as they were and as they are."""
        keys: dict[type[Model], list[Key]] = {}
        for model, key in self.before:
            keys.setdefault(model, []).append(key)
        now = {model: stored_rows(model, some) for model, some in keys.items()}
        return [WrittenRow(row, before, now[row[0]].get(row[1])) for row, before in self.before.items()]


def store_alterations(change: Change, alterations: list[Alteration]) -> None:
    for alteration in alterations:
        alteration.change = change
    Alteration.objects.bulk_create(alterations, batch_size=BATCH)


def join_to_earlier(change: Change, alterations: list[Alteration]) -> list[Alteration]:
    """Join alterations to what earlier parts of a change did to the same rows; return those of other rows."""
    keys: dict[str, set[Key]] = {}
    for alteration in alterations:
        keys.setdefault(alteration.kind, set()).add(alteration.record_id)
    earlier: dict[Identity, Alteration] = {}
    for kind, some in keys.items():
        for batch in batched(some):
            found = Alteration.objects.filter(change=change, kind=kind, record_id__in=batch)
            earlier |= {identity_of(alteration): alteration for alteration in found}
    others = []
    for alteration in alterations:
        first = earlier.get(identity_of(alteration))
        if first is None:
            others.append(alteration)
        elif whole := joined(first, alteration):
            whole.save()
        else:
            first.delete()
    return others


def store_long_texts(texts: dict[str, str]) -> None:
    compressed = (LongText(sha256=digest, compressed=compress(text.encode())) for digest, text in texts.items())
    LongText.objects.bulk_create(compressed, ignore_conflicts=True)


current_recording: ContextVar[Recording | None] = ContextVar("current_recording", default=None)


@contextmanager
def recording(
    curator: str,
    action: Action,
    reason: str = "",
    *,
    summary: str = "",
    is_default: bool = False,
    continues: Change | None = None,
    **more: Any,
) -> Iterator[Recording]:
    """Record everything written inside as one change, in one transaction, or as a part of the one it `continues`.

    `curator` is the name of an account, or a `Program`; `more` holds other fields of the change.
    Within another recording, this joins it. But if that one is the default, which catches what nothing else
    records, this is a change of its own, or describes more precisely what has been caught so far.

    What the curator may only suggest becomes suggestions of the recording. Raises MayOnlyDraftError for what
    cannot be suggested, and then nothing is written.
    """
    outer = current_recording.get()
    if outer is not None and (outer.before or not outer.is_default):
        if outer.is_default:
            outer.describe(action, summary, reason, **more)
        yield outer
        return
    change = continues or Change(
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
    if outer is not None:
        outer.suggestions += own.suggestions


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
    return f"{done} {quoted(first.name[:room])}{more}"


def summarize_suggestions(suggestions: list[Suggestion]) -> str:
    """Return a summary: what the first suggestion is about, and how many more there are."""
    first, *others = suggestions
    more = f" and {len(others)} more" if others else ""
    return f"Suggested a change to {quoted(first.name[: LONGEST_SUMMARY - 60])}{more}"
