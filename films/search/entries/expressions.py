"""The SQL expressions of folded text: what `films.search.folding` does in Python, as triggers do it."""

from films.search.folding import SIGNS_OF_PROSE, SPELLED_CLASS, UNSPACED, sql_text

IN_FULL = "{text} GLOB '*[^ -~]*'"
"""Whether a text has more than ASCII: asked first, since a class of many letters takes long to look for."""


def plain_sql(text: str) -> str:
    """Return the SQL expression of the plain form of a short text, letter by letter where it needs that.

    Letters are looked up in the table `search_letter`, which holds `LETTERS`.
    """
    return f"""CASE WHEN {text} GLOB '*[^A-Za-z0-9 ]*' THEN {single_spaces(by_letter(text, "letter.plain"))}
        ELSE trim(lower({text})) END"""


def spelled_sql(text: str) -> str:
    """Return the SQL expression that spells `text` as `spelled` does, or '' where that changes nothing."""
    is_spelled = f"{IN_FULL.format(text=text)} AND {text} GLOB '*[{SPELLED_CLASS}]*'"
    return f"CASE WHEN {is_spelled} THEN {by_letter(text, 'letter.spelled')} || ' ' ELSE '' END"


def by_letter(text: str, column: str) -> str:
    return f"""(WITH RECURSIVE letter_at (number) AS
            (SELECT 1 UNION ALL SELECT number + 1 FROM letter_at WHERE number < length({text}))
        SELECT group_concat(coalesce({column}, substr({text}, letter_at.number, 1)), '')
        FROM letter_at LEFT JOIN search_letter letter ON letter.letter = substr({text}, letter_at.number, 1))"""


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


def single_spaces(expression: str) -> str:
    return f"trim(replace(replace(replace({expression}, '   ', ' '), '  ', ' '), '  ', ' '))"
