"""What the history page says: old and new values, not merely which fields changed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model

LONGEST_VALUE = 1000  # characters: whole notes fit, a document's text does not


def changes(form: forms.ModelForm) -> list[str]:
    """Return a line for each field the form changed: “Name: “James Belushi” → “Jim Belushi””."""
    return [change(form, name) for name in form.changed_data if name in form.cleaned_data]


def change(form: forms.ModelForm, name: str) -> str:
    field = form.fields[name]
    old = form.get_initial_for_field(field, name)
    return f"{field.label or name}: {readable(field, old)} → {readable(field, form.cleaned_data[name])}"


def change_message(form: forms.ModelForm, formsets: Iterable[Any], add: bool) -> list[dict[str, Any]]:
    """Build the message in the structure that Django's history page reads."""
    messages: list[dict[str, Any]] = []
    if add:
        messages.append({"added": {}})
    elif form.changed_data:
        messages.append({"changed": {"fields": changes(form)}})
    for formset in formsets:
        forms_by_row = {id(row_form.instance): row_form for row_form in formset.forms}
        messages += [{"added": named(row)} for row in formset.new_objects]
        messages += [
            {"changed": {**named(row), "fields": changes(forms_by_row[id(row)])}}
            for row, _ in formset.changed_objects
        ]
        messages += [{"deleted": named(row)} for row in formset.deleted_objects]
    return messages


def named(row: Model) -> dict[str, str]:
    return {"name": str(row._meta.verbose_name), "object": str(row)}


def readable(field: forms.Field, value: Any) -> str:
    """Return a form field's value as a curator would say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in (None, "") or value == []:
        return "nothing"
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(f"“{chosen}”" for chosen in value) or "nothing"
    if isinstance(field, forms.ModelChoiceField):
        chosen = value if isinstance(value, Model) else chosen_before(field, value)
        return f"“{chosen}”"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return f"“{labels(choices).get(str(value), value)}”"
    if isinstance(value, str):
        return f"“{value[:LONGEST_VALUE]}{'…' if len(value) > LONGEST_VALUE else ''}”"
    return str(value)


def chosen_before(field: Any, pk: Any) -> Any:
    """Return the record that was linked, or its number should it be gone."""
    return field.queryset.filter(pk=pk).first() or pk


def labels(choices: Iterable[Any]) -> dict[str, str]:
    """Return the label of each choice, within groups too."""
    flat: dict[str, str] = {}
    for value, label in choices:
        flat |= {str(value): label} if isinstance(label, str) else labels(label)
    return flat
