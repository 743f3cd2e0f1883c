"""The index cannot drift: whatever writes the facts, the next search is true to them."""

import sqlite3
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from django.db.models.signals import post_migrate, pre_migrate
from django.test.utils import CaptureQueriesContext

from films.models import Citation, Credit, Document, Film, Genre, Job, Location, OtherName, Passage, Person, State
from films.search import Kind, SearchRequest, search, totals
from films.search.backends.sqlite import backend, index
from films.search.types import FacetName
from tests.cast import credit, director, filmed_at, note, place, tanuki_film

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_is_true_in_the_end(db: None) -> Iterator[None]:
    """Compare the whole index with the facts after every test of this module."""
    yield
    assert list(index.problems(DEFAULT_DB_ALIAS)) == []


def found(text: str, **filters: str) -> set[tuple[str, str]]:
    request = SearchRequest(text, {FacetName(name): (value,) for name, value in filters.items()})
    return {(result.kind.value, result.title_text) for result in search(request).results}


def test_a_saved_film_is_found_and_a_deleted_one_is_not() -> None:
    film = tanuki_film()
    assert found("tanuki") == {("film", "The Tanuki")}
    film.delete()
    assert found("tanuki") == set()


def test_a_renamed_person_is_found_in_every_entry_that_names_them() -> None:
    film, person = tanuki_film(), director()
    credit(film, person, note="Her second film.")
    person.name = "Sofia Brandt"
    person.save()
    assert found("brandt") == {
        ("person", "Sofia Brandt"),
        ("credit", "Sofia Brandt, director"),
        ("film", "The Tanuki"),
    }
    assert found("žofie") == set()


def test_bulk_writes_and_updates_are_seen() -> None:
    Film.objects.bulk_create(
        Film(title=f"Fox {number}", slug=f"fox-{number}", state=State.PUBLISHED) for number in range(5)
    )
    assert len(found("fox")) == 5
    Film.objects.filter(slug="fox-3").update(title="Hound 3")
    assert found("hound") == {("film", "Hound 3")}
    assert len(found("fox")) == 4


def test_raw_sql_is_seen() -> None:
    credit(tanuki_film(), director(), note="Her second film.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_person SET name = 'Raw Edit'")
    assert ("credit", "Raw Edit, director") in found("raw edit")


def test_a_rollback_takes_its_entries_with_it() -> None:
    with transaction.atomic():
        tanuki_film()
        assert found("tanuki")
        transaction.set_rollback(True)
    assert found("tanuki") == set()


def test_drafts_are_not_found_until_published() -> None:
    film = tanuki_film(state=State.DRAFT)
    credit(film, director(), note="Her second film.")
    assert found("tanuki") == set()
    assert found("ørsted") == {("person", "Žofie Ørsted")}
    Film.objects.update(state=State.PUBLISHED)
    assert found("tanuki", kind="film") == {("film", "The Tanuki")}
    assert found("ørsted", kind="credit") == {("credit", "Žofie Ørsted, director")}


def test_a_fact_that_names_a_draft_is_not_found() -> None:
    film, stand_in = tanuki_film(), place("Hungary")
    filmed_at(film, place("Bath"), stands_in_for=stand_in)
    note(film, "Fog", speaker=director())
    assert {("film_location", "Filming location: Bath"), ("note", "Fog")} <= found("bath") | found("fog")
    Location.objects.filter(pk=stand_in.pk).update(state=State.DRAFT)
    Person.objects.update(state=State.DRAFT)
    assert not {("film_location", "Filming location: Bath"), ("note", "Fog")} & (found("bath") | found("fog"))


def test_a_person_is_found_by_another_name_while_they_have_it() -> None:
    director()
    name = OtherName.objects.create(person=Person.objects.get(), name="Zippy", state=State.PUBLISHED)
    assert found("zippy") == {("person", "Žofie Ørsted")}
    name.delete()
    assert found("zippy") == set()


def test_what_another_sentence_reads_is_found() -> None:
    role = credit(tanuki_film(), director(), job=Job.ACTOR, character="The Fox")
    passage = make_passage()
    Citation.objects.create(credit=role, field="character", passage=passage, reading="Reynard", reason="Rarer.")
    assert found("reynard") == {("credit", "Žofie Ørsted as The Fox")}


def make_passage() -> Passage:
    document = Document.objects.create(title="A Book", slug="a-book", sha256="0" * 64)
    return Passage.objects.create(
        document=document,
        ordinal=1,
        section="Lead",
        paragraph=1,
        sentence=1,
        start=0,
        end=9,
        sha256="0" * 64,
        first_words="The",
        last_words="fox",
    )


def test_a_passage_is_found_while_its_text_is_held() -> None:
    passage = make_passage()
    assert found("badgers") == set()
    passage.document.text = "A badgers day"
    passage.document.save()
    assert {kind for kind, _ in found("badgers")} == {"passage"}


