"""What free text means: people, jobs, genres, years, places and kinds, and titles that win over all of them."""

import pytest

from films.search import Kind
from tests.cast import film
from tests.search.finding import answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def titles(text: str) -> list[str]:
    return [result.title_text for result in answer(text).results]


def parts(text: str) -> dict[str, str]:
    """Return what was understood, the label of each part by its facet."""
    return {part.facet: part.label for part in answer(text).understood}


def meanings(text: str) -> list[tuple[str, str]]:
    return [(part.facet, part.value) for part in answer(text).understood]


@pytest.mark.parametrize(
    "text",
    [
        "films with tom hanks",
        "Films With TOM HANKS?",
        "tom hanks films",
        "tom hank's films",
        "tom hanks' films",
        "tom hanks’s films",
        "films with tomhanks",
        "films with tom-hanks",
    ],
)
def test_films_with_a_person_are_found_however_the_name_is_written(text: str) -> None:
    assert parts(text) == {"person": "Tom Hanks", "kind": answer(text).understood[-1].text.lower()}
    assert set(titles(text)[:2]) == {"Splash", "Apollo 13"}


@pytest.mark.parametrize("name", ["robert de niro", "robert deniro", "robert de niro's", "bobby milk"])
def test_a_person_is_recognised_by_each_of_their_names(name: str) -> None:
    assert parts(f"{name} crime") == {"person": "Robert De Niro", "genre": "Crime"}


def test_a_surname_spaced_differently_finds_its_bearer() -> None:
    assert {"Taxi Driver", "A Bronx Tale"} <= set(titles("deniro"))


@pytest.mark.parametrize(
    "text", ["tom hanks 1984", "tom hanks comedy", "80s tom hanks", "tom hanks romance 1984", "tom hanks splash"]
)
def test_what_has_every_part_goes_before_what_has_one(text: str) -> None:
    assert titles(text)[0] == "Splash"


def test_two_people_are_both_asked_for() -> None:
    assert set(titles("tom hanks and ron howard")[:2]) == {"Splash", "Apollo 13"}
    assert titles("tom hanks and james horner")[0] == "Apollo 13"


@pytest.mark.parametrize(
    ("text", "facet", "label"),
    [
        ("films directed by robert de niro", "director", "Director: Robert De Niro"),
        ("films by robert de niro", "director", "Director: Robert De Niro"),
        ("films with robert de niro as the director", "director", "Director: Robert De Niro"),
        ("robert de niro as director films", "director", "Director: Robert De Niro"),
        ("films that robert de niro directed", "director", "Director: Robert De Niro"),
        ("what films did robert de niro direct", "director", "Director: Robert De Niro"),
        ("films starring robert de niro", "actor", "Actor: Robert De Niro"),
        ("films robert de niro stars in", "actor", "Actor: Robert De Niro"),
        ("films featuring robert de niro", "actor", "Actor: Robert De Niro"),
        ("films written by robert de niro", "writer", "Writer: Robert De Niro"),
        ("films with music by robert de niro", "composer", "Composer: Robert De Niro"),
        ("films produced by robert de niro", "producer", "Producer: Robert De Niro"),
        ("films edited by robert de niro", "editor", "Editor: Robert De Niro"),
    ],
)
def test_a_job_beside_a_name_is_that_persons(text: str, facet: str, label: str) -> None:
    assert parts(text)[facet] == label


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("films directed by robert de niro", "A Bronx Tale"),
        ("films starring robert de niro", "Taxi Driver"),
        ("films with robert de niro as the director", "A Bronx Tale"),
        ("films with music by james horner", "Apollo 13"),
    ],
)
def test_who_does_the_job_decides_which_film_is_first(text: str, first: str) -> None:
    assert titles(text)[0] == first


def test_a_job_nobody_is_credited_with_still_finds_the_person() -> None:
    assert "Private Benjamin" in titles("films directed by goldie hawn")
    assert answer("films directed by goldie hawn").loosened


def test_a_job_belongs_to_who_stands_beside_it() -> None:
    assert parts("films starring tom hanks directed by ron howard") == {
        "actor": "Actor: Tom Hanks",
        "director": "Director: Ron Howard",
        "kind": "films",
    }


def test_who_directed_is_not_asked_of_those_the_film_is_with() -> None:
    assert "director" not in parts("who directed the 1984 movie with tom hanks")


@pytest.mark.parametrize(
    ("text", "genres"),
    [
        ("comedy", {"Comedy"}), ("comedies", {"Comedy"}), ("funny films", {"Comedy"}),
        ("sci-fi", {"Science Fiction"}), ("scifi", {"Science Fiction"}),
        ("sci fi films", {"Science Fiction"}), ("SF films", {"Science Fiction"}),
        ("science fiction", {"Science Fiction"}), ("science-fiction movies", {"Science Fiction"}),
        ("romcom", {"Romantic Comedy"}), ("romcoms", {"Romantic Comedy"}), ("rom-com", {"Romantic Comedy"}),
        ("romantic comedies", {"Romantic Comedy"}), ("scary movies", {"Horror"}), ("horror", {"Horror"}),
        ("dramas", {"Drama"}), ("gangster films", {"Gangster"}), ("crime", {"Crime"}), ("heist films", set()),
    ],
)  # fmt: skip
def test_genres_of_the_shelf_are_recognised_by_names_plurals_and_other_names(text: str, genres: set[str]) -> None:
    assert {part.label for part in answer(text).understood if part.facet == "genre"} == genres


