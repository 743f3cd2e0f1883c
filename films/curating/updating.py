"""Update the facts of a database from a later fixture or data release, and keep what was edited here.

Three states are compared, record by record and field by field: the facts as they were taken last, as they are
here, and as they are released now. What only one side has changed is taken from that side; where both have, the
value here stays, and both are reported.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import DateTimeField, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, make_naive

from films.curating.fixture_matching import FixtureContents, FixtureMatcher, adopt_slug
from films.curating.merging import CannotMergeError, merge
from films.exporting import fixtures
from films.exporting.fixture_contents import (
    ADDRESS,
    ADDRESSED,
    MODEL_OF_LABEL,
    Contents,
    Moves,
    RecordId,
    Values,
    contents_of,
    follow,
    moves_in,
)
from films.exporting.fixture_parser import parse_record
from films.exporting.formats import FORMATS
from films.history.publication import COMMAND_LINE
from films.history.recording import recording
from films.models import Action, Change, Fact, FactsUpdate, FormerAddress, State

MODELS_BY_KIND: dict[str, Any] = {kind: model for model, kind in ADDRESSED.items()}
TIMES = {
    label: [field.name for field in model._meta.local_fields if isinstance(field, DateTimeField)]
    for label, model in MODEL_OF_LABEL.items()
}
"""The fields of each model that hold times."""
MERGED = "They are one record in the facts that were taken."


@dataclass(frozen=True)
class KeptValue:
    """Hold a value that was kept, and the one that was released instead."""

    record: RecordId
    field: str
    here: Any
    released: Any


@dataclass
class Update:
    """Collect what an update does: the records that it adds, changes and withdraws, and what it keeps."""

    added: Contents = field(default_factory=dict)
    changed: Contents = field(default_factory=dict)
    withdrawn: list[RecordId] = field(default_factory=list)
    kept: list[KeptValue] = field(default_factory=list)
    change: Change | None = None


def update_facts(
    name: str, released: Contents, before: Contents | None = None, *, is_trial: bool = False
) -> Update:
    """Update the facts to those released, as one change that can be undone, and return what was done.

    The same facts again are no change. `before` has the facts as they were taken the last time, if that was not by
    this function. As a trial, nothing is kept in the end.
    """
    with transaction.atomic():
        with recording(COMMAND_LINE, Action.IMPORT, summary=f"Updated the facts to {name}") as recorded:
            taken = last_taken()
            released, base = map(in_own_time, (released, taken if before is None else before))
            update = Update()
            base = follow(base, follow_moves(moves_in(released), base))
            matcher = match_new(released, base)
            renamed_here = local_moves(released)
            plan(update, follow(base, renamed_here), present_facts(), follow(released, renamed_here))
            write(update)
            matcher.finish()
            if released != taken:
                FactsUpdate.objects.create(name=name, facts=FactsUpdate.packed(packable(released)))
        update.change = recorded.change if recorded.change.pk else None
        transaction.set_rollback(is_trial)
    return update


def in_own_time(contents: Contents) -> Contents:
    """Return records with times as this project writes them, which are without a zone if it has no USE_TZ."""
    if settings.USE_TZ:
        return contents
    return {
        identity: values | {name: zoneless(values[name]) for name in TIMES[identity[0]] if values.get(name)}
        for identity, values in contents.items()
    }


def zoneless(text: str) -> str:
    moment = parse_datetime(text)
    if moment is None or not is_aware(moment):
        return text
    return str(DjangoJSONEncoder().default(make_naive(moment)))


def last_taken() -> Contents:
    """Return the facts as they were taken by the last update, or none."""
    last = FactsUpdate.objects.first()
    lines = last.unpacked().split("\n") if last else ()
    return contents_of(parse_record(number, json.loads(line)) for number, line in enumerate(lines, 1))


def packable(contents: Contents) -> str:
    return "\n".join(
        json.dumps({"model": label, "fields": values}, ensure_ascii=False)
        for (label, _), values in contents.items()
    )


def present_facts() -> Contents:
    """Return the published facts of this database, as a fixture would have them."""
    lines = b"".join(fixtures.serialize_everything(FORMATS["jsonl"])).splitlines()
    return contents_of(parse_record(number, json.loads(line)) for number, line in enumerate(lines, 1))


def follow_moves(moves: Moves, base: Contents) -> Moves:
    """Give records their new slugs, and merge those that are one record now; return these moves.

    Only records that were taken before are meant: another record of this database may have such a slug as well.
    """
    followed: Moves = {}
    for (kind, former), slug in moves.items():
        model = MODELS_BY_KIND[kind]
        if (model._meta.label_lower, (former,)) not in base:
            continue
        followed[kind, former] = slug
        moved, present = (model.objects.filter(slug=each).first() for each in (former, slug))
        if moved and present:
            with suppress(CannotMergeError):  # both stay, and “Look for duplicates” finds them
                merge(present, moved, COMMAND_LINE, MERGED)
        elif moved:
            adopt_slug(moved, slug)
    return followed


def match_new(released: Contents, base: Contents) -> FixtureMatcher:
    """Give records here the slugs of the new ones that mean them."""
    contents = FixtureContents()
    for identity, values in released.items():
        if identity not in base:
            contents.add(identity[0], values)
    matcher = FixtureMatcher(contents)
    matcher.give_slugs()
    return matcher


def local_moves(released: Contents) -> Moves:
    """Return the slugs that records have here, by those that were released, for records that were renamed here."""
    moves: Moves = {}
    for address in FormerAddress.objects.select_related(*MODELS_BY_KIND):
        label = MODELS_BY_KIND[address.kind]._meta.label_lower
        if (label, (address.slug,)) in released:
            moves[address.kind, address.slug] = address.record.slug
    return moves


def plan(update: Update, base: Contents, here: Contents, released: Contents) -> None:
    """Decide about every record that was taken before or is released now."""
    for identity, values in released.items():
        if identity in here:
            merged = merged_values(update, identity, base.get(identity), here[identity], values)
            if merged != here[identity]:
                update.changed[identity] = merged
        elif identity not in base:
            update.added[identity] = values
        elif base[identity] != values:
            update.kept.append(KeptValue(identity, "", None, values))
    order = list(MODEL_OF_LABEL)
    for identity in sorted(base, key=lambda identity: order.index(identity[0]), reverse=True):
        if identity in released or identity not in here or identity[0] == ADDRESS:
            continue
        if here[identity] == base[identity]:
            update.withdrawn.append(identity)
        else:
            update.kept += own_values(identity, here[identity], base[identity])


def merged_values(
    update: Update, identity: RecordId, before: Values | None, here: Values, released: Values
) -> Values:
    """Return a record's values after the update: each as only one side has changed it, or else as it is here."""
    merged = dict(here)
    for name, value in released.items():
        own, taken = here.get(name), (before or {}).get(name, here.get(name) if before is None else None)
        if own == value or (before is not None and value == taken):
            continue
        if before is not None and own == taken:
            merged[name] = value
        else:
            update.kept.append(KeptValue(identity, name, own, value))
    return merged


