"""The index is rebuilt, checked, and kept through migrations."""

import sqlite3
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.models import Film, Person, Review, State
from films.search import Kind, totals
from films.search.apps import install_index
from films.search.backends import engine
from films.search.backends.sqlite import index
from films.search.query.tree import Word
from films.search.sets import entry_ids
from tests.cast import credit, director, filmed_at, note, place, tanuki_film
from tests.search.finding import found

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

DAMAGES = {
    "UPDATE search_entry SET facets = ''": "1 film entries are missing or misstated",
    "UPDATE search_entry SET card = '[]'": "1 film entries are missing or misstated",
    "UPDATE search_entry SET title = 'Wrong'": "1 film entries are missing or misstated",
    "DELETE FROM search_entry WHERE kind = 'film'": "film entries are missing or misstated",
    "DELETE FROM search_name": "whole names are missing",
    "INSERT INTO search_name VALUES ('fox', 1, 0)": "1 whole names are left over",
    "DELETE FROM search_word": "words are missing in the dictionary",
    "INSERT INTO search_text (search_text) VALUES ('delete-all')": "does not agree",
    "DELETE FROM search_place_within": "places within places are missing",
    "DROP TRIGGER search_films_film_update": "search_films_film_update",
}
"""Statements that damage the index, and what `check_search` complains of after each."""


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_rebuilding_changes_nothing_that_is_true() -> None:
    credit(tanuki_film(), director(), note="Her second film.")
    before = found("tanuki")
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert out.getvalue() == "Rebuilt the search index: 3 entries.\n"
    assert found("tanuki") == before


@pytest.mark.parametrize(("damage", "complaint"), DAMAGES.items())
def test_check_search_names_the_damage(damage: str, complaint: str) -> None:
    filmed_at(tanuki_film(), place("Bath"))
    with connection.cursor() as cursor:
        cursor.execute(damage)
    with pytest.raises(CommandError, match=complaint):
        call_command("check_search")


def test_rebuilding_mends_every_damage() -> None:
    filmed_at(tanuki_film(), place("Bath"))
    with connection.cursor() as cursor:
        for damage in DAMAGES:
            cursor.execute(damage)
    call_command("rebuild_search", stdout=StringIO())
    out = StringIO()
    call_command("check_search", stdout=out)
    assert out.getvalue() == "The search index matches the facts.\n"


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_an_interrupted_migration_is_made_good_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    film = tanuki_film()
    engine().uninstall()
    Film.objects.filter(pk=film.pk).update(title="Changed Unseen")
    assert engine().install()
    assert found("unseen") == {("film", "Changed Unseen")}


def test_installing_what_stands_rebuilds_nothing() -> None:
    assert not engine().install()


