"""SQL expressions that the index entries of several kinds are made of."""

from collections.abc import Iterable, Mapping
from typing import Any

from films.models.money import CURRENCY_SIGNS

SEPARATOR = " · "
"""Stands between the names in one column, so that each can be told from the next."""

FACET, LIMIT, NAME, START = "\ue000", "\ue001", "\ue002", "\ue003"
"""What the index's own tokens begin with (see `films.search.tokens`)."""

SUBTITLE = "\ue004"
"""Stands between a name and its subtitle while the forms of the name are made."""

NOTHING = "(SELECT 1)"
"""The source of values that the row of an entry's `select`, called `found`, holds itself."""


MONTHS = "January February March April May June July August September October November December".split()


def sql_text(text: str) -> str:
    """Return `text` as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def words_sql(column: str, words: Mapping[Any, str]) -> str:
    """Return the SQL expression that spells out the controlled term in `column` as the words it is found by."""
    cases = " ".join(f"WHEN {sql_text(str(term))} THEN {sql_text(spelled)}" for term, spelled in words.items())
    return f"CASE {column} {cases} ELSE '' END"


def labels_sql(column: str, choices: Iterable[tuple[str, Any]]) -> str:
    """Return the SQL expression that spells out the controlled term in `column` as its label."""
    return words_sql(column, dict(choices))


def joined(select: str) -> str:
    """Return the SQL expression that joins the one column `item` of a SELECT into one text, in its order."""
    return f"coalesce((SELECT group_concat(item, '{SEPARATOR}') FROM ({select})), '')"


def listed(*texts: str) -> str:
    """Return the SQL expression of several texts as one list, without the empty ones at its ends."""
    together = f" || '{SEPARATOR}' || ".join(texts)
    return f"trim({together}, '{SEPARATOR}')"


def other_names(table: str, owner: str, owner_id: str, column: str = "name") -> str:
    """Return the SQL expression of the published names that `table` has for one record."""
    return joined(
        f"SELECT {column} AS item FROM {table} WHERE {owner} = {owner_id} AND state = 'published' ORDER BY id"
    )


def other_readings(fact: str, fact_id: str) -> str:
    """Return the SQL expression of what sentences say in place of the fact's own values.

    It stands over a row of a kind's `select` called `found`, and leaves out what is among its names already.
    """
    return joined(
        f"SELECT DISTINCT reading AS item FROM films_citation WHERE {fact}_id = {fact_id} AND reading <> '' "
        "AND instr(found.names, reading) = 0"
    )


def place_line(place_id: str) -> str:
    """Return the SQL expression of the names of the places that a place lies in, nearest first."""
    return joined(
        "SELECT above.name AS item FROM search_place_within within "
        "JOIN films_location above ON above.id = within.within_id AND above.state = 'published' "
        f"WHERE within.place_id = {place_id} AND within.depth > 0 ORDER BY within.depth"
    )


def money_sql(amount: str, currency: str) -> str:
    """Return the SQL expression of an amount as `films.models.money.money_text` writes it."""
    signs = " ".join(f"WHEN {sql_text(code)} THEN {sql_text(sign)}" for code, sign in CURRENCY_SIGNS.items())
    cents = f"printf('.%02d', CAST(round({amount} * 100) AS INTEGER) % 100)"
    return (
        f"CASE {currency} {signs} ELSE {currency} || ' ' END || printf('%,d', {amount}) || "
        f"CASE WHEN {amount} = CAST({amount} AS INTEGER) THEN '' ELSE {cents} END"
    )


def money_words_sql(amount: str, currency: str) -> str:
    """Return the SQL expression of other ways to write an amount, under which it is found: “USD 35 million”."""
    millions = f"CASE WHEN {amount} >= 1000000 THEN printf(' %g million', {amount} / 1000000.0) ELSE '' END"
    return f"{currency} || {millions} || printf(' %d', {amount})"


def day_sql(column: str) -> str:
    """Return the SQL expression of a day as readers write it: “17 June 1988”."""
    day, year = f"ltrim(strftime('%d', {column}), '0')", f"strftime('%Y', {column})"
    return f"{day} || ' ' || {month_name_sql(column)} || ' ' || {year}"


def dated_sql(date: str, precision: str) -> str:
    """Return the SQL expression of a date, as precise as is known: “17 June 1988”, “June 1988”, “1988”."""
    return (
        f"CASE {precision} WHEN 'day' THEN ltrim(strftime('%d', {date}), '0') || ' ' ELSE '' END"
        f" || CASE WHEN {precision} IN ('day', 'month') THEN {month_name_sql(date)} || ' ' ELSE '' END"
        f" || coalesce(strftime('%Y', {date}), '')"
    )


def month_name_sql(column: str) -> str:
    """Return the SQL expression of the name of a day's month."""
    return labels_sql(
        f"strftime('%m', {column})", [(f"{number:02}", name) for number, name in enumerate(MONTHS, 1)]
    )


def film_line(film: str = "film") -> str:
    """Return the SQL expression of a film's title and year."""
    return f"{film}.title || coalesce(' (' || {film}.year || ')', '')"


def and_published(**references: str) -> str:
    """Return the SQL condition that every optional reference of a fact is empty or leads to a published record.

    Each reference maps the alias of its outer join to the column with the record's id. A record may be deleted
    before the facts that refer to it; these then have no entry, rather than one with a gap.
    """
    return " ".join(
        f"AND ({column} IS NULL OR {alias}.state = 'published')" for alias, column in references.items()
    )


def plain_sql(text: str) -> str:
    """Return the SQL expression of the plain form of a short text, letter by letter where it needs that.

    Letters are looked up in the table `search_letter`, which holds those of `films.search.folding`.
    """
    return f"""CASE WHEN {text} GLOB '*[^A-Za-z0-9 ]*' THEN {single_spaces(by_letter(text, "letter.plain"))}
        ELSE trim(lower({text})) END"""


def by_letter(text: str, column: str) -> str:
    """Return the SQL expression of `text` with each letter replaced by a column of `search_letter`."""
    return f"""(WITH RECURSIVE letter_at (number) AS
            (SELECT 1 UNION ALL SELECT number + 1 FROM letter_at WHERE number < length({text}))
        SELECT group_concat(coalesce({column}, substr({text}, letter_at.number, 1)), '')
        FROM letter_at LEFT JOIN search_letter letter ON letter.letter = substr({text}, letter_at.number, 1))"""


def single_spaces(expression: str) -> str:
    """Return the SQL expression of a text in which runs of up to eight spaces are one."""
    return f"trim(replace(replace(replace({expression}, '   ', ' '), '  ', ' '), '  ', ' '))"
