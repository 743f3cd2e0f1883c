"""List the CSV files that can be imported: how their columns are read, and how a row finds its record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance, modelform_factory
from django.utils.text import capfirst

from films.curating.csv_import.cells import cell_field
from films.curating.csv_import.comparing import ComparedSheet, compared_sheets
from films.curating.csv_import.links import LINK_SHEETS, SEPARATOR, LinkSheet
from films.exporting.tables import TERMS
from films.kinds.declaration import Sheet as DeclaredSheet
from films.kinds.registry import DECLARATIONS
from films.models import Job
from films.models.jobs import job_choices

ID = "id"
"""The column of the exports that identifies a record."""
DATA_SET = "data_set"
OWNER_COLUMNS = (DATA_SET, *(column.name for column in TERMS))
"""The columns of the exports that say whose a record is, which no file changes."""


class RowForm(forms.ModelForm):
    """Read a row's cells as a record's fields. An empty cell keeps the stored value or the default."""

    def __init__(self, cells: dict[str, str], **kwargs: Any) -> None:
        super().__init__(cells, **kwargs)
        for name in list(self.fields):
            field = self.instance._meta.get_field(name)
            if name not in cells and (self.instance.pk is not None or field.has_default() or field.blank):
                del self.fields[name]

    def _post_clean(self) -> None:
        """Assign the cells to the record, whose rules are checked when it is saved."""
        if not self.errors:
            self.instance = construct_instance(self, self.instance, list(self.fields))


@dataclass(frozen=True)
class ImportedSheet:
    """Describe a kind of CSV file, as its kind declares it."""

    model: Any
    declared: DeclaredSheet

    @property
    def title(self) -> str:
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def columns(self) -> tuple[str, ...]:
        return self.declared.columns

    @property
    def form(self) -> type[RowForm]:
        made: Any = modelform_factory(
            self.model,
            form=RowForm,
            fields=self.declared.columns,
            formfield_callback=lambda field, **kw: cell_field(field),
        )
        return made

    @property
    def days(self) -> list[str]:
        """Return the columns that hold days."""
        return [name for name in self.columns if isinstance(self.model._meta.get_field(name), models.DateField)]

    @property
    def required(self) -> list[str]:
        """Return the columns without which a row cannot create a record."""
        fields = [self.model._meta.get_field(name) for name in self.declared.columns]
        return [
            field.name
            for field in fields
            if not (field.blank or field.has_default() or field.name in self.declared.completed)
        ]

    def explained(self) -> list[tuple[str, bool, str]]:
        """Return each column, whether it is required, and what it holds."""
        return [(name, name in self.required, self.holds(name)) for name in self.declared.columns]

    def holds(self, name: str) -> str:
        field = self.model._meta.get_field(name)
        if field.many_to_many:
            return f"{field.verbose_name}, by slug, tag or name, separated by semicolons"
        if field.related_model is Job:
            return ", ".join(code for _, jobs in job_choices() for code, _ in jobs)
        if field.is_relation:
            return f"a {field.related_model._meta.verbose_name}’s slug"
        if field.choices:
            return ", ".join(dict(field.flatchoices))
        if name == self.declared.key[-1] and name in self.declared.completed:
            return "identifies the record; generated from the other columns if empty"
        kinds = {"DateField": "a day such as 1988-06-17", "BooleanField": "yes or no"}
        return kinds.get(field.get_internal_type(), str(field.help_text or field.verbose_name))


Sheet = ImportedSheet | LinkSheet | ComparedSheet

RECORD_SHEETS: dict[str, ImportedSheet] = {
    str(declared.model._meta.verbose_name_plural).replace(" ", "_"): ImportedSheet(declared.model, declared.sheet)
    for declared in DECLARATIONS.values()
    if isinstance(declared.sheet, DeclaredSheet)
}
SHEETS: dict[str, Sheet] = (
    RECORD_SHEETS | LINK_SHEETS | compared_sheets(importable=RECORD_SHEETS.keys() | LINK_SHEETS.keys())
)
"""The files that are taken, by the names of the exports; those that cannot change anything are compared."""


def record_key(sheet: ImportedSheet, cells: Mapping[str, str]) -> dict[str, str]:
    """Return the columns that identify a row's record, with their cells: those of its id, if it has one.

    Raises ValidationError if the id is not one of such a record.
    """
    key = sheet.declared.key
    if ID not in cells:
        return {name: cells.get(name, "") for name in key}
    parts = cells[ID].split(SEPARATOR, len(key) - 1)
    if len(parts) != len(key):
        raise ValidationError(f"{ID}: “{cells[ID][:100]}” is not an id; it has the form {SEPARATOR.join(key)}.")
    return dict(zip(key, parts, strict=True))


def complete_cells(sheet: ImportedSheet, cells: Mapping[str, str]) -> dict[str, str]:
    """Return a row's cells with those that follow from others. Raises ValidationError."""
    filled = (record_key(sheet, cells) if ID in cells else {}) | dict(cells)
    for name, complete in sheet.declared.completed.items():
        if not filled.get(name) and (value := complete(filled)):
            filled[name] = value
    return filled


def links_between_rows(sheet: Sheet) -> list[str]:
    """Return the columns in which rows may name what earlier rows create, such as the place around a place."""
    if not isinstance(sheet, ImportedSheet):
        return []
    return [name for name in sheet.columns if sheet.model._meta.get_field(name).related_model is sheet.model]
