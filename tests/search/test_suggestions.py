"""What an unfinished text may become: names that begin so, that hold it, or that it misspells."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from films.models import Film, Genre, JobCode, Person, State
from films.models.places import LocationKind
from films.search import Kind, Suggestion, suggest
from films.search.query.parser import MAX_LENGTH
from films.search.suggestions import SUGGESTED
from films.search.types import FacetName
from tests.cast import credit, film, note, person, place, tanuki_film
from tests.search.finding import suggested_texts

pytestmark = pytest.mark.django_db

HOSTILE = [
    "", "  ", "*", '"', "'", "-", "(", ")", "NEAR(a b)", "a AND b", "OR", "title:", "title:ta", "^ta", "%", "_",
    "ta%", "{a b}:c", "'; DROP TABLE films_film", "\x00", "ta\x00nuki", "\ue000kfilm", "\ue002tanuki", "\ue003",
    "\ud800", "\u202eta", "ta " * 50, "a" * 5000, "ta" * MAX_LENGTH, "💥", "ł" * 300, "侍" * 300,
]  # fmt: skip


@pytest.mark.parametrize("length", range(1, len("tanuki") + 1))
def test_a_name_is_suggested_from_its_first_letter_on(length: int) -> None:
    film("Tanuki")
    film("Unrelated")
    assert suggested_texts("tanuki"[:length]) == ["Tanuki"]
    assert suggested_texts("TANUKI"[:length]) == ["Tanuki"]


@pytest.mark.parametrize("length", range(1, len("the silence of the lambs") + 1))
def test_a_name_of_several_words_is_suggested_at_every_letter(length: int) -> None:
    film("The Silence of the Lambs")
    film("Unrelated")
    assert suggested_texts("the silence of the lambs"[:length]) == ["The Silence of the Lambs"]


@pytest.mark.parametrize("typed", ["sil", "silence", "silence of the", "lambs", "lam", "of the lambs", "the lamb"])
def test_a_name_is_suggested_by_words_inside_it(typed: str) -> None:
    film("The Silence of the Lambs")
    assert suggested_texts(typed) == ["The Silence of the Lambs"]


def test_films_people_and_places_are_suggested_and_say_what_they_are() -> None:
    made = film("Dragon")
    who = person("Dragana")
    where = place("Dragash")
    assert set(suggest("drag")) == {
        Suggestion("Dragon", Kind.FILM, made.slug, 1977),
        Suggestion("Dragana", Kind.PERSON, who.slug),
        Suggestion("Dragash", Kind.LOCATION, where.slug),
    }


def test_facts_and_drafts_are_not_suggested() -> None:
    note(tanuki_film(), "Dragonfly")
    Film.objects.create(title="Dragonheart", slug="dragonheart", state=State.DRAFT)
    assert suggested_texts("drag") == []


def test_a_name_that_goes_is_suggested_no_longer() -> None:
    made = film("Dragon")
    Film.objects.filter(pk=made.pk).update(title="Phoenix")
    assert (suggested_texts("drag"), suggested_texts("phoe")) == ([], ["Phoenix"])
    made.delete()
    assert suggested_texts("phoe") == []


def test_the_prominent_go_first() -> None:
    for number in range(20):
        film(f"Dragon {number}")
    known = film("Dragon Tale")
    for number in range(6):
        credit(known, person(f"Extra {number}"), job=JobCode.ACTOR)
    assert suggested_texts("dragon")[0] == suggested_texts("drag")[0] == "Dragon Tale"


def test_names_that_begin_so_go_before_names_that_hold_it() -> None:
    held = film("The Great Dragon")
    for number in range(6):
        credit(held, person(f"Extra {number}"), job=JobCode.ACTOR)
    film("Dragon Tale")
    assert suggested_texts("drag") == ["Dragon Tale", "The Great Dragon"]


@pytest.mark.parametrize("typed", ["d", "dr", "dragon", "dragon ", "dragom"])
def test_no_more_are_suggested_than_one_looks_over(typed: str) -> None:
    for number in range(30):
        film(f"Dragon {number}")
    assert len(suggested_texts(typed)) == len(set(suggested_texts(typed))) == SUGGESTED == 8


def test_equal_names_are_told_apart_by_kinds_and_years() -> None:
    for year in (1933, 1976, 2005):
        film("King Kong", year)
    place("King Kong")
    assert {(one.text, one.kind, one.year) for one in suggest("king")} == {
        ("King Kong", Kind.FILM, 1933),
        ("King Kong", Kind.FILM, 1976),
        ("King Kong", Kind.FILM, 2005),
        ("King Kong", Kind.LOCATION, None),
    }


def test_people_of_one_name_are_told_apart_by_their_films() -> None:
    star, silent = person("Harrison Ford"), person("Harrison Ford")
    credit(film("Blade Runner", 1982), star, job=JobCode.ACTOR, billing=1)
    credit(film("Rubber Tires", 1927), silent, job=JobCode.ACTOR, billing=1)
    assert {one.detail for one in suggest("harrison f")} == {"Blade Runner (1982)", "Rubber Tires (1927)"}


def test_people_of_one_name_are_told_apart_by_what_is_said_of_them() -> None:
    Person.objects.filter(pk=person("Harrison Ford").pk).update(disambiguation="silent actor")
    person("Harrison Ford")
    assert {one.detail for one in suggest("harrison f")} == {"silent actor", ""}


def test_films_of_one_name_and_year_are_told_apart_by_their_directors() -> None:
    for name in ("Jane Fox", "Ann Fox"):
        credit(film("Hamlet", 1948), person(name))
    assert {one.detail for one in suggest("haml")} == {"Jane Fox", "Ann Fox"}


def test_a_name_without_namesakes_needs_no_detail() -> None:
    credit(film("Blade Runner", 1982), person("Harrison Ford"))
    assert [one.detail for one in suggest("harrison f")] == [""]


def test_a_name_that_is_typed_whole_goes_first() -> None:
    known = film("Hitchhiker")
    for number in range(6):
        credit(known, person(f"Extra {number}"), job=JobCode.ACTOR)
    film("Hitch")
    assert suggested_texts("hitch") == ["Hitch", "Hitchhiker"]


def test_people_are_suggested_by_their_family_names_among_films_that_begin_so() -> None:
    for number in range(20):
        film(f"Hitch {number}")
    hitchcock = person("Alfred Hitchcock")
    credit(film("Psycho"), hitchcock)
    assert "Alfred Hitchcock" in suggested_texts("hitch")


def test_no_kind_takes_all_the_room() -> None:
    for number in range(20):
        credit(film(f"Dragon {number}"), person(f"Extra {number}"))
    person("Dragana")
    place("Dragash")
    kinds = [one.kind for one in suggest("drag")]
    assert {*kinds} == {Kind.FILM, Kind.PERSON, Kind.LOCATION}
    assert kinds.count(Kind.FILM) == SUGGESTED - 2


def test_genres_and_jobs_are_suggested() -> None:
    credit(film("Heat", 1995, "Comedy"), person("Jane Fox"), job=JobCode.CINEMATOGRAPHER)
    assert suggest("come") == (Suggestion("Comedy", FacetName.GENRE, "comedy"),)
    assert suggest("cinem") == (Suggestion("Cinematographer", FacetName.JOB, JobCode.CINEMATOGRAPHER),)


def test_genres_and_jobs_of_nothing_are_not_suggested() -> None:
    Genre.objects.get_or_create(slug="comedy", defaults={"name": "Comedy"})
    assert suggested_texts("come") == suggested_texts("cinem") == []


@pytest.mark.parametrize("typed", ["sci fi", "scifi", "sci-f", "science f"])
def test_a_genre_is_suggested_by_its_other_names(typed: str) -> None:
    film("Alien", 1979, "Science Fiction")
    assert suggest(typed) == (Suggestion("Science Fiction", FacetName.GENRE, "science-fiction"),)


def test_a_genre_is_suggested_where_films_have_narrower_or_combined_ones() -> None:
    film("Splash", 1984, "Romance", "Comedy")
    assert "Romantic Comedy" in suggested_texts("romcom")


@pytest.mark.parametrize("typed", ["rocky 2", "rocky two", "rocky ii"])
def test_a_name_is_suggested_however_its_number_is_written(typed: str) -> None:
    for number in range(3):
        credit(film(f"Rocky {2000 + number}", 2000), person(f"Extra {number}"))
    film("Rocky II", 1979)
    assert suggested_texts(typed)[0] == "Rocky II"


def test_genres_have_room_beside_many_names() -> None:
    credit(film("Heat", 1995, "Comedy"), person("Jane Fox"), job=JobCode.COMPOSER)
    for number in range(20):
        film(f"Comet {number}")
    texts = suggested_texts("com")
    assert (texts[1], texts[-1]) == ("Comedy", "Composer")
    assert suggested_texts("1990s com")[0] == "1990s Comedy"
    assert len(suggested_texts("com")) == SUGGESTED


def test_those_who_directed_are_suggested_first_after_directed_by() -> None:
    anna = person("Anna Quill")
    for number in range(3):
        credit(film(f"Comet {number}"), anna, job=JobCode.ACTOR)
    credit(film("Heat", 1995), person("Zoe Quill"), job=JobCode.DIRECTOR)
    assert suggested_texts("films directed by quill")[0] == "films directed by Zoe Quill"
    assert suggested_texts("films starring quill")[0] == "films starring Anna Quill"


def test_equal_names_leave_room_for_others() -> None:
    for year in range(1950, 1970):
        film("Hamlet", year)
    film("Hamlet Returns")
    assert set(suggested_texts("haml")) == {"Hamlet", "Hamlet Returns"}


def test_other_names_lead_to_the_one_that_is_shown() -> None:
    person("Robert De Niro", "Bobby Milk")
    assert suggested_texts("bobby mi") == ["Robert De Niro"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łódź", ["łó", "lo", "lod", "lodz", "łódź", "ŁÓDŹ"]),
        ("Smörgåsbord", ["smör", "smor", "smorgas", "smörgås", "SMÖRGÅS"]),
        ("Straße", ["stra", "straß", "strass", "strasse"]),
        ("İstanbul", ["ist", "İst", "istan"]),
        ("Amélie", ["am", "amé", "ame", "amel", "amelie", "ame\u0301l"]),
        ("Ame\u0301lie", ["ame", "amé", "amel", "ameli", "amél"]),
        ("Người Tình", ["ng", "ngu", "nguo", "nguoi", "người t", "nguoi tinh"]),
        ("Ирония судьбы", ["и", "иро", "ирония с", "i", "iro", "iron", "ironiya s", "судьбы", "sud", "sudby"]),
        ("Solyaris", ["сол", "соля", "солярис"]),
        ("Ёлки", ["ёл", "ел", "елки", "el", "elki"]),
        ("七人の侍", ["七", "七人", "七人の", "侍", "の侍"]),
        ("千と千尋の神隠し", ["千と", "千尋", "神隠し"]),
        ("기생충", ["기", "기생", "생충"]),
        ("Στέλλα", ["Στ", "στέ", "στέλ", "στέλλα"]),
        ("Fast & Furious", ["fast &", "fast and", "fast & f", "fast f", "furious"]),
        ("Spider-Man", ["spider-m", "spider m", "spiderm", "spiderman"]),
        ("WALL·E", ["wall", "wall e", "wall-e", "walle"]),
        ("O'Ross", ["o'r", "oross", "o ross", "o’ross"]),
    ],
)  # fmt: skip
def test_names_are_suggested_as_written_and_as_people_type_them(name: str, typed: list[str]) -> None:
    film(name)
    film("Unrelated")
    assert {text: suggested_texts(text) for text in typed} == {text: [name] for text in typed}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shwarzenegger", "Arnold Schwarzenegger"),
        ("schwarzenneg", "Arnold Schwarzenegger"),
        ("arnold shwarz", "Arnold Schwarzenegger"),
        ("arnlod schw", "Arnold Schwarzenegger"),
        ("casablnaca", "Casablanca"),
        ("casabalnca", "Casablanca"),
        ("caasbl", "Casablanca"),
        ("cassabl", "Casablanca"),
        ("silense of the lam", "The Silence of the Lambs"),
    ],
)
def test_misspelt_names_are_suggested(typed: str, meant: str) -> None:
    person("Arnold Schwarzenegger")
    film("Casablanca")
    film("The Silence of the Lambs")
    assert suggested_texts(typed)[:1] == [meant]


@pytest.mark.parametrize("typed", ["zzzz", "qwertz", "x", "xy", "casablanca and nothing else"])
def test_nothing_is_suggested_for_what_is_near_no_name(typed: str) -> None:
    film("Casablanca")
    assert suggested_texts(typed) == []


def test_what_begins_so_is_not_taken_for_a_mistake() -> None:
    film("Farm")
    film("Fargo")
    assert suggested_texts("farg") == ["Fargo"]
    assert suggested_texts("farm") == ["Farm"]


def test_a_place_is_suggested_by_its_own_name_and_not_by_what_it_lies_in() -> None:
    place("Budapest", place("Hungary", kind=LocationKind.COUNTRY))
    assert suggested_texts("hung") == ["Hungary"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_text_breaks_suggestions(typed: str) -> None:
    film("Tanuki")
    assert {one.split()[-1] for one in suggested_texts(typed)} <= {"Tanuki"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.one_of(st.text(), st.text(alphabet='tanuki "*^:()-\x00\ue000\ue002łЖ漢')))
def test_no_text_suggests_what_is_not_there(typed: str) -> None:
    Film.objects.filter(title="Tanuki").exists() or film("Tanuki")
    assert {one.split()[-1] for one in suggested_texts(typed)} <= {"Tanuki"}
