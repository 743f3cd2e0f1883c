"""Select published facts: a fact is shown if it and everything it refers to are published."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.kinds import note
from films.models import Credit, Department, Note, State
from films.views.facts.loading import load_related


def all_published(relations: Iterable[str], fact: str = "") -> Q:
    """Build a condition that facts are published, and what they refer to by these relations is.

    `fact` is the look-up that leads to the facts, if others than those are selected.
    """
    shown = Q(**{f"{fact}state": State.PUBLISHED})
    for relation in relations:
        named = f"{fact}{relation}"
        shown &= Q(**{f"{named}__state": State.PUBLISHED}) | Q(**{f"{named}__isnull": True})
    return shown


def select_published(facts: QuerySet[Any], *relations: str) -> QuerySet[Any]:
    """Select the published facts that refer to no draft by these relations, which are loaded with them."""
    shown = facts.filter(all_published(relations))
    return shown.select_related(*relations) if relations else shown


def published_record(model: Any, slug: str) -> Any:
    """Return the published record with this slug; raises Http404."""
    found = _by_slug(model).run([slug])
    if not found:
        raise Http404
    return found[0]


@cache
def _by_slug(model: Any) -> CompiledQuery:
    return CompiledQuery(model.objects.published().filter(slug__in=[ANY_KEY]).order_by())


def facts_naming(
    record: Any,
    model: Any,
    link: str,
    named: Sequence[str],
    order: tuple[Any, ...] = (),
    most: int | None = None,
) -> list[Any]:
    """Fetch the published facts that refer to a record by a link, in an order other than the model's if given.

    `named` holds other relations to what they refer to, which is loaded, and must be published too.
    """
    facts = _facts_naming(model, link, tuple(named), order, most).run([record.pk])
    for fact in facts:
        setattr(fact, link, record)
    load_related([(facts, named)])
    return facts


def facts_naming_any(
    keys: Collection[int], model: Any, link: str, named: Sequence[str], order: tuple[Any, ...], most: int
) -> list[Any]:
    """Fetch the published facts that refer by a link to any of the records with these keys.

    `named` holds this and other relations to what they refer to, which is loaded, and must be published.
    """
    facts = _facts_naming(model, link, tuple(named), order, most).run(keys)
    load_related([(facts, named)])
    return facts


@cache
def _facts_naming(
    model: Any, link: str, named: tuple[str, ...], order: tuple[Any, ...], most: int | None
) -> CompiledQuery:
    facts = model.objects.filter(all_published(named), **{f"{link}__in": [ANY_KEY]})
    return CompiledQuery((facts.order_by(*order) if order else facts)[:most])


def notes_naming(record: Any, *links: str, most: int | None = None) -> list[list[Note]]:
    """Fetch the published notes that refer to a record, a list for each link, and load what each is about."""
    named = ("film", "speaker")
    found = [_facts_naming(Note, link, named, (), most).run([record.pk]) for link in links]
    load_related([(notes, named) for notes in found], [(notes, note.ABOUT) for notes in found])
    return found


def fetch_notes(notes: QuerySet[Any], *relations: str, most: int | None = None) -> list[Note]:
    """Fetch published notes, and load what each is about."""
    found = list(select_published(notes, "speaker", *relations)[:most])
    load_related((), [(found, note.ABOUT)])
    return found


def by_department(all_credits: Iterable[Credit]) -> list[tuple[str, list[Credit]]]:
    """Group credits by department, in the order of film credits."""
    groups: dict[Department, list[Credit]] = defaultdict(list)
    for credit in all_credits:
        groups[credit.department].append(credit)
    return [(department.label, groups[department]) for department in Department if department in groups]