def test_a_place_finds_what_it_contains_and_is_contained_in() -> None:
    hungary = place("Hungary")
    budapest = place("Budapest", hungary)
    bath = place("Rudas Bath", budapest)
    filmed_at(tanuki_film(), bath)
    assert {("location", "Rudas Bath"), ("film_location", "Filming location: Rudas Bath")} <= found("hungary")
    assert {("location", "Hungary"), ("location", "Budapest")} <= found("rudas")


def test_a_place_that_moves_is_found_where_it_now_lies() -> None:
    hungary, austria = place("Hungary"), place("Austria")
    town = place("Springfield", hungary)
    place("Bath", town)
    Location.objects.filter(pk=town.pk).update(part_of=austria)
    assert ("location", "Bath") in found("austria")
    assert ("location", "Bath") not in found("hungary")


def test_a_note_is_found_by_what_it_is_about() -> None:
    fog = note(tanuki_film(), "Fog")
    person = director()
    fog.people.add(person)
    assert ("note", "Fog") in found("ørsted")
    assert ("note", "Fog") in found("fog", person="zofie-orsted")
    fog.people.clear()
    assert ("note", "Fog") not in found("ørsted")


def test_facets_follow_links_between_tables() -> None:
    film = tanuki_film()
    genre = Genre.objects.create(slug="caper", name="Caper")
    film.genres.add(genre)
    assert found("tanuki", genre="caper") == {("film", "The Tanuki")}
    film.genres.remove(genre)
    assert found("tanuki", genre="caper") == set()


def test_loaddata_is_seen(tmp_path: Path) -> None:
    tanuki_film()
    fixture = tmp_path / "tanuki.json"
    call_command("dumpdata", "films", natural_foreign=True, natural_primary=True, output=fixture, verbosity=0)
    fixture.write_text(fixture.read_text().replace("The Tanuki", "The Kitsune"))
    call_command("loaddata", fixture, verbosity=0)
    assert found("kitsune") == {("film", "The Kitsune")}
    assert found("tanuki") == set()


def test_a_fixture_may_bring_a_place_before_the_one_it_lies_in(tmp_path: Path) -> None:
    place("Bath", place("Hungary"))
    places = serializers.serialize(
        "json", Location.objects.order_by("-pk"), use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    fixture = tmp_path / "places.json"
    fixture.write_text(places)
    for location in Location.objects.order_by("-pk"):
        location.delete()
    call_command("loaddata", fixture, verbosity=0)
    assert ("location", "Bath") in found("hungary")


def test_rebuilding_changes_nothing_that_is_true() -> None:
    credit(tanuki_film(), director(), note="Her second film.")
    before = found("tanuki")
    out = StringIO()
    call_command("rebuild_search", stdout=out)
    assert out.getvalue() == "Rebuilt the search index: 3 entries.\n"
    assert found("tanuki") == before


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ("UPDATE search_entry SET title = 'Wrong'", "1 film entries are missing or misstated"),
        ("DELETE FROM search_entry", "film entries are missing or misstated"),
        ("UPDATE search_entry SET facets = ''", "1 film entries are missing or misstated"),
        ("DELETE FROM search_name", "whole names are missing"),
        ("INSERT INTO search_name VALUES ('fox', 1, 0)", "1 whole names are left over"),
        ("DELETE FROM search_variant", "variants of words are missing"),
        ("DELETE FROM search_word", "words are missing in the dictionary"),
        ("UPDATE search_total SET entries = 7", "totals are missing or misstated"),
        ("INSERT INTO search_text (search_text) VALUES ('delete-all')", "does not agree"),
        ("DROP TRIGGER search_films_film_update", "search_films_film_update"),
        ("DELETE FROM search_place_within", "places within places are missing"),
    ],
)
def test_check_search_names_the_damage_and_rebuilding_mends_it(damage: str, complaint: str) -> None:
    filmed_at(tanuki_film(), place("Bath"))
    with connection.cursor() as cursor:
        if damage.startswith("DELETE FROM search_entry"):
            cursor.execute("DELETE FROM search_entry WHERE kind = 'film'")
        else:
            cursor.execute(damage)
    with pytest.raises(CommandError, match=complaint):
        call_command("check_search")
    call_command("rebuild_search", stdout=StringIO())
    out = StringIO()
    call_command("check_search", stdout=out)
    assert out.getvalue() == "The search index is true.\n"


class AddColumn(migrations.Migration):
    operations = [
        migrations.AddField("film", "tagline", models.CharField(max_length=50, default="")),
        migrations.AlterField("film", "runtime", models.IntegerField(null=True)),
    ]


