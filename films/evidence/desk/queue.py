"""Narrow and count the proposals that wait in all documents, and give each curator the next ones."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Substr

from films.evidence.desk.certainty import SURE
from films.evidence.desk.reserving import free_for, reserve
from films.models import Proposal, ProposalKind
from films.models.proposals import Decision

AT_ONCE = 20  # proposals that a curator gets: as many as are decided in the time for which they are kept
CERTAINTIES: dict[str, tuple[str, Q]] = {
    "sure": ("read surely", Q(confidence__gte=SURE)),
    "doubtful": ("look closely", Q(confidence__lt=SURE)),
}
"""What a queue is by the reader's own confidence, with its name and its condition."""
IS_SURE = Case(When(CERTAINTIES["sure"][1], then=Value("sure")), default=Value("doubtful"))

CONDITIONS: dict[str, Callable[[str], Q | None]] = {
    "kind": lambda kind: Q(kind=kind) if kind in ProposalKind.values else None,
    "certainty": lambda certainty: CERTAINTIES[certainty][1] if certainty in CERTAINTIES else None,
    "film": lambda slug: Q(document__film__slug=slug) if slug else None,
}
"""What narrows a queue, and the condition for each value; None for one that means nothing."""
GROUPS: dict[str, tuple[Any, Any]] = {
    "kind": (F("kind"), F("kind")),
    "certainty": (IS_SURE, IS_SURE),
    "film": (F("document__film__slug"), F("document__film__title")),
}
"""The values by which proposals of a queue are counted, and what names them."""


def filters_among(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of an address that narrow a queue."""
    given = {name: parameters.get(name, "") for name in CONDITIONS}
    return {name: value for name, value in given.items() if CONDITIONS[name](value) is not None}


def waiting_proposals(filters: Mapping[str, str]) -> QuerySet[Proposal]:
    """Return the undecided proposals of a kind, a film and a certainty; values without a meaning are ignored."""
    conditions = (CONDITIONS[name](value) for name, value in filters.items())
    return Proposal.objects.filter(*filter(None, conditions), decision=Decision.WAITING)


def count_waiting(filters: Mapping[str, str], name: str) -> dict[str, tuple[str, int]]:
    """Count the proposals for each value by which a queue can be narrowed beside its other filters.

    Returns the title of each film, or the value itself, and the number of its proposals; the largest come first.
    """
    value, label = GROUPS[name]
    others = {other: chosen for other, chosen in filters.items() if other != name}
    waiting = waiting_proposals(others).annotate(value=value, label=label).exclude(value=None).order_by()
    counted = waiting.values_list("value", "label").annotate(count=Count("pk")).order_by("-count", "value")
    return {value: (label, count) for value, label, count in counted}


@transaction.atomic
def reserve_next(curator: str, filters: Mapping[str, str], after: str = "") -> list[Proposal]:
    """Return the next proposals of a queue and keep them for the curator, who gives back all others.

    They are those behind the proposal with the key `after`, or the first ones where none follows it. Each has its
    sentence as `sentence`, which is empty where the text is not held.
    """
    free = free_for(curator, waiting_proposals(filters)).order_by("document", "passage__ordinal", "pk")
    length = F("passage__end") - F("passage__start")
    held = free.annotate(sentence=Substr("document__text", F("passage__start") + 1, length))
    in_full = held.select_related("document__film", "passage", "reservation").defer("document__text")
    found: list[Proposal] = list(in_full.filter(behind(after))[:AT_ONCE]) or list(in_full[:AT_ONCE])
    reserve(curator, found, Proposal)
    return found


def behind(key: str) -> Q:
    """Return the condition of the proposals that come later in a queue than the one with this key."""
    last = Proposal.objects.filter(pk=key).select_related("passage").first() if key.isdecimal() else None
    if last is None:
        return Q()
    in_document, in_sentence = Q(document=last.document_id), Q(passage__ordinal=last.passage.ordinal)
    return (
        Q(document__gt=last.document_id)
        | in_document & Q(passage__ordinal__gt=last.passage.ordinal)
        | in_document & in_sentence & Q(pk__gt=last.pk)
    )
