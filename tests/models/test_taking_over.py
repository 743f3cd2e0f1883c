"""Histories kept when curating was an app of its own go on in this one."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from films.models import Alteration, Change, CsvBatch, LikelyDuplicate

FORMER = """
CREATE TABLE curating_change (id integer PRIMARY KEY, made_at datetime, action text, summary text, reason text,
    curator_id integer, undoes_id integer);
CREATE TABLE curating_batch (id integer PRIMARY KEY, made_at datetime, sheet text, file_name text, content text,
    basis text, reason text, outcomes text, curator_id integer, passage_id integer, change_id integer);
CREATE TABLE curating_likelyduplicate (id integer PRIMARY KEY, kind text, one_id integer, other_id integer,
    one_name text, other_name text, why text, likeness integer, are_different bool);
CREATE TABLE curating_alteration (id integer PRIMARY KEY, change_id integer, kind text, record_id integer,
    owner_kind text, owner_id integer, name text, before text, after text);
INSERT INTO curating_change VALUES (1, '2026-11-20 10:00:00', 'edit', 'Changed “A”', 'Why', {account}, NULL);
INSERT INTO curating_change VALUES (2, '2026-11-20 11:00:00', 'undo', 'Undid', '', NULL, 1);
INSERT INTO curating_batch VALUES (1, '2026-11-20 10:00:00', 'films', 'x.csv', '', 'general_knowledge', 'Why',
    '[]', {account}, NULL, 2);
INSERT INTO curating_likelyduplicate VALUES (1, 'film', 1, 2, 'A', 'B', 'the same name', 99, 0);
INSERT INTO curating_alteration VALUES (1, 1, 'film', 1, '', NULL, 'A', '{{"year": 1}}', '{{"year": 2}}')
"""


def take_over() -> None:
    migration: Any = import_module("films.migrations.0006_curating_taken_over")
    with connection.schema_editor(atomic=False) as editor:
        migration.take_over(apps, editor)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_is_taken_over_where_nothing_was() -> None:
    take_over()
    assert not Change.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_history_goes_on_under_its_curators_names() -> None:
    account = User.objects.create_user("tova")
    with connection.cursor() as cursor:
        for statement in FORMER.format(account=account.pk).split(";"):
            cursor.execute(statement)
    take_over()
    edit, undoing = Change.objects.order_by("pk")
    assert (edit.curator, edit.reason, undoing.curator, undoing.undoes) == ("tova", "Why", "", edit)
    assert Alteration.objects.get().after == {"year": 2}
    assert (CsvBatch.objects.get().curator, CsvBatch.objects.get().change) == ("tova", undoing)
    assert LikelyDuplicate.objects.get().likeness == 99
    assert not any(name.startswith("curating_") for name in connection.introspection.table_names())
