"""Record one change whose parts are stored one by one, so that others may write in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from films.batching import patient_transaction
from films.history.recording import LONGEST_SUMMARY, Recording, recording
from films.models import Action, Change

UNFINISHED = "{}, not to the end"
"""What the summary of a change that is stored in parts is called until it is finished."""


class ChangeInParts:
    """Record a change that can be undone as one, although each of its parts is stored for itself.

    Within another recording, or another transaction, the parts are stored with that. A part that changes nothing
    leaves none.
    """

    def __init__(
        self,
        curator: str,
        action: Action,
        reason: str = "",
        *,
        summary: str = "",
        change: Change | None = None,
        **more: Any,
    ) -> None:
        self.curator = curator
        self.action = action
        self.reason = reason
        self.summary = UNFINISHED.format(summary[: LONGEST_SUMMARY - len(UNFINISHED)])
        self.more = {**more, "is_finished": False}
        self.change = change
        """What earlier parts are recorded in, once there is something to record."""

    @contextmanager
    def part(self) -> Iterator[Recording]:
        """Store and record a part in a transaction of its own."""
        with (
            patient_transaction(),
            recording(
                self.curator, self.action, self.reason, summary=self.summary, continues=self.change, **self.more
            ) as recorded,
        ):
            yield recorded
        self.change = recorded.change if recorded.change.pk else None

    def finish(self, summary: str = "") -> None:
        """Mark the change as complete, with another summary if one is given."""
        if self.change is not None:
            own = summary or self.change.summary.removesuffix(UNFINISHED.format(""))
            self.change.summary, self.change.is_finished = own[:LONGEST_SUMMARY], True
            self.change.save(update_fields=["summary", "is_finished"])
