"""Changes of the facts are counted, whoever makes them, so that what was made from facts knows its age."""

import pytest
from django.db import connection, transaction

from films.models import Credit, Film
from films.search.backends import engine
from films.search.backends.base import Revision
from films.search.backends.sqlite import index
from tests.cast import credit, director, tanuki_film

pytestmark = pytest.mark.django_db


def last() -> Revision:
    latest = engine().last_revision()
    assert latest
    return latest


def test_every_change_counts_and_reading_does_not() -> None:
    before = last()
    film = tanuki_film()
    made = last()
    assert made.number > before.number
    Film.objects.filter(pk=film.pk).update(runtime=90)
    Credit.objects.bulk_create([Credit(film=film, person=director(), job_id="director")])
    changed = last()
    assert changed.number > made.number
    assert changed.token not in {before.token, made.token}
    list(Credit.objects.all())
    assert last() == changed
    credit(film, director(slug="another"), job="editor").delete()
    assert last().number > changed.number


def test_links_to_many_count() -> None:
    film = tanuki_film()
    before = last()
    film.genres.create(slug="folk-tale", name="Folk tale")
    middle = last()
    film.genres.clear()
    assert before.number < middle.number < last().number


def test_raw_sql_counts() -> None:
    tanuki_film()
    before = last()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_film SET runtime = 5")
    assert last().number > before.number


def test_what_is_rolled_back_does_not_count() -> None:
    before = last()
    with transaction.atomic():
        tanuki_film()
        transaction.set_rollback(True)
    assert last() == before


def test_changes_in_bulk_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW_VALUES", 0)
    before = last()
    with engine().bulk_changes():
        tanuki_film()
    assert last().number == before.number + 1
