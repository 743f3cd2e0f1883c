"""Merge many likely duplicates as one change, after showing what would be kept and what is in the way.

Each pair is tried and merged in a transaction of its own, so that others can write in between.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from films.batching import let_others_write, patient_transaction
from films.curating.duplicates import MODELS
from films.curating.merging import CannotMergeError, merge
from films.history.parts import ChangeInParts
from films.history.publication import MayOnlyDraftError
from films.models import Action, Change, LikelyDuplicate

MOST_AT_ONCE = 100  # pairs, since each merge is tried out first


@dataclass(frozen=True)
class PlannedMerge:
    """Hold the record that stays, the one that is merged into it, and what is in the way, if anything."""

    survivor: Any
    duplicate: Any
    refusal: str = ""


def plan_merges(pairs: Iterable[LikelyDuplicate], curator: str) -> list[PlannedMerge]:
    """Return what merging each pair in the name of the curator would do, and change nothing."""
    planned = []
    for group in connected(pairs):
        with patient_transaction():
            for survivor, duplicate in pairs_to_merge(group):
                shown = reloaded(survivor), reloaded(duplicate)
                try:
                    with transaction.atomic():
                        merge(survivor, duplicate, curator)
                except CannotMergeError as error:
                    planned.append(PlannedMerge(*shown, str(error)))
                else:
                    planned.append(PlannedMerge(*shown))
            transaction.set_rollback(True)
        let_others_write()
    return planned


def merge_pairs(pairs: Sequence[LikelyDuplicate], curator: str, reason: str = "") -> Change:
    """Merge all pairs as one change, which can be undone as one.

    Raises CannotMergeError for the first that cannot be merged, after which none is merged any more. The message
    says how many were.
    """
    merging = ChangeInParts(curator, Action.MERGE, reason, summary=f"Merged {len(pairs)} likely duplicates")
    count = 0
    try:
        for survivor, duplicate in pairs_to_merge(pairs):
            with merging.part():
                merge(survivor, duplicate, curator, reason)
            count += 1
            let_others_write()
    except (CannotMergeError, MayOnlyDraftError) as refusal:
        told = f"{count} of them were merged, and no more." if count else "Nothing was merged."
        raise CannotMergeError(f"{told} {refusal}") from refusal
    finally:
        merging.finish(f"Merged {count} likely duplicates")
    if merging.change is None:
        raise CannotMergeError("Nothing was merged: they have been merged already.")
    return merging.change


def connected(pairs: Iterable[LikelyDuplicate]) -> Iterable[list[LikelyDuplicate]]:
    """Return the pairs in groups, so that no record is in two of them."""
    group_of: dict[tuple[str, int], list[LikelyDuplicate]] = {}
    for pair in pairs:
        one, other = (pair.kind, pair.one_id), (pair.kind, pair.other_id)
        group = group_of.setdefault(one, [])
        if (joining := group_of.get(other, group)) is not group:
            group += joining
            group_of |= {key: group for key, theirs in group_of.items() if theirs is joining}
        group.append(pair)
        group_of[other] = group
    return {id(group): group for group in group_of.values()}.values()


def pairs_to_merge(pairs: Iterable[LikelyDuplicate]) -> Iterator[tuple[Any, Any]]:
    """Yield the survivor and the duplicate of each pair, unless earlier merges have made them one."""
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
    """Return the key that sorts the record that stays first: by citations, what refers to it, and age."""
    referring = sum(
        relation.related_model._base_manager.filter(**{relation.field.name: record}).count()
        for relation in record._meta.related_objects
    )
    return -record.citations.count(), -referring, record.pk


def reloaded(record: Model) -> Any:
    return type(record)._base_manager.get(pk=record.pk)
