"""Numbers are written in all their forms, and found in titles."""

import pytest

from tests.judged_sets.numerals import in_words, numerals, ordinal_in_digits, ordinal_in_words, roman


@pytest.mark.parametrize(("number", "numeral"), [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (13, "XIII")])
def test_a_number_is_written_in_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@pytest.mark.parametrize(
    ("number", "words", "ordinal", "digits"),
    [
        (1, "one", "first", "1st"),
        (12, "twelve", "twelfth", "12th"),
        (20, "twenty", "twentieth", "20th"),
        (23, "twenty-three", "twenty-third", "23rd"),
        (101, "one hundred and one", "one hundred and first", "101st"),
    ],
)
def test_a_number_is_written_in_words(number: int, words: str, ordinal: str, digits: str) -> None:
    assert (in_words(number), ordinal_in_words(number), ordinal_in_digits(number)) == (words, ordinal, digits)


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("48 Hrs.", ["forty-eight"]),
        ("Two Tanuki and the Third Fox", ["2", "3rd"]),
        ("The 39 Steps", ["thirty-nine"]),
        ("Twenty-One Drums", ["21"]),
        ("One Hundred and One Badgers", ["101"]),
        ("Ninotchka, 1939", []),
        ("Someone", []),
        ("9½ Weeks", []),
    ],
)
def test_the_numbers_of_a_title_have_another_form(title: str, forms: list[str]) -> None:
    assert [numeral.other_form for numeral in numerals(title)] == forms
