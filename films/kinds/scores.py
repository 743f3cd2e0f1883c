"""SQL expressions of the score of a row of `films_review` called `review`, as its model writes and compares it."""

from films.kinds.sql import labels_sql, words_sql
from films.models.reception import LETTER_GRADES, SCALE_TOPS

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
