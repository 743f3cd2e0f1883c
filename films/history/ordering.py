"""Divide what undoing will write into parts, each of which stands without those that come later."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from films.history.plan import Plan
from films.history.rows import Identity, Values, identity_of, kind_of
from films.models import Alteration, Citation


def parts_to_undo(plan: Plan, alterations: Iterable[Alteration], size: int) -> Iterator[list[Alteration]]:
    """Yield the alterations that a plan takes back, the last ones first where their order is free.

    A part has about `size` of them, and keeps citations with what they cite. What a row refers to comes back
    before it or with it, and is deleted after it. All is one part where records refer to each other in a circle.
    """
    records: dict[tuple[str, Any], list[Alteration]] = {}
    record_of: dict[Identity, tuple[str, Any]] = {}
    for alteration in sorted(alterations, key=lambda one: -one.pk):
        is_cited = alteration.kind == kind_of(Citation)
        own = (alteration.owner_kind, alteration.owner_id) if is_cited else (alteration.kind, alteration.record_id)
        records.setdefault(own, []).append(alteration)
        record_of[identity_of(alteration)] = own
    order = TopologicalSorter[tuple[str, Any]](dict.fromkeys(records, ()))
    for first, then in written_in_order(plan):
        if record_of[first] != record_of[then]:
            order.add(record_of[then], record_of[first])
    try:
        ordered = list(order.static_order())
    except CycleError:
        yield [alteration for together in records.values() for alteration in together]
        return
    part: list[Alteration] = []
    for together in map(records.__getitem__, ordered):
        if part and len(part) + len(together) > size:
            yield part
            part = []
        part += together
    yield part


def written_in_order(plan: Plan) -> Iterator[tuple[Identity, Identity]]:
    """Yield pairs of a plan's rows of which the first has to be written before the second, or with it."""
    after = [*plan.restored.items(), *((identity, then) for identity, (_, then) in plan.changed.items())]
    for identity, values in after:
        yield from ((target, identity) for target in rows_named(identity, values) if target in plan.restored)
    before = [
        *((identity, row.values) for identity, row in plan.deleted.items()),
        *((identity, now) for identity, (now, _) in plan.changed.items()),
    ]
    for identity, values in before:
        yield from ((identity, target) for target in rows_named(identity, values) if target in plan.deleted)


def rows_named(identity: Identity, values: Values) -> Iterator[Identity]:
    """Yield the rows that a row refers to by its foreign keys."""
    for link in identity[0]._meta.concrete_fields:
        if link.related_model is not None and values.get(link.name) is not None:
            yield link.related_model, values[link.name]
