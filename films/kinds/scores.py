"""SQL expressions over rows called `review`: its score as text and as a number, and whose it is."""

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
SOURCE = (
    "coalesce(author.name, '') || CASE WHEN author.id IS NULL OR outlet.id IS NULL THEN '' ELSE ', ' END "
    "|| coalesce(outlet.name, '')"
)
