"""Select what was changed or withdrawn since a moment, as far as the history has recorded it.

A moment is a time, or a position in the history. Only a position is exact: an import that began earlier goes on
recording under the time of its beginning, while keys are given in the order in which changes are stored. Values
that undoing an import restores are not told, as the history then no longer has them.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, Exists, Max, Model, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from films.batching import batched
from films.history.rows import is_link, kind_of, link_ends, model_of, recorded_models
from films.models import Alteration, BulkAlteration, Change, Citation, Fact, State

MOST_ROWS = 5_000
"""Rows whose changes are followed to the records that show them; of more, everything counts as changed."""
POSITION = re.compile(r"_".join([r"(\d{1,18})"] * 3), re.ASCII)
"""The last keys of three tables. They have no hyphens between them, as days such as 2026-11-27 have."""


def present_position() -> str:
    """Return the position after everything that has been recorded so far."""
    models = (Alteration, BulkAlteration, Change)
    return "_".join(str(model.objects.aggregate(last=Max("pk"))["last"] or 0) for model in models)


@dataclass(frozen=True)
class LaterChanges:
    """Hold the conditions for what was recorded since a moment: rows one by one, and rows in bulk."""

    single: Q
    bulk: Q

    @classmethod
    def since_time(cls, moment: datetime) -> "LaterChanges":
        recorded = Q(change__made_at__gte=moment)
        return cls(recorded, recorded | Q(change__undone_by__made_at__gte=moment))

    @classmethod
    def since_position(cls, position: str) -> "LaterChanges | None":
        """Read what `present_position` returned; None if it is no such text."""
        found = POSITION.fullmatch(position)
        if not found:
            return None
        single, bulk, change = map(int, found.groups())
        return cls(Q(pk__gt=single), Q(pk__gt=bulk) | Q(change__undone_by__gt=change))

    @cached_property
    def altered_models(self) -> set[type[Model]]:
        """Return the models of which rows were changed, so that others need not be asked about."""
        kinds = set(self.alterations.order_by().values_list("kind", flat=True).distinct())
        return {model for model in recorded_models() if kind_of(model) in kinds} | {*self.bulk_alterations}

    @cached_property
    def is_everything(self) -> bool:
        """Tell whether so much was changed that it is not worth while to find out what was not."""
        every = (bulk for some in self.bulk_alterations.values() for bulk in some)
        rows = sum(len(bulk.rows) + (bulk.last_key or 0) - (bulk.first_key or 0) for bulk in every)
        return rows > MOST_ROWS or self.alterations.order_by()[MOST_ROWS:].exists()

    @property
    def alterations(self) -> QuerySet[Alteration]:
        return Alteration.objects.filter(self.single)

    @cached_property
    def bulk_alterations(self) -> dict[type[Model], list[BulkAlteration]]:
        found: dict[type[Model], list[BulkAlteration]] = defaultdict(list)
        for altered in BulkAlteration.objects.filter(self.bulk).select_related("change__undone_by"):
            found[model_of(altered.kind)].append(altered)
        return found

    def changed(self, model: type[Model]) -> Q:
        """Build a condition that records were changed, or what they refer to, or what refers to them."""
        if self.is_everything:
            return Q()
        condition = self.rows_changed(model)
        for field in model._meta.get_fields(include_hidden=True):
            related: Any = field.related_model
            if related is None or related not in self.altered_models:
                continue
            if field.concrete and field.many_to_one:
                condition |= Q(**{f"{field.name}__in": related.objects.filter(self.rows_changed(related))})
            elif field.concrete and field.many_to_many:
                condition |= self.linked_to_changed(field)
            elif field.one_to_many and is_part(related):
                condition |= self.changed_by(related, field.remote_field)
        return condition

    def rows_changed(self, model: type[Model]) -> Q:
        """Build a condition that rows of a model themselves were changed."""
        altered = self.alterations.filter(kind=kind_of(model))
        condition = Q(pk__in=altered.values_list(Cast("record_id", BigIntegerField())))
        for bulk in self.bulk_alterations.get(model, ()):
            condition |= Q(pk__in=[key for key, *_ in bulk.rows])
            if bulk.first_key is not None:
                condition |= Q(pk__range=(bulk.first_key, bulk.last_key))
        return condition

    def linked_to_changed(self, links: Any) -> Q:
        """Build a condition that a record was changed to which records are linked by a many-to-many field."""
        through = links.remote_field.through
        owner, target = link_ends(through)
        changed = links.related_model.objects.filter(self.rows_changed(links.related_model))
        return Q(pk__in=through._base_manager.filter(**{f"{target}__in": changed}).values(owner))

    def changed_by(self, model: Any, link: Any) -> Q:
        """Build a condition that rows of a model were changed that belong, or belonged, to a record by a link."""
        belonging = model._base_manager.filter(self.rows_changed(model), **{f"{link.name}__isnull": False})
        former = self.alterations.filter(kind=kind_of(model), **{f"before__{link.name}__isnull": False})
        rows = (before for bulk in self.bulk_alterations.get(model, ()) for _, before, _ in bulk.rows)
        return (
            Q(pk__in=belonging.values(link.attname))
            | Q(pk__in=former.values_list(Cast(KT(f"before__{link.name}"), BigIntegerField())))
            | Q(pk__in={owner for before in rows if (owner := before.get(link.attname)) is not None})
        )

    def withdrawn(self, model: Any, public: QuerySet[Any], after: int, most: int) -> list[int]:
        """Return the keys of the first records after a key that were published and are not `public` any more."""
        altered = self.alterations.filter(kind=kind_of(model), **once_public(model))
        altered = altered.annotate(row=Cast("record_id", BigIntegerField())).filter(row__gt=after)
        gone = altered.exclude(Exists(public.filter(pk=OuterRef("row"))))
        keys = {*gone.order_by("row").values_list("row", flat=True).distinct()[:most]}
        keys |= self.withdrawn_in_bulk(model, public, after, most)
        for link in model._meta.concrete_fields if issubclass(model, Fact) else ():
            if link.many_to_one and issubclass(link.related_model, Fact):
                drafts = self.drafts_once_public(link.related_model)
                hidden = model.objects.filter(pk__gt=after, **{f"{link.name}__in": drafts})
                hidden = hidden.exclude(Exists(public.filter(pk=OuterRef("pk")))).filter(state=State.PUBLISHED)
                keys |= {*hidden.order_by("pk").values_list("pk", flat=True)[:most]}
        return sorted(keys)[:most]

    def drafts_once_public(self, model: Any) -> QuerySet[Any]:
        altered = self.alterations.filter(kind=kind_of(model), **once_public(model))
        keys = altered.values_list(Cast("record_id", BigIntegerField()))
        return model.objects.filter(pk__in=keys).exclude(state=State.PUBLISHED)

    def withdrawn_in_bulk(self, model: Any, public: QuerySet[Any], after: int, most: int) -> set[int]:
        formerly: list[Iterable[int]] = []
        for bulk in self.bulk_alterations.get(model, ()):
            formerly.append(
                sorted(key for key, *values in bulk.rows if key > after and was_public(model, *values))
            )
            if bulk.first_key is not None and is_undone(bulk.change):
                formerly.append(range(max(bulk.first_key, after + 1), (bulk.last_key or 0) + 1))
        found: set[int] = set()
        for some in batched(heapq.merge(*formerly)):
            found |= {*some} - {*public.filter(pk__in=some).values_list("pk", flat=True)}
            if len(found) >= most:
                break
        return found


def was_public(model: type[Model], before: Mapping[str, Any], now: Any) -> bool:
    """Tell whether everybody could see a row before it was changed in bulk."""
    return before.get("state") == State.PUBLISHED if issubclass(model, Fact) else now is None


def is_undone(change: Change) -> bool:
    return hasattr(change, "undone_by")


def is_part(model: type[Model]) -> bool:
    """Tell whether what is shown of records includes rows of a model that refer to them."""
    return issubclass(model, Fact | Citation) or is_link(model)


def once_public(model: type[Model]) -> dict[str, Any]:
    """Return the conditions for alterations of rows that everybody could see before."""
    return {"before__state": State.PUBLISHED} if issubclass(model, Fact) else {"after__isnull": True}
