"""Undo an import by its number."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from films.history.bulk_undoing import Counts
from films.history.planning import CannotUndoError
from films.history.undoing import undo
from films.importing.report import counted
from films.importing.service import Progress, unwatched
from films.models import ImportBatch


@dataclass(frozen=True)
class UndoneImport:
    """How many rows were deleted and restored, and how many of each kind stayed as they were."""

    counts: Counts
    is_preview: bool = False

    def sentences(self) -> Iterator[str]:
        """Yield the report as people read it, a sentence a line."""
        counts = self.counts
        if self.is_preview:
            yield "Nothing was changed. Undoing this import would do this:"
        deleted, restored = counted(counts.deleted, "row"), counted(counts.restored, "row")
        yield f"{deleted} deleted, {restored} restored to their former values."
        for name, count in counts.kept.items():
            yield f"Kept, since something else refers to them or a curator has edited them: {count:,} {name}."
        if counts.not_restored:
            yield f"Left as they are, since they have changed again: {counted(counts.not_restored, 'row')}."


@transaction.atomic
def undo_import(number: int, progress: Progress = unwatched, *, is_preview: bool = False) -> UndoneImport:
    """Undo what an import created and changed, and return the counts; a preview changes nothing.

    What it created goes, unless something that it did not bring refers to it or a curator has worked on it
    since. What it changed or dropped gets its former values again, unless it has been changed once more.
    Raises CannotUndoError; then nothing is changed.
    """
    batch = ImportBatch.objects.select_related("change").filter(pk=number).first()
    if batch is None or batch.change is None:
        raise CannotUndoError([f"There is no import {number}: the admin lists them."])
    with transaction.atomic():
        undone = undo(batch.change, "", progress=lambda share: progress("Undoing", share))
        transaction.set_rollback(is_preview)
    return UndoneImport(undone.counts, is_preview)
