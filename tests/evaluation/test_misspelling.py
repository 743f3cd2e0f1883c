"""Slips of the finger, the same ones each time."""

import pytest

from films.evaluation.misspelling import misspelt


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "The Taunki"), (1, "The Tauki"), (2, "The Tannuki"), (3, "The Taeuki"), (4, "The Taunki")],
)
def test_the_number_chooses_the_slip_in_the_longest_word(number: int, expected: str) -> None:
    assert misspelt("The Tanuki", number) == expected


def test_a_slip_that_changes_nothing_gives_way_to_the_next() -> None:
    assert misspelt("foxxes", 0) == "foxes"


@pytest.mark.parametrize("text", ["", "The Fox", "七人"])
def test_short_words_are_left_alone(text: str) -> None:
    assert misspelt(text, 0) == text
