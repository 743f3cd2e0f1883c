"""People of one name in a data set: one person, or several of different times."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.importing import namesakes, undo_import
from films.importing.imdb import import_imdb
from films.importing.imdb.credits import OF_A_NAMESAKE
from films.models import (
    Credit,
    Film,
    Identifier,
    ImportBatch,
    JobCode,
    Person,
    State,
)
from films.views.facts.films import film_facts
from films.views.facts.people import person_facts
from tests.cast import credit, person, tanuki_film
from tests.importing.conftest import Import
from tests.importing.tables import folder_of

pytestmark = pytest.mark.django_db


def test_people_of_one_name_are_split_where_no_career_is_that_long(imported: Import) -> None:
    def film_of(year: int, name: str = "Ford Harrow") -> dict[str, Any]:
        return {"id": f"f{year}", "title": f"Film of {year}", "year": year, "cast": [name]}

    films = [film_of(year) for year in (2010, 1919, 1966, 1915, 1985)]
    report = imported(*films)
    assert report.split_names == ["Ford Harrow"]
    careers = {
        str(person): [one.film.year for one in person.credits.order_by("film__year")]
        for person in Person.objects.all()
    }
    assert careers == {
        "Ford Harrow (active 1966–2010)": [1966, 1985, 2010],
        "Ford Harrow (active 1915–1919)": [1915, 1919],
    }
    assert imported(*films, film_of(1917, "FORD HARROW")).split_names == []
    assert Credit.objects.get(film__year=1917).person.disambiguation == "active 1915–1919"
    for batch in ImportBatch.objects.order_by("-pk"):
        undo_import(batch.pk)
    assert not Person.objects.exists()


def test_each_further_name_to_split_takes_one_query_for_its_slug_and_all_are_one_change(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def queries_to_split(*names: str) -> int:
        films = [
            {"id": f"{name} {year}", "title": f"{name} {year}", "year": year, "cast": [name]}
            for name in names
            for year in (1915, 2010)
        ]
        asked: list[int] = []
        original = namesakes.split_people

        def counted(*given: Any) -> list[str]:
            with CaptureQueriesContext(connection) as queries:
                split = original(*given)
            asked.append(len(queries))
            return split

        with monkeypatch.context() as patched:
            patched.setattr(namesakes, "split_people", counted)
            assert imported(*films).split_names == list(names)
        return sum(asked)

    assert queries_to_split("Ada Quill", "Bruno Tarn", "Mara Lind") == queries_to_split("Ford Harrow") + 2
    monkeypatch.setattr(namesakes, "PEOPLE_AT_ONCE", 1)
    queries_to_split("Gil Lisham", "Kit Orme")
    for batch in ImportBatch.objects.order_by("-pk"):
        undo_import(batch.pk)
    assert not Person.objects.exists()


def test_somebody_with_an_identifier_keeps_the_films_that_are_known_to_be_theirs(imported: Import) -> None:
    ford = Person.objects.create(name="Ford Harrow", sort_name="Harrow, Ford", slug="ford-harrow")
    known = {1990: "tt1", 1995: "tt2"}
    for year, key in known.items():
        film = tanuki_film(title=f"Film of {year}", slug=f"film-{year}", year=year)
        credit(film, ford, job=JobCode.ACTOR)
        Identifier.objects.create(film=film, scheme="imdb", value=key, state=State.PUBLISHED)
    Identifier.objects.create(person=ford, scheme="imdb", value="nm1", state=State.PUBLISHED)
    of_others = tanuki_film(title="Reel 1919", slug="reel-1919", year=1919)
    Identifier.objects.create(film=of_others, scheme="imdb", value="tt3", state=State.PUBLISHED)
    early = [
        {"id": f"e{year}", "title": f"Reel {year}", "year": year, "cast": ["Ford Harrow"]}
        for year in (1915, 1917, 1919)
    ]
    assert imported(*early).split_names == ["Ford Harrow"]
    assert [one.film.year for one in ford.credits.order_by("film__year")] == [1990, 1995]
    assert imported(*early).split_names == []


def test_careers_that_one_key_has_are_joined_again_and_undoing_parts_them(
    imported: Import, tmp_path: Path
) -> None:
    films = [
        {"id": f"f{year}", "title": f"Film of {year}", "year": year, "cast": ["Gil Lisham"]}
        for year in (1912, 1920, 1980, 1987)
    ]
    imported(*films)
    parted = {str(person): person.slug for person in Person.objects.all()}
    assert len(parted) == 2
    rows = {
        "title.basics": [rf"tt{year:07}|movie|Film of {year}|\N|0|{year}|\N|\N|\N" for year in (1920, 1987)],
        "title.principals": [rf'tt{year:07}|1|nm0000009|actor|\N|["Kit"]' for year in (1920, 1987)],
        "name.basics": [r"nm0000009|Gil Lisham|1893|1993|\N|\N"],
    }
    report = import_imdb(folder_of(tmp_path / "imdb", rows))
    assert OF_A_NAMESAKE not in report.unsure.counts
    gil = Person.objects.get()
    assert (gil.disambiguation, gil.credits.count(), gil.credits.filter(character="Kit").count()) == ("", 4, 2)
    assert {gil.slug, *gil.former_addresses.values_list("slug", flat=True)} == set(parted.values())
    undo_import(ImportBatch.objects.latest("pk").pk)
    assert {str(person): person.slug for person in Person.objects.all()} == parted


def test_somebody_with_their_own_profession_in_brackets_is_the_one_without(imported: Import) -> None:
    def film_of(year: int, *names: str) -> dict[str, Any]:
        return {"id": f"f{year}", "title": f"Film of {year}", "year": year, "cast": names}

    films = [
        film_of(1916, "Ada Quill (actress)", "Bruno Tarn (actor)", "Mara Lind", "Mara Lind (actress)"),
        film_of(1915, "Ada Quill", "Gil Lisham (writer)"),
        film_of(1918, "Ada Quill", "Gil Lisham"),
        film_of(1985, "Bruno Tarn", "Gil Lisham"),
    ]
    report = imported(*films)
    assert report.joined_names == ["Ada Quill"]
    ada = Person.objects.get(name="Ada Quill")
    assert (ada.disambiguation, ada.credits.count()) == ("", 3)
    assert sorted(Person.objects.exclude(disambiguation="").values_list("name", "disambiguation")) == [
        ("Bruno Tarn", "actor"),
        ("Gil Lisham", "writer"),
        ("Mara Lind", "actress"),
    ]
    again = imported(*films)
    assert (again.unchanged, again.joined_names) == (4, [])
    undo_import(ImportBatch.objects.latest("pk").pk)
    assert not Person.objects.exists()


def test_somebody_is_known_on_a_film_without_what_tells_them_from_others(imported: Import) -> None:
    film = {"id": "f1", "title": "The Drum", "year": 1979, "cast": ["Ada Quill (actor)"]}
    credit(tanuki_film(title="The Drum", slug="the-drum", year=1979), person("Ada Quill"), job=JobCode.ACTOR)
    imported(film)
    assert Person.objects.count() == 1
    imported(film | {"cast": ["Ada Quill (actor)", "Ada Quill (singer)"]})
    assert Person.objects.count() == 3


def test_archive_footage_makes_nobody_a_namesake_or_a_collaborator_of_later_people(imported: Import) -> None:
    early = [
        {"id": f"e{year}", "title": f"Reel {year}", "year": year, "cast": ["Ada Quill"]} for year in (1915, 1919)
    ]
    late = [
        {
            "id": f"l{year}",
            "title": f"Memoir {year}",
            "year": year,
            "cast": ["Bruno Tarn", "Ada Quill (archive footage)"],
        }
        for year in (2005, 2010)
    ]
    assert imported(*early, *late).split_names == []
    ada = Person.objects.get(name="Ada Quill")
    facts = person_facts(ada)
    assert (facts.years, facts.partners) == ("1915–1919", [])
    assert [lane.department for lane in facts.lanes] == ["Cast", "Archive material"]
    film = film_facts(Film.objects.get(title="Memoir 2010"))
    assert [[part.person.name for part in parts] for parts in (film.cast, film.archive, film.crew)] == [
        ["Bruno Tarn"],
        ["Ada Quill"],
        [],
    ]
    assert Person.objects.count() == 2