@pytest.mark.django_db(transaction=True)
def test_the_index_survives_a_migration_that_remakes_its_tables() -> None:
    film = tanuki_film()
    credit(film, director())
    config = apps.get_app_config("films")
    migration = AddColumn("0099_add_column", "films")
    plan: list[Any] = [(migration, False)]
    signal: dict[str, Any] = {
        "sender": config,
        "app_config": config,
        "using": DEFAULT_DB_ALIAS,
        "plan": plan,
        "verbosity": 0,
        "interactive": False,
    }
    before = ProjectState.from_apps(apps)
    after = migration.mutate_state(before)
    try:
        pre_migrate.send(**signal, apps=before.apps)
        with connection.schema_editor() as editor:
            migration.apply(before.clone(), editor)
        Film.objects.filter(pk=film.pk).update(title="Written While Off")
        post_migrate.send(**signal, apps=after.apps)
        assert found("written while off") >= {("film", "Written While Off")}
        Film.objects.filter(pk=film.pk).update(title="Written After")
        assert ("film", "Written After") in found("written after")
        assert list(index.problems(DEFAULT_DB_ALIAS)) == []
    finally:
        pre_migrate.send(**signal, apps=after.apps)
        with connection.schema_editor() as editor:
            altered = after.apps.get_model("films", "Film")
            editor.remove_field(altered, altered._meta.get_field("tagline"))
        post_migrate.send(**signal, apps=before.apps)


def test_an_interrupted_migration_is_made_good_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    film = tanuki_film()
    index.uninstall(DEFAULT_DB_ALIAS)
    Film.objects.filter(pk=film.pk).update(title="Changed Unseen")
    assert index.install(DEFAULT_DB_ALIAS)
    assert found("unseen") == {("film", "Changed Unseen")}


def test_installing_what_stands_rebuilds_nothing() -> None:
    assert not index.install(DEFAULT_DB_ALIAS)


def test_tokens_of_the_index_never_come_from_the_text() -> None:
    tanuki_film(title="Fox\ue000kperson y\ue002tale Tale")
    (result,) = search(SearchRequest("tale")).results
    assert result.title_text == "Foxkperson ytale Tale"
    assert found("", kind="person") == set()


def test_a_credit_that_says_no_more_is_found_through_its_film_and_person() -> None:
    credit(tanuki_film(), director())
    assert found("ørsted") == {("person", "Žofie Ørsted"), ("film", "The Tanuki")}
    Credit.objects.update(note="Her second film.")
    assert ("credit", "Žofie Ørsted, director") in found("ørsted")


def test_words_leave_the_dictionary_with_the_last_entry_that_has_them() -> None:
    film = tanuki_film(title="Zyzzyva")
    assert backend.word_counts(["zyzzyva"]) == {"zyzzyva": 1}
    other = tanuki_film(title="Zyzzyva Two", slug="two")
    assert backend.word_counts(["zyzzyva"]) == {"zyzzyva": 2}
    film.delete()
    other.delete()
    assert backend.word_counts(["zyzzyva"]) == {}
    assert backend.words_with_variants(["zyzzyva"], 10) == []


def test_bulk_changes_cost_one_rebuild_and_leave_the_index_true() -> None:
    with index.bulk_changes(DEFAULT_DB_ALIAS):
        tanuki_film()
        assert not backend.matching(['"tanuki"'], 10)[0]
    assert found("tanuki") == {("film", "The Tanuki")}


def test_few_changes_among_many_entries_are_followed_by_the_triggers() -> None:
    films = [tanuki_film(slug=f"tanuki-{number}") for number in range(2 * index.ENTRIES_TO_A_VALUE)]
    with CaptureQueriesContext(connection) as queries, index.bulk_changes(DEFAULT_DB_ALIAS):
        Film.objects.filter(pk=films[0].pk).update(title="The Drum")
        assert found("drum") == {("film", "The Drum")}
    assert not [query["sql"] for query in queries if query["sql"].startswith(("CREATE", "DROP"))]


def test_the_triggers_go_before_changes_that_are_many() -> None:
    films = [tanuki_film(slug=f"tanuki-{number}") for number in range(2 * index.ENTRIES_TO_A_VALUE)]
    with index.bulk_changes(DEFAULT_DB_ALIAS):
        Film.objects.filter(pk__in=[film.pk for film in films]).update(title="The Drum")
        assert found("drum") == set()
    assert found("drum") == {("film", "The Drum")}


def test_entries_are_kept_by_the_database_alone() -> None:
    """Another program, without this project's code, writes to a copy of the database; its index stays true."""
    tanuki_film()
    copy = sqlite3.connect(":memory:")
    copy.deserialize(connection.connection.serialize())
    copy.execute("UPDATE films_film SET title = 'Elsewhere'")
    matching = "SELECT rowid FROM search_text WHERE search_text MATCH 'elsewhere'"
    titles = copy.execute(f"SELECT title FROM search_entry WHERE id IN ({matching})")
    assert titles.fetchall() == [("Elsewhere",)]
    copy.close()


def test_every_kind_but_held_passages_has_entries_from_the_start() -> None:
    call_command("loaddata", "red_heat", verbosity=0)
    assert set(totals()) == set(Kind) - {Kind.PASSAGE}
