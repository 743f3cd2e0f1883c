"""A load is told in searches a second, by the clock and by the server's processor time."""

from collections import Counter

from tests.benchmarks.load import Load


def test_a_row_has_the_rate_the_times_the_cost_and_every_status() -> None:
    load = Load(
        "searches", seconds=2.0, times=[10.0] * 99 + [50.0], statuses=Counter({200: 98, 503: 2}), processor=0.8
    )
    assert load.row() == "| searches | 50 | 10 | 10 | 8.00 | 98 × 200, 2 × 503 |"
