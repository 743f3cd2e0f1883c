"""Tell how a typed text matches the names of records: as a whole name, its beginning, or some of its words."""

from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from django.db.models import Model

from films.identity.folding import plain
from films.identity.keys import name_key, title_key
from films.identity.numerals import reading
from films.kinds.declaration import Omitted
from films.kinds.registry import BY_MODEL, DECLARATIONS, naming_of
from films.models import Film


class NameMatch(IntEnum):
    """Name the ways in which a text can match a record's names, the best first."""

    WHOLE = 0
    BEGINNING = 1
    WORDS = 2
    """Each of its words begins one of the record's own name."""
    OTHER_NAME = 3
    """Each of its words begins one of another name."""
    ELSEWHERE = 4
    """It is in none of the names."""


class NamedBy(NamedTuple):
    match: NameMatch
    other_name: str = ""


def has_names(model: type[Model]) -> bool:
    """Tell whether the records of a model are known by names."""
    declared = BY_MODEL.get(model)
    return declared is not None and not isinstance(declared.naming, Omitted)


def named_by(model: type[Model], keys: Sequence[int], text: str) -> dict[int, NamedBy]:
    """Map the keys of records that have names to how a text matches these."""
    naming = naming_of(model)
    typed = plain(text)
    key_of = title_key if model is Film else name_key
    found: dict[int, NamedBy] = {}
    unnamed: dict[int, list[str]] = defaultdict(list)
    for pk, own, *others in model._default_manager.filter(pk__in=keys).values_list("pk", *naming.fields):
        name = plain(own)
        if name == typed or key_of(own) == key_of(text):
            found[pk] = NamedBy(NameMatch.WHOLE)
        elif name.startswith(typed):
            found[pk] = NamedBy(NameMatch.BEGINNING)
        elif has_words(name, typed):
            found[pk] = NamedBy(NameMatch.WORDS)
        else:
            unnamed[pk] += filter(None, others)
    if naming.others and unnamed:
        declared = DECLARATIONS[naming.others].model
        owner = next(field.name for field in declared._meta.fields if field.related_model is model)
        stored = declared._default_manager.filter(**{f"{owner}__in": list(unnamed)})
        for pk, name in stored.values_list(owner, naming.other_field):
            unnamed[pk].append(name)
    for pk, names in unnamed.items():
        known_as = next((name for name in names if has_words(plain(name), typed)), "")
        found[pk] = NamedBy(NameMatch.OTHER_NAME if known_as else NameMatch.ELSEWHERE, known_as)
    return found


def has_words(name: str, typed: str) -> bool:
    """Tell whether each word of a text begins a word of a name, both in plain form, or is the same number."""
    words = name.split()
    numbers = {reading(word) for word in words}
    return all(reading(part) in numbers or any(word.startswith(part) for word in words) for part in typed.split())
