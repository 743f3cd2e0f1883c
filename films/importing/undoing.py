"""Undo an import by its number."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from films.history.bulk_undoing import UndoCounts
from films.history.plan import CannotUndoError
from films.history.publication import COMMAND_LINE
from films.history.undoing import Undone, undo
from films.importing.report import counted_noun
from films.importing.service import Progress, no_progress
from films.importing.storing import Transaction
from films.models import Change, ImportBatch


@dataclass(frozen=True)
class UndoneImport:
    """Count the rows that were deleted and restored, and those of each kind that were kept."""

    counts: UndoCounts
    is_preview: bool = False

    def sentences(self) -> Iterator[str]:
        """Yield the report for people, one sentence at a time."""
        counts = self.counts
        if self.is_preview:
            yield "Nothing was changed. Undoing this import would do this:"
        deleted, restored = counted_noun(counts.deleted, "row"), counted_noun(counts.restored, "row")
        yield f"{deleted} deleted, {restored} restored to their former values."
        for name, count in counts.kept.items():
            yield f"Kept, since something else refers to them or a curator has edited them: {count:,} {name}."
        if counts.not_restored:
            yield f"Left as they are, since they have changed again: {counted_noun(counts.not_restored, 'row')}."


def undo_import(
    number: int,
    progress: Progress = no_progress,
    *,
    tried_in: Transaction | None = None,
    stored_in: Transaction = transaction.atomic,
) -> UndoneImport:
    """Undo what an import created and changed, and return the counts; with `tried_in`, it is only tried there.

    Created rows are deleted unless a row from elsewhere refers to them or a curator has edited them since. Changed
    and deleted rows get their former values back unless they have been changed again. This is done in parts, each
    in a transaction that `stored_in` opens, so that curators can work meanwhile. Until all is undone, the import
    counts as unfinished: undoing it again goes on, and importing the file again brings everything back.

    Raises CannotUndoError; then nothing is changed.
    """
    batch = ImportBatch.objects.select_related("change").filter(pk=number).first()
    if batch is None or batch.change is None:
        raise CannotUndoError([f"There is no import {number}: the admin lists them."])
    if tried_in:
        with tried_in(), transaction.atomic():
            undone = undo_batch(batch, batch.change, progress, stored_in)
            transaction.set_rollback(True)
    else:
        undone = undo_batch(batch, batch.change, progress, stored_in)
    return UndoneImport(undone.counts, is_preview=tried_in is not None)


def undo_batch(batch: ImportBatch, change: Change, progress: Progress, stored_in: Transaction) -> Undone:
    """Undo the change of an import, which counts as unfinished from the first part to the last."""
    stored = ImportBatch.objects.filter(pk=batch.pk)

    @contextmanager
    def marked() -> Iterator[None]:
        with stored_in():
            stored.filter(is_finished=True).update(is_finished=False)
            yield

    undone = undo(change, COMMAND_LINE, progress=lambda share: progress("Undoing", share), stored_in=marked)
    stored.update(is_finished=True)
    return undone
