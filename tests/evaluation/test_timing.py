"""What times come to. No test looks at the clock."""

import pytest

from films.evaluation.timing import percentile, timed, timed_warm


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7], 0.5, 7),
        ([3, 1, 2], 0.5, 2),
        ([4, 3, 2, 1], 0.5, 2),
        (range(1, 101), 0.95, 95),
        (range(1, 21), 0.95, 19),
        ([1, 2], 0.95, 2),
        ([1, 2], 1, 2),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_an_answer_comes_back_with_its_time() -> None:
    answer, milliseconds = timed(lambda: "fox")
    assert answer == "fox"
    assert milliseconds >= 0


def test_every_call_is_made_once_before_any_is_measured_or_repeated() -> None:
    called: list[str] = []
    timings = timed_warm([lambda: called.append("fox"), lambda: called.append("hound")], 3)
    assert called == ["fox", "hound"] * 4
    assert len(timings) == 2


def test_the_time_is_the_median_of_the_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([9.0, 1.0, 2.0])
    monkeypatch.setattr("films.evaluation.timing.timed", lambda call, clock: (call(), next(times)))
    assert timed_warm([lambda: "fox"], 3) == [("fox", 2.0)]