def test_two_genres_both_have_to_hold() -> None:
    for text in ("romcoms", "romantic comedies"):
        assert [result.title_text for result in answer(text).results if not result.partial] == ["Splash"]


@pytest.mark.parametrize(
    ("text", "value", "label", "found"),
    [
        ("80s comedies", "1980..1989", "1980–1989", {"Splash", "Private Benjamin"}),
        ("comedies of the 1980's", "1980..1989", "1980–1989", {"Splash", "Private Benjamin"}),
        ("comedies from the eighties", "1980..1989", "1980–1989", {"Splash", "Private Benjamin"}),
        ("early 80s romance", "1980..1984", "1980–1984", {"Splash"}),
        ("films between 1978 and 1982", "1978..1982", "1978–1982", {"Private Benjamin", "Alien"}),
        ("films from 1993 to 1995", "1993..1995", "1993–1995", {"A Bronx Tale", "Apollo 13"}),
        ("films 1993-1995", "1993..1995", "1993–1995", {"A Bronx Tale", "Apollo 13"}),
        ("films before 1979", "..1978", "until 1978", {"Taxi Driver"}),
        ("films after 1993", "1994..", "since 1994", {"Apollo 13"}),
        ("films since 1993", "1993..", "since 1993", {"A Bronx Tale", "Apollo 13"}),
        ("comedies 1984", "1984", "1984", {"Splash"}),
    ],
)
def test_years_and_ranges_are_recognised(text: str, value: str, label: str, found: set[str]) -> None:
    page = answer(text)
    assert [(part.value, part.label) for part in page.understood if part.facet == "year"] == [(value, label)]
    films = [one.title_text for one in page.results if one.kind == Kind.FILM]
    assert set(films[: len(found)]) == found


def test_of_two_decades_either_will_do() -> None:
    assert set(titles("crime films of the 70s and 90s")[:2]) == {"Taxi Driver", "A Bronx Tale"}


@pytest.mark.parametrize(
    ("text", "first", "job"),
    [
        ("who directed splash", "Ron Howard", "Director"),
        ("Who directed Splash?", "Ron Howard", "Director"),
        ("director of splash", "Ron Howard", "Director"),
        ("who starred in splash", "Tom Hanks", "Actor"),
        ("cast of private benjamin", "Goldie Hawn", "Actor"),
        ("who composed apollo 13", "James Horner", "Composer"),
        ("who directed a bronx tale", "Robert De Niro", "Director"),
        ("who directed bronx tale", "Robert De Niro", "Director"),
    ],
)
def test_a_job_asked_of_a_film_finds_who_did_it(text: str, first: str, job: str) -> None:
    assert parts(text)["job"] == job
    assert titles(text)[0] == first


@pytest.mark.parametrize(
    ("text", "facet", "label", "first"),
    [
        ("films shot in new york", "filmed", "Filming location: New York", "Taxi Driver"),
        ("films filmed in new york", "filmed", "Filming location: New York", "Taxi Driver"),
        ("films set in new york", "set", "Setting: New York", "Alien"),
        ("films shot in the united states", "filmed", "Filming location: United States", "Taxi Driver"),
    ],
)
def test_how_a_film_used_a_place_is_told_apart(text: str, facet: str, label: str, first: str) -> None:
    assert parts(text)[facet] == label
    assert titles(text)[0] == first


def test_a_place_in_which_nothing_is_said_to_be_done_is_a_place() -> None:
    assert parts("films in new york") == {"location": "New York", "kind": "films"}
    assert set(titles("films in new york")[:2]) == {"Taxi Driver", "Alien"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("films with tom hanks", Kind.FILM), ("tom hanks movies", Kind.FILM), ("people in splash", Kind.PERSON)],
)
def test_a_kind_asked_for_goes_first(text: str, kind: Kind) -> None:
    page = answer(text)
    assert ("kind", kind) in [(part.facet, part.value) for part in page.understood]
    assert page.results[0].kind == kind


def test_a_title_after_an_indefinite_article_tells_what_happens() -> None:
    film("Woman on the Run", 1950)
    assert parts("a woman on the run checks into a motel") == {}
    assert parts("who is in woman on the run")["film"] == "Woman on the Run"


def test_a_title_is_recognised_without_the_articles_in_it() -> None:
    film("The Lord of the Rings: The Return of the King", 2003)
    film("The Lord of the Rings", 1978)
    film("The Return of the King", 1980)
    full_title = "The Lord of the Rings: The Return of the King"
    assert titles("lord of the rings return of the king")[0] == full_title
    assert parts("cast of lord of the rings return of the king")["film"] == full_title


def test_a_superlative_names_a_genre() -> None:
    assert parts("funniest films") == {"genre": "Comedy", "kind": "films"}
    assert "genre" not in parts("shortest films")
