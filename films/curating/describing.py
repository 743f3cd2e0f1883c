"""Alterations in words: what each record was and became, field by field, links by the names they have now."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import ManyToManyField, Model

from films.batching import batched
from films.curating.states import altered, kind_of, model_of, named
from films.models import Alteration

NOTHING = "nothing"
LONGEST_VALUE = 1000  # characters shown of a short value
WORDS_TO_COMPARE = 8  # a text of so many is told word by word
MOST_WORDS_TO_COMPARE = 2000  # comparing takes the square of them


@dataclass(frozen=True)
class Piece:
    """Some words of a text: `is_old` if they went, `is_new` if they came, neither if they stayed."""

    text: str
    is_old: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Difference:
    """A field that differs: both values in words, and the pieces of both where they are long texts."""

    label: str
    old: str
    new: str
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True)
class Described:
    """An alteration in words. `model` names what kind of record it is of."""

    alteration: Alteration
    model: type[Model]
    differences: Sequence[Difference]

    @property
    def done(self) -> str:
        if self.alteration.before is None:
            return "Added"
        return "Deleted" if self.alteration.after is None else "Changed"

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def is_there(self) -> bool:
        return self.alteration.after is not None


def describe(alterations: Iterable[Alteration]) -> list[Described]:
    """Put alterations into words, with one query for each model that their fields link to."""
    chosen = list(alterations)
    names = names_of(chosen)
    return [Described(one, model_of(one.kind), list(differences(one, names))) for one in chosen]


Names = dict[type[Model], dict[int, str]]


def names_of(alterations: Iterable[Alteration]) -> Names:
    """Return the names of the records that alterations link to."""
    keys: dict[Any, set[Any]] = {}
    for one in alterations:
        for name in altered(one.before, one.after):
            field = field_of(one, name)
            if field is not None and field.is_relation:
                for values in (one.before, one.after):
                    value = (values or {}).get(name)
                    keys.setdefault(field.related_model, set()).update(
                        value if isinstance(value, list) else [value]
                    )
    return {model: names_with(model, sorted(some - {None})) for model, some in keys.items()}


def names_with(model: Any, keys: Sequence[int]) -> dict[int, str]:
    """Return the names of records, of those that are gone their last."""
    found = {record.pk: str(record) for some in batched(keys) for record in named(model).filter(pk__in=some)}
    gone = [key for key in keys if key not in found]
    for some in batched(gone):
        last = Alteration.objects.filter(kind=kind_of(model), record_id__in=some).order_by("pk")
        found.update(last.values_list("record_id", "name"))
    return found


def field_of(alteration: Alteration, name: str) -> Any:
    """Return a field by its name, or nothing if the model has it no longer."""
    fields = model_of(alteration.kind)._meta
    return next((field for field in (*fields.fields, *fields.many_to_many) if field.name == name), None)


def differences(alteration: Alteration, names: Names) -> Iterable[Difference]:
    for name in altered(alteration.before, alteration.after):
        field = field_of(alteration, name)
        old = (alteration.before or {}).get(name)
        new = (alteration.after or {}).get(name)
        if field is None or (name == "key" and field.get_internal_type() == "UUIDField"):
            continue
        label = str(field.verbose_name)
        pieces: list[Piece] = []
        if isinstance(old, str) and isinstance(new, str):
            pieces = compared(old, new)
        yield Difference(
            label[:1].upper() + label[1:], in_words(field, old, names), in_words(field, new, names), pieces
        )


def in_words(field: Any, value: Any, names: Names) -> str:
    """Return a field's value as a curator would say it."""
    if value in (None, "") or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, ManyToManyField):
        return ", ".join(name_of(names, field.related_model, key) for key in value)
    if field.is_relation:
        return name_of(names, field.related_model, value)
    labels = dict(field.flatchoices)
    if value in labels:
        return f"“{labels[value]}”"
    if isinstance(value, str) and field.get_internal_type() not in ("DecimalField", "DateField"):
        return f"“{value[:LONGEST_VALUE]}{'…' if len(value) > LONGEST_VALUE else ''}”"
    return str(value)


def name_of(names: Names, model: Any, key: int) -> str:
    name = names.get(model, {}).get(key)
    return f"“{name}”" if name else f"{model._meta.verbose_name} {key}, of which nothing is known"


def compared(old: str, new: str) -> list[Piece]:
    """Return what stayed, went and came between two long texts, word by word; nothing for short ones."""
    before, after = (re.findall(r"\S+\s*|\s+", text) for text in (old, new))
    if (
        not WORDS_TO_COMPARE
        <= min(len(before), len(after))
        <= max(len(before), len(after))
        <= MOST_WORDS_TO_COMPARE
    ):
        return []
    pieces = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(before[start:end])))
            continue
        pieces.append(Piece("".join(before[start:end]), is_old=True))
        pieces.append(Piece("".join(after[new_start:new_end]), is_new=True))
    return [piece for piece in pieces if piece.text]
