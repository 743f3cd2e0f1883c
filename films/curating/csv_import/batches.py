"""Import a CSV file: first as a trial, row by row, then all of it or nothing.

The trial is an import that is rolled back, so it shows what the database itself would accept.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from films.curating import saving
from films.curating.csv_import.csv_rows import CsvRow, read_csv_rows
from films.curating.csv_import.sheets import SHEETS, ImportedSheet, RowForm, complete_cells
from films.evidence.claims import confirm_cited
from films.evidence.gaps import Gap, evidence_gaps, list_gaps
from films.history.publication import MayOnlyDraftError
from films.history.recording import recording
from films.kinds.registry import declaration_of
from films.models import Action, Change, Citation, CsvBatch, State
from films.models.evidence import field_names

CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"
WITHOUT_EVIDENCE = "This is published, and would be left without evidence: {}."
LONGEST_VALUE = 100  # characters of a value


@dataclass(frozen=True)
class RowOutcome:
    """Hold the outcome of a row: a verdict, the record's name, and messages on what changed or is wrong."""

    line: int
    verdict: str
    name: str
    messages: list[str] = field(default_factory=list)


class NotImportedError(ValueError):
    """Report that the file was not imported; `outcomes` say why."""

    def __init__(self, message: str, outcomes: list[RowOutcome]) -> None:
        super().__init__(message)
        self.outcomes = outcomes


def try_out(batch: CsvBatch) -> list[RowOutcome]:
    """Return the outcome that each row would have, and change nothing.

    Raises UnusableFileError if the file as a whole cannot be used.
    """
    with transaction.atomic():
        outcomes = list(import_rows(batch))
        transaction.set_rollback(True)
    return outcomes


def import_batch(batch: CsvBatch, curator: str) -> Change:
    """Import all rows of a batch as one change, which can be undone.

    Raises NotImportedError, and changes nothing, if a row is refused or its outcome is not the one that was shown.
    """
    sheet = SHEETS[batch.sheet]
    summary = f"Imported {sheet.title.lower()} from {batch.file_name}"
    try:
        with recording(curator, Action.CSV_IMPORT, batch.reason, summary=summary) as importing:
            outcomes = import_as_shown(batch)
    except MayOnlyDraftError as refusal:
        raise NotImportedError(str(refusal), try_out(batch)) from refusal
    if importing.change.pk is None:
        raise NotImportedError("There is nothing to import: every row matches what is stored.", outcomes)
    batch.change = importing.change
    batch.content = ""
    batch.save()
    return importing.change


def import_as_shown(batch: CsvBatch) -> list[RowOutcome]:
    """Import all rows and return their outcomes; raise NotImportedError if these are not those that were shown."""
    outcomes = list(import_rows(batch))
    if any(outcome.verdict == REFUSED for outcome in outcomes):
        raise NotImportedError("Some rows are refused: correct them in the file, then choose it again.", outcomes)
    if [outcome.verdict for outcome in outcomes] != [outcome["verdict"] for outcome in batch.outcomes]:
        message = "Facts have changed since this file was checked. Look at the new result, then import."
        raise NotImportedError(message, outcomes)
    return outcomes


def import_rows(batch: CsvBatch) -> Iterator[RowOutcome]:
    """Import row by row; a refused row leaves no trace."""
    sheet = SHEETS[batch.sheet]
    form = sheet.form
    seen: dict[tuple[str, ...], int] = {}
    for row in read_csv_rows(batch.content, list(sheet.declared.columns), sheet.required):
        cells = complete_cells(sheet, row.cells)
        known_by = tuple(cells.get(name, "") for name in sheet.declared.key)
        if row.errors:
            yield RowOutcome(row.line, REFUSED, "", row.errors)
        elif (first := seen.setdefault(known_by, row.line)) != row.line:
            same = f"It is about the same {sheet.model._meta.verbose_name} as line {first}"
            yield RowOutcome(row.line, REFUSED, "", [f"{same}: give each its own {sheet.declared.key[-1]}."])
        else:
            yield import_row(batch, sheet, form, row, cells)


