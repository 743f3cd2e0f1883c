"""Express scores: in SQL over rows called `review`, as text and as a number, and as JSON-LD."""

from collections.abc import Sequence

from films.kinds.nodes import Node, node
from films.kinds.sql import labels_sql, words_sql
from films.models.reception import LETTER_GRADES, SCALE_TOPS, Review, ReviewKind

SCORE = (
    "CASE WHEN review.score IS NULL THEN review.grade WHEN review.scale = 'percent' "
    "THEN printf('%g%%', review.score) ELSE printf('%g/', review.score) || "
    + labels_sql("review.scale", [(str(scale), str(top)) for scale, top in SCALE_TOPS.items()])
    + " END"
)
NORMALISED = (
    "CAST(round(CASE WHEN review.score IS NULL THEN "
    + words_sql("review.grade", {grade: str(number) for number, grade in enumerate(reversed(LETTER_GRADES))})
    + f" * 100.0 / {len(LETTER_GRADES) - 1} ELSE review.score * 100.0 / "
    + words_sql("review.scale", {scale: str(top) for scale, top in SCALE_TOPS.items()})
    + " END) AS INTEGER)"
)
SCORED = "review.score IS NOT NULL OR review.grade <> ''"
SOURCE = (
    "coalesce(author.name, '') || CASE WHEN author.id IS NULL OR outlet.id IS NULL THEN '' ELSE ', ' END "
    "|| coalesce(outlet.name, '')"
)
COUNT_PROPERTIES: dict[str, str] = {ReviewKind.AGGREGATE: "reviewCount", ReviewKind.AUDIENCE_GRADE: "ratingCount"}
"""The property for the sample size, by the kind of the review."""


def rating_scale(review: Review) -> dict[str, float]:
    """Return a numeric score with the ends of its scale, or nothing for any other."""
    if review.score is None:
        return {}
    return {"ratingValue": float(review.score), "bestRating": SCALE_TOPS[review.scale], "worstRating": 0}


def aggregate_rating(review: Review, authors: Sequence[Node]) -> Node | None:
    """Return a score as an AggregateRating, or None if it lacks the numeric value or the count that this needs."""
    count_property, scale = COUNT_PROPERTIES.get(review.kind), rating_scale(review)
    if not (count_property and scale and review.sample_size):
        return None
    return node(
        "AggregateRating",
        author=authors,
        reviewAspect=review.measure,
        ratingExplanation=review.summary,
        **scale,
        **{count_property: review.sample_size},
    )
