"""Draw a score as a dot on its own scale; all scales have the same length, so that dots can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from films.languages import localized_score, translated
from films.models import LETTER_GRADES, SCALE_TOPS, Review, Scale

AXIS_START, AXIS_LENGTH = 6, 228
"""Of the drawn scale, in a view box 240 units wide: this leaves room for the dot at either end."""


@dataclass(frozen=True)
class ScoreAxis:
    """Hold a drawn scale: the names of its ends, and where its ticks and the dot of the score are."""

    label: str
    low: str
    high: str
    dot: str
    ticks: Sequence[str]


def score_axis(review: Review) -> ScoreAxis | None:
    """Return the drawing of a review's score, or None if it has no score that can be drawn."""
    if review.normalised is None:
        return None
    if review.scale == Scale.LETTER:
        steps, low, high = len(LETTER_GRADES) - 1, LETTER_GRADES[-1], LETTER_GRADES[0]
    else:
        top = SCALE_TOPS[review.scale]
        steps, low, high = min(top, 10), "0", str(top)
    return ScoreAxis(
        label=translated(
            "%(score)s on a scale from %(low)s to %(high)s",
            score=localized_score(review.score_text),
            low=low,
            high=high,
        ),
        low=low,
        high=high,
        dot=_on_axis(review.normalised / 100),
        ticks=[_on_axis(Decimal(step) / steps) for step in range(steps + 1)],
    )


def _on_axis(share: Decimal) -> str:
    return f"{AXIS_START + AXIS_LENGTH * share:.1f}"
