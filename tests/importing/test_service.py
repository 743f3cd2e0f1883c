"""A data set's films are created, updated where they changed, left alone where not, and never doubled."""

from pathlib import Path
from typing import Any

import pytest

from films.importing import Report, UnreadableFileError, import_films, service
from films.importing.report import MAX_REASONS, OTHER_REASONS
from films.models import Credit, Film, Genre, Identifier, JobCode, Location, Note, Person, State
from tests.cast import director, note, place, tanuki_film
from tests.importing.conftest import DRUM, TANUKI, Import, written

pytestmark = pytest.mark.django_db


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.skipped.total


def billed(film: Film) -> list[tuple[str, str, int | None]]:
    return list(film.credits.order_by("-job", "billing").values_list("job", "person__name", "billing"))


def everything() -> list[Any]:
    models = (Film, Person, Credit, Genre, Location, Identifier, Film.genres.through, Film.countries.through)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_new_film_brings_all_its_line_says(imported: Import) -> None:
    assert counts(imported(TANUKI)) == (1, 0, 0, 0)
    film = Film.objects.get()
    assert (film.title, film.year, film.slug, film.synopsis, film.state) == (
        "The Tanuki",
        1977,
        "the-tanuki-1977",
        "A tanuki steals a drum.",
        State.PUBLISHED,
    )
    assert billed(film) == [
        (JobCode.DIRECTOR, "Žofie Ørsted", None),
        (JobCode.ACTOR, "Ada Quill", 1),
        (JobCode.ACTOR, "Bruno Tarn", 2),
    ]
    assert set(film.genres.values_list("slug", "name")) == {("comedy", "Comedy"), ("folk-tale", "Folk Tale")}
    assert [(country.name, country.kind, country.slug) for country in film.countries.all()] == [
        ("Japan", "country", "japan")
    ]
    assert set(film.identifiers.values_list("scheme", "value")) == {
        ("tales", "t1"),
        ("wikipedia", "The_Tanuki_(1977_film)"),
    }


def test_languages_are_mapped_from_codes_and_names_in_any_language(imported: Import) -> None:
    report = imported(DRUM | {"languages": ["jpn", "Deutsch", "English", "Martian"]}, TANUKI | {"language": "ja"})
    assert sorted(Film.objects.get(title="The Drum").languages.values_list("tag", "name")) == [
        ("de", "German"),
        ("en", "English"),
        ("ja", "Japanese"),
    ]
    assert [language.tag for language in Film.objects.get(title="The Tanuki").languages.all()] == ["ja"]
    assert "an unknown language, “Martian”" in report.left_out.counts


