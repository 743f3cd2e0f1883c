"""Names with quotation marks of their own are quoted so that one can see where they end."""

from films.names import quoted


def test_marks_within_become_single_ones() -> None:
    assert quoted("Kit Holt: “It rained”") == "“Kit Holt: ‘It rained’”"
