"""Whatever was done, by whichever door, is undone in reverse to the same bytes, in any order rightly or not."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from films.history.plan import CannotUndoError
from films.history.planning import change_in_effect
from films.history.rows import identity_of, is_link, stored_rows
from films.history.undoing import undo
from films.models import Action, Alteration, Change
from tests.cast import EDITOR
from tests.history import doors
from tests.history.collection import dump
from tests.history.doors import page, pass_through

pytestmark = [pytest.mark.exhaustive, pytest.mark.django_db]

deeds = st.lists(st.tuples(st.sampled_from(doors.DOORS), st.integers(0, 47)), min_size=1, max_size=6)
bounded = settings(
    max_examples=4,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


OF_DRAFTERS = {Action.SUGGEST, Action.DECIDE}
"""What takes somebody who may only draft, and is undone in `tests/admin/test_suggestions.py`."""


def do(editor: Client, sequence: Any) -> list[Change]:
    """Do all deeds, and return the changes in order."""
    last = max(Change.objects.values_list("pk", flat=True), default=0)
    for door, number in sequence:
        pass_through(editor, door, number)
    return list(Change.objects.filter(pk__gt=last).order_by("pk"))


EVERY_DOOR = (
    (doors.edit, 0),
    (doors.revert, 0),
    *((doors.at_desk, number) for number in (2, 4, 5, 6, 1, 3, 0)),
    (doors.edit_rows, 1),
    (doors.add, 1),
    (doors.edit_job, 1),
    (doors.bulk_edit, 0),
    (doors.publish_or_not, 1),
    (doors.distinguish, 0),
    (doors.relate, 0),
    (doors.decide_between_values, 0),
    (doors.prefer, 0),
    (doors.import_csv, 0),
    (doors.import_data_set, 1),
    (doors.import_text, 1),
    (doors.cite_instead, 0),
    (doors.import_text, 2),
    (doors.undo, 0),
    *((doors.merge, number) for number in range(4)),
    (doors.delete_selected, 1),
    *((doors.delete, number) for number in range(len(doors.DELETED))),
)


def test_what_was_done_by_every_door_is_undone_in_reverse(editor: Client) -> None:
    assert {door for door, _ in EVERY_DOOR} == set(doors.DOORS)
    before = dump()
    with transaction.atomic():
        changes = do(editor, EVERY_DOOR)
        assert set(Action) - OF_DRAFTERS == {change.action for change in changes}
        for change in reversed(changes):
            if change_in_effect(change):
                undo(change, EDITOR)
        assert dump() == before
        transaction.set_rollback(True)


@bounded
@given(deeds)
def test_what_is_undone_in_reverse_is_byte_for_byte_as_before(editor: Client, sequence: Any) -> None:
    before = dump()
    with transaction.atomic():
        for change in reversed(do(editor, sequence)):
            if change_in_effect(change):
                undo(change, EDITOR)
        assert dump() == before
        transaction.set_rollback(True)


@bounded
@given(deeds, st.randoms(use_true_random=False))
def test_what_is_undone_in_any_order_is_right_or_refused_by_name(
    editor: Client, sequence: Any, random: Any
) -> None:
    with transaction.atomic():
        changes = do(editor, sequence)
        random.shuffle(changes)
        for change in changes:
            assert editor.get(page(change, "change")).status_code == 200
            undone_alone(change)
        transaction.set_rollback(True)


def undone_alone(change: Change) -> None:
    """Undo a change, and see that what it did is as it was before it and all else as it is now."""
    alterations = list(change.alterations.all())
    now = dump()
    try:
        undo(change, EDITOR)
    except CannotUndoError as refusal:
        names = str(refusal)
    else:
        names = ""
    if names:
        assert "“" in names or "Import" in names
        assert dump() == now
        return
    assert all(is_as_before(one) for one in alterations)
    if alterations:
        assert other_rows(now, alterations) == other_rows(dump(), alterations)


def is_as_before(alteration: Alteration) -> bool:
    model, key = identity_of(alteration)
    row = stored_rows(model, [key]).get(key)
    if alteration.before is None or row is None:
        return alteration.before is None and row is None
    return all(row.values[name] == value for name, value in alteration.before.items())


def other_rows(tables: dict[str, list[tuple[Any, ...]]], alterations: list[Alteration]) -> set[tuple[Any, ...]]:
    """Return the rows that alterations are not about."""
    about = {(identity_of(one)[0]._meta.db_table, identity_of(one)[1]) for one in alterations}
    linked = {identity_of(one)[0]._meta.db_table for one in alterations if is_link(identity_of(one)[0])}
    return {
        (table, *row)
        for table, rows in tables.items()
        for row in rows
        if (table, row[1:3] if table in linked else row[0]) not in about
    }
