"""What titles say about series and versions."""

import pytest

from films.identity.series import read_series_title, without_version


@pytest.mark.parametrize(
    ("title", "original", "version"),
    [
        ("The Tanuki 3D", "The Tanuki", "3D"),
        ("The Tanuki (Director's Cut) (re-release)", "The Tanuki", "(Director's Cut) (re-release)"),
        ("The Tanuki: The IMAX Experience", "The Tanuki", "The IMAX Experience"),
        ("The Tanuki: 20th Anniversary Edition", "The Tanuki", "20th Anniversary Edition"),
        ("The Tanuki – Restored Version", "The Tanuki", "Restored Version"),
        ("The Tanuki (French-language version)", "The Tanuki", "(French-language version)"),
        ("The Tanuki (Hindi)", "The Tanuki", "(Hindi)"),
        ("The Tanuki (1977)", "The Tanuki (1977)", ""),
        ("Badger's Version", "Badger's Version", ""),
        ("3D", "3D", ""),
    ],
)
def test_the_words_for_a_version_end_a_title(title: str, original: str, version: str) -> None:
    assert without_version(title) == (original, version)


@pytest.mark.parametrize(
    ("title", "name", "number"),
    [
        ("The Tanuki", "tanuki", 0),
        ("Tanuki III", "tanuki", 3),
        ("The Tanuki, Part Two", "tanuki", 2),
        ("Tanuki: Volume 2", "tanuki", 2),
        ("Tanuki: Episode I – The Rain", "tanuki", 1),
        ("Tanuki: The Rain", "tanuki", 0),
    ],
)
def test_the_number_follows_the_name_of_a_series(title: str, name: str, number: int) -> None:
    read = read_series_title(title)
    assert (" ".join(read.words), read.number) == (name, number)
