"""Import a CSV file: first as a trial, row by row, then in parts, between which others may write.

The trial is an import that is rolled back, so it shows what the database itself would accept.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction

from films.batching import batched, let_others_write, patient_transaction
from films.curating.csv_import.comparing import ComparedSheet
from films.curating.csv_import.csv_rows import CsvRow, read_csv_rows
from films.curating.csv_import.days import begins_with_day, possible_days
from films.curating.csv_import.links import LinkSheet
from films.curating.csv_import.row_evidence import EVIDENCE_COLUMNS, RowEvidence
from films.curating.csv_import.row_import import RowImporter
from films.curating.csv_import.saved_rows import REFUSED, UNCHANGED, RowOutcome
from films.curating.csv_import.sheets import (
    ID,
    OWNER_COLUMNS,
    SHEETS,
    ImportedSheet,
    Sheet,
    complete_cells,
    links_between_rows,
    record_key,
)
from films.history.parts import ChangeInParts
from films.history.publication import MayOnlyDraftError
from films.models import Action, Change, CsvBatch

NOT_THERE = "There is no such record. No file adds {}: look it up, and correct its id."
NOT_BY_FILE = "{}: no file changes {}. Undo this in the file, and edit the record on its own page."
ROWS_AT_ONCE = 50  # in one transaction, which keeps others from writing
CHANGED_SINCE = "Facts have changed since this file was checked. Look at the new result, then import."


class NotImportedError(ValueError):
    """Report that the file, or the rest of it, was not imported; `outcomes` say why."""

    def __init__(self, message: str, outcomes: list[RowOutcome]) -> None:
        super().__init__(message)
        self.outcomes = outcomes


class OthersImportError(Exception):
    """Report that the same file is being imported by another request, or that its import has been undone."""


class UnexpectedOutcomeError(Exception):
    """Report that a row has another outcome than was shown."""


def try_out(batch: CsvBatch) -> list[RowOutcome]:
    """Return the outcome that each row would have, or has had if it is imported already, and change nothing.

    A few rows at a time are imported and rolled back, so that other curators can write in between. Raises
    UnusableFileError if the file as a whole cannot be used.
    """
    sheet = SHEETS[batch.sheet]
    rows = read_rows(batch, sheet)
    if isinstance(sheet, ComparedSheet):
        return list(compare_rows(sheet, rows))
    outcomes = [RowOutcome(**shown) for shown in batch.outcomes[: batch.imported]]
    rows = rows[batch.imported :]
    evidence = RowEvidence()
    by_name, links = rows_by_name(sheet, rows), links_between_rows(sheet)
    for some in batched(rows, ROWS_AT_ONCE):
        importer = RowImporter(batch, sheet, evidence)
        with patient_transaction():
            importer.import_rows(rows_needed(some, by_name, links))
            outcomes += importer.import_rows(some)
            transaction.set_rollback(True)
        let_others_write()
    return outcomes


def import_batch(batch: CsvBatch, curator: str) -> Change:
    """Import all rows of a batch, or those that an interrupted import has left, as one change.

    A few rows at a time are stored, so that other curators can write in between; the change can be undone as one.
    Raises NotImportedError if a row is refused or its outcome is not the one that was shown. Then nothing is
    changed, unless that is found out after a part has been stored: `batch.imported` says how many rows were.
    """
    sheet = SHEETS[batch.sheet]
    if any(outcome["verdict"] == REFUSED for outcome in batch.outcomes):
        message = "Some rows are refused: correct them in the file, then choose it again."
        raise NotImportedError(message, [RowOutcome(**outcome) for outcome in batch.outcomes])
    if Change.objects.filter(made_at__gte=batch.made_at).exists():
        refuse_other_outcomes(batch, try_out(batch))
    if not isinstance(sheet, ComparedSheet):
        import_parts(batch, sheet, curator)
    if batch.change is None:
        raise NotImportedError("There is nothing to import: every row matches what is stored.", try_out(batch))
    batch.content = ""
    batch.save(update_fields=["content"])
    return batch.change


def import_parts(batch: CsvBatch, sheet: ImportedSheet | LinkSheet, curator: str) -> None:
    """Import the rows that are not imported yet, a few in each transaction. Raises NotImportedError."""
    summary = f"Imported {sheet.title.lower()} from {batch.file_name}"
    importing = ChangeInParts(curator, Action.CSV_IMPORT, batch.reason, summary=summary, change=batch.change)
    try:
        for some in batched(read_rows(batch, sheet)[batch.imported :], ROWS_AT_ONCE):
            with patient_transaction():
                with importing.part():
                    import_as_shown(batch, sheet, some)
                note_imported(batch, len(some), importing.change)
            let_others_write()
    except OthersImportError as others:
        raise NotImportedError(str(others), [RowOutcome(**outcome) for outcome in batch.outcomes]) from others
    except (UnexpectedOutcomeError, MayOnlyDraftError) as refusal:
        raise NotImportedError(str(refusal), try_out(batch)) from refusal
    importing.finish()


def import_as_shown(batch: CsvBatch, sheet: ImportedSheet | LinkSheet, rows: list[CsvRow]) -> None:
    """Import the next rows of a batch. Raises UnexpectedOutcomeError if their outcomes are not those shown."""
    outcomes = RowImporter(batch, sheet, RowEvidence()).import_rows(rows)
    shown = batch.outcomes[batch.imported : batch.imported + len(rows)]
    if [outcome.verdict for outcome in outcomes] != [outcome["verdict"] for outcome in shown]:
        raise UnexpectedOutcomeError(CHANGED_SINCE)


def note_imported(batch: CsvBatch, count: int, change: Change | None) -> None:
    """Note that the next rows of a batch have been imported. Raises OthersImportError if that cannot be."""
    imported = batch.imported + count
    same = CsvBatch.objects.filter(pk=batch.pk, imported=batch.imported)
    if not same.update(imported=imported, change=change):
        raise OthersImportError("This file is being imported already. Load this page again to see how far it is.")
    if change is not None and Change.objects.filter(undoes=change).exists():
        raise OthersImportError("This import has been undone. Choose the file again to import it anew.")
    batch.imported, batch.change = imported, change


def refuse_other_outcomes(batch: CsvBatch, outcomes: list[RowOutcome]) -> None:
    """Raise NotImportedError if these outcomes of a batch are not those that were shown."""
    if [outcome.verdict for outcome in outcomes] != [outcome["verdict"] for outcome in batch.outcomes]:
        raise NotImportedError(CHANGED_SINCE, outcomes)


def read_rows(batch: CsvBatch, sheet: Sheet) -> list[CsvRow]:
    """Return the rows of a file; those about a record that an earlier one is about are marked as wrong.

    Raises UnusableFileError.
    """
    if not isinstance(sheet, ImportedSheet):
        more = EVIDENCE_COLUMNS if isinstance(sheet, LinkSheet) else ()
        return list(read_csv_rows(batch.content, [*sheet.columns, *more], sheet.columns[:1]))
    known = list(dict.fromkeys([*sheet.columns, ID, *EVIDENCE_COLUMNS, *OWNER_COLUMNS]))
    rows = list(read_csv_rows(batch.content, known, sheet.required, identified_by=ID))
    write_days_alike(rows, sheet.days)
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        try:
            cells = complete_cells(sheet, row.cells)
            known_by = tuple(record_key(sheet, cells).values())
        except ValidationError as error:
            row.errors.extend(error.messages)
            continue
        if not row.errors and (first := seen.setdefault(known_by, row.line)) != row.line:
            same = f"It is about the same {sheet.model._meta.verbose_name} as line {first}"
            row.errors.append(f"{same}: give each its own {sheet.declared.key[-1]}.")
    return rows


def write_days_alike(rows: list[CsvRow], columns: list[str]) -> None:
    """Write the days in rows as 1988-06-17, as far as the file shows which of two numbers is the month."""
    given = [(row.cells, name) for row in rows for name in columns if name in row.cells]
    day_first = begins_with_day(cells[name] for cells, name in given)
    for cells, name in given:
        possible = possible_days(cells[name], day_first=day_first)
        if len(possible) == 1:
            cells[name] = possible[0].isoformat()


def rows_by_name(sheet: Sheet, rows: list[CsvRow]) -> dict[str, CsvRow]:
    """Map the names by which rows may refer to others to these, if the sheet has such rows."""
    if not (isinstance(sheet, ImportedSheet) and links_between_rows(sheet)):
        return {}
    name = sheet.declared.key[-1]
    return {complete_cells(sheet, row.cells).get(name, ""): row for row in rows if not row.errors}


def rows_needed(some: list[CsvRow], by_name: dict[str, CsvRow], links: list[str]) -> list[CsvRow]:
    """Return the rows before `some` that create what these name, and what those rows name in turn."""
    needed: dict[int, CsvRow] = {}
    waiting = list(some)
    while waiting:
        row = waiting.pop()
        for name in links:
            above = by_name.get(row.cells.get(name, ""))
            if above is not None and above.line < some[0].line and above.line not in needed:
                needed[above.line] = above
                waiting.append(above)
    return [needed[line] for line in sorted(needed)]


def compare_rows(sheet: ComparedSheet, rows: list[CsvRow]) -> Iterator[RowOutcome]:
    """Yield the outcome of each row of a file that cannot change anything."""
    for row, differing in sheet.differences(rows):
        if row.errors:
            yield RowOutcome(row.line, REFUSED, "", row.errors)
        elif differing is None:
            yield RowOutcome(row.line, REFUSED, "", [NOT_THERE.format(sheet.title)])
        elif differing:
            yield RowOutcome(row.line, REFUSED, "", [NOT_BY_FILE.format(", ".join(differing), sheet.title)])
        else:
            yield RowOutcome(row.line, UNCHANGED, "")
