"""What data sets say otherwise than curators or each other: told, kept beside, and decided by curators."""

from pathlib import Path

import pytest
from django.test import Client

from films.curating.dataset_values import prefer_dataset_values, unsettled_values
from films.importing import film_field_names, preview_films
from films.models import (
    DatasetValue,
    Film,
    JobCode,
)
from tests.cast import EDITOR, place
from tests.importing.conftest import TANUKI, Import, cite, written
from tests.importing.test_service import billed

pytestmark = pytest.mark.django_db
pytestmark = pytest.mark.django_db


def test_another_value_is_told_kept_and_shown_beside_the_first(
    curated: Film, imported: Import, client: Client
) -> None:
    curated.runtime = 97
    curated.save()
    other = TANUKI | {"title": "The Tanuki!", "year": 1978, "runtime": 104, "cast": ["Dora Finch"]}
    report = imported(other | {"directors": ["A. Badger"]})
    assert [name for job, name, _ in billed(curated) if job == JobCode.DIRECTOR] == ["Žofie Ørsted"]
    told = [
        sentence.partition("data sets, ")[2] for sentence in report.sentences() if "Kept as it was" in sentence
    ]
    assert told == [
        "year: 1 (line 1; “THE TANUKI”: 1977 here, 1978 in tales)",
        "runtime: 1 (line 1; “THE TANUKI”: 97 here, 104 in tales)",
        "directors: 1 (line 1; “THE TANUKI”: Žofie Ørsted here, A. Badger in tales)",
    ]
    page = client.get("/films/the-tanuki-1977/").content.decode()
    assert '97 minutes <span class="aside">(<bdi>tales</bdi>: <bdi>104</bdi>)</span>' in page
    said = client.get("/api/films/the-tanuki-1977").json()["dataset_values"]
    assert said[2] == {"field": "year", "value": "1978", "dataset": "tales"}
    imported(other | {"runtime": 97, "directors": ["A. Badger"]})
    assert [value["field"] for value in said] == ["directors", "runtime", "year"]
    assert list(DatasetValue.objects.values_list("field", flat=True)) == ["directors", "year"]


def test_lists_that_have_nothing_in_common_contradict_each_other(curated: Film, imported: Import) -> None:
    curated.countries.add(place("Norway", kind="country"))
    curated.languages.create(tag="no", name="Norwegian")
    imported(TANUKI | {"languages": ["ja"]})
    assert curated.countries.get().name == "Norway"
    assert [language.tag for language in curated.languages.all()] == ["no"]
    listed = DatasetValue.objects.values_list("field", "value")
    assert set(listed) == {("countries", "Japanese"), ("languages", "ja")}
    imported(TANUKI | {"origin": "Norwegian, Japanese", "languages": ["no", "ja"]})
    assert (curated.countries.count(), curated.languages.count()) == (2, 2)
    assert not DatasetValue.objects.exists()


def test_a_value_that_filled_a_blank_belongs_to_its_data_set(imported: Import, client: Client) -> None:
    imported(TANUKI)
    imported(TANUKI | {"runtime": 97}, dataset="legends")
    assert 'class="aside"' not in client.get("/films/the-tanuki-1977/").content.decode()
    report = imported(TANUKI | {"runtime": 104})
    assert report.contradictions.examples == {"runtime": ["“The Tanuki”: 97 here, 104 in tales"]}
    imported(TANUKI | {"runtime": 98}, dataset="legends")
    assert Film.objects.get().runtime == 98
    prefer_dataset_values(unsettled_values(), EDITOR)
    assert Film.objects.get().runtime == 104
    assert DatasetValue.objects.values_list("dataset", "value", "fills_blank").get() == ("legends", "98", False)


def test_a_trial_tells_the_contradictions_of_the_import(curated: Film, imported: Import, tmp_path: Path) -> None:
    cite("genres", film=curated)
    curated.countries.add(place("Norway", kind="country"))
    other = TANUKI | {"year": 1978, "cast": ["Dora Finch"], "directors": ["A. Badger"]}
    preview = preview_films(written(tmp_path / "trial.jsonl", other), "tales", film_field_names())
    assert not DatasetValue.objects.exists()
    assert set(preview.report.contradictions.counts) == {"countries", "year", "directors", "genres"}
    assert preview.report.contradictions == imported(other).contradictions


def test_a_cited_list_stays_as_it_is_cited(curated: Film, imported: Import) -> None:
    cite("genres", film=curated)
    report = imported(TANUKI | {"genres": ["Satire", "Comedy"]})
    assert [genre.name for genre in curated.genres.all()] == ["Satire"]
    assert report.contradictions.examples == {"genres": ["“THE TANUKI”: Satire here, Satire, Comedy in tales"]}
    assert DatasetValue.objects.get().value == "Satire, Comedy"
