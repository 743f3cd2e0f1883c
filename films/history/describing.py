"""Describe alterations in words, field by field, with the present names of linked records."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.db.models import BooleanField, Model

from films.batching import batched
from films.history.rows import (
    altered_fields,
    find_identity,
    find_model,
    identity_of,
    is_link,
    kind_of,
    link_ends,
    link_field,
    long_text_hash,
    named_records,
)
from films.models import Alteration, Change
from films.names import quoted

NOTHING = "nothing"
UNQUOTED = ("DecimalField", "DateField", "DateTimeField")
LONGEST_VALUE = 1000  # characters shown of a value
WORDS_TO_COMPARE = 8  # from this length on, texts are compared word by word
MOST_WORDS_TO_COMPARE = 2000  # the time for comparing grows with the square


@dataclass(frozen=True)
class TextPiece:
    """Hold words of a text: `is_old` if they were removed, `is_new` if added, neither if they stayed."""

    text: str
    is_old: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Difference:
    """Hold both values of a field in words, and the pieces of both if they are long texts."""

    label: str
    old: str
    new: str
    pieces: Sequence[TextPiece] = ()


@dataclass
class DescribedRecord:
    """Describe what happened to one record, including the links of its many-to-many fields."""

    kind: str
    key: int
    name: str
    model: type[Model] | None
    """None if records of this kind no longer exist."""
    alteration: Alteration | None = None
    """The record's own alteration; None if only its links changed."""
    first: Alteration | None = None
    """The first of its alterations, for reverting to the state before it."""
    differences: list[Difference] = field(default_factory=list)

    @property
    def done(self) -> str:
        if self.alteration is None:
            return "Changed"
        if self.alteration.before is None:
            return "Added"
        return "Deleted" if self.alteration.after is None else "Changed"

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name) if self.model else f"{self.kind} (a kind that no longer exists)"

    @property
    def is_there(self) -> bool:
        return self.done != "Deleted"


Names = dict[type[Model], dict[int, str]]


def describe(alterations: Iterable[Alteration], names: Names | None = None) -> list[DescribedRecord]:
    """Describe the alterations of one change, with one query for each model that their fields point to.

    To describe several changes at once, pass the `names` of the linked records.
    """
    chosen = list(alterations)
    names = linked_names(chosen) if names is None else names
    records: dict[tuple[str, int], DescribedRecord] = {}
    links: dict[tuple[str, int], dict[type[Model], list[Alteration]]] = {}
    for alteration in chosen:
        identity = find_identity(alteration)
        model = identity[0] if identity else None
        if model and is_link(model):
            owner: Any = model._meta.auto_created
            key = kind_of(owner), alteration.record_id
            links.setdefault(key, {}).setdefault(model, []).append(alteration)
            model = owner
        else:
            key = alteration.kind, alteration.record_id
        record = records.setdefault(key, DescribedRecord(*key, alteration.name, model))
        record.first = record.first or alteration
        if key[0] == alteration.kind:
            record.alteration, record.name = alteration, alteration.name
            record.differences += field_differences(alteration, names)
    for key, by_field in links.items():
        records[key].differences += [link_difference(some, names) for some in by_field.values()]
    return list(records.values())


def created_counts(change: Change) -> list[tuple[str, int]]:
    """Return how many rows a change created in bulk, by the name of their kind."""
    counts: dict[str, int] = {}
    for bulk in change.bulk_alterations.exclude(first_key=None):
        name = plural_name(bulk.kind)
        counts[name] = counts.get(name, 0) + (bulk.last_key or 0) - (bulk.first_key or 0) + 1
    return list(counts.items())


def plural_name(kind: str) -> str:
    model = find_model(kind)
    return str(model._meta.verbose_name_plural) if model else f"{kind} (a kind that no longer exists)"


