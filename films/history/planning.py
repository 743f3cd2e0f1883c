"""Plan what undoing a change or reverting a record will write, and find the obstacles beforehand."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet

from films.batching import batched
from films.history.describing import names_of_records
from films.history.plan import MOST_OBSTACLES, Obstacle, Plan
from films.history.rows import (
    Identity,
    Key,
    Row,
    altered_fields,
    find_identity,
    find_model,
    identity_of,
    is_link,
    kind_of,
    link_ends,
    link_field,
    recorded_models,
    stored_rows,
)
from films.history.watching import references_to
from films.models import Alteration, Change, ImportBatch, Suggestion
from films.names import quoted


def plan_undo(change: Change) -> Plan:
    """Return a plan that gives each row of a change what the change took from it.

    Obstacles are rows that are no longer as the change left them, and rows that depend on those it created.
    """
    plan = Plan()
    standing = change_in_effect(change)
    if standing is None:
        plan.obstacles.append(Obstacle(f"{quoted(change)} has been undone already."))
        return plan
    plan.change = change = standing
    plan.in_bulk = change.bulk_alterations.exists()
    if plan.in_bulk:
        plan.obstacles += unknown_kinds_of_bulk(change)
        plan.obstacles += later_imports(change)
        return plan
    if change.undoes and not change.is_finished:
        plan.obstacles.append(Obstacle("This undoing was interrupted.", change.undoes))
        return plan
    if not change.alterations.exists():
        plan.obstacles.append(Obstacle(lost_details(change)))
    take_back_alterations(plan, left_to_undo(change))
    return plan


def left_to_undo(change: Change) -> list[Alteration]:
    """Return the alterations of a change, without those that an interrupted undoing has taken back already."""
    interrupted = Change.objects.filter(undoes=change, is_finished=False).first()
    taken_back = set(map(find_identity, interrupted.alterations.all())) if interrupted else set()
    return [one for one in change.alterations.all() if find_identity(one) not in taken_back]


def plan_suggestion(suggestion: Suggestion) -> Plan:
    """Return a plan that writes what was suggested.

    Obstacles are rows that have changed since, or that depend on others that are gone.
    """
    plan = Plan()
    taken_back = suggestion.suggested_alterations()
    for alteration in taken_back:  # what it would alter was written once, and taken back
        alteration.before, alteration.after = alteration.after, alteration.before
    take_back_alterations(plan, taken_back)
    return plan


def take_back_alterations(plan: Plan, alterations: list[Alteration]) -> None:
    """Plan to give each row what alterations took from it, with an obstacle where it is not as they left it."""
    present = present_rows(alterations)
    for alteration in alterations:
        identity = find_identity(alteration)
        if identity is None:
            plan.obstacles.append(unknown_kind_obstacle(alteration))
            continue
        row = present.get(identity)
        plan.names[identity] = row.name if row else alteration.name
        plan.owners[identity] = alteration.owner_kind, alteration.owner_id
        if sentence := describe_contradiction(alteration, row):
            later = last_change_of_row(identity, after=plan.change) if plan.change else None
            plan.obstacles.append(Obstacle(sentence, later))
        elif row is None:
            plan.restored[identity] = alteration.before
        elif alteration.before is None:
            plan.deleted[identity] = row
        else:
            names = altered_fields(alteration.before, alteration.after)
            now = {name: alteration.after[name] for name in names}
            plan.changed[identity] = now, {name: alteration.before[name] for name in names}
    add_dependent_obstacles(plan)
    add_missing_obstacles(plan)


def lost_details(change: Change) -> str:
    """Say why there is nothing in the history by which a change could be undone."""
    if change.undoes and change.undoes.bulk_alterations.exists():
        return "The rows of an import are not kept once it is undone: import the file again to have them back."
    return f"The history does not have the details of {quoted(change)}: import the file again."


def unknown_kind_obstacle(alteration: Alteration) -> Obstacle:
    return Obstacle(
        f"{quoted(alteration.name)} cannot be restored: records of the kind “{alteration.kind}” no longer exist."
    )


def unknown_kinds_of_bulk(change: Change) -> Iterator[Obstacle]:
    """Yield an obstacle for each kind of rows recorded in bulk that no longer exists."""
    for kind in sorted({alteration.kind for alteration in change.bulk_alterations.defer("rows")}):
        if find_model(kind) is None:
            yield Obstacle(f"It wrote records of the kind “{kind}”, which no longer exist.")


def change_in_effect(change: Change) -> Change | None:
    """Return the change to undo: this one, or the one that brought it back; None if it is undone to the end."""
    while undoing := Change.objects.filter(undoes=change).first():
        again = Change.objects.filter(undoes=undoing).first()
        if again is None:
            return None if undoing.is_finished else change
        change = again
    return change


def altered_since(change: Change) -> QuerySet[Alteration]:
    """Build a query for alterations after a change, ignoring undone changes and those that undid them."""
    later = Alteration.objects.filter(change__made_at__gte=change.made_at, change__undone_by=None)
    return later.exclude(change=change).exclude(change__in=undoings())


def undoings() -> list[int]:
    """Return the changes that undo another one and are themselves in effect; neither of the two counts."""
    undoes: dict[int, Any] = dict(Change.objects.exclude(undoes=None).values_list("pk", "undoes"))
    leaving: dict[int, bool] = {}
    for key in sorted(undoes):  # a change comes before the one that undoes it
        leaving[key] = not leaving.get(undoes[key], False)
    return [key for key, is_leaving in leaving.items() if is_leaving]


def later_imports(change: Change) -> Iterator[Obstacle]:
    """Yield an obstacle if the same data set was imported again on top of this import."""
    batch = ImportBatch.objects.filter(change=change).first()
    if batch is None:
        return
    alike = ImportBatch.objects.filter(source=batch.source, dataset=batch.dataset, change__undone_by=None)
    later = alike.filter(pk__gt=batch.pk).select_related("change").order_by("-pk").first()
    if later is not None:
        sentence = f"Import {later.pk} of the same data set came later: undo that one first."
        yield Obstacle(sentence, later.change)


def present_rows(alterations: Iterable[Alteration]) -> dict[Identity, Row]:
    """Return the stored rows that alterations are about."""
    keys: dict[type[Model], list[Key]] = {}
    for model, key in filter(None, map(find_identity, alterations)):
        keys.setdefault(model, []).append(key)
    return {(model, key): row for model, some in keys.items() for key, row in stored_rows(model, some).items()}


def describe_contradiction(alteration: Alteration, row: Row | None) -> str:
    """Say how a row differs from what a change left, or return an empty string."""
    model = identity_of(alteration)[0]
    if is_link(model):
        is_as_left = (row is None) == (alteration.after is None)
        return "" if is_as_left else f"{quoted(alteration.name)} has been changed since, in {link_label(model)}."
    if alteration.after is None:
        return f"{quoted(alteration.name)} exists again." if row else ""
    if row is None:
        return f"{quoted(alteration.name)} has been deleted since."
    names = altered_fields(alteration.before, alteration.after) if alteration.before else list(alteration.after)
    changed = [name for name in names if name in row.values and row.values[name] != alteration.after[name]]
    return (
        f"{quoted(alteration.name)} has been changed since, in {field_labels(model, changed)}." if changed else ""
    )


def link_label(through: type[Model]) -> str:
    return str(link_field(through).verbose_name)


def field_labels(model: type[Model], names: Iterable[str]) -> str:
    return ", ".join(str(getattr(model._meta.get_field(name), "verbose_name", name)) for name in names)


def last_change_of_row(identity: Identity, after: Change | None = None) -> Change | None:
    """Return the last change that wrote a row, after another change if that is given."""
    model, key = identity
    found = Alteration.objects.filter(kind=kind_of(model), record_id=key[0] if is_link(model) else key)
    if after is not None:
        found = found.filter(change__made_at__gte=after.made_at).exclude(change=after)
    latest_first = found.select_related("change").order_by("-change__made_at", "-change_id")
    return next(
        (alteration.change for alteration in latest_first.iterator() if find_identity(alteration) == identity),
        None,
    )


def add_dependent_obstacles(plan: Plan) -> None:
    """Add an obstacle for each row that would be left pointing to a deleted row."""
    going: dict[type[Model], list[Key]] = {}
    for model, key in plan.deleted:
        if not is_link(model):
            going.setdefault(model, []).append(key)
    for model, keys in going.items():
        for link in references_to(model):
            for some in batched(keys):
                pointing = link.model._base_manager.filter(**{f"{link.attname}__in": some}).order_by("pk")
                for identity, target in pointing_rows(link, pointing):
                    if is_in_the_way(plan, identity, link.name):
                        plan.obstacles.append(dependent_obstacle(plan, (model, target), identity))
                    if len(plan.obstacles) >= MOST_OBSTACLES:
                        return


def pointing_rows(link: Any, rows: Any) -> Iterator[tuple[Identity, int]]:
    """Yield each row that points somewhere by a foreign key, with the key that it points to."""
    model = link.model
    if is_link(model):
        for pair in rows.values_list(*(f"{name}_id" for name in link_ends(model))):
            yield (model, pair), pair[link_ends(model).index(link.name)]
    else:
        for key, target in rows.values_list("pk", link.attname):
            yield (model, key), target


def is_in_the_way(plan: Plan, identity: Identity, link: str) -> bool:
    if identity in plan.deleted:
        return False
    now, then = plan.changed.get(identity, ({}, {}))
    return now.get(link) == then.get(link)


def dependent_obstacle(plan: Plan, target: Identity, identity: Identity) -> Obstacle:
    model, key = identity
    if model in recorded_models():
        name = stored_rows(model, [key])[key].name
    else:
        name = str(model._base_manager.get(pk=key))
    sentence = f"{quoted(plan.names[target])} is needed by {quoted(name)}, which came later."
    return Obstacle(sentence, last_change_of_row(identity))


def add_missing_obstacles(plan: Plan) -> None:
    """Add an obstacle for each row that would point to a record that is gone."""
    wanted: dict[Any, dict[int, list[tuple[Identity, str]]]] = {}
    returning = [*plan.restored.items(), *((identity, then) for identity, (_, then) in plan.changed.items())]
    for identity, values in returning:
        for link in identity[0]._meta.concrete_fields:
            key = values.get(link.name)
            if link.is_relation and key is not None:
                wanted.setdefault(link.related_model, {}).setdefault(key, []).append((identity, link.name))
    for model, by_key in wanted.items():
        there = {key for restored_model, key in plan.restored if restored_model is model}
        for some in batched(key for key in by_key if key not in there):
            there.update(model._base_manager.filter(pk__in=some).values_list("pk", flat=True))
        gone = [key for key in by_key if key not in there or (model, key) in plan.deleted]
        names = names_of_records(model, gone)
        for key in gone[:MOST_OBSTACLES]:
            missing = names.get(key, f"{model._meta.verbose_name} {key}")
            cause = last_change_of_row((model, key))
            plan.obstacles += [
                Obstacle(describe_lack(plan, *lacking, missing), cause) for lacking in by_key[key][:MOST_OBSTACLES]
            ]


def describe_lack(plan: Plan, identity: Identity, link: str, missing: str) -> str:
    """Say that a row cannot point to a record again."""
    model, _ = identity
    if not is_link(model):
        label = field_labels(model, [link])
        return f"{quoted(plan.names[identity])} cannot be restored: its {label}, {quoted(missing)}, is gone."
    if link == link_ends(model)[0]:
        return f"{quoted(missing)} is gone, so its {link_label(model)} cannot be restored."
    among = f"{quoted(missing)}, among its {link_label(model)}, is gone"
    return f"{quoted(plan.names[identity])} cannot be restored: {among}."
