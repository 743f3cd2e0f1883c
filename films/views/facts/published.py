"""Select published facts: a fact is shown if it and everything it refers to are published."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from films.kinds import note
from films.models import Credit, Department, Note, State
from films.views.facts.compiled import load_lists


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


def fetch_notes(notes: QuerySet[Any], *relations: str, most: int | None = None) -> list[Note]:
    """Fetch published notes, and load what each is about."""
    found = list(select_published(notes, "speaker", *relations)[:most])
    load_lists(found, note.ABOUT)
    return found


def by_department(all_credits: Iterable[Credit]) -> list[tuple[str, list[Credit]]]:
    """Group credits by department, in the order of film credits."""
    groups: dict[Department, list[Credit]] = defaultdict(list)
    for credit in all_credits:
        groups[credit.department].append(credit)
    return [(department.label, groups[department]) for department in Department if department in groups]