def import_row(
    batch: CsvBatch, sheet: ImportedSheet, form: type[RowForm], row: CsvRow, cells: dict[str, str]
) -> RowOutcome:
    try:
        filled = form(cells, instance=find_record_of_row(sheet, form, row, cells))
        was_there = filled.instance.pk is not None
        before = given_values(filled)
        if filled.is_valid():
            with transaction.atomic():
                saving.save_record(filled.instance)
                save_links(filled)
    except (ValidationError, SameNameError) as error:
        return RowOutcome(row.line, REFUSED, "", error_sentences(error))
    if filled.errors:
        return RowOutcome(row.line, REFUSED, "", error_sentences(ValidationError(filled.errors.as_data())))
    if not was_there:
        cite_batch(batch, filled.instance)
        return RowOutcome(row.line, CREATED, str(filled.instance))
    after = given_values(filled)
    changed = [name for name in before if before[name][0] != after[name][0]]
    for name in changed:
        cite_batch(batch, filled.instance, name)
    if filled.instance.state == State.PUBLISHED and (lacking := gaps_in(filled.instance, changed)):
        return RowOutcome(row.line, REFUSED, str(filled.instance), [WITHOUT_EVIDENCE.format(list_gaps(lacking))])
    differences = [f"{name}: {before[name][1] or 'nothing'} → {after[name][1] or 'nothing'}" for name in changed]
    return RowOutcome(row.line, CHANGED if changed else UNCHANGED, str(filled.instance), differences)


def gaps_in(record: Any, fields: Collection[str]) -> list[Gap]:
    """Return the fields of a record that a row changed, but that its source does not confirm."""
    return [gap for gap in evidence_gaps(type(record).objects.get(pk=record.pk)) if gap.field in fields]


def save_links(form: RowForm) -> None:
    for links in form.instance._meta.many_to_many:
        if links.name in form.cleaned_data:
            getattr(form.instance, links.name).set(form.cleaned_data[links.name])


class SameNameError(ValueError):
    """Report that a row without a slug has the name of a stored record; the message says what to do."""


def find_record_of_row(sheet: ImportedSheet, form: type[RowForm], row: CsvRow, cells: dict[str, str]) -> Any:
    """Return the record that a row is about, or a new one.

    Raises SameNameError instead of guessing if a record has the same name.
    """
    try:
        known = {name: form.base_fields[name].clean(cells.get(name)) for name in sheet.declared.key}
    except ValidationError:
        return sheet.model()  # the form will refuse it, with everything else that is wrong
    found = sheet.model._base_manager.filter(**known).first()
    if found is not None and sheet.declared.key == ("slug",) and "slug" not in row.cells:
        raise SameNameError(
            f"There is a {sheet.model._meta.verbose_name} “{found}” already, with the slug {found.slug}. Give "
            "that slug to change it, or another to add one of the same name."
        )
    return found or sheet.model()


def given_values(form: RowForm) -> dict[str, tuple[Any, str]]:
    """Return a record's values in the fields that its row fills, each with its text."""
    record = form.instance
    if record.pk is None:
        return {}
    return {name: field_value(record, record._meta.get_field(name)) for name in form.fields}


def field_value(record: Any, field: Any) -> tuple[Any, str]:
    if field.many_to_many:
        linked = list(getattr(record, field.name).all())
        return {record.pk for record in linked}, "; ".join(str(record) for record in linked)
    value = getattr(record, field.name)
    return value, "" if value is None else str(value)[:LONGEST_VALUE]


def error_sentences(error: ValidationError | SameNameError) -> list[str]:
    """Return a sentence for each error, beginning with the name of the column if there is one."""
    if isinstance(error, SameNameError):
        return [str(error)]
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def cite_batch(batch: CsvBatch, record: Any, field: str = "") -> None:
    """Cite the batch's source for a record, or for one of its fields, as far as it says what the row does."""
    if field and field not in field_names(type(record)):
        return
    cited = {declaration_of(record).kind: record, "field": field, "reading": "", "passage": batch.passage}
    citation = Citation.objects.filter(**cited).first() or Citation(**cited, basis=batch.basis)
    citation.reason = citation.reason or batch.reason
    confirm_cited(citation, record)
    citation.save()
