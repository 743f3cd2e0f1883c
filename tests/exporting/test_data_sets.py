"""What came with a data set says so, with its terms, wherever it goes."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoDbBlocker

from films.exporting import data_sets, exports, fixtures
from films.exporting.formats import FORMATS
from films.exporting.json_ld import nodes
from films.importing import undo_import
from films.models import Credit, DataSet, Film, FilmLocation, ImportBatch, Location
from tests.cast import EDITOR, credit, director, filmed_at, place, tanuki_film
from tests.curating.csv_files import batch, verdicts
from tests.exporting.loading import emptied, load, whole

pytestmark = pytest.mark.django_db

TERMS = {"licence": "CC BY-SA 4.0", "url": "https://example.org/folk"}
FOLK = {"name": "folk", **TERMS}
COLUMNS = {"data_set": "folk", "data_set_licence": TERMS["licence"], "data_set_url": TERMS["url"]}
OWNER = {"owner": "folk", "owner_licence": TERMS["licence"], "owner_url": TERMS["url"]}
DRUM = {"id": "t2", "title": "The Drum", "year": 1979, "cast": ["Ada Quill"], "plot": "A drum is stolen."}


@pytest.fixture(scope="module")
def imported(
    module_transaction: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Import a film of a data set, and a place of another, beside a film and a credit of our own."""
    folder = tmp_path_factory.mktemp("data_sets")
    films, places = folder / "films.jsonl", folder / "places.csv"
    films.write_text(json.dumps(DRUM))
    places.write_text("title,year,place\nThe Drum,1979,Old Bridge\n")
    with django_db_blocker.unblock():
        film = tanuki_film()
        credit(film, director())
        filmed_at(film, place("Abbey"))
        call_command("import_films", films, dataset="folk", stdout=StringIO(), **TERMS)
        places_terms = {"licence": "CC0", "url": "https://example.org/bridges"}
        call_command("import_locations", places, dataset="bridges", stdout=StringIO(), **places_terms)


@pytest.fixture
def drum(imported: None) -> Film:
    return Film.objects.get(slug="the-drum-1979")


def named() -> dict[str, set[str]]:
    """Return the data sets that facts of several kinds name."""
    kinds: tuple[Any, ...] = (Film, Credit, FilmLocation, Location)
    return {model.__name__: set(model.objects.values_list("data_set", flat=True)) for model in kinds}


BOTH = {
    "Film": {"", "folk"},
    "Credit": {"", "folk"},
    "FilmLocation": {"", "bridges"},
    "Location": {"", "bridges"},
}


def test_what_an_import_adds_is_named_after_its_data_set(drum: Film) -> None:
    assert named() == BOTH


def test_a_project_that_loads_a_fixture_knows_it_too(drum: Film, tmp_path: Path) -> None:
    held, one = whole(), b"".join(fixtures.serialize_film(drum, FORMATS["json"]))
    ImportBatch.objects.all().delete()
    emptied()
    load(tmp_path / "film.json", one)
    assert {found.name for found in DataSet.objects.all()} == {"folk", "bridges"}
    load(tmp_path / "whole.json", held)
    assert named() == BOTH
    assert whole() == held
    assert data_sets.data_sets()["folk"].licence == TERMS["licence"]


def test_the_api_says_it_of_each_record(drum: Film, client: Client) -> None:
    film = client.get("/api/films/the-drum-1979").json()
    assert film["data_set"] == film["credits"][0]["data_set"] == FOLK
    assert film["film_locations"][0]["data_set"]["name"] == "bridges"
    own, listed = client.get("/api/films").json()["items"]
    assert (own["data_set"], listed["data_set"]) == (None, FOLK)
    (result,) = client.get("/api/search?q=drum is stolen&exact=1&kind=film").json()["results"]
    assert result["owner"] == FOLK


def test_tables_say_it_in_each_row(drum: Film) -> None:
    rows = csv.DictReader(StringIO(made("credits.csv").decode("utf-8-sig"), newline=""))
    assert [{name: row[name] for name in COLUMNS} for row in rows] == [COLUMNS, dict.fromkeys(COLUMNS, "")]
    (line,) = (line for line in map(json.loads, made("films.jsonl").splitlines()) if line["id"] == drum.slug)
    assert line.items() >= COLUMNS.items()


def made(name: str) -> bytes:
    download = exports.find_export(name)
    assert download
    return b"".join(download.content())


def test_linked_data_names_it_under_what_it_is_about(drum: Film, client: Client) -> None:
    (film,) = (node for node in nodes() if node.get("@id") == "/films/the-drum-1979/")
    licences = {node["name"]: node["license"]["name"] for node in film["subjectOf"]}
    assert licences == {"folk": TERMS["licence"], "bridges": "CC0"}
    assert all("@id" in node["license"] for node in film["subjectOf"]), "one licence, however often it is named"
    assert '"sameAs":"https://example.org/folk"' in client.get("/people/ada-quill/").content.decode()


def test_searches_as_files_say_it_of_each_result(drum: Film, client: Client) -> None:
    search = {"q": "drum is stolen", "exact": "1", "kind": "film"}
    (row,) = csv.DictReader(StringIO(client.get("/search.csv", search).content.decode(), newline=""))
    assert row.items() >= OWNER.items()
    feed = client.get("/search.atom", search).content.decode()
    assert "<rights>folk: CC BY-SA 4.0</rights>" in feed
    assert '<link href="https://example.org/folk" rel="via"/>' in feed


def test_the_page_of_a_place_names_it(drum: Film, client: Client) -> None:
    assert "bridges</a> (CC0)" in client.get("/locations/old-bridge/").content.decode()


def test_no_csv_file_changes_it(drum: Film) -> None:
    for slug, named, verdict in (
        (drum.slug, "folk", "unchanged"),
        (drum.slug, "tales", "refused"),
        ("the-tanuki-1977", "folk", "refused"),
        ("new", "folk", "refused"),
    ):
        ((_, found, message),) = verdicts(batch(EDITOR, "films", "slug,title,data_set", f"{slug},,{named}"))
        assert found == verdict, message


def test_a_licence_is_that_of_a_named_data_set(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="name it with --dataset"):
        call_command("import_locations", tmp_path / "places.csv", licence="CC0")


def test_a_data_set_whose_import_is_undone_is_not_listed(drum: Film) -> None:
    for imported in ImportBatch.objects.order_by("-pk"):
        undo_import(imported.pk)
    assert data_sets.data_sets() == {}
    assert named()["Film"] == {""}
