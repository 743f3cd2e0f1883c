"""Decide whether two rows state the same fact, by the fields that their kind declares."""

from typing import Any

from films.kinds.declaration import Omitted
from films.kinds.registry import BY_MODEL

BLANK = (None, "")


def same_fact(row: Any, link: str) -> Any:
    """Return the other row with the same `link` that states the same fact, the most similar one, or None."""
    declared = BY_MODEL.get(type(row))
    if declared is None or isinstance(declared.same, Omitted):
        return None
    fields = declared.same
    sure = {name: getattr(row, name) for name in fields if not row._meta.get_field(name).blank}
    others = type(row)._base_manager.filter(**(sure | {link: getattr(row, link)})).exclude(pk=row.pk)
    found = [other for other in others.order_by("pk") if say_the_same(row, other, fields)]
    return max(found, key=lambda other: count_equal_fields(row, other, fields), default=None)


def say_the_same(row: Any, other: Any, fields: tuple[str, ...]) -> bool:
    """Tell whether two rows agree in all fields, or one leaves some empty that the other fills."""
    pairs = [(stored_value(row, name), stored_value(other, name)) for name in fields]
    agree = all(own == theirs or own in BLANK or theirs in BLANK for own, theirs in pairs)
    row_is_silent = any(own in BLANK and theirs not in BLANK for own, theirs in pairs)
    other_is_silent = any(theirs in BLANK and own not in BLANK for own, theirs in pairs)
    return agree and not (row_is_silent and other_is_silent)


def count_equal_fields(row: Any, other: Any, fields: tuple[str, ...]) -> int:
    return sum(stored_value(row, name) == stored_value(other, name) for name in fields)


def stored_value(row: Any, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)


def fill_gaps(record: Any, other: Any, leave: tuple[str, ...] = ()) -> list[str]:
    """Fill a record's empty fields and lists from another; return the fields in which they differ.

    The record becomes published if either was, so that nothing public disappears.
    """
    differing = []
    for field in record._meta.concrete_fields:
        if field.primary_key or field.name in ("state", *leave):
            continue
        own, theirs = stored_value(record, field.name), stored_value(other, field.name)
        if own in BLANK and theirs not in BLANK:
            setattr(record, field.attname, theirs)
        elif own != theirs and theirs not in BLANK and field.name != "data_set":
            differing.append(field.name)
    for field in record._meta.many_to_many:
        getattr(record, field.name).add(*getattr(other, field.name).all())
    if hasattr(record, "state"):
        record.state = max(record.state, other.state)  # "published" is greater than "draft"
    return differing
