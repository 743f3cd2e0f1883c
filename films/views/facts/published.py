"""Select published facts: a fact is shown if it and everything it refers to are published."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from films.kinds import note
from films.models import (
    Credit,
    Department,
    State,
)


def complete(facts: QuerySet[Any], *named: str) -> QuerySet[Any]:
    """Return the published facts that refer to nothing unpublished by the relations `named`, which it joins."""
    shown = Q(state=State.PUBLISHED)
    for relation in named:
        shown &= Q(**{f"{relation}__state": State.PUBLISHED}) | Q(**{f"{relation}__isnull": True})
    return facts.filter(shown).select_related(*named) if named else facts.filter(shown)


def with_subjects(notes: QuerySet[Any], *named: str) -> QuerySet[Any]:
    """Return complete notes, each with what it is about."""
    return complete(notes, "speaker", *named).prefetch_related(*note.prefetch_subjects())


def by_department(held: Iterable[Credit]) -> list[tuple[str, list[Credit]]]:
    """Group credits under the departments' names in the order of the trade's lists."""
    groups: dict[Department, list[Credit]] = defaultdict(list)
    for credit in held:
        groups[credit.department].append(credit)
    return [(department.label, groups[department]) for department in Department if department in groups]
