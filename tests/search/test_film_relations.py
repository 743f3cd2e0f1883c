"""Films that are asked for by another film, or by their number in a series."""

import pytest

from films.models import Film, FilmRelation, JobCode, State
from films.models.films import RelationKind
from films.search import SearchPage, search
from tests.cast import credit, film, person

pytestmark = pytest.mark.django_db


def full(page: SearchPage) -> list[str]:
    return [result.title_text for result in page.results if not result.partial]


def label(page: SearchPage) -> str:
    return page.understood[0].label


def described(made: Film, synopsis: str) -> Film:
    made.synopsis = synopsis
    made.save()
    return made


@pytest.fixture
def tanuki_series() -> None:
    film("The Tanuki", 1977, "Comedy")
    film("Tanuki II", 1979, "Comedy")
    film("Tanuki III", 1982, "Comedy")
    film("Tanuki Tea", 1990, "Drama")


@pytest.mark.usefixtures("tanuki_series")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sequel to the tanuki", ["Tanuki II", "Tanuki III"]),
        ("the sequels of tanuki", ["Tanuki II", "Tanuki III"]),
        ("tanuki sequels", ["Tanuki II", "Tanuki III"]),
        ("sequel to tanuki 2", ["Tanuki III"]),
        ("what comes after tanuki 2", ["Tanuki III"]),
        ("what came before tanuki 3", ["Tanuki II"]),
        ("the film before tanuki 3", ["Tanuki II"]),
        ("sequel to the tanuki 1977", ["Tanuki II", "Tanuki III"]),
    ],
)
def test_numbers_in_titles_tell_what_goes_on_from_a_film(text: str, found: list[str]) -> None:
    page = search(text)
    assert full(page) == found
    assert label(page).endswith("by titles and dates")


def test_a_films_own_text_tells_what_came_before_it() -> None:
    film("Batman Begins", 2005)
    film("Batman", 1989)
    described(film("The Dark Knight", 2008), "It is the sequel to Batman Begins (2005).")
    assert full(search("what came before the dark knight")) == ["Batman Begins"]


def test_titles_that_go_on_without_a_number_need_people_in_common() -> None:
    first, second, other = film("Tanuki", 1977), film("Tanuki Returns", 1980), film("Tanuki Tea", 1990)
    hill = person("Hill")
    for made in (first, second):
        credit(made, hill)
    credit(other, person("Other"))
    assert full(search("sequel to tanuki")) == ["Tanuki Returns"]


def test_a_recorded_sequel_holds_whatever_titles_say() -> None:
    first, _, recorded = film("Tanuki", 1977), film("Tanuki 2", 1980), film("The Bath", 1979)
    FilmRelation.objects.create(film=recorded, related_film=first, kind=RelationKind.SEQUEL, state=State.PUBLISHED)
    page = search("sequel to tanuki")
    assert full(page) == ["The Bath"]
    assert label(page) == "sequel to Tanuki (1977), as recorded"
    assert full(search("what came before the bath")) == ["Tanuki"]


@pytest.mark.parametrize(
    ("text", "synopsis"),
    [
        ("sequel to tanuki", "The sequel to the 1977 comedy film Tanuki."),
        ("prequel to tanuki", "A prequel to Tanuki (1977)."),
        ("remake of tanuki", "This remake of Tanuki is shot in Budapest."),
    ],
)
def test_a_synopsis_tells_what_a_film_is_to_another(text: str, synopsis: str) -> None:
    film("Tanuki", 1977)
    described(film("The Bath", 1990), synopsis)
    page = search(text)
    assert full(page) == ["The Bath"]
    assert label(page).endswith("by synopses")


@pytest.mark.parametrize(
    "synopsis",
    [
        "The sequel to the 1950 film Tanuki.",
        "A sequel to Tanuki Tea.",
        "A sequel to Grand Tanuki.",
        "It has no sequel. Tanuki was shot elsewhere.",
    ],
)
def test_a_synopsis_that_speaks_of_another_film_tells_nothing(synopsis: str) -> None:
    film("Tanuki", 1977)
    described(film("The Bath", 1990), synopsis)
    assert full(search("sequel to tanuki")) == []


def test_a_remake_may_have_the_title_of_the_original() -> None:
    film("Tanuki", 1937)
    described(film("Tanuki", 1998), "It is a remake of the 1937 film of the same name.")
    page = search("remake of tanuki")
    assert [result.year for result in page.results] == [1998]


def test_it_is_said_when_no_such_film_is_known() -> None:
    film("Tanuki", 1977)
    page = search("sequel to tanuki")
    assert page.not_recorded == "No sequel to Tanuki (1977) is recorded here."
    assert page.count == 0


def test_films_like_another_share_its_series_people_genres_or_decade() -> None:
    hill = person("Hill")
    tanuki, second = film("Tanuki", 1977, "Comedy"), film("Tanuki II", 1991, "Comedy")
    alike, of_its_sort = film("The Bath", 1979, "Comedy"), film("Fog", 1978, "Comedy")
    film("Unlike", 1950, "Drama")
    for made in (tanuki, alike):
        credit(made, hill)
    page = search("movies like tanuki")
    assert full(page) == [second.title, alike.title, of_its_sort.title]
    assert label(page) == "films like Tanuki (1977), by series, people, genres and decade"


def test_a_genre_narrows_the_films_like_another() -> None:
    hill = person("Hill")
    tanuki, bath = film("Tanuki", 1977, "Comedy"), film("The Bath", 1950, "Drama")
    for made in (tanuki, bath):
        credit(made, hill, job=JobCode.DIRECTOR)
    film("Fog", 1978, "Comedy")
    assert full(search("comedies like tanuki")) == ["Fog"]


@pytest.mark.parametrize("text", ["tanuki 3", "the third tanuki film", "the 3rd tanuki", "tanuki three"])
def test_synopses_tell_the_number_of_a_film_in_its_series(text: str) -> None:
    for year, title, ordinal in (
        (1980, "Tanuki Tea", "third"),
        (1985, "Tanuki Bath", "first"),
        (1990, "Tanuki", "second"),
    ):
        described(film(title, year), f"It is the {ordinal} film in the Tanuki series.")
    page = search(text)
    assert full(page) == ["Tanuki Tea"]
    assert label(page) == "“tanuki”, number 3 by synopses"


def test_a_chapter_is_not_counted_by_dates() -> None:
    film("Tanuki Tea", 1977)
    described(film("The Bath", 1980), "The second chapter of the saga that began with Tanuki.")
    film("Tanuki Fox", 1990)
    assert full(search("tanuki chapter 2")) == ["The Bath"]


def test_a_title_that_sounds_like_a_question_is_that_film() -> None:
    film("Tanuki", 1977)
    film("Sequel to Tanuki", 1990)
    assert full(search("sequel to tanuki"))[0] == "Sequel to Tanuki"


def test_a_number_is_not_counted_against_the_numbers_in_titles() -> None:
    film("Fast Tanuki", 2001)
    film("Fast Tanuki 6", 2013)
    film("Fast Tanuki Presents", 2019)
    assert full(search("third fast tanuki film")) == []


def test_a_series_is_numbered_under_either_spelling_of_its_name() -> None:
    described(film("Quick Five", 2011), "The fifth installment in the Quick & Curious franchise.")
    assert full(search("quick and curious 5")) == ["Quick Five"]
