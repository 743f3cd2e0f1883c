"""Fetch the lists of facts for the page of a record, as the kinds declare them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model

from films.compiled_queries import ANY_KEY, CompiledQuery, select_any
from films.kinds.declaration import Declaration, Omitted, PageList
from films.kinds.names import Kind
from films.kinds.registry import DECLARATIONS
from films.models import Fact
from films.views.facts.loading import load_related
from films.views.facts.published import all_published

ByKind = Mapping[Kind, Sequence[Any]]


@dataclass(frozen=True)
class SectionList:
    """Hold a list that a kind lays out itself within a section of a page; `template` draws each fact."""

    heading: str
    template: str
    facts: Sequence[Fact]


@dataclass(frozen=True)
class DeclaredList:
    """Hold a list that a kind declares on the page of the records that its facts refer to by `link`.

    `named` holds the relations to the other records that a fact shows.
    """

    declared: Declaration
    link: Any
    shown: PageList
    named: Sequence[str]
    query: CompiledQuery


@cache
def declared_lists(model: Any) -> list[DeclaredList]:
    """Return each list on the pages of a model's records."""
    found = []
    for declared in DECLARATIONS.values():
        for name, shown in {} if isinstance(declared.pages, Omitted) else declared.pages.items():
            link = declared.model._meta.get_field(name)
            if link.related_model is model:
                others = [relation for relation in declared.published_with if relation != name]
                facts = declared.model.objects.filter(all_published(others), **{f"{name}__in": [ANY_KEY]})
                query = CompiledQuery(facts.order_by(*shown.order))
                found.append(DeclaredList(declared, link, shown, [*others, *shown.joined], query))
    return found


def facts_of(record: Any) -> dict[Kind, list[Any]]:
    """Fetch the published facts that a record's page lists, with one query for each kind that it has.

    If a kind refers to the record by several links, each fact is listed only once.
    """
    found: dict[Kind, dict[int, Any]] = defaultdict(dict)
    named, linked = [], []
    lists = declared_lists(record._meta.model)
    for listed, is_held in zip(lists, select_any([listed.query for listed in lists], record.pk), strict=True):
        facts = listed.query.run([record.pk]) if is_held else []
        if listed.link.many_to_one:
            for fact in facts:
                setattr(fact, listed.link.name, record)
        linked.append((facts, listed.shown.lists))
        named.append((facts, listed.named))
        known = found[listed.declared.kind]
        known |= {fact.pk: fact for fact in facts if fact.pk not in known}
    load_related(named, linked)
    return {kind: list(facts.values()) for kind, facts in found.items()}


def section_lists(model: type[Model], facts: ByKind) -> dict[str, list[SectionList]]:
    """Return the non-empty lists that kinds lay out themselves, by section of the page."""
    sections: dict[str, list[SectionList]] = defaultdict(list)
    kinds: set[Kind] = set()
    for listed in declared_lists(model):
        kind, shown = listed.declared.kind, listed.shown
        if shown.template and facts.get(kind) and kind not in kinds:
            kinds.add(kind)
            sections[shown.section].append(SectionList(shown.heading, shown.template, facts[kind]))
    return dict(sections)
