"""What curators entered and cited wins over a data set; what they left open is filled in."""

from typing import Any

import pytest

from films.importing.film_matching import DOUBTFUL
from films.importing.film_recognition import NOBODY_KNOWN, NOBODY_SHARED, SAME_DIRECTOR
from films.importing.identifiers import OTHER_KEY
from films.models import (
    Citation,
    Credit,
    Film,
    Identifier,
    JobCode,
    LikelyDuplicate,
    Location,
    Person,
    State,
)
from tests.cast import credit, tanuki_film
from tests.importing.conftest import DRUM, TANUKI, Import, cite
from tests.importing.test_service import billed, counts

pytestmark = pytest.mark.django_db


def test_a_film_of_the_same_title_and_year_gets_the_identifier(curated: Film, imported: Import) -> None:
    report = imported(TANUKI)
    assert counts(report) == (0, 1, 0, 0)
    assert report.recognised == 1
    assert Film.objects.get() == curated
    assert set(curated.identifiers.values_list("scheme", flat=True)) == {"tales", "wikipedia"}


def test_it_gains_what_it_lacks_and_keeps_the_rest(curated: Film, imported: Import) -> None:
    imported(TANUKI)
    curated.refresh_from_db()
    assert (curated.title, curated.synopsis) == ("THE TANUKI", "A curator's own words.")
    assert set(curated.genres.values_list("name", flat=True)) == {"Comedy", "Folk Tale", "Satire"}
    assert curated.countries.get().name == "Japan"
    assert billed(curated) == [
        (JobCode.DIRECTOR, "Žofie Ørsted", None),
        (JobCode.ACTOR, "Dora Finch", 1),
        (JobCode.ACTOR, "Ada Quill", 2),
        (JobCode.ACTOR, "Bruno Tarn", 3),
    ]


def test_it_keeps_its_texts_in_later_imports_too(curated: Film, imported: Import) -> None:
    imported(TANUKI)
    assert counts(imported(TANUKI)) == (0, 0, 1, 0)
    shortened = {"title": "Tanuki", "year": 1978, "extract": "Shorter.", "cast": ["Bruno Tarn"], "genres": []}
    assert counts(imported(TANUKI | shortened)) == (0, 0, 1, 0)
    curated.refresh_from_db()
    assert (curated.title, curated.year, curated.synopsis) == ("THE TANUKI", 1977, "A curator's own words.")
    assert len(billed(curated)) == 4
    assert curated.genres.count() == 3


def test_the_identifier_says_why_and_a_curator_may_hand_the_film_over(curated: Film, imported: Import) -> None:
    imported(TANUKI)
    citation = Citation.objects.get()
    assert citation.identifier == Identifier.objects.get(scheme="tales")
    assert "same title and year" in citation.reason
    citation.delete()
    imported(TANUKI)
    curated.refresh_from_db()
    assert curated.synopsis == "A tanuki steals a drum."


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"year": 1990}, ""),
        ({"title": "The Tanuki Returns"}, ""),
        ({"year": 1978, "cast": ["Mara Lind"], "directors": []}, ""),
        ({"year": 1978, "cast": [], "directors": []}, NOBODY_KNOWN),
        ({"year": None, "cast": [], "directors": []}, NOBODY_KNOWN),
        ({"directors": ["Mara Lind"], "cast": []}, NOBODY_SHARED),
        ({"year": 1980}, SAME_DIRECTOR),
    ],
)
def test_another_film_is_created_and_what_is_doubtful_is_listed(
    curated: Film, imported: Import, change: dict[str, Any], why: str
) -> None:
    report = imported(TANUKI | change)
    assert counts(report) == (1, 0, 0, 0)
    assert report.unsure.counts.get(DOUBTFUL, 0) == (why != "")
    assert list(LikelyDuplicate.objects.values_list("one_id", "why")) == [(curated.pk, why)] * (why != "")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Tanuki"},
        {"title": "THE TANUKI!"},
        {"title": "Tanuki no hanashi", "original_title": "The Tanuki"},
        {"year": 1978, "directors": ["Zofie Orsted"]},
        {"year": None},
        {"directors": [], "cast": ["Mara Lind"]},
    ],
)
def test_a_film_is_recognised_by_title_year_and_people_however_they_are_spelled(
    curated: Film, imported: Import, change: dict[str, Any]
) -> None:
    report = imported(TANUKI | change)
    assert (report.created, report.recognised) == (0, 1)
    curated.refresh_from_db()
    assert (curated.title, curated.year) == ("THE TANUKI", 1977)
    is_same_year = change.get("year", 1977) == 1977
    assert ("gives another year" in Citation.objects.get(identifier__scheme="tales").reason) is not is_same_year


