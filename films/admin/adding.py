"""Show similar names before a new record is added, so that a misspelling does not create a second one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from films.admin.base import change_address
from films.admin.forms import CuratedForm
from films.evidence.lookup import records_named
from films.evidence.near_names import records_nearly_named
from films.kinds.registry import naming_of

ADD_ANYWAY = "add_anyway"
"""The input with the name that a curator has said is that of another record."""

NEAR_NAMES = "There is {}. Nothing was added yet: if this is another one, press “Add anyway” below."


class NewRecordForm(CuratedForm):
    add_anyway = ""
    near_name = ""
    """The name that was refused since others have it or nearly have it."""

    def clean(self) -> dict[str, Any]:
        """Refuse a name that others nearly have, until the curator says that this is another one."""
        cleaned = super().clean()
        naming = naming_of(type(self.instance)).fields[0]
        name = cleaned.get(naming, "")
        if name and name != self.add_anyway and (near := records_like(type(self.instance), name, cleaned)):
            self.near_name = name
            addresses = ((change_address(record), record) for record in near)
            links = format_html_join(", ", '<a href="{}" target="_blank">{}</a>', addresses)
            self.add_error(naming, ValidationError(format_html(NEAR_NAMES, links)))
        return cleaned


def records_like(model: type[Any], name: str, cleaned: dict[str, Any]) -> list[Any]:
    """Return the records with a name or nearly that name; a film of another year is another film."""
    near = [*records_named(model, [name]).get(name, []), *records_nearly_named(model, [name]).get(name, [])]
    year = cleaned.get("year")
    return [
        record
        for record in dict.fromkeys(near)
        if year is None or record.year is None or abs(record.year - year) <= 1
    ]
