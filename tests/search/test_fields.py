"""What each field finds, alone, compared, left out and beside words; what is no field is words."""

import pytest

from films.search import Kind, SearchRequest, search
from tests.search.finding import titles_found

pytestmark = [pytest.mark.usefixtures("red_heat"), pytest.mark.django_db]

FILMS = {"Red Heat", "48 Hrs.", "Ninotchka", "Twins"}
MALFORMED = (
    "year:abc year:198 year:19888 year:.. score:high score:.. score:1234 cited:maybe conflict:2 orphaned:x".split()
)


def kinds(text: str) -> set[Kind]:
    return {result.kind for result in search(SearchRequest(text, page_size=100)).results}


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("title:heat", {"Red Heat"}),
        ("title:48", {"48 Hrs."}),
        ("title:hours", {"48 Hrs."}),
        ("title:nino", {"Ninotchka"}),
        ('title:"red heat"', {"Red Heat"}),
        ('title:"heat red"', set()),
        ("title:tw*", {"Twins"}),
        ("title:budapest", set()),
        ("TITLE:HEAT", {"Red Heat"}),
        ("person:hill", {"Red Heat", "48 Hrs."}),
        ('person:"walter hill"', {"Red Heat", "48 Hrs."}),
        ("person:schwarz*", {"Red Heat", "Twins"}),
        ("director:hill", {"Red Heat", "48 Hrs."}),
        ("director:schwarzenegger", set()),
        ("actor:schwarzenegger", {"Red Heat", "Twins"}),
        ("actor:garbo", {"Ninotchka"}),
        ("actor:hill", set()),
        ("character:danko", {"Red Heat"}),
        ("character:dan*", {"Red Heat"}),
        ('character:"ivan danko"', {"Red Heat"}),
        ('character:"danko ivan"', set()),
        ("character:schwarzenegger", set()),
        ("place:budapest", {"Red Heat"}),
        ("place:hungary", {"Red Heat"}),
        ('place:"new york"', set()),
        ("genre:comedy", {"Red Heat", "48 Hrs.", "Twins"}),
        ("genre:comedies", {"Red Heat", "48 Hrs.", "Twins"}),
        ("genre:funny", {"Red Heat", "48 Hrs.", "Twins"}),
        ('genre:"buddy film"', {"48 Hrs."}),
        ("genre:buddy-film", {"48 Hrs."}),
        ("genre:com*", {"Red Heat", "48 Hrs.", "Twins"}),
        ("genre:thriller", set()),
        ("year:1988", {"Red Heat", "Twins"}),
        ("year:=1988", {"Red Heat", "Twins"}),
        ("year:>1982", {"Red Heat", "Twins"}),
        ("year:>=1982", {"Red Heat", "48 Hrs.", "Twins"}),
        ("year:<1982", {"Ninotchka"}),
        ("year:<=1982", {"48 Hrs.", "Ninotchka"}),
        ("year:1980..1985", {"48 Hrs."}),
        ("year:1985..1980", {"48 Hrs."}),
        ("year:1982..", {"Red Heat", "48 Hrs.", "Twins"}),
        ("year:..1982", {"48 Hrs.", "Ninotchka"}),
        ("year:1990..1999", set()),
    ],
)
def test_films_are_found_by_a_field(text: str, films: set[str]) -> None:
    assert set(titles_found(text, Kind.FILM)) == films


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ('person:"jim belushi" kind:person', ["James Belushi"]),
        ("person:jim kind:person", ["James Belushi"]),
        ("director:hill kind:credit", ["Walter Hill, director", "Walter Hill, director"]),
        ("character:rostavili kind:credit", ["Ed O'Ross as Viktor Rostavili", "Gábor Koncz as Vagran Rostavili"]),
        ("job:composer", ["James Horner", "James Horner, composer"]),
        ("job:editor", []),
        ("job:nothing", []),
        ("outlet:cinemascore", ["CinemaScore: B"]),
        ('outlet:"rotten tomatoes"', ["Rotten Tomatoes: 67%", "Rotten Tomatoes: 5.6/10"]),
        ("outlet:tomatoes", ["Rotten Tomatoes: 67%", "Rotten Tomatoes: 5.6/10"]),
        ("outlet:nowhere", []),
        ("note:wristwatches", ["They exchange wristwatches as a sign of friendship"]),
        ("note:zeppelin", []),
        ("source:nowhere", []),
        ("kind:review outlet:cinemascore", ["CinemaScore: B"]),
        ("kind:box_office", ["Gross, United States, cumulative: $35,000,000", "Rank on opening: number 1"]),
        ('kind:"box office"', ["Gross, United States, cumulative: $35,000,000", "Rank on opening: number 1"]),
        ("kind:nothing", []),
    ],
)
def test_entries_are_found_by_a_field(text: str, entries: list[str]) -> None:
    assert sorted(titles_found(text)) == sorted(entries)


