"""Each measure, worked out by hand."""

import pytest

from films.evaluation.metrics import (
    AGREEMENTS,
    DEPTH,
    MEASURES,
    r_precision,
    recall_at,
    reciprocal_rank_at,
    set_precision,
    set_recall,
    success_at,
)

FOUND = ["fox", "tanuki", "hound", "badger"]


@pytest.mark.parametrize(
    ("relevant", "success_1", "success_2"),
    [({"fox"}, 1, 1), ({"tanuki"}, 0, 1), ({"hound"}, 0, 0), ({"hound", "fox"}, 1, 1), ({"crane"}, 0, 0)],
)
def test_success_is_anything_relevant_within_the_depth(
    relevant: set[str], success_1: float, success_2: float
) -> None:
    assert success_at(1, FOUND, relevant) == success_1
    assert success_at(2, FOUND, relevant) == success_2


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [({"fox"}, 1), ({"tanuki"}, 1 / 2), ({"hound", "badger"}, 1 / 3), ({"badger"}, 0), ({"crane"}, 0)],
)
def test_reciprocal_rank_is_of_the_first_relevant_within_the_depth(relevant: set[str], expected: float) -> None:
    assert reciprocal_rank_at(3, FOUND, relevant) == expected


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [
        ({"fox"}, 1),
        ({"tanuki"}, 0),
        ({"fox", "tanuki"}, 1),
        ({"fox", "hound"}, 1 / 2),
        ({"fox", "crane", "hound"}, 2 / 3),
        (set(), 0),
    ],
)
def test_r_precision_looks_at_as_many_results_as_are_relevant(relevant: set[str], expected: float) -> None:
    assert r_precision(FOUND, relevant) == pytest.approx(expected)


def test_r_precision_counts_missing_results_as_wrong() -> None:
    assert r_precision(["fox"], {"fox", "tanuki", "hound", "badger"}) == 1 / 4


def test_r_precision_looks_no_deeper_than_any_measure_does() -> None:
    relevant = set(range(DEPTH * 2))
    assert r_precision(range(DEPTH), relevant) == 1
    assert r_precision([-1, *range(DEPTH)], relevant) == (DEPTH - 1) / DEPTH


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [({"fox"}, 1), ({"fox", "badger"}, 1 / 2), ({"fox", "tanuki", "hound"}, 1), ({"crane"}, 0), (set(), 0)],
)
def test_recall_is_the_share_of_all_that_is_relevant(relevant: set[str], expected: float) -> None:
    assert recall_at(3, FOUND, relevant) == expected


def test_recall_stays_below_one_where_more_is_relevant_than_is_looked_at() -> None:
    assert recall_at(2, FOUND, set(FOUND)) == 1 / 2


@pytest.mark.parametrize(
    ("relevant", "precision", "recall"),
    [
        (set(FOUND), 1, 1),
        ({"badger"}, 1 / 4, 1),
        ({"fox", "hound", "crane"}, 1 / 2, 2 / 3),
        ({"crane"}, 0, 0),
        (set(), 0, 0),
    ],
)
def test_sets_agree_in_what_was_found_and_in_what_is_relevant(
    relevant: set[str], precision: float, recall: float
) -> None:
    assert set_precision(FOUND, relevant) == precision
    assert set_recall(FOUND, relevant) == pytest.approx(recall)


def test_nothing_found_is_worth_nothing_by_any_measure() -> None:
    measures = [*MEASURES.values(), *AGREEMENTS.values()]
    assert [measure([], {"fox"}) for measure in measures] == [0] * len(measures)


def test_perfection_is_one_by_every_measure() -> None:
    measures = [*MEASURES.values(), *AGREEMENTS.values()]
    assert [measure(FOUND, set(FOUND)) for measure in measures] == [1] * len(measures)
