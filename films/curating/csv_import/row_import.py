"""Import single rows of a CSV file, and say what came of each."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from films.curating import saving
from films.curating.csv_import.csv_rows import CsvRow
from films.curating.csv_import.links import LinkSheet
from films.curating.csv_import.row_evidence import EVIDENCE_COLUMNS, RowEvidence
from films.curating.csv_import.sheets import ID, ImportedSheet, RowForm, complete_cells, record_key
from films.evidence.claims import confirm_cited
from films.evidence.gaps import Gap, evidence_gaps, list_gaps
from films.kinds.registry import declaration_of
from films.models import Citation, CsvBatch, Passage, State
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


@dataclass(frozen=True)
class RowSource:
    """Hold what a row is cited to: the passage that it names itself, or else the source of its batch."""

    batch: CsvBatch
    passage: Passage | None

    def cite(self, record: Any, field: str = "") -> None:
        """Cite the source for a record, or for one of its fields, as far as it says what the row does.

        The batch's reason is why the file is imported, and tells of no row how the sentence says it.
        """
        if field and field not in field_names(type(record)):
            return
        passage = self.passage or self.batch.passage
        cited = {declaration_of(record).kind: record, "field": field, "reading": "", "passage": passage}
        citation = Citation.objects.filter(**cited).first() or Citation(**cited)
        if self.passage is None:
            citation.basis = self.batch.basis
            citation.reason = citation.reason or self.batch.reason
        confirm_cited(citation, record, in_other_words=False)
        citation.save()


class RowImporter:
    """Import the rows of a batch one by one, within one transaction."""

    def __init__(self, batch: CsvBatch, sheet: ImportedSheet | LinkSheet, evidence: RowEvidence) -> None:
        self.batch = batch
        self.sheet = sheet
        self.form = sheet.form if isinstance(sheet, ImportedSheet) else RowForm
        self.evidence = evidence

    def import_row(self, row: CsvRow) -> RowOutcome:
        """Import a row and return its outcome; one that is refused leaves no trace."""
        if row.errors:
            return RowOutcome(row.line, REFUSED, "", row.errors)
        try:
            passage = self.evidence.find(row.cells)
            cells = {name: cell for name, cell in row.cells.items() if name not in EVIDENCE_COLUMNS}
            source = RowSource(self.batch, passage)
            if isinstance(self.sheet, LinkSheet):
                return import_link(source, self.sheet, row.line, cells)
            return import_record(source, self.sheet, self.form, CsvRow(row.line, cells))
        except (ValidationError, SameNameError) as error:
            return RowOutcome(row.line, REFUSED, "", error_sentences(error))


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


def import_record(source: RowSource, sheet: ImportedSheet, form: type[RowForm], row: CsvRow) -> RowOutcome:
    """Create or change a row's record. Raises ValidationError and SameNameError."""
    cells = complete_cells(sheet, row.cells)
    filled = form(cells, instance=find_record_of_row(sheet, form, row, cells))
    was_there = filled.instance.pk is not None
    before = given_values(filled)
    if filled.is_valid():
        with transaction.atomic():
            saving.save_record(filled.instance)
            save_links(filled)
    if filled.errors:
        raise ValidationError(filled.errors.as_data())
    if not was_there:
        source.cite(filled.instance)
        return RowOutcome(row.line, CREATED, str(filled.instance))
    after = given_values(filled)
    changed = [name for name in before if before[name][0] != after[name][0]]
    for name in changed:
        source.cite(filled.instance, name)
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
    known_by = record_key(sheet, row.cells if ID in row.cells else cells)
    try:
        known = {name: form.base_fields[name].clean(cell) for name, cell in known_by.items()}
    except ValidationError:
        return sheet.model()  # the form will refuse it, with everything else that is wrong
    found = sheet.model._base_manager.filter(**known).first()
    if found is not None and sheet.declared.key == ("slug",) and not {"slug", ID} & row.cells.keys():
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
