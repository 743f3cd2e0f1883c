"""A film's page draws its two thousand controls without a template for each, and just as Django would."""

import re
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.forms.utils import ErrorList
from django.test import Client

from films.admin.rendering import WRITERS, QuickRenderer
from films.models import Credit, Person

from .test_curating import change_page

HOSTILE = "<b>\"quoted\" & 'single'</b>"
CHOICES: Any = [("", "---"), (1, HOSTILE), ("Group & co", [(HOSTILE, "Inside"), (None, "None")])]
WIDGETS: list[tuple[forms.Widget, Any]] = [
    (forms.TextInput({"class": HOSTILE, "required": True, "disabled": False}), HOSTILE),
    (forms.TextInput(), None),
    (forms.HiddenInput(), 0),
    (forms.NumberInput({"step": 0.5}), 1.5),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.Textarea(), f"\nLine\n{HOSTILE}"),
    (forms.Textarea(), None),
    (forms.Select(choices=CHOICES), HOSTILE),
    (forms.Select(choices=CHOICES), 1),
    (forms.Select(), None),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_controls_are_drawn_as_by_django(widget: forms.Widget, value: Any) -> None:
    assert widget.template_name in WRITERS
    name = f"name {HOSTILE}"
    stock = widget.render(name, value, {"id": "id"}, DjangoTemplates())
    quick = widget.render(name, value, {"id": "id"}, QuickRenderer())
    assert without_gaps(quick) == without_gaps(stock)


def without_gaps(html: str) -> str:
    return re.sub(r">\s+<", "><", html)


def test_errors_are_drawn_as_by_django() -> None:
    for errors in ([], [HOSTILE, "Second"]):
        quick = ErrorList(errors, renderer=QuickRenderer(), field_id="id_x")
        stock = ErrorList(errors, renderer=DjangoTemplates(), field_id="id_x")
        assert (str(quick), quick.as_ul()) == (str(stock), stock.as_ul())


def test_more_rows_need_no_more_templates(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    stock = BaseRenderer.render

    def count(self: BaseRenderer, template_name: str, *args: Any) -> Any:
        drawn.append(template_name)
        return stock(self, template_name, *args)

    monkeypatch.setattr(BaseRenderer, "render", count)
    desk.get(change_page(cast.film))
    few = Counter(drawn)
    drawn.clear()
    for number in range(5):
        person = Person.objects.create(name=f"P{number}", sort_name=f"P{number}", slug=f"p{number}")
        Credit.objects.create(film=cast.film, person=person, job_id="actor")
    page = desk.get(change_page(cast.film)).content.decode()
    assert Counter(drawn) == few
    assert page.count('id="add_id_credits-5-person"') == 1
    assert "change_id_credits" not in page
