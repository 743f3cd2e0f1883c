"""Hold the facts of a fixture, to compare them with what its citations claim, and with the words of sentences.

Nothing is loaded: facts are made in memory, and the names of what they refer to come from the fixture.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from films.evidence.support.comparing import find_value
from films.kinds.claims import ClaimableField, ValueType, claimable_value
from films.kinds.declaration import Naming
from films.kinds.registry import BY_MODEL, DECLARATIONS, claims_of
from films.models import FACT_MODELS, Film

Key = tuple[str, ...]
"""A natural key, as text throughout, since some formats write its numbers as text."""
Values = Mapping[str, Any]

KIND_OF_MODEL = {model._meta.label_lower: kind for kind, model in FACT_MODELS.items()}
NAMED_BY: dict[str, tuple[type[Model], str, str]] = {
    DECLARATIONS[naming.others].model._meta.label_lower: (model, declared.kind.value, naming.other_field)
    for model, declared in BY_MODEL.items()
    if isinstance(naming := declared.naming, Naming) and naming.others is not None
}
"""The models of other names: whose names they are, and the fields with the record and the name."""
NOT_COMPARED = (ValueType.OWN_WORDS, ValueType.JOB)
"""Types whose values the claimed words need not say: a heading may, or other words of the same meaning."""

WHOLE_DAY = len("1988-06-17")


def text_key(parts: Iterable[object]) -> Key:
    return tuple(map(str, parts))


@dataclass
class FixtureFacts:
    """Collect the facts of a fixture by kind and natural key, the names of records, and the values cited."""

    values: dict[tuple[str, Key], Values] = field(default_factory=dict)
    names: dict[tuple[type[Model], str], list[str]] = field(default_factory=lambda: defaultdict(list))
    with_other_names: set[type[Model]] = field(default_factory=set)
    """The models whose other names the fixture has; that of one film leaves them out."""
    cited: dict[tuple[str, Key, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, label: str, values: Values) -> None:
        """Add a record of a model, such as “films.credit”, if it is a fact."""
        kind = KIND_OF_MODEL.get(label)
        if kind is None:
            return
        model: Any = FACT_MODELS[kind]
        key = self.natural_key(model, values)
        self.values[kind, key] = values
        naming = BY_MODEL[model].naming
        if isinstance(naming, Naming):
            self.names[model, key[0]] += filter(None, (values.get(name) for name in naming.fields))
        if label in NAMED_BY:
            owner, link, name = NAMED_BY[label]
            self.with_other_names.add(owner)
            self.names[owner, str(values[link][0])].append(values[name])

    def natural_key(self, model: Any, values: Values) -> Key:
        parts = (values[path.split("__")[0].removesuffix("_id")] for path in model.natural_key_fields)
        return text_key(part[0] if isinstance(part, list | tuple) else part for part in parts)

    def add_claims(self, kind: str, key: Key, claims: Mapping[str, Any]) -> None:
        for name, claim in claims.items():
            self.cited[kind, key, name].add(claim["value"])

    def changed_value(self, kind: str, key: Key, claims: Mapping[str, Any]) -> str:
        """Say which value of a fact differs from all that its citations confirm, or return ''."""
        values = self.values.get((kind, key))
        for claimable in claims_of(FACT_MODELS[kind]) if values else ():
            if claimable.name in claims:
                present = self.value(kind, values or {}, claimable)
                if present and present not in self.cited[kind, key, claimable.name]:
                    return f"its {claimable.name} is “{present}”, and cited is “{claims[claimable.name]['value']}”"
        return ""

    def value(self, kind: str, values: Values, claimable: ClaimableField) -> str:
        """Return the value of a fact's field as claims keep it."""
        model: Any = FACT_MODELS[kind]
        model_field = model._meta.get_field(claimable.name)
        if not model_field.is_relation:
            return claimable_value(self.fact(kind, values), claimable)
        return " ".join(sorted(linked_keys(values.get(claimable.name), model_field.many_to_many)))

    def fact(self, kind: str, values: Values) -> Any:
        """Make a fact in memory, with its own values and the year of its film."""
        model: Any = FACT_MODELS[kind]
        own = {each.name: each for each in model._meta.concrete_fields if not each.is_relation}
        fact = model(**{name: own[name].to_python(values[name]) for name in own.keys() & values.keys()})
        if values.get("film"):
            film = self.values.get(("film", text_key(values["film"])), {})
            fact.film = Film(year=int(film["year"]) if film.get("year") else None)
        return fact

    def is_said(self, sentence: str, kind: str, key: Key, claimable: ClaimableField, claimed: str) -> bool:
        """Tell whether a sentence says what is claimed of a fact's field, as far as the fixture tells.

        That may be another value than the fact has, if other citations confirm that one.
        """
        values = self.values.get((kind, key))
        if values is None or claimable.type in NOT_COMPARED:
            return True
        if claimed != self.value(kind, values, claimable):
            if claimable.precision and len(claimed) < WHOLE_DAY:
                return True
            values = {**values, claimable.name: self.claimed_value(kind, claimable, claimed)}
        names = self.linked_names(kind, values, claimable)
        try:
            return names == [] or find_value(self.fact(kind, values), claimable, sentence, names) is not None
        except ValidationError:
            return False

    def claimed_value(self, kind: str, claimable: ClaimableField, claimed: str) -> Any:
        """Return what is claimed as a record of a fixture would have it."""
        model_field: Any = FACT_MODELS[kind]._meta.get_field(claimable.name)
        links = [[slug] for slug in claimed.split()]
        if model_field.many_to_many:
            return links
        return next(iter(links), None) if model_field.is_relation else claimed

    def linked_names(self, kind: str, values: Values, claimable: ClaimableField) -> Sequence[Sequence[str]] | None:
        """Return the names of the records that a field links to; None if it is no link, none if one is missing."""
        model_field: Any = FACT_MODELS[kind]._meta.get_field(claimable.name)
        if not model_field.is_relation:
            return None
        linked = linked_keys(values.get(claimable.name), model_field.many_to_many)
        names = [self.names.get((model_field.related_model, key), []) for key in linked]
        return names if all(names) and model_field.related_model in self.with_other_names else []


def linked_keys(value: Any, many: bool) -> list[str]:
    """Return the first part of the natural key of each record that a value refers to."""
    if value is None or value == "":
        return []
    links = value if many else [value]
    return [str(link[0] if isinstance(link, list | tuple) else link) for link in links]
