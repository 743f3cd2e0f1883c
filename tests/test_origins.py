"""A film's origin names countries, or words that are told rather than guessed."""

import pytest

from films.origins import WORDS_OF_COUNTRIES, countries


@pytest.mark.parametrize(
    ("origin", "country"),
    [
        ("American", "United States"),
        ("british", "United Kingdom"),
        ("Bollywood", "India"),
        ("Tamil", "India"),
        ("Hong Kong", "Hong Kong"),
        ("South Korean", "South Korea"),
        ("South_Korean", "South Korea"),
        (" Turkish ", "Turkey"),
        ("Soviet", "Soviet Union"),
        ("Hungary", "Hungary"),
        ("Trinidad and Tobago", "Trinidad and Tobago"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("DE", "Germany"),
        ("AUT", "Austria"),
        ("840", "United States"),
        ("SUHH", "Soviet Union"),
        ("Österreich", "Austria"),
        ("Tchéquie", "Czech Republic"),
        ("日本", "Japan"),
        ("Angola", "Angola"),
    ],
)
def test_a_word_names_a_country(origin: str, country: str) -> None:
    assert countries(origin) == ([country], [])


@pytest.mark.parametrize(
    "origin", ["British-American", "British/American", "UK, USA", "British and American", "GB; US"]
)
def test_an_origin_names_several_countries(origin: str) -> None:
    assert countries(origin) == (["United Kingdom", "United States"], [])


def test_a_country_is_named_once() -> None:
    assert countries("Tamil/Telugu") == (["India"], [])


def test_unknown_words_are_told_beside_the_known() -> None:
    assert countries("Martian / French") == (["France"], ["Martian"])
    assert countries("Korean") == ([], ["Korean"])
    assert countries("NA / EU") == ([], ["NA", "EU"])
    assert countries("") == ([], [])


def test_no_word_stands_for_two_countries() -> None:
    words = [word for listed in WORDS_OF_COUNTRIES.values() for word in listed.split(", ")]
    assert len(words) == len(set(words))
