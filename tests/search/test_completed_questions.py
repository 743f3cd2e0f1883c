"""Suggestions complete the end of a question by what its words ask for, and keep the rest of it."""

import pytest

from films.search import Kind, suggest
from tests.cast import film, person, place
from tests.search.finding import suggested_texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("films directed by bud", Kind.PERSON),
        ("comedies with bud", Kind.PERSON),
        ("films shot in bud", Kind.LOCATION),
        ("sequel to bud", Kind.FILM),
        ("movies like bud", Kind.FILM),
        ("the film called bud", Kind.FILM),
    ],
)
def test_the_end_of_a_question_becomes_what_it_asks_for(typed: str, kind: Kind) -> None:
    film("Buddy")
    person("Budd Boetticher")
    place("Budapest")
    assert [one.kind for one in suggest(typed)] == [kind]


def test_words_of_the_question_are_no_part_of_a_name() -> None:
    film("Just Like Heaven")
    film("Heat")
    assert suggested_texts("something like hea")[0] == "something like Heat"


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("80s comedies with arn", "80s comedies with Arnold Schwarzenegger"),
        ("80s comedies with arnold schw", "80s comedies with Arnold Schwarzenegger"),
        ("80s comedies with schw", "80s comedies with Arnold Schwarzenegger"),
        ("80s comedies with arnlod schw", "80s comedies with Arnold Schwarzenegger"),
        ("80s comedies with shwarzenegger", "80s comedies with Arnold Schwarzenegger"),
        ("who directed the silence of the lam", "who directed The Silence of the Lambs"),
        ("who directed the sil", "who directed The Silence of the Lambs"),
        ("was something shot in buda", "was something shot in Budapest"),
        ("was  Something shot in BUDA", "was Something shot in Budapest"),
    ],
)
def test_the_end_of_a_question_is_completed_and_the_rest_kept(typed: str, becomes: str) -> None:
    person("Arnold Schwarzenegger")
    film("The Silence of the Lambs")
    place("Budapest")
    assert suggested_texts(typed) == [becomes]
    assert suggest(typed)[0].is_completed


def test_a_longer_end_goes_before_a_shorter_one() -> None:
    person("Harrison Ford")
    person("Ford Beebe")
    assert suggested_texts("comedies of harrison fo") == [
        "comedies of Harrison Ford",
        "comedies of harrison Ford Beebe",
    ]
    assert suggested_texts("comedies with harrison fo") == ["comedies with Harrison Ford"]


@pytest.mark.parametrize(
    "typed", ["drums arnold ", 'drums "arn', "drums -arn", "drums title:arn", "drums the arn", "drums a"]
)
def test_no_end_is_completed_where_it_is_finished_or_no_word_of_a_question(typed: str) -> None:
    person("Arnold")
    assert suggested_texts(typed) == []


def test_all_that_was_typed_goes_before_its_end() -> None:
    film("Red Heat")
    person("Heather")
    assert suggested_texts("red heat") == ["Red Heat"]
