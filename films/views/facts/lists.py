"""Fetch the lists of facts for the page of a record, as the kinds declare them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from films.kinds.declaration import Declaration, Omitted, PageList
from films.kinds.names import Kind
from films.kinds.registry import DECLARATIONS
from films.models import Fact
from films.views.facts.published import select_published

ByKind = Mapping[Kind, Sequence[Any]]


@dataclass(frozen=True)
class SectionList:
    """Hold a list that a kind lays out itself within a section of a page; `template` draws each fact."""

    heading: str
    template: str
    facts: Sequence[Fact]


def declared_lists(model: type[Model]) -> Iterator[tuple[Declaration, str, PageList]]:
    """Yield each list on the pages of a model's records: its kind, the kind's link to the record, and the list."""
    for declared in DECLARATIONS.values():
        for link, shown in {} if isinstance(declared.pages, Omitted) else declared.pages.items():
            if declared.model._meta.get_field(link).related_model is model:
                yield declared, link, shown


def facts_of(record: Any) -> dict[Kind, list[Any]]:
    """Fetch the published facts that a record's page lists, with one query for each kind and each prefetch.

    If a kind refers to the record by several links, each fact is listed only once.
    """
    found: dict[Kind, dict[int, Any]] = defaultdict(dict)
    for declared, link, shown in declared_lists(type(record)):
        # By the record's own relation, so that each fact has the record without a query.
        relation: Any = declared.model._meta.get_field(link).remote_field
        facts = getattr(record, relation.get_accessor_name()).order_by(*shown.order)
        facts = select_published(facts, *(name for name in declared.published_with if name != link))
        if shown.joined:
            facts = facts.select_related(*shown.joined)
        facts = facts.prefetch_related(*(shown.prefetched() if shown.prefetched else ()))
        found[declared.kind] |= {fact.pk: fact for fact in facts if fact.pk not in found[declared.kind]}
    return {kind: list(facts.values()) for kind, facts in found.items()}


def section_lists(model: type[Model], facts: ByKind) -> dict[str, list[SectionList]]:
    """Return the non-empty lists that kinds lay out themselves, by section of the page."""
    sections: dict[str, list[SectionList]] = defaultdict(list)
    kinds: set[Kind] = set()
    for declared, _, shown in declared_lists(model):
        if shown.template and facts.get(declared.kind) and declared.kind not in kinds:
            kinds.add(declared.kind)
            sections[shown.section].append(SectionList(shown.heading, shown.template, facts[declared.kind]))
    return dict(sections)
