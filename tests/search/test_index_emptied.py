"""Facts may be deleted in any order, by whatever program: the index stays true until it is empty."""

import random
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from pytest_django import DjangoDbBlocker

from films.kinds.registry import ENTRIES
from films.models import Citation, Document, GenreName, Location
from films.search import totals
from films.search.backends import engine
from tests.cast import place
from tests.search.finding import found

pytestmark = pytest.mark.exhaustive

SOME = 100  # of the citations and names of genres, of which there are more than of all else together
MODELS = apps.get_app_config("films").get_models(include_auto_created=True)
KEYS = {model._meta.db_table: model._meta.pk.column for model in MODELS}
TABLES = sorted(KEYS)
INDEXED_TABLES = sorted({dependency.table for entry in ENTRIES for dependency in entry.all_dependencies})


@pytest.fixture(scope="module")
def texts(red_heat: None, module_transaction: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load facts of every kind, with a text of their document, so that its sentences are found as well."""
    with django_db_blocker.unblock():
        Document.objects.update(text="Nothing was ever written here. " * 1000)


@pytest.fixture
def facts(texts: None, db: None) -> Iterator[None]:
    """Let a test delete facts, and bring them back: references that lead nowhere would fail it in the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def empty(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def problems() -> list[str]:
    return list(engine().problems())


def shuffled_tables(seed: int) -> list[str]:
    return random.Random(seed).sample(TABLES, len(TABLES))  # noqa: S311


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("table", INDEXED_TABLES)
def test_any_table_may_be_emptied_before_those_that_refer_to_it(table: str) -> None:
    empty(table)
    assert problems() == []


@pytest.mark.usefixtures("facts")
def test_tables_that_no_entry_reads_may_all_be_emptied() -> None:
    before = totals()
    for table in set(TABLES).difference(INDEXED_TABLES):
        empty(table)
    assert totals() == before
    assert problems() == []


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("seed", range(3))
def test_tables_may_be_emptied_in_any_order(seed: int) -> None:
    tables = shuffled_tables(seed)
    some = len(tables) * (seed + 1) // 4
    for table in tables[:some]:
        empty(table)
    assert problems() == []
    for table in tables[some:]:
        empty(table)
    assert totals() == {}
    assert problems() == []


@pytest.mark.usefixtures("facts")
def test_rows_may_be_deleted_in_any_order() -> None:
    Citation.objects.filter(pk__gt=SOME).delete()
    GenreName.objects.filter(pk__gt=SOME).delete()
    with connection.cursor() as cursor:
        rows = []
        for table in TABLES:
            cursor.execute(f"SELECT {KEYS[table]} FROM {table} ORDER BY 1")
            rows += [(table, row_id) for (row_id,) in cursor.fetchall()]
        random.Random(0).shuffle(rows)  # noqa: S311
        for number, (table, row_id) in enumerate(rows, 1):
            cursor.execute(f"DELETE FROM {table} WHERE {KEYS[table]} = %s", [row_id])
            if number % 300 == 0:
                assert problems() == []
    assert totals() == {}
    assert problems() == []


@pytest.mark.usefixtures("facts")
def test_a_rollback_brings_back_all_that_was_deleted() -> None:
    before = totals()
    with transaction.atomic():
        for table in shuffled_tables(0):
            empty(table)
        transaction.set_rollback(True)
    assert totals() == before
    assert problems() == []


@pytest.fixture
def city_without_its_row(db: None) -> Iterator[Location]:
    """Give a city that is deleted, though a bath lies in it and it lay in a country."""
    with transaction.atomic():
        city = place("Foxton", place("Foxland"))
        place("Fox Bath", city)
        Location.objects.filter(pk=city.pk)._raw_delete(DEFAULT_DB_ALIAS)
        yield city
        transaction.set_rollback(True)


def test_what_lies_in_a_deleted_place_lies_no_longer_in_what_was_around_it(city_without_its_row: Location) -> None:
    assert ("location", "Fox Bath") not in found("bath", location="foxland")
    assert problems() == []


def test_a_place_that_comes_back_is_again_around_what_lies_in_it(city_without_its_row: Location) -> None:
    city_without_its_row.save(force_insert=True)
    assert ("location", "Fox Bath") in found("bath", location="foxland")
    assert problems() == []
