"""Spellings of one name have one key, and other names another."""

import pytest

from films.identity.keys import name_key, title_key


@pytest.mark.parametrize(
    "spellings",
    [
        ("J.J. Abrams", "J. J. Abrams", "JJ Abrams"),
        ("Mia Hansen-Løve", "Mia Hansen Love", "Mia Hansen‐Løve"),
        ("Robert Downey, Jr.", "Robert Downey Jr", "Robert Downey Junior"),
        ("Vincent D'Onofrio", "Vincent D’Onofrio", "Vincent D&#39;Onofrio"),
        ("Ed O'Ross", "Ed O\u2019Ross", "ED O ROSS", "Ed\u200b O'Ross"),
        ("İlker Işık", "Ilker Isik"),
    ],
)
def test_spellings_of_a_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("WALL·E", "WALL-E", "Wall E"),
        ("Fast & Furious", "Fast and Furious"),
        ("Rocky II", "Rocky 2", "Rocky: Part Two"),
        ("9½ Weeks", "9 1/2 Weeks"),
        ("Se7en", "Seven"),
        ("The Thing", "Thing"),
        ("Star Wars: Episode I – The Phantom Menace", "Star Wars Episode 1: The Phantom Menace"),
        ("Les Misérables", "Les Miserables"),
    ],
)
def test_spellings_of_a_title_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({title_key(title) for title in spellings}) == 1


def test_other_names_and_titles_have_other_keys() -> None:
    titles = ("Alien", "Aliens", "Alien 3", "A", "It", "…", "!!!", "七人の侍")
    assert len(set(map(title_key, titles))) == len(titles)
    names = ("Robert Downey", "Robert Downey Sr.", "Robert Downey Jr.", "?")
    assert len(set(map(name_key, names))) == len(names)
