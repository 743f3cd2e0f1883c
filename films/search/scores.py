"""Scores on 0 to 100, as they are compared in a question and counted in bands."""

from collections.abc import Callable

from films.search.query.parser import parse
from films.search.query.tree import ScoreIs

TOP = 100

BANDS = {
    f"{low}..{high}": range(low, high + 1) for low, high in ((80, TOP), (60, 79), (40, 59), (20, 39), (0, 19))
}
"""The ranges in which scores are counted, the best first."""

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": float.__lt__,
    "<=": float.__le__,
    "=": float.__eq__,
    ">=": float.__ge__,
    ">": float.__gt__,
}


def points_of(*asked: ScoreIs) -> list[int]:
    """Return the whole scores that meet every comparison."""
    return [
        point
        for point in range(TOP + 1)
        if all(COMPARISONS[one.comparison](float(point), one.value) for one in asked)
    ]


def read_points(text: str) -> list[int]:
    """Return the whole scores that a value of `score:` stands for: 67, 60..79, >60; none for anything else."""
    asked = [clause for clause in parse(f"score:{text}").clauses if isinstance(clause, ScoreIs)]
    return points_of(*asked) if asked else []
