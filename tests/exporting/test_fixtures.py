"""Fixtures hold everything published and nothing else, and come back byte for byte."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers

from films.exporting import fixtures, kinds
from films.exporting.formats import FORMATS
from films.models import Citation, Credit, Document, Film, Genre, GenreName, Job, Location, Note
from tests.cast import credit, film, genre, person, place, tanuki_film
from tests.exporting.conftest import SECRET
from tests.exporting.loading import emptied, load, whole

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", FORMATS)
def test_loading_what_was_dumped_and_dumping_it_gives_the_same_bytes(
    name: str, tanuki: Film, tmp_path: Path
) -> None:
    """Texts come back as well that XML cannot say: its control characters, and ends of lines as they are."""
    tanuki_film(slug="controls", synopsis=" \r\n two\r\nlines \x0b and \x1f controls ")
    before = whole(name)
    emptied()
    load(tmp_path / f"whole.{name}", before)
    assert whole(name) == before
    load(tmp_path / f"whole.{name}", before)
    assert whole(name) == before


def test_it_is_written_as_django_writes_it_at_once(tanuki: Film) -> None:
    records = [record for model in kinds.MODELS for record in fixtures.records_to_load(model)]
    said = {field.name for model in kinds.MODELS for field in kinds.exported_fields(model)} - {"data_set"}
    for name, form in FORMATS.items():
        options: dict[str, Any] = {} if form.indent is None else {"indent": form.indent}
        at_once = serializers.serialize(
            name, records, fields=said, use_natural_foreign_keys=True, use_natural_primary_keys=True, **options
        )
        assert whole(name).decode() == at_once, name


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_a_fixture_too(name: str) -> None:
    assert not list(serializers.deserialize(name, BytesIO(whole(name))))


def test_loading_a_newer_one_updates_what_is_there(tanuki: Film, tmp_path: Path) -> None:
    older = json.loads(whole())
    newer = whole().replace(b"+1 for the drum", b"Heard in the next valley.")
    key = tanuki.pk
    load(tmp_path / "newer.json", newer)
    assert Film.objects.get().pk == key
    assert Credit.objects.get().note == "Heard in the next valley."
    assert len(json.loads(whole())) == len(older)
    assert whole() == newer


def test_a_document_comes_back_with_all_that_it_is_about(tanuki: Film, tmp_path: Path) -> None:
    content = whole()
    emptied()
    load(tmp_path / "whole.json", content)
    about = [subject.slug for subject in Document.objects.get().published_subjects]
    assert about == ["the-tanuki-1977", "zofie-orsted", "abbey", "zipangu"]


def test_loading_keeps_the_text_that_is_held(tanuki: Film, tmp_path: Path) -> None:
    text = Document.objects.get().text
    load(tmp_path / "whole.json", whole())
    assert Document.objects.get().text == text


def test_loading_another_revision_does_not_keep_the_text_of_the_former(tanuki: Film, tmp_path: Path) -> None:
    load(tmp_path / "whole.json", whole().replace(b"a" * 64, b"d" * 64))
    assert Document.objects.get().text == ""


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_private_leaves(name: str, secrets: None) -> None:
    for content in [
        whole(name),
        *(b"".join(fixtures.serialize_kind(kind, FORMATS[name])) for kind in kinds.KINDS),
        b"".join(fixtures.serialize_film(Film.objects.get(slug="the-tanuki-1977"), FORMATS[name])),
    ]:
        assert SECRET not in content.decode().casefold()


def test_order_does_not_depend_on_row_numbers(tanuki: Film) -> None:
    before = whole()
    record = Note.objects.get()
    people, places, cited = list(record.people.all()), list(record.locations.all()), list(record.citations.all())
    record.delete()
    record.pk = None
    record.save()
    record.people.set(people)
    record.locations.set(places)
    for citation in cited:
        citation.pk, citation.note = None, record
    Citation.objects.bulk_create(cited)
    place("Aardvark Hill").delete()
    assert whole() == before


def test_records_come_after_what_they_name(secrets: None) -> None:
    come: set[tuple[str, tuple[object, ...]]] = set()
    for model in kinds.MODELS:
        for record in kinds.exported_records(model):
            for field in kinds.exported_fields(model):
                named: Any = getattr(record, field.name) if field.is_relation else None
                for one in named.all() if hasattr(named, "all") else filter(None, [named]):
                    assert (kinds.kind_name(type(one)), kinds.natural_key_of(one)) in come or type(one) is model
                    if isinstance(record, Location):
                        assert (kinds.kind_name(Location), kinds.natural_key_of(one)) in come
            come.add((kinds.kind_name(model), kinds.natural_key_of(record)))


def test_a_film_takes_the_jobs_along_that_editors_added(tmp_path: Path) -> None:
    Job.objects.create(code="puppeteer", name="Puppeteer", department="cast", broader_id="actor")
    made = film("The Tanuki")
    credit(made, person("Ada Quill"), job="puppeteer", character="The Fox")
    credit(made, person("Bo Lamp"))
    one = b"".join(fixtures.serialize_film(made, FORMATS["json"]))
    jobs = [record for record in json.loads(one) if record["model"] == "films.job"]
    assert [job["pk"] for job in jobs] == ["puppeteer"]
    assert b'"job": "puppeteer"' in one
    emptied()
    load(tmp_path / "film.json", one)
    assert Credit.objects.get(job="puppeteer").job.broader_id == "actor"


def test_a_genre_that_editors_made_leaves_with_its_names_and_the_genres_above_it(tmp_path: Path) -> None:
    tale = Genre.objects.create(slug="folk-tale", name="Folk Tale", is_controlled=False)
    tale.broader.add(genre("Fairy Tale"))
    tale.other_names.create(name="Legend")
    film("The Tanuki", 1977, "Folk Tale")
    before = whole()
    genres = [one["fields"]["slug"] for one in json.loads(before) if one["model"] == "films.genre"]
    assert genres == ["fairy-tale", "fantasy", "folk-tale"]
    emptied()
    load(tmp_path / "whole.json", before)
    assert whole() == before
    again = Genre.objects.get(slug="folk-tale")
    assert [above.name for above in again.broader.all()] == ["Fairy Tale"]
    assert [other.name for other in again.other_names.all()] == ["Legend"]


def test_the_standard_list_stays_where_no_film_needs_it() -> None:
    assert json.loads(whole()) == []


def test_a_name_that_editors_gave_a_standard_genre_leaves(tmp_path: Path) -> None:
    genre("Horror").other_names.create(name="Spine-Chiller")
    before = whole()
    GenreName.objects.filter(name="Spine-Chiller").delete()
    load(tmp_path / "whole.json", before)
    assert GenreName.objects.get(name="Spine-Chiller").genre.slug == "horror"
