"""Filling in a page's form as a browser would: everything shown is sent back, changed where a test says so."""

from html import unescape
from typing import Any

from django.forms import BaseForm, NullBooleanSelect
from django.test import Client


def shown(page: Any) -> dict[str, Any]:
    """Return what a browser would send for an admin form page if the curator pressed Save at once."""
    data: dict[str, Any] = {}
    add_form(data, page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        add_form(data, inline.formset.management_form)
        for form in inline.formset.forms:
            add_form(data, form)
    return data


def add_form(data: dict[str, Any], form: BaseForm) -> None:
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        if isinstance(widget, NullBooleanSelect):
            value = widget.format_value(value)
        if bound.field.disabled or value is None or value is False:
            continue
        if isinstance(value, list | tuple):
            value = [str(getattr(item, "pk", item)) for item in value]
        data[bound.html_name] = "on" if value is True else value


def submit(desk: Client, address: str, **changes: Any) -> Any:
    """Open the page, change some inputs by name, and save."""
    return desk.post(address, {**shown(desk.get(address)), **changes}, follow=True)


def new_row(prefix: str, number: int = 0, start: int = 0, **values: Any) -> dict[str, Any]:
    """Return the inputs of a row added to an inline that showed `start` rows."""
    values = {"state": "draft", **values}
    inputs = {f"{prefix}-{start + number}-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": str(start + number + 1), **inputs}


def errors(page: Any) -> str:
    """Return all that the page complains of, in one string."""
    assert page.status_code == 200
    return unescape(" ".join(str(error) for error in page.context.get("errors", ())))
