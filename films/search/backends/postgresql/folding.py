"""Define the functions with which PostgreSQL folds texts, splits them, and writes values as SQLite does.

They fold exactly as `films.identity` folds what visitors type, from the same tables.
"""

from films.identity.folding import UNSPACED
from films.identity.letters import PLAIN, SPELLED_CLASS
from films.kinds.sql import sql_text

ASCII_LETTERS = {letter: written for letter, written in PLAIN.items() if letter.isascii() and len(written) == 1}
LONGEST_TOKEN = 200
"""Letters of a token that are indexed; nobody types longer ones."""

LAST_POSITION = 16_383
"""The last position that a `tsvector` tells from later ones."""


def function(signature: str, returns: str, body: str, language: str = "plpgsql") -> str:
    """Return the statement that creates a function which gives the same for the same arguments."""
    return (
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} IMMUTABLE PARALLEL SAFE "
        f"AS $function${body}$function$"
    )


LETTERS_OF = """
    SELECT coalesce(string_agg(coalesce(known.{column}, letters.letter), '' ORDER BY letters.number), '')
    FROM unnest(string_to_array(written, NULL)) WITH ORDINALITY letters (letter, number)
    LEFT JOIN search_letter known ON known.letter = letters.letter"""

PLAIN_FORM = function(
    "search_plain(written text)",
    "text",
    f"""
    DECLARE folded text;
    BEGIN
        IF written ~ '^[ -~]*$' THEN
            folded := translate(replace(written, '&', ' and '),
                {sql_text("".join(ASCII_LETTERS))}, {sql_text("".join(ASCII_LETTERS.values()))});
        ELSE
            folded := ({LETTERS_OF.format(column="plain")});
        END IF;
        RETURN trim(regexp_replace(folded, ' {{2,}}', ' ', 'g'));
    END""",
)
SPELLED_FORM = function(
    "search_spelled(written text)",
    "text",
    f"""
    BEGIN
        IF written ~ '^[ -~]*$' OR written !~ '[{SPELLED_CLASS}]' THEN
            RETURN '';
        END IF;
        RETURN ({LETTERS_OF.format(column="spelled")});
    END""",
)
UNSPACED_FORM = function(
    "search_unspaced(written text)",
    "text",
    f"""
    BEGIN
        IF written ~ '^[ -~]*$' OR written !~ '[{UNSPACED}]' THEN
            RETURN '';
        END IF;
        RETURN array_to_string(string_to_array(written, NULL), ' ');
    END""",
)
TOKENS = function(
    "search_tokens(written text)",
    "text[]",
    """
    DECLARE folded text := lower(written);
    BEGIN
        IF written !~ '^[ -~]*$' THEN
            folded := normalize(regexp_replace(normalize(folded, NFD), '[\u0300-\u036f]+', '', 'g'), NFC);
        END IF;
        RETURN array_remove(
            string_to_array(regexp_replace(folded, '[^[:alnum:]\ue000-\uf8ff]+', ' ', 'g'), ' '), '');
    END""",
)
"""Split a text into what is looked up: sequences of letters, digits and the index's own marks, without accents."""

VECTOR = function(
    "search_vector(VARIADIC texts text[])",
    "tsvector",
    f"""
    DECLARE
        written text := '';
        before integer := 0;
        tokens text[];
        weights text[] := ARRAY['A', 'B', 'C', 'C', 'C', 'D', 'A', 'D'];
    BEGIN
        FOR part IN 1 .. cardinality(texts) LOOP
            tokens := search_tokens(texts[part]);
            IF cardinality(tokens) > 0 THEN
                written := written || ' ' || (
                    SELECT string_agg(left(token, {LONGEST_TOKEN}) || ':'
                        || least(before + number, {LAST_POSITION}) || weights[part], ' ')
                    FROM unnest(tokens) WITH ORDINALITY each (token, number));
                before := before + cardinality(tokens) + 1;
            END IF;
        END LOOP;
        RETURN written::tsvector;
    END""",
)
"""Make the weighted tokens of texts; between two texts a position is left out, so that no phrase spans both."""

QUERY = function(
    "search_query(asked jsonb)",
    "tsquery",
    f"""
    DECLARE
        written text[] := '{{}}';
        tokens text[];
    BEGIN
        FOR part IN 0 .. jsonb_array_length(asked) - 1 LOOP
            tokens := search_tokens(asked #>> ARRAY[part::text, '0']);
            IF cardinality(tokens) > 0 THEN
                written := written || ((
                    SELECT string_agg('''' || left(token, {LONGEST_TOKEN}) || '''', '<->' ORDER BY number)
                    FROM unnest(tokens) WITH ORDINALITY each (token, number)
                ) || CASE WHEN (asked #>> ARRAY[part::text, '1'])::boolean THEN ':*' ELSE '' END);
            END IF;
        END LOOP;
        RETURN CASE WHEN written <> '{{}}' THEN array_to_string(written, ' | ')::tsquery END;
    END""",
)
"""Make what matches any of several phrases, the last word of which may be the beginning of one."""

WRITTEN = [
    function(f"search_written(value {kind})", "text", f"SELECT {text}", "sql")
    for kind, text in {
        "text": "value",
        "bigint": "value::text",
        "date": "to_char(value, 'YYYY-MM-DD')",
        "boolean": "value::integer::text",
        "numeric": "trim_scale(value)::text",
        "double precision": "value::text",
    }.items()
]
"""Write values as SQLite does: a truth as 1 or 0, and no zeros at the end of a fraction."""

PRINTF = function(
    "search_printf(form text, number numeric)",
    "text",
    """
    DECLARE
        kind text := substring(form FROM '%(,d|02d|d|g)');
        said text;
    BEGIN
        said := CASE kind
            WHEN ',d' THEN to_char(trunc(number), 'FM999,999,999,999,999,990')
            WHEN '02d' THEN lpad(trunc(number)::text, 2, '0')
            WHEN 'd' THEN trunc(number)::text
            ELSE trim_scale(round(number,
                CASE WHEN number = 0 THEN 0 ELSE 5 - floor(log(abs(number)))::integer END))::text END;
        RETURN replace(replace(form, '%' || kind, said), '%%', '%');
    END""",
)
"""Write a number in a form that the kinds use: whole, with commas, with two digits, or as short as possible."""

FOLDING = (
    *WRITTEN,
    PRINTF,
    PLAIN_FORM,
    SPELLED_FORM,
    UNSPACED_FORM,
    TOKENS,
    VECTOR,
    QUERY,
)
