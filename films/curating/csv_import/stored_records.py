"""Find the stored records that the rows of a CSV file name, in a few queries for all rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from films.batching import batched
from films.curating.csv_import.cells import RecordField
from films.curating.csv_import.csv_rows import CsvRow
from films.curating.csv_import.sheets import ImportedSheet, RowForm, complete_cells, record_key

Key = tuple[Any, ...]


class StoredRecords:
    """Hold the records that rows are about by what identifies them; what rows refer to is looked up as well."""

    def __init__(self, sheet: ImportedSheet, form: type[RowForm], rows: Sequence[CsvRow]) -> None:
        self.sheet = sheet
        self.fields = form.base_fields
        for name, field in self.fields.items():
            if type(field) is RecordField:
                field.look_up(row.cells[name] for row in rows if row.cells.get(name))
        self.records = self.read({key for row in rows if not row.errors and (key := self.key_of_row(row))})

    def find(self, known_by: Mapping[str, str]) -> Any:
        """Return the record that cells identify, or None."""
        key = self.key_of(known_by)
        return self.records.get(key) if key else None

    def key_of_row(self, row: CsvRow) -> Key | None:
        try:
            return self.key_of(record_key(self.sheet, complete_cells(self.sheet, row.cells)))
        except ValidationError:
            return None

    def key_of(self, known_by: Mapping[str, str]) -> Key | None:
        """Return the values that cells give, or None if the form will refuse them."""
        try:
            values = [self.fields[name].clean(cell) for name, cell in known_by.items()]
        except ValidationError:
            return None
        return tuple(getattr(value, "pk", value) for value in values)

    def read(self, keys: set[Key]) -> dict[Key, Any]:
        """Return the stored records with these keys, by their keys."""
        columns = [self.sheet.model._meta.get_field(name).attname for name in self.sheet.declared.key]
        found: dict[Key, Any] = {}
        for some in batched({key[0] for key in keys}):
            for record in self.sheet.model._base_manager.filter(**{f"{columns[0]}__in": some}):
                key = tuple(getattr(record, column) for column in columns)
                if key in keys:
                    found[key] = record
        return found
