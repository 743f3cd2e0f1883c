"""Names that are written in several ways: with numbers as digits, numerals and words, “vs.”, parts left out."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from films.identity.folding import plain
from films.identity.numerals import rewritten_keys, rewritten_word
from films.search import SearchRequest, search
from films.search.backends import engine
from films.search.backends.base import NameForm
from films.search.backends.sqlite.expressions import readings_sql, rewritten_key_sql, rewritten_sql
from films.search.criteria import Criteria, Term
from films.search.ranking import ADJACENT, name_bonus, scored
from films.search.sets import current
from tests.cast import film, person
from tests.search.finding import titles_found

CASES = Path(settings.BASE_DIR).parent / "shared" / "cases"

SAME_NAMES = [
    ("Tanuki II", "Tanuki 2"),
    ("Tanuki V", "Tanuki Five"),
    ("Tanuki XIV", "tanuki 14"),
    ("Tanuki, Part Two", "Tanuki Part II"),
    ("Tanuki: Vol. 2", "Tanuki Volume II"),
    ("Tanuki: Chapter 2", "Tanuki 2"),
    ("Tanuki – Episode I: The Bath", "Tanuki 1: The Bath"),
    ("The Tanuki Part II", "tanuki 2"),
    ("The 6th Tanuki", "The Sixth Tanuki"),
    ("Twelve Angry Tanukis", "12 Angry Tanukis"),
    ("Twenty-One Tanukis", "21 Tanukis"),
    ("The Twenty-First Tanuki", "The 21st Tanuki"),
    ("One Hundred and One Tanukis", "101 Tanukis"),
    ("A Hundred Tanukis", "100 Tanukis"),
    ("Twenty Thousand Tanukis", "20,000 Tanukis"),
    ("Two Thousand and Twelve: The Tanuki", "2012: The Tanuki"),
    ("Nineteen Eighty-Four Tanukis", "1984 Tanukis"),
    ("9½ Tanukis", "nine and a half tanukis"),
    ("Tanuki vs. Fox", "Tanuki versus Fox"),
    ("Tanuki v Fox", "Tanuki vs Fox"),
    ("Tanuk1s Rising", "Tanukis Rising"),
    ("Se7en", "7"),
    ("Tanuki's Bath 2", "tanukis bath ii"),
    ("Fox & Tanuki 2", "fox and tanuki ii"),
    (
        "The Great and Wonderful Adventures of a Tanuki in the Bath 3",
        "The Great and Wonderful Adventures of a Tanuki in the Bath III",
    ),
]
DIFFERENT_NAMES = [
    ("X-Tanukis", "10 Tanukis"),
    ("I, Tanuki", "1 Tanuki"),
    ("V for Tanuki", "5 for Tanuki"),
    ("Tanuki D", "Tanuki 500"),
    ("Tanuki Mix", "Tanuki 1009"),
    ("The Sixth Tanuki", "Six Tanuki"),
    ("Part Two", "2"),
    ("The Jungle Book 2", "The Jungle 2"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("names", [*SAME_NAMES, *((other, one) for one, other in SAME_NAMES)])
def test_a_name_is_found_however_its_numbers_are_written(names: tuple[str, str]) -> None:
    title, typed = names
    film(title)
    film("Tanuki and Fox in the Bath")
    assert titles_found(typed)[0] == title


@pytest.mark.django_db
@pytest.mark.parametrize("names", DIFFERENT_NAMES)
def test_letters_and_words_that_are_no_numbers_stay_what_they_are(names: tuple[str, str]) -> None:
    title, typed = names
    film(title)
    assert engine().records_named(rewritten_keys(plain(typed).split())) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "other"), [("Tanuki 2", "Tanuki II"), ("Seven", "Se7en"), ("The One", "The 1")])
def test_the_name_that_is_written_as_typed_goes_first(typed: str, other: str) -> None:
    for title in (other, typed, other):
        film(title)
    assert titles_found(typed) == [typed, other, other]


@pytest.mark.django_db
def test_a_name_is_found_without_the_subtitle_after_its_number() -> None:
    film("Tanuki II: The Bath")
    film("Tanuki Returns: The Bath 2")
    assert titles_found("tanuki 2")[0] == "Tanuki II: The Bath"


@pytest.mark.django_db
def test_a_whole_name_goes_before_one_with_a_subtitle() -> None:
    film("Fantastic Fox 2: The Bath")
    film("Fantastic Fox II")
    film("Fantastic Fox 2: The River")
    assert titles_found("fantastic fox two")[0] == "Fantastic Fox II"


@pytest.mark.django_db
def test_a_year_that_a_name_begins_with_is_no_name_without_its_subtitle() -> None:
    film("1984: The Bath")
    assert engine().records_named(["#1984"]) == []


@pytest.mark.django_db
def test_a_name_inside_a_question_may_be_written_otherwise() -> None:
    film("Tanuki II")
    film("Tanuki")
    page = search(SearchRequest("who made tanuki 2"))
    assert "Tanuki II" in [part.label for part in page.understood]


@pytest.mark.django_db
def test_people_and_places_are_named_in_these_ways_too() -> None:
    person("John Paul II")
    assert titles_found("john paul 2")[0] == "John Paul II"


@pytest.mark.django_db
@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_a_film_renamed_by_another_program_is_found_in_its_new_ways_alone() -> None:
    film("Tanuki II")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_film SET title = 'Tanuki III'")
    assert [record.form for record in engine().records_named(["#tanuki3"])] == [NameForm.REWRITTEN]
    assert engine().records_named(["#tanuki2"]) == []


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_the_index_rewrites_names_as_queries_are_rewritten() -> None:
    words = "the a 1 2nd ii i v x twenty hundred thousand and half part book vs versus se7en s1m0ne fox".split()
    names = [" ".join(some) for length in (1, 2, 3) for some in permutations(words, length)]
    queried = {name: keys for name in names if (keys := rewritten_keys(name.split()))}
    source = "(SELECT name.value AS plain FROM json_each(%s) name)"
    rewritten = f"SELECT {rewritten_sql(readings_sql('plain'))} AS name FROM {source}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {rewritten_key_sql('name')} FROM ({rewritten})", [json.dumps([*queried])])
        for (typed, keys), (key,) in zip(queried.items(), cursor.fetchall(), strict=True):
            assert key in {*keys, typed.replace(" ", "")}, typed


@pytest.mark.parametrize(("word", "written"), [("ii", "2"), ("two", "2"), ("2", "2"), ("twenty", "20"), ("v", "")])
def test_a_word_by_itself_is_written_in_one_way(word: str, written: str) -> None:
    assert rewritten_word(word) == written


@pytest.mark.django_db
@pytest.mark.skipif(not CASES.exists(), reason="The cases are not in this checkout.")
@pytest.mark.parametrize("case", ["03-sequel-numbers", "04-number-words"])
def test_titles_are_found_as_people_type_them(case: str) -> None:
    lines = (CASES / case / "queries.tsv").read_text().splitlines()
    asked = dict(line.split("\t") for line in lines)
    for title in {*asked.values()}:
        film(title)
    for typed, title in asked.items():
        assert titles_found(typed)[0] == title, typed


@pytest.mark.django_db
@pytest.mark.usefixtures("index_is_true_in_the_end")
@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("The Spider-Tanuki in the Bath", "spidertanuki"),
        ("T.N. the Extra-Terrestrial", "tn"),
        ("O'Tanuki's Bath", "otanukis"),
        ("The Bath of S1m0ne", "simone"),
        ("Tanuki II and the Bath", "bath 2"),
        ("Tanuki II and the Bath", "title:two"),
        ("Tanuki 2 and the Bath", "bath ii"),
    ],
)
def test_a_word_of_a_name_is_found_without_its_signs_and_by_its_number(title: str, typed: str) -> None:
    film(title)
    film("The Bath")
    page = search(SearchRequest(typed, page_size=1))
    assert [result.title_text for result in page.results] == [title]
    assert page.corrected == ""


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Fox & Tanuki", "Fox and Tanuki"])
def test_of_two_titles_that_differ_in_signs_the_one_typed_goes_first(typed: str) -> None:
    for title in ("Fox & Tanuki", "Fox and Tanuki", "Fox & Tanuki"):
        film(title)
    assert titles_found(typed)[0] == typed


@pytest.mark.django_db
def test_a_title_without_its_article_goes_before_those_that_have_its_word() -> None:
    for title in ("Year Tanuki", "The Tanuki", "Day Tanuki"):
        film(title)
    assert titles_found("tanuki")[0] == "The Tanuki"


@pytest.mark.django_db
def test_of_two_names_with_numbers_written_otherwise_the_one_with_the_article_typed_goes_first() -> None:
    film("Fantastic Four")
    film("The Fantastic Four")
    ids = [record.entry_id for record in engine().records_named(["#fantastic4"])]
    criteria = Criteria((Term("the", "", 1.0),), other_forms=frozenset(ids))
    bonuses = {
        candidate.texts["title"]: sum(name_bonus(candidate, plain(candidate.texts["title"]), criteria).values())
        for candidate in engine().candidates(ids)
    }
    assert bonuses["The Fantastic Four"] > bonuses["Fantastic Four"]


@pytest.mark.django_db
def test_words_that_signs_part_in_a_title_stand_together() -> None:
    film("T.A. the Extra-Terrestrial")
    (candidate,) = engine().candidates(current().first(current().everything, 1))
    criteria = Criteria((Term("t", "", 1.0), Term("a", "", 1.0), Term("the", "", 1.0)))
    assert scored(candidate, criteria).parts["ADJACENT"] == ADJACENT
