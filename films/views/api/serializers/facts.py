"""Serialize facts, each with its citations, and with its address if it has one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from msgspec import Struct

from films.kinds.addresses import anchor, fact_address
from films.kinds.declaration import ApiShape
from films.kinds.names import Kind
from films.kinds.registry import declaration_of
from films.models import Document, Fact, Film, Location, Organization, Person
from films.views.api.serializers.citations import Citations
from films.views.api.serializers.links import Linker, organization
from films.views.api.shapes.facts import FACT_SHAPES, lists_with
from films.views.facts.lists import ByKind


@dataclass(frozen=True)
class FactSerializer:
    """Serialize facts whose relations and citations have been fetched already."""

    linker: Linker
    citations: Citations

    def fact(self, fact: Fact) -> Struct:
        """Return a fact in the shape that its kind declares."""
        return FACT_SHAPES[declaration_of(fact).kind](**self.values(fact))

    def values(self, fact: Fact) -> dict[str, Any]:
        """Return the fields of that shape."""
        declared = declaration_of(fact)
        if not isinstance(declared.api, ApiShape):
            raise TypeError(f"{declared.kind} is not in the API: {declared.api.reason}.")
        values = {
            field.name: self.value(field.value(fact) if field.value else getattr(fact, field.name))
            for field in declared.api.fields
        }
        if place := anchor(fact):
            values |= {"id": place, "url": self.linker.absolute(fact_address(fact))}
        return {
            **values,
            "data_set": self.linker.data_set(fact),
            "citations": self.citations.for_fact(fact),
        }

    def facts(self, facts: Iterable[Fact]) -> list[Struct]:
        return [self.fact(fact) for fact in facts]

    def lists(self, kind: Kind, facts: ByKind) -> dict[str, list[Struct]]:
        """Return the lists of facts for a record of a kind, by their JSON keys."""
        return {key: self.facts(facts[fact]) for key, fact in lists_with(kind).items()}

    def value(self, value: Any) -> Any:
        """Replace a record, or each record of a list, by a reference to it; return other values unchanged."""
        match value:
            case Film():
                return self.linker.film(value)
            case Person():
                return self.linker.person(value)
            case Location():
                return self.linker.location(value)
            case Organization():
                return organization(value)
            case Document():
                return self.linker.document(value)
            case list() if all(isinstance(item, Model) for item in value):
                return [self.value(item) for item in value]
        return value
