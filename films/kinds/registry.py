"""Look up the declarations of kinds by name and by model."""

from dataclasses import replace
from importlib import import_module
from typing import Any

from django.db.models import Model

from films.kinds.claims import ClaimableField, cited_sql, waiting_sql
from films.kinds.declaration import Declaration, DeskForm, Naming, Omitted
from films.kinds.index import Entry
from films.kinds.names import Kind
from films.models import Fact

DECLARATIONS: dict[Kind, Declaration] = {
    kind: import_module(f"films.kinds.{kind.value}").DECLARATION for kind in Kind
}
FACTS: dict[Kind, Declaration] = {
    kind: declared for kind, declared in DECLARATIONS.items() if issubclass(declared.model, Fact)
}
DESK_FORMS: dict[str, DeskForm] = {
    desk.proposal: desk
    for declared in DECLARATIONS.values()
    if not isinstance(declared.desk, Omitted)
    for desk in declared.desk
}
"""The forms of the desk by kind of proposal."""

BY_MODEL: dict[type[Model], Declaration] = {declared.model: declared for declared in DECLARATIONS.values()}


def naming_field(kind: str) -> str:
    """Return the field with the name of the record that a kind of proposal is about, beside its film, if any."""
    return next(iter(DESK_FORMS[kind].form.names), "")


def claims_of(model: type[Model]) -> tuple[ClaimableField, ...]:
    """Return the fields of a model's records that citations confirm."""
    claims = BY_MODEL[model].claims
    return () if isinstance(claims, Omitted) else claims


def is_cited_sql(declared: Declaration, row: str) -> str:
    """Return the SQL condition that citations confirm every value of a row of a kind's table."""
    return cited_sql(declared.kind, declared.model, claims_of(declared.model), row)


def with_evidence(declared: Declaration, entry: Entry) -> Entry:
    """Let an entry say whether its fact is cited, and whether a value of it waits to be confirmed anew."""
    if not entry.is_fact:
        return entry
    table = declared.model._meta.db_table
    fact = f"EXISTS (SELECT 1 FROM {table} fact WHERE fact.id = found.object_id AND "
    waiting = waiting_sql(declared.kind, declared.model, claims_of(declared.model), "fact")
    has_citation = f"EXISTS (SELECT 1 FROM films_citation WHERE {declared.kind}_id = found.object_id)"
    return replace(
        entry,
        is_cited=f"{fact}{is_cited_sql(declared, 'fact')})",
        is_waiting=f"{has_citation} AND {fact}{waiting})",
    )


ENTRIES: tuple[Entry, ...] = tuple(
    sorted(
        (
            with_evidence(declared, declared.entry)
            for declared in DECLARATIONS.values()
            if isinstance(declared.entry, Entry)
        ),
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
