"""Set one field of many records at once: of all of them, or of none."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from films.evidence.gaps import evidence_gaps, list_gaps
from films.history.publication import MayOnlyDraftError
from films.history.recording import recording
from films.models import Action, State, saving

MAX_RECORDS = 500
"""At a time, since each is saved by itself: every rule is checked, and every change is recorded."""


class NotEditedError(ValueError):
    """Report that nothing was changed; `reasons` has a sentence for each record that was refused."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def set_field(records: Sequence[Any], name: str, value: Any, curator: str, reason: str = "") -> int:
    """Set a field of records, and return how many had another value before.

    Raises NotEditedError if any of them cannot have the value.
    """
    meta = records[0]._meta
    differing = [record for record in records if getattr(record, name) != value]
    label = meta.get_field(name).verbose_name
    summary = f"Set {label} of {len(differing)} {meta.verbose_name_plural}"
    try:
        with recording(curator, Action.BULK_EDIT, reason, summary=summary):
            if reasons := [refusal for record in differing if (refusal := save_or_explain(record, name, value))]:
                raise NotEditedError(reasons)
    except MayOnlyDraftError as refused:
        raise NotEditedError([str(refused)]) from refused
    return len(differing)


def save_or_explain(record: Any, name: str, value: Any) -> str:
    """Save a record with the value, and return an empty string, or else the reason why it cannot have it."""
    text = str(record)
    lacking = [] if name == "state" else evidence_gaps(record)
    setattr(record, name, value)
    gaps = [gap for gap in evidence_gaps(record) if gap not in lacking]
    if record.state == State.PUBLISHED and gaps:
        return f"“{text}” would be published without evidence: {list_gaps(gaps)}."
    try:
        saving.save_record(record)
    except ValidationError as error:
        return f"“{text}”: {' '.join(error.messages)}"
    return ""
