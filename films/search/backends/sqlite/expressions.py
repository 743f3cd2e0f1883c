"""Build SQL for the other forms in which the index holds texts, for use in triggers."""

from collections.abc import Iterable

from films.identity import numerals
from films.identity.folding import UNSPACED
from films.identity.letters import SIGNS_OF_PROSE, SPELLED_CLASS, UNSPELLED_CLASS
from films.kinds.sql import SEPARATOR, SUBTITLE, letters_sql, plain_sql, replace_letters_sql, sql_text

IN_FULL = "{text} GLOB '*[^ -~]*'"
"""Whether a text has more than ASCII: asked first, since a class of many letters takes long to look for."""

UNCOMMON = f"{{text}} GLOB '*[^{UNSPELLED_CLASS}]*'"
"""Whether it has more than what many English texts have, such as dashes: asked next, for the same reason."""


def spelled_sql(text: str) -> str:
    """Return SQL that spells `text` like `spelled`, or gives '' if that changes nothing."""
    asked = (IN_FULL, UNCOMMON, f"{{text}} GLOB '*[{SPELLED_CLASS}]*'")
    is_spelled = " AND ".join(condition.format(text=text) for condition in asked)
    return f"CASE WHEN {is_spelled} THEN {replace_letters_sql(text, 'letter.spelled')} || ' ' ELSE '' END"


def parts_sql(text: str) -> str:
    """Return SQL for `text` with a space after each character, or '' if it is not in an Asian script.

    Texts in scripts without spaces between words are found by any sequence of characters.
    """
    is_unspaced = f"{IN_FULL.format(text=text)} AND {text} GLOB '*[{UNSPACED}]*'"
    return f"""CASE WHEN {is_unspaced} THEN (WITH RECURSIVE {letters_sql(text)}
        SELECT group_concat(substr(rest, 1, 1), ' ') FROM letter_at WHERE rest <> '') ELSE '' END"""


def without_signs_sql(text: str) -> str:
    """Return SQL for a long text in lower case with spaces instead of signs; accents stay."""
    return sql_replacing(f"lower({text})", [(sign, " ") for sign in SIGNS_OF_PROSE])


SUBTITLE_SIGNS = (":", " - ", " – ", " — ")
SPELLED_WITH_DIGITS = "[a-z]*[0-9]*[a-z]"


def parts_of(text: str, separator: str) -> str:
    """Return SQL for the parts of a text, as rows with the column `value`, numbered from 0 by `key`."""
    return f"""json_each('[' || replace(json_quote({text}), '{separator}', '","') || ']')"""


def with_subtitles_marked(text: str) -> str:
    """Return SQL for a text with `SUBTITLE`, which folding keeps, before each of its subtitles."""
    return sql_replacing(text, [(sign, f" {SUBTITLE} ") for sign in SUBTITLE_SIGNS])


def without_subtitle_marks(text: str) -> str:
    """Return SQL for a plain text without these marks."""
    return f"trim({sql_replacing(text, [(f'{SUBTITLE} ', ''), (SUBTITLE, '')])})"


def readings_sql(plain: str) -> str:
    """Return SQL for a plain name with each word in its reading, before rewriting.

    The table `search_number` has the readings of `films.identity.numerals`.
    """
    letters = sql_replacing("value", numerals.DIGITS_AS_LETTERS.items())
    endings = ", ".join(map(sql_text, ("", *numerals.ENDINGS)))
    is_number = f"word.value GLOB '[0-9]*' AND ltrim(word.value, '0123456789') IN ({endings})"
    return f"""'{numerals.BEGINNING}' || replace((
        SELECT group_concat(' ' || CASE WHEN {is_number} THEN '#' || word.value
            ELSE coalesce(number.reading, word.value) END || ' ', '')
        FROM (SELECT CASE WHEN value GLOB '{SPELLED_WITH_DIGITS}' THEN {letters} ELSE value END AS value
            FROM {parts_of(plain, " ")}) word LEFT JOIN search_number number ON number.word = word.value
    ), ' {SUBTITLE} ', '{numerals.END}') || '{numerals.END}'"""


def rewritten_sql(readings: str) -> str:
    """Return SQL that rewrites a name whose words are in their readings.

    The steps are in the table `search_rewrite`, since SQLite's parser does not accept a hundred nested calls.
    """
    return f"""(WITH RECURSIVE rewriting (step, text) AS (
            SELECT 0, {readings} UNION ALL
            SELECT rewriting.step + 1, replace(text, old, new) FROM rewriting
            JOIN search_rewrite rewrite ON rewrite.step = rewriting.step + 1)
        SELECT text FROM rewriting ORDER BY step DESC LIMIT 1)"""


def rewritten_key_sql(rewritten: str) -> str:
    """Return SQL for the key of a rewritten name."""
    mark = f"CASE WHEN instr({rewritten}, '#') THEN '{numerals.REWRITTEN}' ELSE '' END"
    return f"{mark} || {sql_replacing(rewritten, [(sign, '') for sign in numerals.SIGNS])}"


def respelled_sql(names: str) -> str:
    """Return SQL for other ways to type the words of names; the names are separated by `SEPARATOR`.

    *Spider-Man II* gives “spiderman” and “2”, *E.T.* “et”, and *S1m0ne*, whose digits are letters, “simone”.
    """
    letters = sql_replacing("word", numerals.DIGITS_AS_LETTERS.items())
    return f"""coalesce((
        WITH name AS MATERIALIZED (SELECT {names} AS text),
        marked AS MATERIALIZED (
            SELECT {with_subtitles_marked(f"replace(text, '{SEPARATOR}', ' {SUBTITLE} ')")} AS text FROM name),
        plain AS MATERIALIZED (SELECT {plain_sql("text")} AS text FROM marked),
        reading AS MATERIALIZED (SELECT {readings_sql("text")} AS text FROM plain),
        rewritten AS MATERIALIZED (
            SELECT {rewritten_sql("text")} AS text FROM reading WHERE text GLOB '*[#?]*'),
        written AS MATERIALIZED (
            SELECT {plain_sql("part.value")} AS word FROM name, {parts_of("text", " ")} part)
        SELECT group_concat(word, ' ') FROM (
            SELECT replace(word, ' ', '') AS word FROM written WHERE instr(word, ' ')
            UNION SELECT {letters} FROM written WHERE word GLOB '{SPELLED_WITH_DIGITS}' AND NOT instr(word, ' ')
            UNION SELECT substr(part.value, 2) FROM rewritten, {parts_of("text", " ")} part
            WHERE part.value LIKE '{numerals.REWRITTEN}%')), '')"""


def before_subtitle_sql(rewritten: str) -> str:
    """Return SQL for a rewritten name up to the first subtitle after its first number."""
    start = f"instr({rewritten}, '#')"
    return f"substr({rewritten}, 1, {start} - 1 + instr(substr({rewritten}, {start}), '{numerals.END}'))"


def sql_replacing(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return SQL that replaces the first text of each pair by the second, in the order of the pairs."""
    for old, new in pairs:
        text = f"replace({text}, {sql_text(old)}, {sql_text(new)})"
    return text
