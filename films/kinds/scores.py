"""Express scores in SQL, as text and as numbers, over rows called `review`; as answers; and as JSON-LD."""

from collections.abc import Mapping

from films.kinds.declaration import FilmQuestion
from films.kinds.nodes import Node, node, record_address, reference
from films.kinds.sql import labels_sql, words_sql
from films.models.reception import LETTER_GRADES, SCALE_TOPS, Review, ReviewKind

SCORE = (
    "CASE WHEN review.score IS NULL THEN review.grade WHEN review.scale = 'percent' "
    "THEN printf('%g%%', review.score) ELSE printf('%g/', review.score) || "
    + labels_sql("review.scale", [(str(scale), str(top)) for scale, top in SCALE_TOPS.items()])
    + " END"
)
NORMALISED = (
    "CAST(round(CASE WHEN review.score IS NULL THEN CAST(nullif("
    + words_sql("review.grade", {grade: str(number) for number, grade in enumerate(reversed(LETTER_GRADES))})
    + f", '') AS NUMERIC) * 100.0 / {len(LETTER_GRADES) - 1} ELSE review.score * 100.0 / CAST(nullif("
    + words_sql("review.scale", {scale: str(top) for scale, top in SCALE_TOPS.items()})
    + ", '') AS NUMERIC) END) AS INTEGER)"
)
SCORED = "review.score IS NOT NULL OR review.grade <> ''"
SOURCE = (
    "coalesce(author.name, '') || CASE WHEN author.id IS NULL OR outlet.id IS NULL THEN '' ELSE ', ' END "
    "|| coalesce(outlet.name, '')"
)
COUNT_PROPERTIES: dict[str, str] = {ReviewKind.AGGREGATE: "reviewCount", ReviewKind.AUDIENCE_GRADE: "ratingCount"}
"""The property for the sample size, by the kind of the review."""

SCORE_QUESTIONS = (
    FilmQuestion(
        "review score", ("rating", "ratings", "score", "how good", "critics think", "critics say", "reception")
    ),
    *(
        FilmQuestion(
            f"{outlet} score", tuple(f"{words} {asked}".strip() for asked in ("", "rating", "score")), word
        )
        for outlet, words, word in (
            ("Rotten Tomatoes", "rotten tomatoes", "tomatoes"),
            ("Metacritic", "metacritic", "metacritic"),
            ("IMDb", "imdb", "imdb"),
            ("CinemaScore", "cinemascore", "cinemascore"),
            ("Letterboxd", "letterboxd", "letterboxd"),
        )
    ),
)
"""Questions for what critics and audiences think, by those who count their votes, and by these by name."""


def rating_scale(review: Review) -> dict[str, float]:
    """Return a numeric score with the ends of its scale, or nothing for any other."""
    if review.score is None:
        return {}
    return {"ratingValue": float(review.score), "bestRating": SCALE_TOPS[review.scale], "worstRating": 0}


def authors_of(review: Review) -> list[Node]:
    return [reference(author) for author in (review.author, review.outlet) if author]


def rating_or_review(review: Review, anchor: str) -> Mapping[str, Node]:
    """Return an AggregateRating if possible, or else a Review."""
    if rating := aggregate_rating(review):
        return {"aggregateRating": rating}
    return {"review": single_review(review, anchor)}


def aggregate_rating(review: Review) -> Node | None:
    """Return a score as an AggregateRating, or None if it lacks the numeric value or the count that this needs."""
    count_property, scale = COUNT_PROPERTIES.get(review.kind), rating_scale(review)
    if not (count_property and scale and review.sample_size):
        return None
    return node(
        "AggregateRating",
        author=authors_of(review),
        reviewAspect=review.measure,
        ratingExplanation=review.summary,
        **scale,
        **{count_property: review.sample_size},
    )


def single_review(review: Review, anchor: str) -> Node:
    """Return a review as a Review, with a letter grade in its text, since a Rating needs a number."""
    scale = rating_scale(review)
    film = record_address(review.film)
    return node(
        "Review",
        id=f"{film}#{anchor}",
        author=authors_of(review),
        reviewAspect=review.measure,
        reviewBody=": ".join(filter(None, [review.grade, review.summary])),
        reviewRating=node("Rating", **scale) if scale else None,
        itemReviewed={"@id": film},
    )
