"""Import the rows of a CSV file, and say what came of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from films.curating.csv_import.csv_rows import CsvRow
from films.curating.csv_import.days import possible_days
from films.curating.csv_import.links import LinkSheet
from films.curating.csv_import.row_evidence import EVIDENCE_COLUMNS, RowEvidence
from films.curating.csv_import.saved_rows import (
    CHANGED,
    REFUSED,
    UNCHANGED,
    WITHOUT_EVIDENCE,
    FilledRow,
    RowOutcome,
    RowSource,
    create_all,
    error_sentences,
    gaps_in,
    outcome_of,
    save_row,
)
from films.curating.csv_import.sheets import (
    DATA_SET,
    ID,
    ImportedSheet,
    RowForm,
    complete_cells,
    links_between_rows,
    record_key,
)
from films.curating.csv_import.stored_records import StoredRecords
from films.evidence.gaps import list_gaps
from films.models import CsvBatch, State


class RowImporter:
    """Import the rows of a batch in order, within one transaction; new records are created many at once."""

    def __init__(self, batch: CsvBatch, sheet: ImportedSheet | LinkSheet, evidence: RowEvidence) -> None:
        self.batch = batch
        self.sheet = sheet
        self.form = sheet.form if isinstance(sheet, ImportedSheet) else RowForm
        self.evidence = evidence

    def import_rows(self, rows: Sequence[CsvRow]) -> list[RowOutcome]:
        """Import rows and return their outcomes; one that is refused leaves no trace."""
        if isinstance(self.sheet, LinkSheet):
            return [self.import_link(self.sheet, row) for row in rows]
        if links_between_rows(self.sheet):
            return [outcome for row in rows for outcome in self.import_records(self.sheet, [row]).values()]
        return list(self.import_records(self.sheet, rows).values())

    def import_records(self, sheet: ImportedSheet, rows: Sequence[CsvRow]) -> dict[int, RowOutcome]:
        """Create or change the records of rows that do not refer to each other; return the outcomes by line."""
        stored = StoredRecords(sheet, self.form, rows)
        outcomes = {row.line: RowOutcome(row.line, REFUSED, "", row.errors) for row in rows}
        new: list[FilledRow] = []
        for row in rows:
            filled = self.fill(sheet, row, stored, outcomes)
            if filled is not None and filled.is_new:
                new.append(filled)
            elif filled is not None:
                outcomes |= create_all(new) | {row.line: outcome_of(save_row, filled)}
                new = []
        return outcomes | create_all(new)

    def fill(
        self, sheet: ImportedSheet, row: CsvRow, stored: StoredRecords, outcomes: dict[int, RowOutcome]
    ) -> FilledRow | None:
        """Return the form of a row that has no errors so far; note the outcome of another."""
        if row.errors:
            return None
        try:
            source, cells = self.source_of(row)
            filled = complete_cells(sheet, cells)
            record = find_record_of_row(sheet, stored, cells, filled)
            refuse_other_data_set(record, cells)
        except ValidationError as error:
            outcomes[row.line] = RowOutcome(row.line, REFUSED, "", error_sentences(error))
            return None
        for name in sheet.days:
            possible = possible_days(filled.get(name, ""), day_first=None)
            if (kept := getattr(record, name)) in possible:
                filled[name] = kept.isoformat()
        return FilledRow(row.line, source, self.form(filled, instance=record))

    def import_link(self, sheet: LinkSheet, row: CsvRow) -> RowOutcome:
        if row.errors:
            return RowOutcome(row.line, REFUSED, "", row.errors)
        try:
            source, cells = self.source_of(row)
            return import_link(source, sheet, row.line, cells)
        except ValidationError as error:
            return RowOutcome(row.line, REFUSED, "", error_sentences(error))

    def source_of(self, row: CsvRow) -> tuple[RowSource, dict[str, str]]:
        """Return what a row is cited to, and its other cells. Raises ValidationError."""
        source = RowSource(self.batch, self.evidence.find(row.cells))
        return source, {name: cell for name, cell in row.cells.items() if name not in EVIDENCE_COLUMNS}


def import_link(source: RowSource, sheet: LinkSheet, line: int, cells: dict[str, str]) -> RowOutcome:
    """Add a link to a record's list, unless it is there. Raises ValidationError."""
    owner, linked = sheet.find(cells)
    links = getattr(owner, sheet.field.name)
    if links.filter(pk=linked.pk).exists():
        return RowOutcome(line, UNCHANGED, str(owner))
    links.add(linked)
    source.cite(owner, sheet.field.name)
    if owner.state == State.PUBLISHED and (lacking := gaps_in(owner, [sheet.field.name])):
        return RowOutcome(line, REFUSED, str(owner), [WITHOUT_EVIDENCE.format(list_gaps(lacking))])
    return RowOutcome(line, CHANGED, str(owner), [f"{sheet.field.name}: {linked} added"])


def refuse_other_data_set(record: Any, cells: Mapping[str, str]) -> None:
    """Raise ValidationError if a row says that its record came with another data set than it did."""
    named = cells.get(DATA_SET)
    if named and named != record.data_set:
        own = f"came with {record.data_set or 'none'}" if record.pk else "does not come with one by such a file"
        raise ValidationError(f"{DATA_SET}: This {record._meta.verbose_name} {own}: leave the column empty.")


def find_record_of_row(
    sheet: ImportedSheet, stored: StoredRecords, own: Mapping[str, str], filled: Mapping[str, str]
) -> Any:
    """Return the record that a row's own cells or those filled in name, or a new one.

    Raises ValidationError instead of guessing if a record has the same name.
    """
    found = stored.find(record_key(sheet, own if ID in own else filled))
    if found is not None and sheet.declared.key == ("slug",) and not {"slug", ID} & own.keys():
        raise ValidationError(
            f"There is a {sheet.model._meta.verbose_name} “{found}” already, with the slug {found.slug}. Give "
            "that slug to change it, or another to add one of the same name."
        )
    return found or sheet.model()
