"""What curators entered and cited wins over a data set; what they left open is filled in."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from films.curating.dataset_values import prefer_dataset_values, unsettled_values
from films.importing import film_field_names, preview_films, undo_import
from films.importing.film_matching import DOUBTFUL
from films.importing.film_recognition import NOBODY_KNOWN, NOBODY_SHARED, SAME_DIRECTOR
from films.models import (
    Citation,
    Credit,
    DatasetValue,
    Film,
    Identifier,
    ImportBatch,
    JobCode,
    LikelyDuplicate,
    Person,
    State,
)
from films.models.evidence import Basis
from films.views.facts.films import film_facts
from films.views.facts.people import person_facts
from tests.cast import EDITOR, credit, director, genre, place, tanuki_film
from tests.importing.conftest import DRUM, TANUKI, Import, written
from tests.importing.test_service import billed, counts

pytestmark = pytest.mark.django_db


def cite(field: str = "", **fact: Any) -> None:
    Citation.objects.create(**fact, field=field, basis=Basis.GENERAL_KNOWLEDGE, reason="Everybody knows.")


@pytest.fixture
def curated() -> Film:
    """Enter The Tanuki by hand, before any data set: with a synopsis, a genre, a director and an actress."""
    film = tanuki_film(title="THE TANUKI", synopsis="A curator's own words.")
    film.genres.add(genre("Satire"))
    credit(film, director())
    actress = Person.objects.create(name="Dora Finch", sort_name="Finch, Dora", slug="dora-finch")
    credit(film, actress, job=JobCode.ACTOR, character="The drum", billing=1)
    return film


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


def test_a_later_data_set_fills_what_is_blank_and_nothing_else(curated: Film, imported: Import) -> None:
    Film.objects.update(original_title="Tanuki", runtime=None)
    imported(TANUKI | {"original_title": "Tanuki no uta", "runtime": 97, "aka": ["The Drum Thief"]})
    curated.refresh_from_db()
    assert (curated.original_title, curated.runtime) == ("Tanuki", 97)
    assert [other.title for other in curated.other_titles.all()] == ["The Drum Thief"]


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


def test_somebody_with_an_identifier_keeps_the_films_that_are_known_to_be_theirs(imported: Import) -> None:
    ford = Person.objects.create(name="Ford Harrow", sort_name="Harrow, Ford", slug="ford-harrow")
    known = {1990: "tt1", 1995: "tt2"}
    for year, key in known.items():
        film = tanuki_film(title=f"Film of {year}", slug=f"film-{year}", year=year)
        credit(film, ford, job=JobCode.ACTOR)
        Identifier.objects.create(film=film, scheme="imdb", value=key, state=State.PUBLISHED)
    Identifier.objects.create(person=ford, scheme="imdb", value="nm1", state=State.PUBLISHED)
    early = [
        {"id": f"e{year}", "title": f"Reel {year}", "year": year, "cast": ["Ford Harrow"]}
        for year in (1915, 1917, 1919)
    ]
    assert imported(*early).split_names == ["Ford Harrow"]
    assert [one.film.year for one in ford.credits.order_by("film__year")] == [1990, 1995]
    assert imported(*early).split_names == []


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
