"""The SQL of the kinds is SQLite's; what other databases write in another way is translated for them."""

import pytest

from films.kinds.dialects import in_postgresql
from films.kinds.sql import plain_sql

TRANSLATED = {
    "SELECT group_concat(item, ' · ') FROM (SELECT name AS item FROM films_person) listed": (
        "SELECT string_agg(item, ' · ') FROM (SELECT name AS item FROM films_person) listed"
    ),
    "instr(names, replace(reading, ',', '('))": "strpos(names, replace(reading, ',', '('))",
    "strftime('%Y', release.date)": "to_char(release.date, 'YYYY')",
    "json_extract(claim.claims, '$.year.value')": "(claim.claims #>> '{year,value}')",
    "CAST(round(amount * 100) AS INTEGER) % 100": "CAST(trunc(round(amount * 100)) AS bigint) % 100",
    "CAST(CAST(score AS NUMERIC) AS TEXT)": "search_written(CAST(score AS NUMERIC))",
    "CAST(NULL AS INTEGER) AS year": "CAST(NULL AS INTEGER) AS year",
    "title GLOB '*[^a-z?]*.'": r"title ~ '^.*[^a-z?].*\.$'",
    "film CROSS JOIN person ON person.id = film.id": "film JOIN person ON person.id = film.id",
    "'it''s CAST(x AS TEXT)' || instr(a, b)": "'it''s CAST(x AS TEXT)' || strpos(a, b)",
    plain_sql("credit.character"): "search_plain(credit.character)",
}


@pytest.mark.parametrize(("written", "translated"), TRANSLATED.items())
def test_what_postgresql_writes_in_another_way_is_translated(written: str, translated: str) -> None:
    assert in_postgresql(written) == translated


def test_a_call_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        in_postgresql("instr(names, (reading")
