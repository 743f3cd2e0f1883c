"""Tables for terminals."""

from films.evaluation.tables import aligned


def test_names_stand_left_and_figures_right() -> None:
    assert aligned([["kind", "n"], ["fox", "100"], ["tanuki", "7"]]) == "kind      n\nfox     100\ntanuki    7"
