"""The forms of the desk, by the names that proposals give their kinds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from films.kinds.declaration import DeskForm, Omitted
from films.kinds.forms import FactForm
from films.kinds.registry import DECLARATIONS
from films.models import ProposalKind

LONGEST_NAME = 8  # words; more of them are no name
FORMS: dict[str, DeskForm] = {
    desk.proposal: desk
    for declared in DECLARATIONS.values()
    if not isinstance(declared.desk, Omitted)
    for desk in declared.desk
}
SHORTCUTS: list[tuple[str, str, str]] = [
    (desk.shortcut, kind, ProposalKind(kind).label) for kind, desk in FORMS.items() if desk.shortcut
]
"""The key that opens each form that has one, with the kind and what it is called."""


def filled_in(kind: str, proposed: Mapping[str, Any], data: Mapping[str, Any] | None = None) -> FactForm:
    """Return the form of what was proposed, as `data` has edited it if that is given."""
    form = FORMS[kind].form
    return form(form.from_proposal(proposed) if data is None else data)


def initial_values(kind: str, words: str) -> dict[str, Any]:
    """Return what a form of this kind starts with, given the words that were marked, which may be none."""
    desk, words = FORMS[kind], " ".join(words.split())
    values = dict(desk.initial or {})
    read = desk.reads(words) if desk.reads else {}
    name = words.strip(" ,.;:“”\"'()")
    if not read and name and desk.main_field and len(name.split()) <= LONGEST_NAME:
        read = {desk.main_field: name}
    return values | dict(read)


def as_text(value: Any) -> str:
    """Return a proposed value as a line of text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
