"""A song is found, shown, taken from a document, imported and exported as its kind declares."""

from typing import Any

import pytest
from django.test import Client

from films.curating.csv_import.batches import import_batch, try_out
from films.evidence.desk.actions import enter_fact
from films.exporting.fixtures import serialize_film
from films.exporting.formats import FORMATS
from films.exporting.tables import TABLES
from films.models import CsvBatch, Document, Film, OtherName, Person, Song, State
from films.models.evidence import Basis
from tests.cast import EDITOR, director, person
from tests.evidence.deeds import SAID_ELSEWHERE
from tests.search.finding import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]
TITLE = "“The owl” from Night Songs"


def song(film: Film, **changes: Any) -> Song:
    fields = {"film": film, "key": "owl", "title": "The owl", "work": "Night Songs", "use": "end credits"}
    made = Song.objects.create(**fields | changes, state=State.PUBLISHED)
    made.performers.set([director()])
    made.composers.set([person("Ada Quill")])
    return made


def test_it_is_found_by_its_title_and_by_whoever_performs_or_composed_it(tanuki: Film) -> None:
    song(tanuki)
    assert found("", kind="song", film="the-tanuki-1977") == {("song", TITLE)}
    for text in ("night songs", "ørsted song", "quill song", "soundtrack of the tanuki"):
        assert ("song", TITLE) in found(text), text


def test_it_is_found_by_a_name_that_its_composer_is_given_later(tanuki: Film) -> None:
    song(tanuki)
    OtherName.objects.create(person=Person.objects.get(name="Ada Quill"), name="Bunraku", state=State.PUBLISHED)
    assert ("song", TITLE) in found("bunraku")
    Song.objects.get().composers.clear()
    assert ("song", TITLE) not in found("bunraku")


def test_it_is_on_the_page_of_its_film_and_of_its_people(tanuki: Film, client: Client) -> None:
    song(tanuki)
    page = client.get("/films/the-tanuki-1977/").content.decode()
    assert 'id="song-owl"' in page
    assert "end credits" in page
    assert "/films/the-tanuki-1977/#song-owl" in client.get("/people/zofie-orsted/").content.decode()


def test_a_page_has_once_what_somebody_composed_and_performs(tanuki: Film, client: Client) -> None:
    made = song(tanuki)
    made.composers.set(made.performers.all())
    page = client.get("/people/zofie-orsted/").content.decode()
    assert page.count("/films/the-tanuki-1977/#song-owl") == 1
    assert len(client.get("/api/people/zofie-orsted").json()["songs"]) == 1


def test_the_api_has_it(tanuki: Film, client: Client) -> None:
    song(tanuki)
    (shown,) = client.get("/api/films/the-tanuki-1977").json()["songs"]
    assert (shown["title"], shown["work"], shown["use"]) == ("The owl", "Night Songs", "end credits")
    assert [one["name"] for one in shown["performers"] + shown["composers"]] == ["Žofie Ørsted", "Ada Quill"]


def test_a_curator_takes_it_from_a_sentence(about_tanuki: Document) -> None:
    values = {
        "title": "The owl",
        "performers": "B. Badger",
        "composers": "Ada Quill, B. Badger",
        "use": "titles",
    } | SAID_ELSEWHERE
    enter_fact("song", values, about_tanuki.passages.get(ordinal=1), EDITOR)
    taken = Song.objects.get()
    assert [one.name for one in taken.composers.order_by("name")] == ["Ada Quill", "B. Badger"]
    enter_fact("song", {"title": "the owl"} | SAID_ELSEWHERE, about_tanuki.passages.get(ordinal=2), EDITOR)
    assert Song.objects.get().citations.count() == 2


def test_a_file_of_songs_is_imported(tanuki: Film) -> None:
    director()
    batch = CsvBatch(
        curator="anna",
        sheet="songs",
        file_name="songs.csv",
        content="film,title,performers\nthe-tanuki-1977,The owl,zofie-orsted",
        basis=Basis.GENERAL_KNOWLEDGE,
        reason="From the record's sleeve.",
    )
    batch.outcomes = [vars(one) for one in try_out(batch)]
    batch.save()
    import_batch(batch, EDITOR)
    assert (Song.objects.get().key, Song.objects.get().performers.get().slug) == ("the-owl", "zofie-orsted")


def test_exports_and_the_film_s_own_fixture_have_it(tanuki: Film) -> None:
    song(tanuki)
    tables = {table.name: table for table in TABLES}
    assert list(tables["song_performers"].rows()) == [["the-tanuki-1977/owl", "zofie-orsted"]]
    assert b'"films.song"' in b"".join(serialize_film(tanuki, FORMATS["json"]))
