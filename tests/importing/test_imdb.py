"""IMDb's tables come in as films with their people, titles and ratings, once, and beside what is here."""

import datetime
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from films.importing import Report, import_films, undo_import
from films.importing.film_matching import DOUBTFUL, OTHER_YEAR
from films.importing.film_recognition import SEVERAL
from films.importing.imdb import import_imdb, sorting
from films.models import (
    Citation,
    Credit,
    Film,
    Identifier,
    ImportBatch,
    JobCode,
    LikelyDuplicate,
    OtherTitle,
    Person,
    Review,
)
from films.search.backends import engine
from tests.cast import credit, tanuki_film
from tests.importing.conftest import DRUM, TANUKI, written
from tests.importing.tables import TABLES, folder_of

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]

Import = Callable[..., Report]
DAY = datetime.date(2025, 3, 1)


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Give a function that imports tables, those of `TABLES` where not given otherwise."""

    def run(**others: list[str]) -> Report:
        tables = TABLES | {name.replace("_", "."): lines for name, lines in others.items()}
        return import_imdb(folder_of(tmp_path / "imdb", tables), as_of=DAY)

    return run


def counts(report: Report) -> tuple[int, int, int]:
    return report.created, report.updated, report.unchanged


def credited(film: Film) -> list[tuple[Any, ...]]:
    fields = ("job", "part", "person__name", "character", "billing")
    return list(film.credits.order_by("job", "billing", "part").values_list(*fields))


def everything() -> list[Any]:
    models = (Film, Person, Credit, OtherTitle, Review, Identifier, Citation, Film.genres.through)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_films_come_in_and_nothing_else(imported: Import) -> None:
    report = imported()
    assert counts(report) == (2, 0, 0)
    assert "title.basics: not a film but tvSeries" in report.skipped.counts
    assert set(Film.objects.values_list("title", flat=True)) == {"The Tanuki", "The Drum"}
    assert not Person.objects.filter(name="Dora Finch").exists()
    film = Film.objects.get(title="The Tanuki")
    assert (film.original_title, film.year, film.runtime, film.state) == ("Tanuki no uta", 1977, 95, "published")
    assert set(film.genres.values_list("name", flat=True)) == {"Comedy", "Science Fiction"}
    assert list(film.identifiers.values_list("scheme", "value")) == [("imdb", "tt0000001")]


def test_credits_have_job_character_and_billing(imported: Import) -> None:
    imported()
    assert credited(Film.objects.get(title="The Tanuki")) == [
        (JobCode.ACTOR, 1, "Bruno Tarn", "The tanuki", 2),
        (JobCode.ACTOR, 2, "Bruno Tarn", "The priest", 2),
        (JobCode.ARCHIVE_FOOTAGE, 1, "Cleo Marsh", "", None),
        (JobCode.DIRECTOR, 1, "Žofie Ørsted", "", None),
        (JobCode.EXECUTIVE_PRODUCER, 1, "Cleo Marsh", "", None),
        (JobCode.SOURCE_AUTHOR, 1, "Žofie Ørsted", "", None),
        (JobCode.VOICE, 1, "Ada Quill", "The drummer", 1),
        (JobCode.WRITER, 1, "Cleo Marsh", "", None),
    ]
    assert credited(Film.objects.get(title="The Drum")) == [(JobCode.SELF, 1, "Ada Quill", "Drummer", 1)]


def test_who_was_uncredited_is_known_only_where_it_is_said(imported: Import) -> None:
    imported(title_principals=[r'tt0000001|1|nm0000002|actor|\N|["The fox (uncredited)","The priest"]'])
    acted = Credit.objects.filter(job=JobCode.ACTOR)
    assert dict(acted.values_list("character", "uncredited")) == {"The fox": True, "The priest": None}


def test_people_are_known_by_their_identifiers(imported: Import) -> None:
    imported()
    assert set(Identifier.objects.exclude(person=None).values_list("value", "person__sort_name")) == {
        ("nm0000001", "Quill, Ada"),
        ("nm0000002", "Tarn, Bruno"),
        ("nm0000003", "Ørsted, Žofie"),
        ("nm0000004", "Marsh, Cleo"),
    }


def test_other_titles_have_language_regions_and_kind(imported: Import) -> None:
    imported()
    found = OtherTitle.objects.values_list("title", "kind", "language__tag", "language__name", "regions")
    assert set(found) == {
        ("Le tambour volé", "alternative", "fr", "French", "BE FR"),
        ("Drum Thief", "working", "en", "English", ""),
    }


def test_a_rating_is_an_audience_grade_of_its_day(imported: Import) -> None:
    imported()
    review = Review.objects.get()
    assert (review.film.title, str(review.outlet), review.kind) == (
        "The Tanuki",
        "IMDb (audience poll)",
        "audience_grade",
    )
    assert (review.score_text, review.sample_size, review.as_of) == ("7.4/10", 1234, DAY)


def test_importing_again_changes_nothing(imported: Import) -> None:
    imported()
    before = everything()
    assert counts(imported()) == (0, 0, 2)
    assert everything() == before
    assert ImportBatch.objects.count() == 1


def test_what_changed_there_changes_here(imported: Import) -> None:
    imported()
    report = imported(
        title_basics=[r"tt0000001|movie|The Tanuki|The Tanuki|0|1978|\N|96|Comedy"],
        title_ratings=["tt0000001|7.5|1300"],
        title_principals=[r'tt0000001|1|nm0000002|actor|\N|["The fox","The priest"]'],
        title_akas=[r"tt0000001|1|Le tambour volé|CA|fr|\N|\N|0"],
    )
    assert counts(report) == (0, 1, 0)
    film = Film.objects.get(title="The Tanuki")
    assert (film.original_title, film.year, film.runtime, film.genres.count()) == ("", 1978, 96, 1)
    assert credited(film)[:2] == [
        (JobCode.ACTOR, 1, "Bruno Tarn", "The fox", 1),
        (JobCode.ACTOR, 2, "Bruno Tarn", "The priest", 1),
    ]
    review = film.reviews.get()
    assert (review.score_text, review.sample_size) == ("7.5/10", 1300)
    assert film.other_titles.get(language__tag="fr").regions == "CA"


def test_a_film_that_was_here_keeps_its_own_and_gains_the_rest(imported: Import) -> None:
    film = tanuki_film(title="the tanuki", year=1977, runtime=90)
    ada = Person.objects.create(name="Ada Quill", sort_name="Quill, Ada", slug="ada-quill")
    there = credit(film, ada, job=JobCode.ACTOR)
    for expected in ((1, 1, 0), (0, 0, 2)):
        assert counts(imported()) == expected
        film.refresh_from_db()
        assert (film.title, film.runtime) == ("the tanuki", 90)
        there.refresh_from_db()
        assert (there.character, there.billing) == ("The drummer", 1)
        assert film.credits.filter(person=ada).count() == 1
        assert ada.identifiers.get().value == "nm0000001"
        assert ada.identifiers.get().citations.exists()


def test_of_namesakes_the_one_on_the_same_film_is_meant(imported: Import) -> None:
    film = tanuki_film(title="The Tanuki", year=1977)
    other, meant = (
        Person.objects.create(name="Ada Quill", sort_name="Quill, Ada", slug=slug) for slug in ("ada", "ada-2")
    )
    credit(film, meant, job=JobCode.ACTOR)
    report = imported()
    assert report.unsure.total == 1
    assert meant.identifiers.get().value == "nm0000001"
    assert not other.identifiers.exists()
    assert Person.objects.filter(name="Ada Quill").count() == 2
    assert counts(imported()) == (0, 0, 2)


def test_namesakes_there_are_two_people(imported: Import) -> None:
    names = [*TABLES["name.basics"], r"nm0000006|Ada Quill|\N|\N|actress|\N"]
    more = [*TABLES["title.principals"], r'tt0000001|7|nm0000006|actress|\N|["The bell"]']
    for expected in ((2, 0, 0), (0, 0, 2)):
        assert counts(imported(name_basics=names, title_principals=more)) == expected
        assert Person.objects.filter(name="Ada Quill").count() == 2
        assert Credit.objects.get(character="The bell").person.identifiers.get().value == "nm0000006"


@pytest.mark.parametrize("comes_first", [True, False])
def test_people_whom_only_keys_tell_apart_are_two_in_every_order(
    imported: Import, tmp_path: Path, comes_first: bool
) -> None:
    names = [*TABLES["name.basics"], r"nm0000006|Ada Quill|\N|\N|actress|\N"]
    drums = r'tt0000009|1|nm0000006|actress|\N|["The bell"]'
    cast = [line for line in TABLES["title.principals"] if not line.startswith("tt0000009")] + [drums]
    path = written(tmp_path / "tales.jsonl", TANUKI, DRUM)
    report = imported(name_basics=names, title_principals=cast) if comes_first else None
    import_films(path, "tales")
    report = report or imported(name_basics=names, title_principals=cast)
    assert {
        (person.identifiers.get().value, *person.credits.values_list("film__title", flat=True))
        for person in Person.objects.filter(name="Ada Quill")
    } == {("nm0000001", "The Tanuki"), ("nm0000006", "The Drum")}
    assert report.split_names == ([] if comes_first else ["Ada Quill"])
    undo_import(ImportBatch.objects.get(source="imdb").pk)
    assert list(engine().problems()) == []
    if not comes_first:
        assert Person.objects.get(name="Ada Quill").credits.count() == 2


def test_a_credit_under_a_namesake_is_not_doubled(imported: Import) -> None:
    imported()
    namesake = Person.objects.create(name="Bruno Tarn", sort_name="Tarn, Bruno", slug="bruno-tarn-elder")
    Credit.objects.filter(person__name="Bruno Tarn").update(person=namesake)
    report = imported()
    assert counts(report) == (0, 0, 2)
    assert "a credit that somebody else of the same name has already" in report.unsure.counts


def test_a_film_that_may_be_one_of_several_is_created_and_listed_beside_them(imported: Import) -> None:
    for slug in ("one", "two"):
        tanuki_film(title="The Tanuki", year=1977, slug=slug)
    report = imported()
    assert (report.created, report.unsure.counts[DOUBTFUL]) == (2, 1)
    assert set(LikelyDuplicate.objects.values_list("one_name", "why")) == {
        ("The Tanuki (1977) [one]", SEVERAL),
        ("The Tanuki (1977) [two]", SEVERAL),
    }


def test_a_film_of_the_year_before_is_recognised_by_its_director(imported: Import) -> None:
    film = tanuki_film(year=1976)
    credit(film, Person.objects.create(name="zofie orsted", sort_name="Orsted", slug="zo"))
    assert imported().unsure.counts[OTHER_YEAR] == 1
    assert Identifier.objects.get(value="tt0000001").film == film


def test_what_is_cited_stays(imported: Import) -> None:
    imported()
    Citation.objects.create(
        credit=Credit.objects.get(character="The tanuki"), basis="general_knowledge", reason="x"
    )
    Citation.objects.create(review=Review.objects.get(), basis="general_knowledge", reason="x")
    imported(
        title_principals=[r'tt0000001|1|nm0000002|actor|\N|["The fox","The priest"]'],
        title_ratings=["tt0000001|1.0|1"],
    )
    assert Review.objects.get().score_text == "7.4/10"
    assert Credit.objects.filter(character="The tanuki").exists()


@pytest.mark.parametrize("characters", [1, 300])
def test_tables_larger_than_memory_are_sorted_on_disk(
    imported: Import, monkeypatch: pytest.MonkeyPatch, characters: int
) -> None:
    imported()
    before = [credited(film) for film in Film.objects.all()]
    undo_import(ImportBatch.objects.get().pk)
    monkeypatch.setattr(sorting, "RUN_CHARACTERS", characters)
    assert counts(imported()) == (2, 0, 0)
    assert [credited(film) for film in Film.objects.all()] == before


def test_values_that_cannot_be_used_are_left_out(imported: Import) -> None:
    report = imported(
        title_principals=[
            r"tt0000001|1|nm0000001|actor|\N|The tanuki",
            r'tt0000001|2|nm0000002|actor|\N|["' + "x" * 300 + '"]',
            r"tt0000001|3|nm0000099|actor|\N|\N",
            r"tt0000001|4|nm0000099|bystander|\N|\N",
        ],
        title_ratings=["tt0000001|eleven|1", "tt0000009|11.0|1"],
        title_akas=[r"tt0000001|1|" + "x" * 400 + r"|US|en|\N|\N|0", r"tt0000001|1|Fine|US|e n|\N|\N|0"],
    )
    assert counts(report) == (2, 0, 0)
    assert set(report.left_out.counts) == {
        "title.principals: characters that are not a JSON list of strings",
        "title.principals: a character over 200 characters",
        "title.principals: bystander",
        "a credit of somebody who is missing from name.basics",
        "title.ratings: no score from 0 to 10 with a number of votes",
        "title.akas: a title over 300 characters",
        "an unknown language, “e n”",
    }
    assert OtherTitle.objects.get().language is None


def test_the_command_keeps_the_index_true_and_can_be_undone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "imdb", TABLES, compressed=True)
    before = everything()
    out = StringIO()
    call_command("import_imdb", folder, "--as-of", "2025-03-01", stdout=out)
    assert out.getvalue().splitlines()[:2] == [
        "3 lines: 2 films created, 0 updated, 0 unchanged; 1 line skipped.",
        "4 people, 9 credits, 2 other titles, 1 review created.",
    ]
    assert list(engine().problems()) == []
    call_command("undo_import", str(ImportBatch.objects.get().pk), stdout=out)
    assert everything() == before
    assert list(engine().problems()) == []
    with pytest.raises(CommandError, match="nowhere: This is not a folder"):
        call_command("import_imdb", tmp_path / "nowhere")