def test_all_that_is_created_is_published(imported: Import) -> None:
    imported(TANUKI)
    for model in (Film, Person, Credit, Location, Identifier):
        assert set(model.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_a_person_is_sorted_by_family_name(imported: Import) -> None:
    report = imported(TANUKI)
    assert report.others == {"people": 3}
    person = Person.objects.get(name="Ada Quill")
    assert (person.sort_name, person.slug) == ("Quill, Ada", "ada-quill")


def test_importing_again_changes_nothing(imported: Import) -> None:
    imported(TANUKI, DRUM)
    before = everything()
    assert counts(imported(TANUKI, DRUM)) == (0, 0, 2, 0)
    assert everything() == before


def test_a_film_that_changed_is_updated(imported: Import) -> None:
    imported(TANUKI, DRUM)
    changes = {"title": "The Tanuki Returns", "year": 1978, "extract": "It steals a bell.", "origin": "French"}
    assert counts(imported(TANUKI | changes | {"genres": ["Comedy", "Musical"]}, DRUM)) == (0, 1, 1, 0)
    film = Film.objects.get(identifiers__value="t1")
    assert (film.title, film.year, film.synopsis) == ("The Tanuki Returns", 1978, "It steals a bell.")
    assert film.slug == "the-tanuki-1977"
    assert set(film.genres.values_list("name", flat=True)) == {"Comedy", "Musical"}
    assert [country.name for country in film.countries.all()] == ["France"]


def test_a_cast_list_that_changed_is_followed(imported: Import) -> None:
    imported(TANUKI)
    kept = Credit.objects.get(person__name="Bruno Tarn").pk
    changes = {"directors": ["Cleo Marsh"], "cast": ["Bruno Tarn", "Dora Finch"]}
    assert counts(imported(TANUKI | changes)) == (0, 1, 0, 0)
    assert billed(Film.objects.get()) == [
        (JobCode.DIRECTOR, "Cleo Marsh", None),
        (JobCode.ACTOR, "Bruno Tarn", 1),
        (JobCode.ACTOR, "Dora Finch", 2),
    ]
    assert Credit.objects.get(person__name="Bruno Tarn").pk == kept
    assert Person.objects.filter(name="Ada Quill").exists()


def test_what_a_line_leaves_out_stays_and_an_empty_list_clears(imported: Import) -> None:
    imported(TANUKI)
    silent = {"id": "t1", "title": "The Tanuki", "cast": None, "origin": ""}
    assert counts(imported(silent)) == (0, 0, 1, 0)
    imported(silent | {"cast": [], "genres": [], "extract": ""})
    film = Film.objects.get()
    assert billed(film) == [(JobCode.DIRECTOR, "Žofie Ørsted", None)]
    assert not film.genres.exists()
    assert film.synopsis == ""
    assert film.countries.exists()


def test_films_of_one_title_and_year_in_a_file_are_two(imported: Import) -> None:
    twins = TANUKI, TANUKI | {"id": "t9", "url": None}
    assert counts(imported(*twins)) == (2, 0, 0, 0)
    assert set(Film.objects.values_list("slug", flat=True)) == {"the-tanuki-1977", "the-tanuki-1977-2"}
    assert counts(imported(*twins)) == (0, 0, 2, 0)


def test_films_of_one_title_and_year_are_two_across_batches(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "FILMS_AT_ONCE", 1)
    assert counts(imported(TANUKI, TANUKI | {"id": "t9"})) == (2, 0, 0, 0)


def test_a_film_of_the_data_set_is_not_met_again_under_a_new_id(imported: Import) -> None:
    imported(TANUKI)
    assert counts(imported(TANUKI, TANUKI | {"id": "t9"})) == (1, 0, 1, 0)


@pytest.mark.parametrize("batch", [1, 10])
def test_an_id_that_an_earlier_line_has_is_skipped(
    imported: Import, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(service, "FILMS_AT_ONCE", batch)
    for expected in ((1, 0, 0, 1), (0, 0, 1, 1)):
        report = imported(TANUKI, TANUKI | {"title": "The Other Tanuki"})
        assert counts(report) == expected
        assert list(report.skipped.sentences()) == ["an id or a film that an earlier line already has: 1 (line 2)"]
    assert Film.objects.get().title == "The Tanuki"


def test_a_film_that_two_ids_lead_to_follows_the_first(imported: Import) -> None:
    imported(TANUKI, DRUM)
    tanuki = Film.objects.get(title="The Tanuki")
    Identifier.objects.filter(scheme="tales").update(film=tanuki)
    assert counts(imported(TANUKI, DRUM)) == (0, 0, 1, 1)


def test_an_id_that_is_a_person_s_is_skipped(imported: Import) -> None:
    Identifier.objects.create(person=director(), scheme="tales", value="t1")
    report = imported(TANUKI)
    assert counts(report) == (0, 0, 0, 1)
    assert "an id that belongs to a person" in report.skipped.counts


def test_one_person_is_known_by_name_throughout(imported: Import) -> None:
    known = director()
    imported(TANUKI | {"cast": ["Žofie Ørsted", "Ada Quill"]}, DRUM)
    assert Person.objects.count() == 2
    assert sorted(known.credits.values_list("job", flat=True)) == [JobCode.ACTOR, JobCode.DIRECTOR]
    assert Person.objects.get(name="Ada Quill").credits.count() == 2


def test_of_namesakes_the_first_entered_is_meant(imported: Import) -> None:
    first = director(slug="first")
    director(slug="second")
    imported(TANUKI)
    assert Credit.objects.get(job=JobCode.DIRECTOR).person == first


def test_a_person_is_known_by_an_other_name_that_nobody_else_bears(imported: Import) -> None:
    known = director()
    known.other_names.create(name="Ada Quill")
    for slug in ("first", "second"):
        director(slug=slug).other_names.create(name="Bruno Tarn")
    imported(TANUKI)
    assert Credit.objects.get(billing=1).person == known
    assert Credit.objects.get(billing=2).person.slug == "bruno-tarn"


def test_a_name_means_who_bears_it_before_who_is_also_called_so(imported: Import) -> None:
    director().other_names.create(name="Ada Quill")
    bearer = director(name="Ada Quill", slug="ada-quill")
    imported(DRUM)
    assert Credit.objects.get().person == bearer


def test_two_names_of_one_person_make_one_credit(imported: Import) -> None:
    director().other_names.create(name="Ada Quill")
    for _ in range(2):
        imported(DRUM | {"cast": ["Ada Quill", "Žofie Ørsted", "Bruno Tarn"]})
        assert [credit[1:] for credit in billed(Film.objects.get())] == [("Žofie Ørsted", 1), ("Bruno Tarn", 3)]


def test_names_in_other_scripts_get_readable_slugs_of_their_own(imported: Import) -> None:
    imported(DRUM | {"title": "狸", "cast": ["Сергей Тарн", "Łucja Tarn", "Ucja Tarn"]})
    slugs = list(Credit.objects.order_by("billing").values_list("person__slug", flat=True))
    assert slugs == ["sergey-tarn", "lucja-tarn", "ucja-tarn"]
    assert Film.objects.get().slug.endswith("-1979")


def test_genres_are_known_by_slug_and_by_name(imported: Import) -> None:
    tale = Genre.objects.create(slug="folk-tale", name="Folk and fairy tale")
    play = Genre.objects.create(slug="shadows", name="Shadow Play")
    imported(TANUKI | {"genres": ["Folk Tale", "shadow play", "Shadow Play"]})
    assert set(Film.objects.get().genres.all()) == {tale, play}


def test_a_country_is_known_by_its_names(imported: Import) -> None:
    place("Japan, the sound studio", slug="japan")
    country = place("Nippon", kind="country")
    country.other_names.create(name="Japan", state=State.PUBLISHED)
    imported(TANUKI)
    assert list(Film.objects.get().countries.all()) == [country]


def test_a_country_whose_slug_is_taken_gets_another(imported: Import) -> None:
    place("Japan")
    imported(TANUKI)
    assert Film.objects.get().countries.get().slug == "japan-2"


def test_an_unknown_origin_is_told_and_keeps_what_is_here(imported: Import) -> None:
    imported(TANUKI)
    report = imported(TANUKI | {"origin": "Martian"})
    assert counts(report) == (0, 0, 1, 0)
    assert list(report.left_out.sentences()) == ["an unknown origin, “Martian”: 1 (line 1)"]
    assert Film.objects.get().countries.get().name == "Japan"


def test_an_article_belongs_to_the_film_that_had_it_first(imported: Import) -> None:
    holder = tanuki_film(title="The Old Tanuki", year=1950, slug="the-old-tanuki-1950")
    Identifier.objects.create(film=holder, scheme="wikipedia", value="The_Tanuki_(1977_film)")
    shared = {"url": "https://en.wikipedia.org/wiki/The_Drums"}
    imported(TANUKI, DRUM | shared, DRUM | shared | {"id": "t3"})
    articles = Identifier.objects.filter(scheme="wikipedia").order_by("value")
    assert list(articles.values_list("value", "film__slug")) == [
        ("The_Drums", "the-drum-1979"),
        ("The_Tanuki_(1977_film)", "the-old-tanuki-1950"),
    ]


def test_lines_that_cannot_be_used_are_counted_with_their_numbers(imported: Import) -> None:
    report = imported(b"{", TANUKI, *[DRUM | {"title": ""}] * 7)
    assert counts(report) == (1, 0, 0, 8)
    assert list(report.skipped.sentences()) == [
        "no title: 7 (lines 3, 4, 5, 6, 7, …)",
        "not JSON: 1 (line 1)",
    ]


def test_a_report_stays_short_whatever_is_wrong(imported: Import) -> None:
    report = imported(*[DRUM | {"id": f"t{number}", "origin": f"Planet {number}"} for number in range(60)])
    assert report.left_out.total == 60
    assert len(report.left_out.counts) == MAX_REASONS + 1
    assert report.left_out.counts[OTHER_REASONS] == 60 - MAX_REASONS


def test_nothing_is_left_of_a_file_that_is_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of films are saved before the cut is reached: the lines without a title only make the file long."""
    monkeypatch.setattr(service, "FILMS_AT_ONCE", 10)
    films = [DRUM | {"id": f"t{number}"} for number in range(30)]
    path = written(tmp_path / "films.jsonl.gz", *films, *[{"id": f"u{number}"} for number in range(5000)])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFileError, match=r"after line \d,\d\d\d"):
        import_films(path, "tales")
    assert not Film.objects.exists()


def test_batches_end_before_memory_does(imported: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BATCH_BYTES", 100)
    batches: list[int] = []
    original = service.import_batch

    def watched(records: list[Any], *others: Any) -> None:
        batches.append(len(records))
        original(records, *others)

    monkeypatch.setattr(service, "import_batch", watched)
    imported(*[DRUM | {"id": f"t{number}"} for number in range(4)])
    assert batches == [2, 2, 0]


def test_other_facts_of_a_film_stay(imported: Import) -> None:
    imported(TANUKI)
    note(Film.objects.get(), "The drum was real")
    imported(TANUKI | {"cast": []})
    assert Note.objects.get().film.title == "The Tanuki"
