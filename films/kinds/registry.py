"""Look up the declarations of kinds by name and by model."""

from importlib import import_module
from typing import Any

from django.db.models import Model

from films.kinds.declaration import Declaration, Naming, Omitted
from films.kinds.index import Entry
from films.kinds.names import Kind
from films.models import Fact

DECLARATIONS: dict[Kind, Declaration] = {
    kind: import_module(f"films.kinds.{kind.value}").DECLARATION for kind in Kind
}
FACTS: dict[Kind, Declaration] = {
    kind: declared for kind, declared in DECLARATIONS.items() if issubclass(declared.model, Fact)
}
BY_MODEL: dict[type[Model], Declaration] = {declared.model: declared for declared in DECLARATIONS.values()}
ENTRIES: tuple[Entry, ...] = tuple(
    sorted(
        (declared.entry for declared in DECLARATIONS.values() if isinstance(declared.entry, Entry)),
        key=lambda entry: entry.number,
    )
)
"""The kinds in the index, in the order of their numbers there."""


def declaration_of(record: Any) -> Declaration:
    """Return the declaration of a record's kind."""
    return BY_MODEL[type(record)]


def naming_of(model: type[Model]) -> Naming:
    """Return how a model's records are named. Raises ValueError if the kind has no names."""
    naming = BY_MODEL[model].naming
    if isinstance(naming, Omitted):
        raise ValueError(f"{model.__name__} has no names: {naming.reason}.")
    return naming
