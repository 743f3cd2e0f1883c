"""Provide the forms of the desk by kind of proposal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from films.kinds.forms import FactForm
from films.kinds.registry import DESK_FORMS
from films.models import ProposalKind

LONGEST_NAME = 8  # words; a longer selection is not a name
SHORTCUTS: list[tuple[str, str, str]] = [
    (desk.shortcut, kind, ProposalKind(kind).label) for kind, desk in DESK_FORMS.items() if desk.shortcut
]
"""The keys that open forms, each with the kind and its label."""


def form_for_proposal(kind: str, proposed: Mapping[str, Any], data: Mapping[str, Any] | None = None) -> FactForm:
    """Return the form for a proposal, bound to the edits in `data` if given."""
    form = DESK_FORMS[kind].form
    values = form.from_proposal(proposed)
    return form(values if data is None else data, initial=values)


def is_edited(form: FactForm) -> bool:
    """Tell whether a bound form has other values than proposed, apart from explanations and chosen records."""
    beside = {"reason", "other_words", "of_film", *(f"{name}_is" for name in form.named_records)}
    return not beside.issuperset(form.changed_data)


def initial_values(kind: str, words: str) -> dict[str, Any]:
    """Return the initial values of a form of this kind, given the words that were marked, if any."""
    desk, words = DESK_FORMS[kind], " ".join(words.split())
    values = dict(desk.initial or {})
    read = desk.reads(words) if desk.reads else {}
    name = words.strip(" ,.;:“”\"'()")
    if not read and name and desk.main_field and len(name.split()) <= LONGEST_NAME:
        read = {desk.main_field: name}
    return values | dict(read)


def guess_kind(words: str) -> str:
    """Return the kind whose form marked words fill best; a credit if no form reads anything in them."""
    marked = " ".join(words.split())
    left: dict[str, int] = {}
    for kind, desk in DESK_FORMS.items():
        if desk.reads and (read := desk.reads(marked)):
            required = {name for name, field in desk.form.base_fields.items() if field.required}
            left[kind] = len(required - read.keys() - (desk.initial or {}).keys())
    return min(left, key=left.__getitem__, default=ProposalKind.CREDIT)


def value_as_text(value: Any) -> str:
    """Return a proposed value as one line of text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