def own_values(identity: RecordId, here: Values, before: Values) -> Iterator[KeptValue]:
    """Yield the values of a withdrawn record that were edited here."""
    return (KeptValue(identity, name, value, None) for name, value in here.items() if value != before.get(name))


def write(update: Update) -> None:
    """Write what was planned: records after those that they need, and withdraw them before those."""
    written = update.added | update.changed
    for label in MODEL_OF_LABEL:
        records = [
            {"model": label, "fields": values} for identity, values in written.items() if identity[0] == label
        ]
        for found in serializers.deserialize("python", records):
            found.save()
    withdrawn = {identity: found for identity in update.withdrawn if (found := stored(identity)) is not None}
    keys = {(type(record), record.pk) for record in withdrawn.values()}
    for record in withdrawn.values():
        withdraw(record, keys)


def stored(identity: RecordId) -> Any:
    label, key = identity
    model = MODEL_OF_LABEL[label]
    paths = ("code",) if label == "films.job" else model.natural_key_fields
    return model.objects.filter(**dict(zip(paths, key, strict=True))).first()


def withdraw(record: Any, withdrawn: set[tuple[type, Any]]) -> None:
    """Delete a record that was withdrawn; one that records of this database need becomes a draft."""
    if not has_others(record, withdrawn):
        record.delete()
    elif isinstance(record, Fact):
        record.state = State.DRAFT
        record.save(update_fields=["state"])


def has_others(record: Any, withdrawn: set[tuple[type, Any]]) -> bool:
    """Tell whether deleting a record would delete or be refused by records that are not withdrawn."""
    collector = Collector(using=record._state.db)
    try:
        collector.collect([record])
    except (ProtectedError, RestrictedError):
        return True
    return any(
        (type(found), found.pk) not in withdrawn
        for model, some in collector.data.items()
        for found in some
        if not model._meta.auto_created and model is not FormerAddress
    )
