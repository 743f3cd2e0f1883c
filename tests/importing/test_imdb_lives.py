"""The years of birth and death and the marks for adults in IMDb's tables are kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from films.importing import Report, undo_import
from films.importing.imdb import import_imdb
from films.importing.imdb.lives import DIED_FIRST
from films.models import Citation, Film, Identifier, ImportBatch, Person
from films.models.evidence import Basis
from tests.cast import director, tanuki_film
from tests.importing.tables import TABLES, folder_of

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]

Import = Callable[..., Report]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Give a function that imports the tables, with these lines about people and films instead of theirs."""

    def run(people: list[str] | None = None, films: list[str] | None = None) -> Report:
        others = {"name.basics": people or TABLES["name.basics"], "title.basics": films or TABLES["title.basics"]}
        return import_imdb(folder_of(tmp_path / "imdb", TABLES | others))

    return run


def lives() -> dict[str, tuple[Any, Any]]:
    return {
        name: (birth, death)
        for name, birth, death in Person.objects.values_list("name", "birth_year", "death_year")
    }


def quill_here(slug: str = "ada-quill") -> Person:
    return director(name="Ada Quill", sort_name="Quill, Ada", slug=slug)


def quill(birth: str, death: str) -> list[str]:
    return [f"nm0000001|Ada Quill|{birth}|{death}|actress|\\N", *TABLES["name.basics"][2:]]


def mark(value: str) -> list[str]:
    return [rf"tt0000001|movie|The Tanuki|Tanuki no uta|{value}|1977|\N|95|Comedy"]


def test_new_people_have_their_years(imported: Import) -> None:
    imported(quill("1901", "1977"))
    assert lives()["Ada Quill"] == (1901, 1977)
    assert lives()["Bruno Tarn"] == (None, None)


def test_years_follow_a_newer_table(imported: Import) -> None:
    imported(quill("1901", r"\N"))
    imported(quill("1902", "1977"))
    assert lives()["Ada Quill"] == (1902, 1977)
    imported(quill(r"\N", r"\N"))
    assert lives()["Ada Quill"] == (1902, 1977)


def test_somebody_who_was_here_before_gains_only_what_they_lack(imported: Import) -> None:
    Person.objects.filter(pk=quill_here().pk).update(birth_year=1899)
    report = imported(quill("1901", "1977"))
    assert lives()["Ada Quill"] == (1899, 1977)
    assert "name.basics: birthYear: kept as it was here: 1 (line 2; 1899 here, 1901 there)" in list(
        report.unsure.sentences()
    )


def test_a_cited_year_stays(imported: Import) -> None:
    imported(quill("1901", r"\N"))
    claims = {"birth_year": {"value": "1901"}}
    known = {"basis": Basis.GENERAL_KNOWLEDGE, "reason": "From her autobiography."}
    Citation.objects.create(
        person=Person.objects.get(name="Ada Quill"), field="birth_year", claims=claims, **known
    )
    imported(quill("1902", "1977"))
    assert lives()["Ada Quill"] == (1901, 1977)


def test_namesakes_who_are_told_apart_by_their_films_have_their_years(imported: Import) -> None:
    for year in (1950, 1960):
        quill_here(f"ada-quill-{year}")
    imported(quill("1901", "1977"))
    created = Identifier.objects.get(value="nm0000001").person
    assert created is not None
    assert (created.birth_year, created.death_year) == (1901, 1977)


@pytest.mark.parametrize(
    ("birth", "death", "kept", "reason"),
    [
        ("0", r"\N", (None, None), "name.basics: birthYear: outside 1 to 2100"),
        ("1901", "c. 1977", (1901, None), "name.basics: deathYear: not a whole number"),
        ("1901", "1899", (1901, None), DIED_FIRST),
    ],
)
def test_a_year_that_cannot_be_costs_no_more_than_itself(
    imported: Import, birth: str, death: str, kept: tuple[Any, Any], reason: str
) -> None:
    report = imported(quill(birth, death))
    assert lives()["Ada Quill"] == kept
    assert report.left_out.counts[reason] == 1


def test_a_later_table_makes_nobody_die_before_they_were_born(imported: Import) -> None:
    imported(quill("1901", r"\N"))
    report = imported(quill(r"\N", "1899"))
    assert lives()["Ada Quill"] == (1901, None)
    assert report.left_out.counts[DIED_FIRST] == 1


def test_films_for_adults_are_marked(imported: Import) -> None:
    imported(films=mark("1"))
    assert Film.objects.get().is_adult is True
    imported(films=mark("0"))
    assert Film.objects.get().is_adult is False


def test_a_film_that_was_here_before_is_marked_too(imported: Import) -> None:
    tanuki_film()
    imported(films=mark("1"))
    assert Film.objects.get(title="The Tanuki").is_adult is True


def test_undoing_an_import_takes_years_and_marks_back(imported: Import) -> None:
    imported(quill("1901", r"\N"), mark("0"))
    imported(quill("1901", "1977"), mark("1"))
    undo_import(ImportBatch.objects.latest("pk").pk)
    assert lives()["Ada Quill"] == (1901, None)
    assert Film.objects.get().is_adult is False
