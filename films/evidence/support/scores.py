"""Look for scores and grades on their scales."""

from collections.abc import Iterator
from decimal import Decimal

from films.evidence.extraction.critics import ratings_in
from films.evidence.extraction.scores import AVERAGE, GRADE, METASCORE, OUT_OF, PERCENT, STARS, grade_in
from films.evidence.support.spans import Span

BEFORE_GRADE = 20  # characters in which a word such as “grade” shows that a letter is one
SCALE_OF_TOP = {100: "percent", 10: "ten", 5: "five", 4: "four"}


def scores_in(text: str) -> Iterator[tuple[str, Decimal, Span]]:
    """Yield the scores of a sentence, each with its scale and its place."""
    for match in OUT_OF.finditer(text):
        yield SCALE_OF_TOP[int(match["top"])], Decimal(match["score"]), Span(*match.span())
    yield from ((scale, score, Span(*place)) for scale, score, place in ratings_in(text))
    for match in PERCENT.finditer(text):
        yield "percent", Decimal(match["score"]), Span(*match.span())
    for match in METASCORE.finditer(text):
        yield "percent", Decimal(match["score"]), Span(*match.span())
    for match in AVERAGE.finditer(text):
        scale = SCALE_OF_TOP[int(match["top"] or 10)]
        yield scale, Decimal(match["average"]), Span(*match.span())
    for match in STARS.finditer(text):
        for scale in ("five", "four"):
            yield scale, Decimal(match["score"]), Span(*match.span())


def find_score(value: str, scale: str, text: str) -> Span | None:
    """Return where a score stands that is on this scale."""
    found = (span for on, score, span in scores_in(text) if on == scale and score == Decimal(value))
    return next(found, None)


def find_scale(scale: str, text: str) -> Span | None:
    """Return where a score on this scale stands."""
    if scale == "letter":
        return find_grade(grade_in(text), text)
    return next((span for on, _, span in scores_in(text) if on == scale), None)


def find_grade(grade: str, text: str) -> Span | None:
    """Return where a letter grade stands: “B”, “B plus”, “C−”."""
    for match in GRADE.finditer(text):
        near = text[max(0, match.start() - BEFORE_GRADE) : match.end() + 1]
        if grade and grade_in(near) == grade:
            return Span(*match.span())
    return None
