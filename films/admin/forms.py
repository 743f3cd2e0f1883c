"""Forms that ask the database less and check more than the stock ones, so that no rule ends in an error page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField

REFUSED = (
    "The database refused this, perhaps since somebody saved the same entry at the same time. "
    "Nothing was saved. It said: %(said)s"
)


class RelatedSelect(AutocompleteSelect):
    """A search box that names its choice from the row already loaded; the stock one queries once a row."""

    chosen: models.Model | None = None

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        if self.chosen is None or list(value) != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.chosen.pk, str(self.chosen), True, len(options)))
        return [(None, options, 0)]


class CuratedForm(forms.ModelForm):
    refusal = ""
    """What the database said when it refused these very values."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, RelatedSelect):
                widget.chosen = self.instance._state.fields_cache.get(name)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(REFUSED, params={"said": self.refusal})
        return cleaned or self.cleaned_data

    def validate_unique(self) -> None:
        """Check rules that involve the parent too, which Django leaves out of an inline row's checks.

        Once the parent is saved and the row's own fields are good, every value is known, so no rule is skipped.
        """
        super().validate_unique()
        if self.has_saved_parent() and self.has_changed() and not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as broken:
                self.add_error(None, broken)

    def has_saved_parent(self) -> bool:
        return any(
            isinstance(field, InlineForeignKeyField) and field.parent_instance.pk is not None
            for field in self.fields.values()
        )


class CuratedFormSet(BaseInlineFormSet):
    def get_queryset(self) -> Any:
        """Return the rows, each holding the parent already loaded, so that naming a row costs no query."""
        rows = super().get_queryset()
        for row in rows:
            setattr(row, self.fk.name, self.instance)
        return rows


class CitationFormSet(CuratedFormSet):
    def clean(self) -> None:
        """Refuse a citation given twice in one submission: neither row is in the database yet."""
        super().clean()
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", {})
            if not values or form in self.deleted_forms:
                continue
            citation = (values.get("field"), values.get("reading"), values.get("passage"))
            if citation in seen:
                form.add_error(None, "This citation is there already.")
            seen.add(citation)