@pytest.mark.parametrize(
    ("command", "said"), [("check_search", "not be compared"), ("rebuild_search", "not rebuilt")]
)
def test_an_index_that_cannot_be_written_to_is_not_called_damaged(command: str, said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            with pytest.raises(
                CommandError, match=f"{said}.* readonly .*Run this as the user who owns the database"
            ):
                call_command(command, stdout=StringIO())
        finally:
            cursor.execute("PRAGMA query_only = OFF")


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW_VALUES", 0)


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_bulk_changes_cost_one_rebuild_and_leave_the_index_true(few_are_many: None) -> None:
    with engine().bulk_changes():
        tanuki_film()
        assert entry_ids([engine().containing(Word("tanuki"))], 10) == [[]]
    assert found("tanuki") == {("film", "The Tanuki")}


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_what_is_inserted_in_bulk_is_indexed_when_all_of_it_is_there() -> None:
    earlier = tanuki_film()
    with engine().bulk_inserts():
        for number in range(4):
            credit(tanuki_film(title="The Tanuki Returns", slug=f"tanuki-{number}"), director(slug=f"zo-{number}"))
        credit(earlier, Person.objects.get(slug="zo-3"))
        Film.objects.filter(pk=earlier.pk).update(title="The First Tanuki")
    assert ("film", "The Tanuki Returns") not in found("returns")
    assert list(engine().index_waiting())[-1] == 1
    assert ("film", "The Tanuki Returns") in found("returns")


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_what_waits_since_an_import_was_killed_is_indexed_at_the_next_start() -> None:
    with engine().bulk_inserts():
        tanuki_film()
    with pytest.raises(CommandError, match="Entries that wait to be indexed: 1"):
        call_command("check_search")
    install_index(using="default")
    assert ("film", "The Tanuki") in found("tanuki")


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_few_changes_to_a_small_index_are_followed_by_the_triggers() -> None:
    with engine().bulk_changes():
        tanuki_film()
        assert found("tanuki") == {("film", "The Tanuki")}


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_few_changes_among_many_entries_are_followed_by_the_triggers(few_are_many: None) -> None:
    films = [tanuki_film(slug=f"tanuki-{number}") for number in range(2 * index.ENTRIES_TO_A_VALUE)]
    with CaptureQueriesContext(connection) as queries, engine().bulk_changes():
        Film.objects.filter(pk=films[0].pk).update(title="The Drum")
        assert found("drum") == {("film", "The Drum")}
    assert not [query["sql"] for query in queries if query["sql"].startswith(("CREATE", "DROP"))]


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_the_triggers_go_before_changes_that_are_many(few_are_many: None) -> None:
    films = [tanuki_film(slug=f"tanuki-{number}") for number in range(2 * index.ENTRIES_TO_A_VALUE)]
    with engine().bulk_changes():
        Film.objects.filter(pk__in=[film.pk for film in films]).update(title="The Drum")
        assert found("drum") == set()
    assert found("drum") == {("film", "The Drum")}


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_a_new_name_is_written_to_films_and_notes_without_making_them_anew() -> None:
    one, who = tanuki_film(), director()
    credit(one, who)
    note(one, "Her hat").people.add(who)
    with connection.cursor() as cursor:
        for touched in ("search_touched_film", "search_touched_note"):
            cursor.execute(f"DROP TRIGGER {touched}_insert")
            refused = "SELECT RAISE (ABORT, 'It is made anew.')"
            cursor.execute(f"CREATE TRIGGER {touched}_insert INSTEAD OF INSERT ON {touched} BEGIN {refused}; END")
    Person.objects.filter(pk=who.pk).update(name="Zazie Moth")
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM search_entry WHERE related LIKE '%%Zazie Moth%%' ORDER BY kind")
        assert [kind for (kind,) in cursor.fetchall()] == ["film", "note"]


def test_entries_are_kept_by_the_database_alone() -> None:
    """Another program, without this project's code, writes to a copy of the database; its index stays true."""
    tanuki_film()
    copy = sqlite3.connect(":memory:")
    copy.deserialize(connection.connection.serialize())
    copy.execute("UPDATE films_film SET title = 'Elsewhere'")
    matching = "SELECT rowid FROM search_text WHERE search_text MATCH 'elsewhere'"
    titles = copy.execute(f"SELECT title FROM search_entry WHERE record IN ({matching})")
    assert titles.fetchall() == [("Elsewhere",)]
    copy.close()


@pytest.mark.django_db(transaction=True)
def test_flush_may_begin_with_the_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django empties tables in the order of a set, which differs from one process to the next."""
    film, speaker = tanuki_film(), director()
    note(film, "Fog", speaker=speaker)
    Review.objects.create(
        film=film, author=speaker, key="fog", kind="critic", scale="letter", grade="B", state=State.PUBLISHED
    )
    assert totals()[Kind.REVIEW]
    tables = {model._meta.db_table for model in apps.get_app_config("films").get_models(include_auto_created=True)}
    people_first = sorted(tables, key=lambda table: table != "films_person")
    monkeypatch.setattr(connection.introspection, "django_table_names", lambda **kwargs: people_first)
    call_command("flush", interactive=False, verbosity=0)
    assert totals() == {}
    assert list(engine().problems()) == []
    tanuki_film()
    assert found("tanuki") == {("film", "The Tanuki")}
