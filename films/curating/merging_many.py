"""Merge many likely duplicates as one change, after showing what would be kept and what is in the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from films.curating.duplicates import MODELS
from films.curating.merging import CannotMergeError, merge
from films.history.publication import MayOnlyDraftError
from films.history.recording import recording
from films.models import Action, Change, LikelyDuplicate

MOST_AT_ONCE = 100  # pairs, since each merge is tried out first


@dataclass(frozen=True)
class PlannedMerge:
    """Hold the record that stays, the one that is merged into it, and what is in the way, if anything."""

    survivor: Any
    duplicate: Any
    refusal: str = ""


def plan_merges(pairs: Iterable[LikelyDuplicate], curator: str) -> list[PlannedMerge]:
    """Return what merging each pair in the name of the curator would do, in order, and change nothing."""
    planned = []
    with transaction.atomic():
        for survivor, duplicate in pairs_to_merge(pairs):
            shown = reloaded(survivor), reloaded(duplicate)
            try:
                with transaction.atomic():
                    merge(survivor, duplicate, curator)
            except CannotMergeError as error:
                planned.append(PlannedMerge(*shown, str(error)))
            else:
                planned.append(PlannedMerge(*shown))
        transaction.set_rollback(True)
    return planned


def merge_pairs(pairs: Iterable[LikelyDuplicate], curator: str, reason: str = "") -> Change:
    """Merge all pairs as one change, which can be undone as one.

    Raises CannotMergeError, and then changes nothing, if one of them cannot be merged.
    """
    count = 0
    try:
        with recording(curator, Action.MERGE, reason) as merging:
            for survivor, duplicate in pairs_to_merge(pairs):
                merge(survivor, duplicate, curator, reason)
                count += 1
            merging.summarize(f"Merged {count} likely duplicates")
    except MayOnlyDraftError as refusal:
        raise CannotMergeError(str(refusal)) from refusal
    return merging.change


def pairs_to_merge(pairs: Iterable[LikelyDuplicate]) -> Iterator[tuple[Any, Any]]:
    """Yield the survivor and the duplicate of each pair, as far as the merges before have left them two."""
    survivors: dict[tuple[str, int], int] = {}
    for pair in pairs:
        keys = []
        for key in (pair.one_id, pair.other_id):
            while (pair.kind, key) in survivors:
                key = survivors[pair.kind, key]
            keys.append(key)
        found = MODELS[pair.kind].objects.in_bulk(keys)
        if len(found) == 2:
            survivor, duplicate = sorted(found.values(), key=weight)
            survivors[pair.kind, duplicate.pk] = survivor.pk
            yield survivor, duplicate


def weight(record: Any) -> tuple[int, int, int]:
    """Return by what the record that stays comes first: most citations, most that refers to it, and age."""
    referring = sum(
        relation.related_model._base_manager.filter(**{relation.field.name: record}).count()
        for relation in record._meta.related_objects
    )
    return -record.citations.count(), -referring, record.pk


def reloaded(record: Model) -> Any:
    return type(record)._base_manager.get(pk=record.pk)
