"""Import CSV files of lists, such as the genres of films: each row names a record and what its list shall hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.text import capfirst

from films.curating.csv_import.cells import find_linked_record
from films.kinds.registry import DECLARATIONS

SEPARATOR = "/"


@dataclass(frozen=True)
class LinkSheet:
    """Describe a file with two columns, which adds links to a list; `name` is that of its export."""

    model: Any
    field: Any

    @property
    def name(self) -> str:
        return f"{self.model._meta.model_name}_{self.field.name}"

    @property
    def title(self) -> str:
        return capfirst(f"{self.field.verbose_name} of {self.model._meta.verbose_name_plural}")

    @property
    def columns(self) -> tuple[str, str]:
        return str(self.model._meta.model_name), str(self.field.related_model._meta.model_name)

    def explained(self) -> list[tuple[str, bool, str]]:
        """Return each column, whether it is required, and what it holds."""
        return [(name, True, f"the {name}’s id, as in the exports") for name in self.columns]

    def find(self, cells: Mapping[str, str]) -> tuple[Any, Any]:
        """Return the two records that a row names. Raises ValidationError."""
        owner, linked = (cells.get(name, "") for name in self.columns)
        return find_by_id(self.model, owner), find_by_id(self.field.related_model, linked)


def find_by_id(model: Any, text: str) -> Any:
    """Return the record with an id of the exports. Raises ValidationError."""
    parts = text.split(SEPARATOR, len(model.natural_key_fields) - 1)
    if len(parts) == 1:
        return find_linked_record(model, text)
    try:
        return model.objects.get_by_natural_key(*parts)
    except (ObjectDoesNotExist, ValueError) as error:
        raise ValidationError(f"There is no {model._meta.verbose_name} with the id “{text[:100]}”.") from error


def all_link_sheets() -> Iterator[LinkSheet]:
    for declared in DECLARATIONS.values():
        for field in declared.model._meta.local_many_to_many:
            yield LinkSheet(declared.model, field)


LINK_SHEETS = {sheet.name: sheet for sheet in all_link_sheets()}
"""The lists that can be imported, by the names that the exports have as well."""
