"""Save the records of single rows of a CSV file, or create those of many at once, and say what came of each."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from films.curating.csv_import.sheets import RowForm
from films.evidence.claims import confirm_cited
from films.evidence.gaps import Gap, evidence_gaps, list_gaps
from films.history.linking import link_records
from films.kinds.registry import declaration_of
from films.models import Citation, CsvBatch, Passage, State, saving
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
        cited = self.cited(record, field)
        self.confirmed(Citation.objects.filter(**cited).first() or Citation(**cited)).save()

    def cited(self, record: Any, field: str = "") -> dict[str, Any]:
        """Return the values that tell a citation of this source from others."""
        passage = self.passage or self.batch.passage
        return {declaration_of(record).kind: record, "field": field, "reading": "", "passage": passage}

    def confirmed(self, citation: Citation) -> Citation:
        """Let a citation confirm what its record says now, and return it."""
        if self.passage is None:
            citation.basis = self.batch.basis
            citation.reason = citation.reason or self.batch.reason
        confirm_cited(citation, citation.fact, in_other_words=False)
        return citation


@dataclass(frozen=True)
class FilledRow:
    """Hold a row's form, filled with its cells, for the record that is stored or a new one."""

    line: int
    source: RowSource
    form: RowForm

    @property
    def is_new(self) -> bool:
        return self.form.instance._state.adding


def outcome_of(save: Callable[[FilledRow], RowOutcome], filled: FilledRow) -> RowOutcome:
    """Return the outcome of saving a row, which may be that it is refused."""
    try:
        return save(filled)
    except ValidationError as error:
        return RowOutcome(filled.line, REFUSED, "", error_sentences(error))


def create_all(rows: Sequence[FilledRow]) -> dict[int, RowOutcome]:
    """Create the records of new rows, and map the rows' lines to the outcomes.

    If the database refuses any, they are created one by one, to find out which.
    """
    outcomes = {row.line: outcome_of(check_row, row) for row in rows}
    good = [row for row in rows if outcomes[row.line].verdict == CREATED]
    try:
        with transaction.atomic():
            create_together(good)
    except IntegrityError:
        for row in good:
            row.form.instance.pk, row.form.instance._state.adding = None, True
            outcomes[row.line] = outcome_of(save_row, row)
        return outcomes
    return outcomes | {row.line: RowOutcome(row.line, CREATED, str(row.form.instance)) for row in good}


def check_row(row: FilledRow) -> RowOutcome:
    """Return the outcome of a new row as far as its form and its record know it. Raises ValidationError."""
    record = row.form.instance
    if not row.form.is_valid():
        raise ValidationError(row.form.errors.as_data())
    record.clean_fields()
    record.clean()
    return RowOutcome(row.line, CREATED, "")


def create_together(rows: Sequence[FilledRow]) -> None:
    """Create the records of new rows with their links and citations, each table at once."""
    if not rows:
        return
    type(rows[0].form.instance).objects.bulk_create(row.form.instance for row in rows)
    for links in rows[0].form.instance._meta.many_to_many:
        linked = {row.form.instance: row.form.cleaned_data.get(links.name) or [] for row in rows}
        for record, others in linked.items():
            record.links_to_save = {**getattr(record, "links_to_save", {}), links.name: others}
        link_records(links, linked)
    Citation.objects.bulk_create(
        row.source.confirmed(Citation(**row.source.cited(row.form.instance))) for row in rows
    )


def save_row(row: FilledRow) -> RowOutcome:
    """Create or change a row's record. Raises ValidationError."""
    form, record = row.form, row.form.instance
    was_there = not row.is_new
    before = given_values(form)
    if form.is_valid():
        with transaction.atomic():
            saving.save_record(record)
            save_links(form)
    if form.errors:
        raise ValidationError(form.errors.as_data())
    if not was_there:
        row.source.cite(record)
        return RowOutcome(row.line, CREATED, str(record))
    after = given_values(form)
    changed = [name for name in before if before[name][0] != after[name][0]]
    for name in changed:
        row.source.cite(record, name)
    if record.state == State.PUBLISHED and (lacking := gaps_in(record, changed)):
        return RowOutcome(row.line, REFUSED, str(record), [WITHOUT_EVIDENCE.format(list_gaps(lacking))])
    differences = [f"{name}: {before[name][1] or 'nothing'} → {after[name][1] or 'nothing'}" for name in changed]
    return RowOutcome(row.line, CHANGED if changed else UNCHANGED, str(record), differences)


def gaps_in(record: Any, fields: Collection[str]) -> list[Gap]:
    """Return the fields of a record that a row changed, but that its source does not confirm."""
    return [gap for gap in evidence_gaps(type(record).objects.get(pk=record.pk)) if gap.field in fields]


def save_links(form: RowForm) -> None:
    for links in form.instance._meta.many_to_many:
        if links.name in form.cleaned_data:
            getattr(form.instance, links.name).set(form.cleaned_data[links.name])


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


def error_sentences(error: ValidationError) -> list[str]:
    """Return a sentence for each error, beginning with the name of the column if there is one."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
