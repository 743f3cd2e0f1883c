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


def select_published(facts: QuerySet[Any], *relations: str) -> QuerySet[Any]:
    """Select the published facts that refer to no draft by these relations, which are loaded with them."""
    shown = Q(state=State.PUBLISHED)
    for relation in relations:
        shown &= Q(**{f"{relation}__state": State.PUBLISHED}) | Q(**{f"{relation}__isnull": True})
    return facts.filter(shown).select_related(*relations) if relations else facts.filter(shown)


def select_notes(notes: QuerySet[Any], *relations: str) -> QuerySet[Any]:
    """Select published notes, and load what each is about."""
    return select_published(notes, "speaker", *relations).prefetch_related(*note.prefetch_subjects())


def by_department(all_credits: Iterable[Credit]) -> list[tuple[str, list[Credit]]]:
    """Group credits by department, in the order of film credits."""
    groups: dict[Department, list[Credit]] = defaultdict(list)
    for credit in all_credits:
        groups[credit.department].append(credit)
    return [(department.label, groups[department]) for department in Department if department in groups]
