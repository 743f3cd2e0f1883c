"""Collect the properties that facts add to the node of their subject, as their kinds declare them."""

from collections.abc import Iterable
from typing import Any

from films.kinds.declaration import Declaration, Omitted, ShownOn
from films.kinds.nodes import Node
from films.kinds.registry import DECLARATIONS, FACTS, declaration_of
from films.models import Credit, Fact

ORDER = list(DECLARATIONS)


def sorted_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Sort facts by kind, credits by billing, and all by natural key."""
    return sorted(facts, key=sort_key)


def properties(facts: Iterable[Fact]) -> dict[str, list[Node | str]]:
    """Return the properties that facts add to their subject, each value once, in the order of the facts."""
    found: dict[str, dict[str, Node | str]] = {}
    for fact in facts:
        linked_data = declaration_of(fact).linked_data
        if not isinstance(linked_data, Omitted):
            for name, value in linked_data(fact).items():
                found.setdefault(name, {}).setdefault(repr(value), value)
    return {name: list(values.values()) for name, values in found.items()}


def sort_key(fact: Fact) -> tuple[Any, ...]:
    billing = (fact.billing is None, fact.billing or 0) if isinstance(fact, Credit) else ()
    return (ORDER.index(declaration_of(fact).kind), *billing, *fact.natural_key())


def facts_about(model: type[Any]) -> list[tuple[Declaration, str]]:
    """Return the kinds of facts about a model's records, each with its link to the record."""
    return [
        (declared, link)
        for declared in FACTS.values()
        if isinstance(declared.page, ShownOn)
        for link in declared.page.links
        if declared.model._meta.get_field(link).related_model is model
    ]
