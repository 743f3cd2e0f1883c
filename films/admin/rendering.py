"""Render form controls without templates: a film's page has two thousand, and templates took most of its time."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

Context = Mapping[str, Any]


class QuickRenderer(DjangoTemplates):
    """Render the commonest controls as Django's templates would, and leave the others to the templates."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        write = WRITERS.get(template_name)
        if write is None:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308
        return mark_safe(write(context))  # noqa: S308 - escaped piece by piece below


def escaped(value: Any) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))


def attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def render_input(context: Context) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{escaped(widget["name"])}"{value}{attributes(widget["attrs"])}>'


def render_textarea(context: Context) -> str:
    widget = context["widget"]
    text = escaped(widget["value"] or "")
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def render_select(context: Context) -> str:
    widget = context["widget"]
    groups = "".join(render_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>{groups}\n</select>'


def render_group(name: str | None, options: list[dict[str, Any]]) -> str:
    inside = "".join(
        f'\n  <option value="{escaped(option["value"])}"{attributes(option["attrs"])}>'
        f"{escaped(option['label'])}</option>"
        for option in options
    )
    return f'\n  <optgroup label="{escaped(name)}">{inside}\n  </optgroup>' if name else inside


def render_related_choice(context: Context) -> str:
    """Render the choice of a linked record, with the button that adds one."""
    button = ""
    if context["can_add_related"]:
        address = f"{context['add_related_url']}?{context['url_params']}"
        icon = static("admin/img/icon-addlink.svg")
        button = (
            f'<a class="related-widget-wrapper-link add-related" id="add_id_{escaped(context["name"])}" '
            f'data-popup="yes" href="{escaped(address)}" title="Add another {escaped(context["model"])}">'
            f'<img src="{escaped(icon)}" alt="" width="24" height="24"></a>'
        )
    kind = escaped(context["model_name"])
    return (
        f'<div class="related-widget-wrapper" data-model-ref="{kind}">{context["rendered_widget"]}{button}</div>'
    )


def render_errors(context: Context) -> str:
    found = context["errors"]
    if not found:
        return ""
    name = f' id="{escaped(found.field_id)}_error"' if found.field_id else ""
    listed = "".join(f"<li>{escaped(error)}</li>" for error in found)
    return f'<ul class="{escaped(context["error_class"])}"{name}>{listed}</ul>'


CHOICE_IN_A_ROW = "admin/films/choice_in_a_row"
"""A name for what has no template: the stock one has four buttons, and the time they take."""

WRITERS: dict[str, Callable[[Context], str]] = {
    **dict.fromkeys(
        [f"django/forms/widgets/{kind}.html" for kind in ("checkbox", "hidden", "number", "text")], render_input
    ),
    CHOICE_IN_A_ROW: render_related_choice,
    "django/forms/widgets/select.html": render_select,
    "django/forms/widgets/textarea.html": render_textarea,
    **dict.fromkeys([f"django/forms/errors/list/{kind}.html" for kind in ("default", "ul")], render_errors),
}
