"""Misspelt words, names and titles are corrected where that finds more, and what was typed right is left alone."""

import pytest
from django.test import Client
from django.urls import reverse

from films.models import JobCode
from films.search import FacetName, SearchRequest, planner, search
from films.search.query.parser import parse
from films.search.spelling import correction
from tests.cast import credit, film, note, person
from tests.search.finding import answer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shelf(module_transaction: None) -> None:
    casablanca = film("Casablanca", 1942)
    credit(casablanca, person("Humphrey Bogart"), job=JobCode.ACTOR)
    note(casablanca, "Fog at the airport")
    commando = film("Commando", 1985)
    credit(commando, person("Arnold Schwarzenegger"), job=JobCode.ACTOR)
    for title in ("The Silence of the Lambs", "Jurassic Park", "Dark City", "Cars", "Up", "Train to Busan"):
        film(title)


def titles(text: str, *, exact: bool = False) -> list[str]:
    return [result.title_text for result in answer(text, exact=exact).results]


def corrected(text: str) -> str:
    return answer(text).corrected


@pytest.mark.parametrize(
    "typed",
    ["casablnaca", "acsablanca", "casablanac", "casblanca", "casablanc a", "casabblanca", "casablanncaa",
     "casablenca", "kasablanca", "casablankaa", "CASABLNACA", "casablenka"],
)  # fmt: skip
def test_a_title_is_found_with_letters_swapped_missing_doubled_or_wrong(typed: str) -> None:
    assert titles(typed)[0] == "Casablanca"
    assert corrected(typed) in ("casablanca", "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shwarzenegger", "Arnold Schwarzenegger"),
        ("schwarzeneger", "Arnold Schwarzenegger"),
        ("arnold shwarzneger", "Arnold Schwarzenegger"),
        ("arnlod schwarzenegger", "Arnold Schwarzenegger"),
        ("humprey bogart", "Humphrey Bogart"),
        ("humphry boggart", "Humphrey Bogart"),
        ("silense of the lambs", "The Silence of the Lambs"),
        ("the silance of the lams", "The Silence of the Lambs"),
        ("jurrasic park", "Jurassic Park"),
        ("jurasic prak", "Jurassic Park"),
        ("dark ctiy", "Dark City"),
    ],
)
def test_whole_names_are_found_with_a_mistake_in_each_of_two_words(typed: str, meant: str) -> None:
    assert titles(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("films with arnold shwarzenegger", "Commando"),
        ("movies starring humprey bogart", "Casablanca"),
        ("humphrey bogrt 1942", "Casablanca"),
        ("arnold schwarzeneger 80s films", "Commando"),
    ],
)
def test_a_misspelt_name_inside_a_question_is_still_understood(typed: str, first: str) -> None:
    page = answer(typed)
    assert first in [result.title_text for result in page.results[:2]]
    assert {"person", "actor"} & {part.facet for part in page.understood}


@pytest.mark.parametrize("typed", ["starring casablanca", "films", "movies", "whose", "people", "which", "actors"])
def test_words_that_people_ask_with_are_not_corrected(typed: str) -> None:
    for title in ("Film", "Movie", "Whole", "Peoples", "Witch", "Actor", "Staring"):
        film(title)
    assert corrected(typed) == ""


def test_only_the_misspelt_word_of_a_question_changes() -> None:
    film("Movie", 1999)
    assert corrected("movies with humprey bogart") == "movies with humphrey bogart"
    assert corrected("airport casblanca") == "airport casablanca"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("carz", "cars"), ("cras", "cars"), ("caars", "cars"), ("darj city", "dark city"), ("comando", "commando")],
)
def test_a_short_word_may_have_one_mistake(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize("typed", ["kurz", "dork", "uq", "pu", "cat", "foo", "acra", "bus"])
def test_a_short_word_is_not_made_another(typed: str) -> None:
    film("Park Dart Rock", 1990)
    assert "Cars" not in titles(typed)
    assert "Up" not in titles(typed)


def test_a_long_word_may_have_more_mistakes_than_a_short_one() -> None:
    assert corrected("shwartzeneggr") == "schwarzenegger"
    assert corrected("krts") == ""


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Tri Star", "tristar"),
        ("TriStar", "tri star"),
        ("Spider-Man", "spiderman"),
        ("Spider-Man", "spider man"),
        ("Spiderman", "spider-man"),
        ("Star Wars", "starwars"),
        ("The Star Wars", "starwars"),
        ("Baby Driver", "babydriver"),
        ("Se7en Up", "se7enup"),
    ],
)
def test_words_are_found_split_and_joined(title: str, typed: str) -> None:
    film(title)
    film(f"{title} and Another")
    assert titles(typed)[0] == title
    assert corrected(typed) == ""


