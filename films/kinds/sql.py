"""Build SQL expressions that the index entries of several kinds share."""

from collections.abc import Iterable, Mapping
from typing import Any

from films.models.money import CURRENCY_SIGNS

SEPARATOR = " · "
"""The separator between names in one column."""

FACET, LIMIT, NAME, START = "\ue000", "\ue001", "\ue002", "\ue003"
"""The beginning of the index's own tokens (see `films.search.tokens`)."""

SUBTITLE = "\ue004"
"""The separator between a name and its subtitle while forms of the name are built."""

NOTHING = "(SELECT 1) alone"
"""The source for values that the row of an entry's `select`, called `found`, contains."""

LETTERS_AT_ONCE = 256
"""How many letters of a text are cut off together, to go through them one by one."""


MONTHS = "January February March April May June July August September October November December".split()


def sql_text(text: str) -> str:
    """Return `text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def words_sql(column: str, words: Mapping[Any, str]) -> str:
    """Return SQL that replaces the controlled term in `column` by the words under which it is found."""
    cases = " ".join(f"WHEN {sql_text(str(term))} THEN {sql_text(spelled)}" for term, spelled in words.items())
    return f"CASE {column} {cases} ELSE '' END"


def labels_sql(column: str, choices: Iterable[tuple[str, Any]]) -> str:
    """Return SQL that replaces the controlled term in `column` by its label."""
    return words_sql(column, dict(choices))


def joined_sql(select: str) -> str:
    """Return SQL that joins the column `item` of a SELECT into one text, in its order."""
    return f"coalesce((SELECT group_concat(item, '{SEPARATOR}') FROM ({select}) listed), '')"


def comma_list_sql(*texts: str) -> str:
    """Return SQL that lists several texts, without empty ones at the ends."""
    together = f" || '{SEPARATOR}' || ".join(texts)
    return f"trim({together}, '{SEPARATOR}')"


def other_names_sql(table: str, owner: str, owner_id: str, column: str = "name") -> str:
    """Return SQL for the published names that `table` holds for one record."""
    return joined_sql(
        f"SELECT {column} AS item FROM {table} WHERE {owner} = {owner_id} AND state = 'published' ORDER BY id"
    )


def other_readings_sql(fact: str, fact_id: str) -> str:
    """Return SQL for the values that sentences state instead of the fact's own.

    It is used over a row of a kind's `select` called `found`, and leaves out values that are among its names
    already.
    """
    return joined_sql(
        f"SELECT DISTINCT reading AS item FROM films_citation WHERE {fact}_id = {fact_id} AND reading <> '' "
        "AND instr(found.names, reading) = 0 ORDER BY reading"
    )


def place_line_sql(place_id: str) -> str:
    """Return SQL for the names of the places around a place, nearest first."""
    return joined_sql(
        "SELECT above.name AS item FROM search_place_within within "
        "JOIN films_location above ON above.id = within.within_id AND above.state = 'published' "
        f"WHERE within.place_id = {place_id} AND within.depth > 0 ORDER BY within.depth"
    )


def money_sql(amount: str, currency: str) -> str:
    """Return SQL for an amount as `films.models.money.money_text` writes it."""
    signs = " ".join(f"WHEN {sql_text(code)} THEN {sql_text(sign)}" for code, sign in CURRENCY_SIGNS.items())
    cents = f"printf('.%02d', CAST(round({amount} * 100) AS INTEGER) % 100)"
    return (
        f"CASE {currency} {signs} ELSE {currency} || ' ' END || printf('%,d', {amount}) || "
        f"CASE WHEN {amount} = CAST({amount} AS INTEGER) THEN '' ELSE {cents} END"
    )


def money_words_sql(amount: str, currency: str) -> str:
    """Return SQL for other ways of writing an amount, so that it is found by them: “USD 35 million”."""
    millions = f"CASE WHEN {amount} >= 1000000 THEN printf(' %g million', {amount} / 1000000.0) ELSE '' END"
    return f"{currency} || {millions} || printf(' %d', {amount})"


def day_sql(column: str) -> str:
    """Return SQL for a day as readers write it: “17 June 1988”."""
    day, year = f"ltrim(strftime('%d', {column}), '0')", f"strftime('%Y', {column})"
    return f"{day} || ' ' || {month_name_sql(column)} || ' ' || {year}"


def dated_sql(date: str, precision: str) -> str:
    """Return SQL for a date with its precision: “17 June 1988”, “June 1988”, “1988”."""
    return (
        f"CASE {precision} WHEN 'day' THEN ltrim(strftime('%d', {date}), '0') || ' ' ELSE '' END"
        f" || CASE WHEN {precision} IN ('day', 'month') THEN {month_name_sql(date)} || ' ' ELSE '' END"
        f" || coalesce(strftime('%Y', {date}), '')"
    )


def month_name_sql(column: str) -> str:
    """Return SQL for the name of a day's month."""
    return labels_sql(
        f"strftime('%m', {column})", [(f"{number:02}", name) for number, name in enumerate(MONTHS, 1)]
    )


