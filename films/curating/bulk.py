"""One field set on many records at once, on all of them or on none."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from films.curating import saving
from films.evidence.documents.anchors import is_supported
from films.history.recording import recording
from films.models import Action, State

MAX_RECORDS = 500
"""In one go: each is saved by itself, so that each rule is kept and each change told."""


class NotEditedError(ValueError):
    """Nothing was changed; `reasons` say why, a sentence for each record."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def set_field(records: Sequence[Any], name: str, value: Any, curator: str, reason: str = "") -> int:
    """Set a field on records, and return on how many it was another before.

    Raises NotEditedError where any of them may not have that value.
    """
    meta = records[0]._meta
    differing = [one for one in records if getattr(one, name) != value]
    label = meta.get_field(name).verbose_name
    summary = f"Set {label} of {len(differing)} {meta.verbose_name_plural}"
    with recording(curator, Action.BULK_EDIT, reason, summary=summary):
        if reasons := [told for one in differing if (told := refusal(one, name, value))]:
            raise NotEditedError(reasons)
    return len(differing)


def refusal(record: Any, name: str, value: Any) -> str:
    """Save a record with the value, or say why it may not have it."""
    text = str(record)
    if name == "state" and value == State.PUBLISHED and not is_supported(record):
        return f"“{text}” has no citation that stands, so it cannot be published."
    setattr(record, name, value)
    try:
        saving.save(record)
    except ValidationError as error:
        return f"“{text}”: {' '.join(error.messages)}"
    return ""