@pytest.mark.parametrize(
    ("title", "others", "typed"),
    [
        ("Forrest Gump", ("The Forest", "Gump"), "forest gump"),
        ("Lion King", ("Loin Cloth", "King of Kings"), "loin king"),
        ("Black Widow", ("The Window", "Black Rain"), "black window"),
        ("Fight Club", ("Flight", "Clubs"), "flight club"),
        ("The Deer Hunter", ("Dear Diary", "Hunter"), "the dear hunter"),
        ("Heat", ("Hate Crime", "Heart"), "haet"),
    ],
)
def test_a_real_word_that_is_the_wrong_one_of_a_title_leads_to_the_title(
    title: str, others: tuple[str, ...], typed: str
) -> None:
    for other in others:
        film(other)
    film(title)
    assert titles(typed)[0] == title
    assert answer(typed).corrected or answer(typed).suggested


@pytest.mark.parametrize(
    ("title", "fragment", "typed"),
    [
        ("Black Widow", "Black Window of Opportunity", "black window"),
        ("Fight Club", "Last Flight to the Club", "flight club"),
        ("Forrest Gump", "Gump and the Forest Animals", "forest gump"),
    ],
)
def test_a_title_with_the_words_typed_goes_before_a_whole_title_nearly_typed(
    title: str, fragment: str, typed: str
) -> None:
    film(fragment)
    film(title)
    page = answer(typed)
    assert [result.title_text for result in page.results[:2]] == [fragment, title]
    assert (page.corrected, page.suggested) == ("", title.lower())


def test_a_whole_title_typed_right_goes_before_one_that_is_near() -> None:
    film("Black Window")
    film("Black Widow")
    assert titles("black window")[0] == "Black Window"
    assert titles("black widow")[0] == "Black Widow"


@pytest.mark.parametrize(
    "typed",
    ["casablanca", "arnold schwarzenegger", "schwarzenegger", "the silence of the lambs", "silence of the lambs",
     "cars", "up", "airport", "fog at the airport", "dark city", "city dark", "jurassic", "casablanca bogart",
     "who is in casablanca", "films with humphrey bogart", "schwarzen", "casab"],
)  # fmt: skip
def test_nothing_typed_right_is_corrected(typed: str) -> None:
    for near in ("Casablancas", "Car", "Up and Up", "Airports", "Dark Cite", "Jurassics"):
        film(near)
    assert corrected(typed) == ""


@pytest.mark.parametrize("typed", ["zeppelin", "qqqqqq", "xylophones", "casablanca zeppelin", "zzz zzz"])
def test_what_is_near_nothing_is_not_corrected(typed: str) -> None:
    assert corrected(typed) == ""


def test_a_correction_that_finds_no_more_is_not_made() -> None:
    typed = SearchRequest("shwarzenegger", {FacetName.KIND: ("film",)})
    assert search(typed).count == 1
    for number in range(5):
        film(f"Shwarzenegger {number}")
    assert corrected("shwarzenegger") == ""


def test_a_correction_is_told_and_can_be_undone() -> None:
    page = answer("casablnaca")
    assert page.corrected == "casablanca"
    assert page.count > 0
    exactly = answer("casablnaca", exact=True)
    assert (exactly.corrected, exactly.count, exactly.results) == ("", 0, ())


def test_what_is_misspelt_in_the_facts_is_found_as_it_is_there() -> None:
    film("Casablnaca Remembered")
    assert titles("casablnaca", exact=True) == ["Casablnaca Remembered"]
    assert titles("casablnaca")[:2] == ["Casablnaca Remembered", "Casablanca"]
    assert (corrected("casablnaca"), answer("casablnaca").suggested) == ("", "casablanca")


def test_a_word_that_stands_somewhere_is_never_replaced() -> None:
    film("Freud", 1962)
    film("Feud", 1990)
    film("The Secret Passion of Dr. Feud")
    assert titles("freud")[0] == "Freud"
    assert corrected("freud") == ""
    assert (corrected("jurassic cars"), corrected("casablnaca cars")) == ("", "casablanca cars")