@pytest.mark.parametrize("text", ["kind:film", "kind:films", "kind:movie", "KIND:Film"])
def test_kinds_are_named_as_people_say(text: str) -> None:
    assert set(titles_found(text)) == FILMS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kind:people", Kind.PERSON),
        ("kind:places", Kind.LOCATION),
        ("note:hill", Kind.NOTE),
        ("title:r", Kind.FILM),
    ],
)
def test_entries_of_other_kinds_are_left_out(text: str, kind: Kind) -> None:
    assert kinds(text) == {kind}


def test_a_place_has_all_that_lies_in_it() -> None:
    assert {"Hungary", "Budapest", "Rudas Thermal Bath"} == set(titles_found("place:hungary", Kind.LOCATION))
    assert {"Budapest", "Rudas Thermal Bath"} == set(titles_found("place:budapest", Kind.LOCATION))


@pytest.mark.parametrize(
    ("text", "films"),
    [
        ("title:heat OR title:twins", {"Red Heat", "Twins"}),
        ("title:heat OR title:twins OR year:1939", {"Red Heat", "Twins", "Ninotchka"}),
        ("title:heat OR -genre:comedy", {"Red Heat", "Ninotchka"}),
        ("title:twins OR genre:comedy year:1982", {"48 Hrs."}),
        ("kind:film -genre:action", {"Ninotchka", "Twins"}),
        ("kind:film -year:1988", {"48 Hrs.", "Ninotchka"}),
        ("kind:film -year:1980..1990", {"Ninotchka"}),
        ("kind:film -title:heat -title:twins", {"48 Hrs.", "Ninotchka"}),
        ('kind:film -person:"walter hill"', {"Ninotchka", "Twins"}),
        ("kind:film -director:hill -actor:garbo", {"Twins"}),
        ("director:hill genre:comedy", {"Red Heat", "48 Hrs."}),
        ("director:hill year:<1985", {"48 Hrs."}),
        ("actor:schwarzenegger director:hill", {"Red Heat"}),
        ("actor:schwarzenegger -director:hill", {"Twins"}),
        ("kind:film score:>5", set()),
    ],
)
def test_fields_are_joined_left_out_and_combined(text: str, films: set[str]) -> None:
    assert set(titles_found(text, Kind.FILM)) == films


def test_excluding_alone_leaves_everything_else() -> None:
    page = search(SearchRequest("-kind:film"))
    assert page.count == search(SearchRequest()).count - len(FILMS)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("snow kind:film_location place:austria", "Filming location: Austria"),
        ("heat year:1988", "Red Heat"),
        ('"red heat" kind:film', "Red Heat"),
        ("1988 genre:comedy", "Red Heat"),
        ("eighties kind:film genre:buddy-film", "48 Hrs."),
        ("tomatoes score:<60", "Rotten Tomatoes: 5.6/10"),
        ("danko actor:schwarzenegger kind:credit", "Arnold Schwarzenegger as Captain Ivan Danko"),
        ("schwarz* kind:person", "Arnold Schwarzenegger"),
        ("walter hill kind:person", "Walter Hill"),
    ],
)
def test_words_beside_fields_are_asked_for_too(text: str, first: str) -> None:
    assert titles_found(text)[0] == first


@pytest.mark.parametrize("text", ["danko kind:film", "snow genre:comedy", "hill year:1982", "tomatoes score:<60"])
def test_what_a_field_asks_holds_however_words_are_loosened(text: str) -> None:
    (field,) = [clause for clause in text.split() if ":" in clause]
    assert set(titles_found(text)) <= set(titles_found(field))
    assert set(titles_found(f"{text} zeppelin")) <= set(titles_found(field))


def test_a_phrase_holds_when_the_words_beside_it_are_given_up() -> None:
    page = search(SearchRequest('zeppelin "red heat"'))
    assert page.results[0].title_text == "Red Heat"
    assert page.loosened


@pytest.mark.parametrize("text", ["foo:danko", "Foo:Danko", "danko:foo"])
def test_an_unknown_field_is_a_word(text: str) -> None:
    page = search(SearchRequest(text))
    assert page.results == search(SearchRequest(text.replace(":", " "))).results
    assert "Danko's hotel room" in [result.title_text for result in page.results]
    assert page.loosened
    assert not page.corrected


@pytest.mark.parametrize("text", MALFORMED)
def test_a_malformed_value_is_words(text: str) -> None:
    name, _, value = text.partition(":")
    assert titles_found(f"{text} ") == titles_found(f"{name} {value} ")


@pytest.mark.parametrize("text", ["title: heat", "title:! heat", "heat title:"])
def test_a_field_without_a_value_is_a_word(text: str) -> None:
    assert "Red Heat" in titles_found(text)
