"""Define the functions with which PostgreSQL makes the forms of names: keys, rewritten and filed ones.

They do exactly what `films.identity` does with what visitors type, from the same tables.
"""

from films.identity import numerals
from films.identity.letters import SIGNS_OF_PROSE
from films.kinds.sql import NAME, SEPARATOR, START, SUBTITLE, sql_text
from films.search.backends.base import NameForm
from films.search.backends.postgresql.folding import function

SUBTITLE_SIGNS = (":", " - ", " – ", " — ")
WITH_DIGITS = "^[a-z].*[0-9].*[a-z]$"
LONGEST_WORD = 30  # letters; nobody types longer words


def replacing(text: str, pairs: list[tuple[str, str]]) -> str:
    """Return SQL that replaces the first text of each pair by the second, in the order of the pairs."""
    for old, new in pairs:
        text = f"replace({text}, {sql_text(old)}, {sql_text(new)})"
    return text


READING = function(
    "search_reading(plain text)",
    "text",
    f"""
    SELECT {sql_text(numerals.BEGINNING)} || replace(coalesce((
        SELECT string_agg(
            ' ' || CASE WHEN word.value ~ '^[0-9]+({"|".join(numerals.ENDINGS)})?$' THEN '#' || word.value
            ELSE coalesce(number.reading, word.value) END || ' ', '' ORDER BY word.place)
        FROM (
            SELECT place, CASE WHEN value ~ '{WITH_DIGITS}'
                THEN {replacing("value", list(numerals.DIGITS_AS_LETTERS.items()))} ELSE value END AS value
            FROM unnest(string_to_array(plain, ' ')) WITH ORDINALITY each (value, place)
        ) word LEFT JOIN search_number number ON number.word = word.value
    ), ''), ' {SUBTITLE} ', {sql_text(numerals.END)}) || {sql_text(numerals.END)}""",
    "sql",
)
REWRITTEN = function(
    "search_rewritten(reading text)",
    "text",
    "BEGIN "
    + " ".join(f"reading := replace(reading, {sql_text(old)}, {sql_text(new)});" for old, new in numerals.REWRITES)
    + " RETURN reading; END",
)
REWRITTEN_KEY = function(
    "search_rewritten_key(rewritten text)",
    "text",
    f"""
    SELECT CASE WHEN strpos(rewritten, '#') > 0 THEN '{numerals.REWRITTEN}' ELSE '' END
        || {replacing("rewritten", [(sign, "") for sign in numerals.SIGNS])}""",
    "sql",
)
MARKED = replacing("{text}", [(sign, f" {SUBTITLE} ") for sign in SUBTITLE_SIGNS])
ARTICLES = "|".join(numerals.ARTICLES)
NAMES = function(
    "search_names(title text, names text)",
    "TABLE (name_key text, form integer)",
    f"""
    DECLARE
        marked text;
        plain text;
        reading text;
        rewritten text;
        number integer := 0;
        name text;
    BEGIN
        FOREACH name IN ARRAY string_to_array(
            title || CASE names WHEN '' THEN '' ELSE '{SEPARATOR}' || names END, '{SEPARATOR}')
        LOOP
            marked := search_plain({MARKED.format(text="name")});
            plain := trim(replace(replace(marked, '{SUBTITLE} ', ''), '{SUBTITLE}', ''));
            IF plain <> '' THEN
                name_key := replace(plain, ' ', '');
                form := least(number, {NameForm.OTHER_NAME:d});
                RETURN NEXT;
            END IF;
            IF plain ~ '^({ARTICLES}) .' THEN
                name_key := replace(regexp_replace(plain, '^({ARTICLES}) ', ''), ' ', '');
                form := {NameForm.WITHOUT_ARTICLE:d};
                RETURN NEXT;
            END IF;
            reading := search_reading(marked);
            IF reading ~ '[#?]' OR marked ~ '[a-z].*[0-9].*[a-z]' THEN
                rewritten := search_rewritten(reading);
                name_key := search_rewritten_key(rewritten);
                form := {NameForm.REWRITTEN:d};
                RETURN NEXT;
                IF strpos(rewritten, '#') > 0 THEN
                    name_key := search_rewritten_key(substr(rewritten, 1, strpos(rewritten, '#') - 1
                        + strpos(substr(rewritten, strpos(rewritten, '#')), '{numerals.END}')));
                    form := {NameForm.REWRITTEN_BEGINNING:d};
                    IF name_key ~ '^#.*[^0-9]' THEN
                        RETURN NEXT;
                    END IF;
                END IF;
            END IF;
            number := number + 1;
        END LOOP;
    END""",
)
"""Give the keys by which a record is found as a whole, each perhaps in several forms."""

