"""SQL expressions of the forms in which the index holds texts besides their own, as triggers make them."""

from films.kinds.sql import by_letter, sql_text
from films.search.folding import SIGNS_OF_PROSE, SPELLED_CLASS, UNSPACED

IN_FULL = "{text} GLOB '*[^ -~]*'"
"""Whether a text has more than ASCII: asked first, since a class of many letters takes long to look for."""


def spelled_sql(text: str) -> str:
    """Return the SQL expression that spells `text` as `spelled` does, or '' where that changes nothing."""
    is_spelled = f"{IN_FULL.format(text=text)} AND {text} GLOB '*[{SPELLED_CLASS}]*'"
    return f"CASE WHEN {is_spelled} THEN {by_letter(text, 'letter.spelled')} || ' ' ELSE '' END"


def parts_sql(text: str) -> str:
    """Return the SQL expression of `text` with a space after each character, or '' where it is in no Asian script.

    Scripts that write words without spaces between them are found by any run of characters.
    """
    is_unspaced = f"{IN_FULL.format(text=text)} AND {text} GLOB '*[{UNSPACED}]*'"
    return f"""CASE WHEN {is_unspaced} THEN (WITH RECURSIVE letter_at (number) AS
            (SELECT 1 UNION ALL SELECT number + 1 FROM letter_at WHERE number < length({text}))
        SELECT group_concat(substr({text}, letter_at.number, 1), ' ') FROM letter_at) ELSE '' END"""


def without_signs_sql(text: str) -> str:
    """Return the SQL expression of a long text in small letters, with spaces for signs; accents stay."""
    expression = f"lower({text})"
    for sign in SIGNS_OF_PROSE:
        expression = f"replace({expression}, {sql_text(sign)}, ' ')"
    return expression
