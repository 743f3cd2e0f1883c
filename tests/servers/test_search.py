"""The engine of PostgreSQL finds what SQLite finds, counts it alike and shows it alike."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoDbBlocker

from films.models import Film, JobCode, Location
from films.search import SearchRequest, Sort, search, suggest
from films.search.backends import engine
from films.search.backends.base import TookTooLongError
from tests.cast import credit, film, filmed_at, person, place
from tests.search.finding import found
from tests.search.test_search import QUESTIONS
from tests.servers.connecting import default_database
from tests.servers.postgresql import Server

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TEXTS = (
    *QUESTIONS,
    "",
    "schwarzeneger",
    "“bath house”",
    '"bath house" -budapest',
    "danko OR ridzik",
    "kind:review",
    "gábor",
    "Москва",
    "モスクワ",
    "1988",
    "80s action",
    "films with arnold schwarzenegger not from 1988",
    "who played danko and who directed it",
    "l'homme",
    "'; DROP TABLE films_film; --",
    "a:* & !b | <-> \\",
    "\0",
)
UNTOLD = ("request", "took_ms", "mark", "results")
DAMAGES = (
    "UPDATE search_entry SET card = '[]' WHERE kind = 'film'",
    "UPDATE search_text SET tokens = '' WHERE record IN (SELECT record FROM search_entry WHERE kind = 'person')",
    "DELETE FROM search_entry WHERE kind = 'note'",
    "DELETE FROM search_name",
    "DELETE FROM search_word",
    "DELETE FROM search_place_within",
)
BEGINNINGS = ("r", "re", "red", "red h", "schwarz", "walt", "mos", "gáb", "who dir")


@pytest.fixture(scope="module")
def sqlite_answers(red_heat: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Any]:
    with django_db_blocker.unblock():
        return (
            {text: everything_about(text) for text in TEXTS}
            | {text: completed(text) for text in BEGINNINGS}
            | {sort: everything_about("", sort=sort)["results"] for sort in Sort}
        )


@pytest.fixture(scope="module")
def on_postgresql(
    sqlite_answers: dict[str, Any], postgresql: Server, migrated: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    with (
        django_db_blocker.unblock(),
        default_database(postgresql.create_database("searched", migrated)),
    ):
        call_command("loaddata", "red_heat", verbosity=0)
        yield


def everything_about(text: str, **options: Any) -> dict[str, Any]:
    """Return all that a visitor is shown for a text, but for when it was written and how long it took."""
    page = search(SearchRequest(text, page_size=50, **options))
    told = {name: getattr(page, name) for name in page.__dataclass_fields__ if name not in UNTOLD}
    return told | {
        "results": [
            (each.kind, each.title, each.context, each.snippet, each.why, each.card, each.partial)
            for each in page.results
        ]
    }


def completed(beginning: str) -> list[tuple[str, str]]:
    return [(suggestion.text, str(suggestion.kind)) for suggestion in suggest(beginning)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_answered_alike(sqlite_answers: dict[str, Any], on_postgresql: None, text: str) -> None:
    assert everything_about(text) == sqlite_answers[text]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_beginning_is_completed_alike(
    sqlite_answers: dict[str, Any], on_postgresql: None, beginning: str
) -> None:
    assert completed(beginning) == sqlite_answers[beginning]


@pytest.mark.parametrize("sort", Sort)
def test_results_are_sorted_alike(sqlite_answers: dict[str, Any], on_postgresql: None, sort: Sort) -> None:
    assert everything_about("", sort=sort)["results"] == sqlite_answers[sort]


def test_the_index_follows_every_change(on_postgresql: None) -> None:
    made, anna, bath = film("The Łódź Express", 1971), person("Ana Đurić"), place("Baths of Łódź")
    work = credit(made, anna, character="Mrs. O'Neill", job=JobCode.ACTOR, billing=1, note="Her first.")
    filmed_at(made, bath)
    assert found("lodz express") >= {("film", "The Łódź Express"), ("credit", "Ana Đurić as Mrs. O'Neill")}
    assert ("film", "The Łódź Express") in found("", person=anna.slug)
    work.delete()
    Film.objects.filter(pk=made.pk).update(title="Night Train")
    assert ("film", "Night Train") in found("night train")
    assert ("credit", "Ana Đurić as Mrs. O'Neill") not in found("ana đurić")
    assert list(engine().problems()) == []


def test_what_is_written_in_bulk_waits_and_is_then_found(on_postgresql: None) -> None:
    with engine().bulk_inserts():
        credit(film("Night Train", 1972), person("Ana Đurić"), character="Guard", job=JobCode.ACTOR)
    assert engine().waiting_count()
    assert ("film", "Night Train") not in found("night train")
    assert list(engine().index_waiting())[-1] == 1
    assert ("film", "Night Train") in found("night train")
    with engine().bulk_deletes():
        Film.objects.get(title="Night Train").delete()
    assert ("film", "Night Train") not in found("night train")
    list(engine().index_waiting())
    with engine().bulk_changes():
        Film.objects.filter(title="Twins").update(title="Night Train")
    assert ("film", "Night Train") in found("night train")
    assert list(engine().problems()) == []


def test_rebuilding_makes_the_same_index(on_postgresql: None) -> None:
    with connection.cursor() as cursor:
        for damage in DAMAGES:
            cursor.execute(damage)
        assert len(list(engine().problems())) >= len(DAMAGES)
        engine().rebuild()
        assert list(engine().problems()) == []


def test_tables_may_be_emptied_at_once(on_postgresql: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE films_note, films_review, films_location CASCADE")
        assert not found("", kind="note")
        assert found("", kind="person")
        assert list(engine().problems()) == []
        call_command("flush", interactive=False, verbosity=0)
        assert found("") == set()
        assert list(engine().problems()) == []
        transaction.set_rollback(True)


def test_the_index_follows_whoever_looks_elsewhere_for_tables(on_postgresql: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE search_letter (letter text, plain text, spelled text)")
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute("UPDATE public.films_film SET title = 'Vörös Zsaru' WHERE slug = 'red-heat-1988'")
        cursor.execute("SET LOCAL search_path = public")
        assert ("film", "Vörös Zsaru") in found("voros zsaru")
        cursor.execute("DROP TABLE pg_temp.search_letter")
        assert list(engine().problems()) == []
        transaction.set_rollback(True)


def test_a_restored_dump_has_a_sound_index(on_postgresql: None, postgresql: Server) -> None:
    postgresql.copy_by_dump("searched", "restored")
    with default_database(postgresql.url("restored")):
        assert engine().is_installed()
        assert list(engine().problems()) == []
        Film.objects.filter(slug="red-heat-1988").update(title="Vörös Zsaru")
        assert ("film", "Vörös Zsaru") in found("voros zsaru")


def test_what_the_database_itself_finds_is_there_to_compare_with(on_postgresql: None) -> None:
    assert engine().best_by_engine('"red" "heat"', 5)
    assert engine().best_by_engine('"arnold" "schwarz" *', 5)
    assert engine().best_by_engine('"arnold" "schwarz"', 5) == []


def test_no_record_has_a_character_that_cannot_be_stored(on_postgresql: None) -> None:
    assert found("", film="\0") == set()


def test_a_place_is_never_within_itself(on_postgresql: None) -> None:
    inner = Location.objects.filter(part_of__isnull=False).earliest("id")
    with pytest.raises(IntegrityError, match="cannot lie in a place"), transaction.atomic():
        Location.objects.filter(pk=inner.part_of_id).update(part_of=inner)


def test_a_search_is_stopped_at_its_time_limit(on_postgresql: None) -> None:
    with pytest.raises(TookTooLongError), engine().time_limit(0.05), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    with pytest.raises(TookTooLongError), engine().time_limit(-1):
        engine().state()
    assert found("danko")


def test_a_search_finds_words_by_the_index_however_frequent_they_are(on_postgresql: None) -> None:
    with engine().time_limit(5), connection.cursor() as cursor:
        cursor.execute("ANALYZE search_text")
        cursor.execute("EXPLAIN SELECT record FROM search_text WHERE tokens @@ 'red' OR tokens @@ 'heat'")
        plan = [step for (step,) in cursor.fetchall()]
    assert any("Index Scan on search_text_tokens" in step for step in plan)
