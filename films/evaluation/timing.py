"""Measure processor time in milliseconds, which does not count what else is running, and summarise it."""

import math
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

Answer = TypeVar("Answer")
Clock = Callable[[], float]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of the values does not exceed: 0.95 for p95.

    This is the nearest rank: always a value that was measured, and never one between two. Raises ValueError
    where there is none.
    """
    if not values:
        raise ValueError("There is no percentile of nothing.")
    return sorted(values)[max(1, math.ceil(share * len(values))) - 1]


def timed(call: Callable[[], Answer], clock: Clock = time.process_time) -> tuple[Answer, float]:
    """Call once, and return the answer and how long it took by a clock."""
    started = clock()
    answer = call()
    return answer, (clock() - started) * 1000


def timed_warm(
    calls: Sequence[Callable[[], Answer]], repeats: int, clock: Clock = time.process_time
) -> list[tuple[Answer, float]]:
    """Call all once unmeasured, then all again `repeats` times; return each one's answer and median time.

    The median keeps a hiccup of the machine from passing for a slow call, and going over all before any is
    repeated keeps a call from finding its own pages freshly read.
    """
    answers = [call() for call in calls]
    passes = [[timed(call, clock)[1] for call in calls] for _ in range(repeats)]
    return [(answer, median(times)) for answer, times in zip(answers, zip(*passes, strict=True), strict=True)]