@pytest.mark.parametrize(
    ("year", "origin", "recognised"),
    [(1978, "Japan", 1), (1978, "French", 0), (1979, "Japan", 0), (None, "Japan", 0)],
)
def test_a_film_without_people_is_recognised_a_year_off_by_its_country(
    curated: Film, imported: Import, year: int | None, origin: str, recognised: int
) -> None:
    curated.countries.add(Location.objects.create(name="Japan", slug="japan", kind="country"))
    assert (
        imported(TANUKI | {"year": year, "cast": [], "directors": [], "origin": origin}).recognised == recognised
    )


def test_a_film_is_recognised_by_its_key_elsewhere_and_never_against_it(curated: Film, imported: Import) -> None:
    Identifier.objects.create(film=curated, scheme="imdb", value="tt0000001", state=State.PUBLISHED)
    other_title = {
        "id": "t1",
        "title": "Bunbuku",
        "year": 1930,
        "imdb_id": "1",
        "wikidata": "wikidata.org/wiki/q7",
    }
    other_key = TANUKI | {"id": "t2", "imdb": "https://www.imdb.com/title/tt0000002/"}
    report = imported(other_title, other_key)
    assert (report.created, report.recognised) == (1, 1)
    assert set(Identifier.objects.values_list("film__title", "scheme", "value").exclude(scheme="wikipedia")) == {
        ("THE TANUKI", "imdb", "tt0000001"),
        ("THE TANUKI", "tales", "t1"),
        ("THE TANUKI", "wikidata", "Q7"),
        ("The Tanuki", "tales", "t2"),
        ("The Tanuki", "imdb", "tt0000002"),
    }
    assert "the same identifier" in Citation.objects.get(identifier__scheme="tales").reason


def test_a_key_that_contradicts_the_film_s_own_is_told(curated: Film, imported: Import) -> None:
    imported(TANUKI | {"imdb": "tt0000001"})
    report = imported(TANUKI | {"imdb": "tt0000002"})
    assert Identifier.objects.get(scheme="imdb").value == "tt0000001"
    assert report.unsure.examples == {OTHER_KEY: ["imdb:tt0000002"]}


def test_a_film_that_has_its_key_from_another_data_set_keeps_its_own_values(
    curated: Film, imported: Import
) -> None:
    Film.objects.all().delete()
    imported(TANUKI | {"imdb": "tt0000001"})
    imported({"id": "tt0000001", "title": "Bunbuku", "year": 1978}, dataset="imdb")
    assert [(film.title, film.year) for film in Film.objects.all()] == [("The Tanuki", 1977)]


def test_a_later_data_set_fills_what_is_blank_and_nothing_else(curated: Film, imported: Import) -> None:
    Film.objects.update(original_title="Tanuki", runtime=None)
    imported(TANUKI | {"original_title": "Tanuki no uta", "runtime": 97, "aka": ["The Drum Thief"]})
    curated.refresh_from_db()
    assert (curated.original_title, curated.runtime) == ("Tanuki", 97)
    assert [other.title for other in curated.other_titles.all()] == ["The Drum Thief"]


def test_only_one_line_is_the_film_that_was_here(curated: Film, imported: Import) -> None:
    assert counts(imported(TANUKI, TANUKI | {"id": "t9"})) == (1, 1, 0, 0)


def test_films_of_one_title_and_year_are_met_in_the_order_of_entry(curated: Film, imported: Import) -> None:
    second = tanuki_film(slug="the-tanuki-1977-2")
    assert counts(imported(TANUKI, TANUKI | {"id": "t9"})) == (0, 2, 0, 0)
    found = Identifier.objects.filter(scheme="tales").order_by("value")
    assert [identifier.film for identifier in found] == [curated, second]


def test_a_draft_stays_a_draft(curated: Film, imported: Import) -> None:
    Film.objects.update(state=State.DRAFT)
    imported(TANUKI)
    curated.refresh_from_db()
    assert curated.state == State.DRAFT


def test_a_cited_credit_stays_when_the_file_drops_it(imported: Import) -> None:
    imported(TANUKI)
    for name in ("Žofie Ørsted", "Bruno Tarn"):
        cite(credit=Credit.objects.get(person__name=name))
    imported(TANUKI | {"directors": [], "cast": ["Dora Finch"]})
    assert billed(Film.objects.get()) == [
        (JobCode.DIRECTOR, "Žofie Ørsted", None),
        (JobCode.ACTOR, "Dora Finch", 1),
        (JobCode.ACTOR, "Bruno Tarn", 2),
    ]