def count_sql(source: str, condition: str, limit: int | None = None) -> str:
    """Return SQL that counts rows up to a limit."""
    if limit is None:
        return f"(SELECT count(*) FROM {source} WHERE {condition})"
    return f"(SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {condition} LIMIT {limit}) counted)"


def published_count_sql(table: str, column: str) -> str:
    """Return SQL that counts the published rows of a table that refer to the record of `found`."""
    return count_sql(table, f"{column} = found.object_id AND state = 'published'")


def logarithm_sql(count: str) -> str:
    """Return SQL for the binary logarithm of one more than a count, which is 0 for a count of 0."""
    return f"(SELECT value FROM search_logarithm WHERE least <= {count} ORDER BY least DESC LIMIT 1)"


def film_line_sql(film: str = "film") -> str:
    """Return SQL for a film's title and year."""
    return f"{film}.title || coalesce(' (' || {film}.year || ')', '')"


def and_published_sql(**references: str) -> str:
    """Return an SQL condition that every optional reference of a fact is empty or to a published record.

    Each argument maps the alias of an outer join to the column with the record's id. A record may be deleted
    before the facts that refer to it; those then have no entry, instead of one with a gap.
    """
    return " ".join(
        f"AND ({column} IS NULL OR {alias}.state = 'published')" for alias, column in references.items()
    )


def plain_sql(text: str) -> str:
    """Return SQL for the folded form of a short text, letter by letter if necessary.

    Letters are looked up in the table `search_letter`, which holds those of `films.identity.letters`.
    """
    folded = single_spaces_sql(replace_letters_sql(text, "letter.plain"))
    return f"""CASE WHEN {text} GLOB '*[^A-Za-z0-9 ]*' THEN {folded}
        ELSE trim(lower({text})) END"""


def replace_letters_sql(text: str, column: str) -> str:
    """Return SQL for `text` with each letter replaced by a column of `search_letter`."""
    return f"""(WITH RECURSIVE {letters_sql(text)}
        SELECT coalesce(group_concat(coalesce({column}, substr(rest, 1, 1)), ''), '')
        FROM letter_at LEFT JOIN search_letter letter ON letter.letter = substr(rest, 1, 1) WHERE rest <> '')"""


def letters_sql(text: str) -> str:
    """Return the table expression `letter_at` with a row for each letter of `text`, which `rest` begins with.

    A last row has none. `rest` ends with a piece of the text, since to reach a letter of a whole long text takes
    as long as the text is.
    """
    return f"""letter_at (number, rest) AS (SELECT 1, substr({text}, 1, {LETTERS_AT_ONCE}) UNION ALL
            SELECT number + 1, CASE length(rest) WHEN 1
                THEN substr({text}, number + 1, {LETTERS_AT_ONCE}) ELSE substr(rest, 2) END
            FROM letter_at WHERE rest <> '')"""


def single_spaces_sql(expression: str) -> str:
    """Return SQL for a text in which runs of up to eight spaces are reduced to one."""
    return f"trim(replace(replace(replace({expression}, '   ', ' '), '  ', ' '), '  ', ' '))"
