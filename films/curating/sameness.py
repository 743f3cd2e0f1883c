"""When two rows say the same fact, so that one stands for both."""

from typing import Any

from films.kinds.declaration import Omitted
from films.kinds.registry import BY_MODEL

BLANK = (None, "")


def twin(row: Any, link: str) -> Any:
    """Return the row, among those with the same `link`, that says the same as this one would; or None."""
    declared = BY_MODEL.get(type(row))
    if declared is None or isinstance(declared.same, Omitted):
        return None
    fields = declared.same
    sure = {name: getattr(row, name) for name in fields if not row._meta.get_field(name).blank}
    others = type(row)._base_manager.filter(**(sure | {link: getattr(row, link)})).exclude(pk=row.pk)
    found = [other for other in others.order_by("pk") if same(row, other, fields)]
    return max(found, key=lambda other: agreeing(row, other, fields), default=None)


def same(row: Any, other: Any, fields: tuple[str, ...]) -> bool:
    pairs = [(value(row, name), value(other, name)) for name in fields]
    agree = all(one == two or one in BLANK or two in BLANK for one, two in pairs)
    silent = any(one in BLANK and two not in BLANK for one, two in pairs)
    silent_too = any(two in BLANK and one not in BLANK for one, two in pairs)
    return agree and not (silent and silent_too)


def agreeing(row: Any, other: Any, fields: tuple[str, ...]) -> int:
    return sum(value(row, name) == value(other, name) for name in fields)


def value(row: Any, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)


def fill(record: Any, other: Any, leave: tuple[str, ...] = ()) -> list[str]:
    """Give a record what it lacks and another has, and return where both say something else.

    It is published if either was: what the public could read stays there to be read.
    """
    differing = []
    for field in record._meta.concrete_fields:
        if field.primary_key or field.name in ("state", *leave):
            continue
        own, theirs = value(record, field.name), value(other, field.name)
        if own in BLANK and theirs not in BLANK:
            setattr(record, field.attname, theirs)
        elif own != theirs and theirs not in BLANK:
            differing.append(field.name)
    if hasattr(record, "state"):
        record.state = max(record.state, other.state)  # "published" comes after "draft"
    return differing
