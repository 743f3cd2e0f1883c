"""The index cannot drift: whatever writes the facts, the next search is true to them."""

from pathlib import Path

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction

from films.models import (
    Citation,
    Credit,
    Document,
    Film,
    Genre,
    JobCode,
    Location,
    OtherName,
    Passage,
    Person,
    State,
)
from films.search import SearchRequest, search
from films.search.backends import engine
from tests.cast import credit, director, filmed_at, note, place, tanuki_film
from tests.search.finding import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]


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
    role = credit(tanuki_film(), director(), job=JobCode.ACTOR, character="The Fox")
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


def test_a_note_about_a_place_that_moves_is_found_where_the_place_now_lies() -> None:
    hungary, austria = place("Hungary"), place("Austria")
    town = place("Springfield", hungary)
    note(tanuki_film(), "Fog").locations.add(place("Bath", town))
    Location.objects.filter(pk=town.pk).update(part_of=austria)
    assert ("note", "Fog") in found("fog", location="austria")
    assert ("note", "Fog") not in found("fog", location="hungary")


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
    assert engine().word_frequencies(["zyzzyva"]) == {"zyzzyva": 1}
    other = tanuki_film(title="Zyzzyva Two", slug="two")
    assert engine().word_frequencies(["zyzzyva"]) == {"zyzzyva": 2}
    film.delete()
    other.delete()
    assert engine().word_frequencies(["zyzzyva"]) == {}
    assert ("zyzzyva", 0) not in engine().words()