def test_words_that_are_nowhere_together_are_corrected_to_the_title_that_they_misspell() -> None:
    film("Dance with Me, Henry")
    film("The Dance")
    hamlet = film("Hamlet")
    told = note(hamlet, "Elsinore", text="Henry saw me, and with me the Dane.")
    page = answer("dane with me henry")
    assert (page.corrected, page.results[0].title_text) == ("dance with me henry", "Dance with Me, Henry")
    told.text = "It is the Dane with me, Henry said."
    told.save()
    page = answer("dane with me henry")
    assert (page.corrected, page.suggested) == ("", "dance with me henry")


@pytest.mark.parametrize("typed", ["lows shoes", "loowss shoes the movie"])
def test_a_word_too_far_from_the_one_meant_is_corrected_by_the_other_words_of_the_title(typed: str) -> None:
    near = (
        "laws low lots loss lowe glows blows flows slows plows lobs logs lops lost love lose bows cows mows "
        "hows nows pows vows lowes lowly clows alows"
    )
    for title in ("Loose Shoes", "Rows and Sows and Tows and Wows", *near.split()):
        film(title)
    assert titles(typed)[0] == "Loose Shoes"


def test_a_known_word_with_an_ending_is_not_made_another_word() -> None:
    film("The Slow Shower")
    assert corrected("showers slower than ever") == ""


def test_a_number_of_a_series_is_not_corrected_to_another() -> None:
    film("Toy Story 4")
    note(film("Numbers"), "Numerals", text="There are 4 and 5.")
    page = answer("toy story 5")
    assert (page.corrected, page.suggested) == ("", "")


def test_a_title_of_the_one_word_that_is_begun_comes_first() -> None:
    film("Revenge of the Nerds")
    film("The Last Revenge")
    film("Revenge")
    assert titles("reveng")[0] == "Revenge"


def test_what_is_suggested_is_asked_on_the_page_and_told_by_the_api(client: Client) -> None:
    film("Casablnaca Remembered")
    page = client.get(reverse("search"), {"q": "casablnaca", "kind": "film"}).content.decode()
    assert 'Did you mean <a href="/?q=casablanca&amp;kind=film"><bdi>casablanca</bdi></a>?' in page
    response = client.get(reverse("search-api"), {"q": "casablnaca"}).json()
    assert (response["corrected"], response["suggested"]) == (None, "casablanca")


def test_it_is_said_when_only_what_is_suggested_is_found() -> None:
    film("Black Widow")
    film("The Window")
    page = answer("black window")
    assert (page.count, page.suggested, page.results[0].title_text) == (0, "black widow", "Black Widow")
    assert "with “black widow” instead" in page.loosened


@pytest.mark.parametrize("typed", ['"casablnaca"', "title:casablnaca", "casablnaca -fog", "casablnaca OR zzz"])
def test_what_is_asked_for_with_signs_is_not_corrected(typed: str) -> None:
    assert corrected(typed) == ""


def test_a_corrected_name_counts_as_understood_in_the_corrected_text() -> None:
    (part,) = answer("humprey bogrt").understood
    assert (part.label, part.text, part.without) == ("Humphrey Bogart", "humphrey bogart", "")


def test_corrections_follow_the_facts() -> None:
    made = film("Kwaidan")
    assert corrected("kwaiden") == "kwaidan"
    made.title = "Onibaba"
    made.save()
    assert corrected("kwaiden") == ""
    assert corrected("onibabba") == "onibaba"
    made.delete()
    assert corrected("onibabba") == ""


def test_letters_of_other_alphabets_are_corrected_in_their_plain_form() -> None:
    film("Жмурки")
    film("Łódź Nights")
    assert titles("zhmurky") == ["Жмурки"]
    assert titles("жмурка") == ["Жмурки"]
    assert titles("lodz nihgts") == ["Łódź Nights"]


def test_a_corrected_text_keeps_all_of_its_words() -> None:
    film("Casablanca", 1942)
    others = [f"word{number}" for number in range(30)]
    interpretation = planner.prepare(parse(" ".join(["casablnaca", *others]))).interpretation
    assert correction.corrected_text(interpretation, dict.fromkeys(others, 1)).split() == ["casablanca", *others]