def linked_names(alterations: Iterable[Alteration]) -> Names:
    """Return the names of the records that alterations point to."""
    keys: dict[type[Model], set[int]] = {}
    for alteration in alterations:
        identity = find_identity(alteration)
        if identity is None:
            continue
        model, _ = identity
        fields = [link_ends(model)[1]] if is_link(model) else altered_fields(alteration.before, alteration.after)
        for name in fields:
            target = find_field(model, name)
            if target is not None and target.is_relation:
                values = [(side or {}).get(name) for side in (alteration.before, alteration.after)]
                keys.setdefault(target.related_model, set()).update(key for key in values if key is not None)
    return {model: names_of_records(model, sorted(some)) for model, some in keys.items()}


def names_of_records(model: type[Model], keys: Sequence[int]) -> dict[int, str]:
    """Return the names of records, and the last names of deleted ones."""
    found = {record.pk: str(record) for record in named_records(model, keys)}
    gone = [key for key in keys if key not in found]
    for some in batched(gone):
        last = Alteration.objects.filter(kind=kind_of(model), record_id__in=some).order_by("pk")
        found.update(last.values_list("record_id", "name"))
    return found


def find_field(model: type[Model], name: str) -> Any:
    """Return a field by name, or None if the model no longer has it."""
    return next((field for field in model._meta.concrete_fields if field.name == name), None)


def field_differences(alteration: Alteration, names: Names) -> Iterator[Difference]:
    """Yield the differences of a record's fields; those that no longer exist are shown as they were stored."""
    model = find_model(alteration.kind)
    for name in altered_fields(alteration.before, alteration.after):
        altered = find_field(model, name) if model else None
        if altered and name == "key" and altered.get_internal_type() == "UUIDField":
            continue
        old, new = ((side or {}).get(name) for side in (alteration.before, alteration.after))
        pieces = compare_words(old, new) if isinstance(old, str) and isinstance(new, str) else []
        label = str(altered.verbose_name) if altered else name.replace("_", " ")
        yield Difference(
            label[:1].upper() + label[1:],
            value_in_words(altered, old, names),
            value_in_words(altered, new, names),
            pieces,
        )


def link_difference(links: Sequence[Alteration], names: Names) -> Difference:
    """Return the links that were removed and added in one field, as one difference."""
    model, _ = identity_of(links[0])
    target = link_ends(model)[1]
    related: Any = find_field(model, target).related_model
    gone = [record_name(names, related, link.before[target]) for link in links if link.after is None]
    come = [record_name(names, related, link.after[target]) for link in links if link.before is None]
    label = str(link_field(model).verbose_name)
    return Difference(label[:1].upper() + label[1:], ", ".join(gone) or NOTHING, ", ".join(come) or NOTHING)


def value_in_words(altered: Any, value: Any, names: Names) -> str:
    """Return a field's value in words."""
    if isinstance(value, bool) or (isinstance(altered, BooleanField) and altered.null):
        return truth_in_words(value)
    if value in (None, "") or value == []:
        return NOTHING
    if long_text_hash(value):
        return f"a text of {value['characters']:,} characters"
    if altered and altered.is_relation:
        return record_name(names, altered.related_model, value)
    labels = dict(altered.flatchoices) if altered else {}
    if isinstance(value, str | int) and value in labels:
        return f"“{labels[value]}”"
    if isinstance(value, str) and (altered is None or altered.get_internal_type() not in UNQUOTED):
        return quoted(f"{value[:LONGEST_VALUE]}{'…' if len(value) > LONGEST_VALUE else ''}")
    return str(value)


def truth_in_words(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def record_name(names: Names, model: Any, key: int) -> str:
    name = names.get(model, {}).get(key)
    return quoted(name) if name else f"{model._meta.verbose_name} {key} (name unknown)"


def compare_words(old: str, new: str) -> list[TextPiece]:
    """Compare two long texts word by word; return nothing for short ones."""
    before, after = (re.findall(r"\S+\s*|\s+", text) for text in (old, new))
    shorter, longer = sorted((len(before), len(after)))
    if shorter < WORDS_TO_COMPARE or longer > MOST_WORDS_TO_COMPARE:
        return []
    pieces = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(TextPiece("".join(before[start:end])))
            continue
        pieces.append(TextPiece("".join(before[start:end]), is_old=True))
        pieces.append(TextPiece("".join(after[new_start:new_end]), is_new=True))
    return [piece for piece in pieces if piece.text]