RESPELLED = function(
    "search_respelled(names text)",
    "text",
    f"""
    DECLARE
        reading text := search_reading(search_plain(
            {MARKED.format(text=f"replace(names, '{SEPARATOR}', ' {SUBTITLE} ')")}));
        rewritten text := CASE WHEN reading ~ '[#?]' THEN search_rewritten(reading) ELSE '' END;
    BEGIN
        IF names ~ '^[A-Za-z ]*$' AND rewritten = '' THEN
            RETURN '';
        END IF;
        RETURN coalesce((
            WITH written AS MATERIALIZED (
                SELECT search_plain(part) AS word FROM unnest(string_to_array(names, ' ')) part)
            SELECT string_agg(word, ' ' ORDER BY word) FROM (
                SELECT replace(word, ' ', '') AS word FROM written WHERE strpos(word, ' ') > 0
                UNION SELECT {replacing("word", list(numerals.DIGITS_AS_LETTERS.items()))} FROM written
                    WHERE word ~ '{WITH_DIGITS}' AND strpos(word, ' ') = 0
                UNION SELECT substr(part, 2) FROM unnest(string_to_array(rewritten, ' ')) part
                    WHERE part LIKE '{numerals.REWRITTEN}%') each), '');
    END""",
)
"""Give other ways to type the words of names, which are separated by `SEPARATOR`."""

NAMED = function(
    "search_named(title text, names text, respelled text)",
    "text",
    f"""
    SELECT '{NAME}{START} {NAME}' || replace(
        search_plain(title) || CASE names WHEN '' THEN ''
            ELSE ' ' || search_plain(replace('{START} ' || names, '{SEPARATOR}', ' {START} ')) END
        || ' {START} ' || respelled, ' ', ' {NAME}')""",
    "sql",
)
"""Give the words of names as tokens of their own, with a mark where each name begins."""

WORDS = function(
    "search_words(prose text, names text)",
    "SETOF text",
    f"""
    SELECT word FROM unnest(string_to_array(
        translate(lower(prose), {sql_text(SIGNS_OF_PROSE)}, {sql_text(" " * len(SIGNS_OF_PROSE))}), ' ')) word
    WHERE word ~ '^[a-z0-9]{{2,{LONGEST_WORD}}}$'
    UNION SELECT word FROM unnest(string_to_array(search_plain(names), ' ')) word
    WHERE word ~ '^[a-z0-9]{{2,{LONGEST_WORD}}}$'""",
    "sql",
)
"""Give the distinct words, in plain letters and digits, of a text and of names."""

FILED = function(
    "search_filed(title text, languages text[])",
    "text",
    """
    DECLARE
        plain text := search_plain(title);
        filed text;
    BEGIN
        filed := substr(plain, 1 + coalesce((
            SELECT max(length(article)) + 1 FROM search_article
            WHERE language = ANY (languages) AND plain LIKE article || ' _%'), 0));
        IF filed !~ '[0-9]' THEN
            RETURN filed;
        END IF;
        RETURN (
            SELECT string_agg(CASE WHEN value ~ '^[0-9]{1,8}$' THEN lpad(value, 8, '0')
                WHEN value ~ '^[0-9]+$' THEN coalesce(nullif(ltrim(value, '0'), ''), '0') ELSE value END,
                ' ' ORDER BY place)
            FROM unnest(string_to_array(filed, ' ')) WITH ORDINALITY each (value, place));
    END""",
)
"""Give the form by which titles are sorted: without articles, and with zeros before numbers."""


NAMING = (
    READING,
    REWRITTEN,
    REWRITTEN_KEY,
    NAMES,
    RESPELLED,
    NAMED,
    WORDS,
    FILED,
)