def test_a_cited_credit_keeps_its_place(imported: Import) -> None:
    imported(TANUKI)
    cite(credit=Credit.objects.get(person__name="Bruno Tarn"))
    assert counts(imported(TANUKI | {"cast": ["Bruno Tarn", "Ada Quill"]})) == (0, 1, 0, 0)
    assert Credit.objects.get(person__name="Bruno Tarn").billing == 2
    assert Credit.objects.get(person__name="Ada Quill").billing == 2


@pytest.mark.parametrize(
    "entered",
    [
        {"character": "The drum"},
        {"credited_as": "A. Quill"},
        {"note": "Without a fee."},
        {"uncredited": True},
        {"uncredited": False},
        {"pay": 12, "pay_currency": "USD"},
        {"state": State.DRAFT},
        {"job": JobCode.VOICE},
    ],
)
def test_a_credit_with_a_curator_s_hand_in_it_stays(imported: Import, entered: dict[str, Any]) -> None:
    imported(TANUKI)
    Credit.objects.filter(person__name="Ada Quill").update(**entered)
    assert counts(imported(TANUKI)) == (0, 0, 1, 0)
    imported(TANUKI | {"cast": []})
    assert Credit.objects.filter(person__name="Ada Quill", **entered).exists()
    assert not Credit.objects.filter(person__name="Bruno Tarn").exists()


def test_credits_for_other_jobs_stay(imported: Import) -> None:
    imported(TANUKI)
    film, person = Film.objects.get(), Person.objects.get(name="Ada Quill")
    credit(film, person, job=JobCode.COMPOSER)
    imported(TANUKI | {"cast": [], "directors": []})
    assert billed(film) == [(JobCode.COMPOSER, "Ada Quill", None)]


def test_of_a_double_role_the_first_part_has_the_place_in_the_list(imported: Import) -> None:
    imported(TANUKI)
    person = Person.objects.get(name="Ada Quill")
    credit(Film.objects.get(), person, job=JobCode.ACTOR, part=2, character="The drum")
    assert counts(imported(TANUKI)) == (0, 0, 1, 0)
    assert Credit.objects.get(part=2).billing is None


def test_a_credit_given_to_a_namesake_stays_there(imported: Import) -> None:
    imported(TANUKI)
    namesake = Person.objects.create(name="Ada Quill", sort_name="Quill, Ada", slug="ada-quill-the-elder")
    Credit.objects.filter(person__name="Ada Quill").update(person=namesake)
    assert counts(imported(TANUKI)) == (0, 0, 1, 0)
    assert Credit.objects.get(billing=1).person == namesake


def test_a_credit_is_known_by_the_name_it_is_credited_as(imported: Import) -> None:
    imported(TANUKI)
    renamed = Person.objects.create(name="Adelaide Quill", sort_name="Quill, Adelaide", slug="adelaide-quill")
    Credit.objects.filter(person__name="Ada Quill").update(person=renamed, credited_as="Ada Quill")
    assert counts(imported(TANUKI)) == (0, 0, 1, 0)


def test_a_cited_field_stays_and_the_others_follow(imported: Import) -> None:
    imported(TANUKI)
    for field in ("title", "genres"):
        cite(film=Film.objects.get(), field=field)
    changed = {"title": "Tanuki", "year": 1978, "genres": ["Musical"], "cast": ["Ada Quill"]}
    report = imported(TANUKI | changed)
    film = Film.objects.get()
    assert (film.title, film.year) == ("The Tanuki", 1978)
    assert {genre.name for genre in film.genres.all()} == {"Comedy", "Folk Tale"}
    assert report.contradictions.counts == {"genres": 1}
    assert len(billed(film)) == 2


def test_a_film_that_is_cited_as_a_whole_stays(imported: Import) -> None:
    imported(TANUKI)
    cite(film=Film.objects.get())
    changed = {"title": "Tanuki", "extract": "", "cast": ["Ada Quill"], "genres": ["Comedy", "Satire"]}
    assert counts(imported(TANUKI | changed)) == (0, 0, 1, 0)


def test_data_sets_that_share_a_film_drop_nothing_of_each_other(imported: Import) -> None:
    imported(TANUKI)
    other = DRUM | {"title": "The Tanuki", "year": 1977, "cast": ["Dora Finch"], "genres": ["Satire"]}
    for _ in range(2):
        imported(other, dataset="legends")
        imported(TANUKI | {"extract": "A drum is stolen."})
    film = Film.objects.get()
    assert film.synopsis == "A drum is stolen."
    assert [name for _, name, _ in billed(film)] == ["Žofie Ørsted", "Ada Quill", "Bruno Tarn", "Dora Finch"]
    assert film.genres.count() == 3
    assert counts(imported(other, dataset="legends")) == (0, 0, 1, 0)
