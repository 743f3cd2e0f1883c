"""Write what a plan lists: rows to delete, to change and to restore, past all signals."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from films.batching import batched
from films.history.plan import CannotUndoError, Plan
from films.history.rows import Identity, Key, Values, column_values, is_link
from films.names import quoted


def group_by_model(identities: Iterator[Identity]) -> dict[type[Model], list[Key]]:
    """Group rows by model, so that each model comes after those that its rows point to."""
    found: dict[type[Model], list[Key]] = {}
    for model, key in identities:
        found.setdefault(model, []).append(key)
    order: list[type[Model]] = []
    for model in found:
        add_after_dependencies(model, order, set())
    return {model: found[model] for model in order if model in found}


def add_after_dependencies(model: type[Model], order: list[type[Model]], above: set[type[Model]]) -> None:
    """Add a model to the order after every model that it points to."""
    if model in order or model in above:
        return
    for field in model._meta.concrete_fields:
        if field.is_relation:
            target: Any = field.related_model
            add_after_dependencies(target, order, above | {model})
    order.append(model)


def write_rows(plan: Plan) -> None:
    """Write what is planned: first what makes room, then what fills it.

    The database checks foreign keys only at the end, so rows may point to rows that are restored later.
    """
    for model, keys in reversed(group_by_model(iter(plan.deleted)).items()):
        delete_rows(model, [row_key(plan, model, key) for key in keys])
    in_the_way = [row for row, (_, former) in plan.changed.items() if not try_to_change_row(*row, former)]
    # Rows that exchange unique values cannot change one by one: they are deleted and inserted again, changed.
    exchanged = [
        (plan.names[identity], changed_row(*identity, plan.changed[identity][1])) for identity in in_the_way
    ]
    for model, key in in_the_way:
        delete_rows(model, [key])
    for model, keys in group_by_model(iter(plan.restored)).items():
        restore_rows([(plan.names[model, key], built_row(model, key, plan.restored[model, key])) for key in keys])
    restore_rows(exchanged)


def row_key(plan: Plan, model: type[Model], key: Key) -> Any:
    """Return the primary key of a stored row."""
    return plan.deleted[model, key].values["id"] if is_link(model) else key


def delete_rows(model: type[Model], keys: list[Any]) -> None:
    """Delete rows that nothing will refer to, so that no other row has to be deleted with them."""
    for some in batched(keys):
        rows = model._base_manager.filter(pk__in=some)
        rows._raw_delete(rows.db)


def try_to_change_row(model: type[Model], key: int, values: Values) -> bool:
    """Set values of a row; return whether no other row was in the way."""
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**column_values(model, values))
    except IntegrityError:
        return False
    return True


def changed_row(model: type[Model], key: int, values: Values) -> Model:
    """Return a row with other values, unsaved."""
    row: Model = model._base_manager.get(pk=key)
    for column, value in column_values(model, values).items():
        setattr(row, column, value)
    return row


def built_row(model: type[Model], key: Key, values: Values) -> Model:
    return model(**column_values(model, values), pk=values.get("id") if is_link(model) else key)


def restore_rows(rows: list[tuple[str, Model]]) -> None:
    """Insert rows, each with its name; if a rule forbids it, report which row and why."""
    for some in batched(rows):
        try:
            with transaction.atomic():
                for model, alike in groupby(some, key=lambda named: type(named[1])):
                    model._base_manager.bulk_create([row for _, row in alike])
        except IntegrityError:
            for name, row in some:
                restore_row(name, row)


def restore_row(name: str, row: Model) -> None:
    try:
        with transaction.atomic():
            type(row)._base_manager.bulk_create([row])
    except IntegrityError as error:
        raise CannotUndoError(
            [f"{quoted(name)} cannot be restored: {describe_broken_rule(row, error)}"]
        ) from error


def describe_broken_rule(record: Model, error: IntegrityError) -> str:
    """Say in words which rule a database error is about."""
    try:
        record.full_clean()
    except ValidationError as broken:
        return " ".join(broken.messages)
    return f"the database says {error}."
