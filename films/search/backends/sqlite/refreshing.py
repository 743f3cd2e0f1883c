"""Build the statements and triggers that refresh the entries which a changed row touches."""

from collections.abc import Iterable, Iterator, Sequence

from films.kinds.index import Dependency, Entry
from films.kinds.registry import ENTRIES
from films.search.backends.sources import STORED_COLUMNS
from films.search.backends.sqlite.sources import (
    REPEATING_COLUMNS,
    SOURCE_COLUMNS,
    stored_again_sql,
    stored_columns,
)
from films.search.entry_ids import first_record

ROWS = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
"""The events that triggers answer, with the states of the row that each can see."""

NOW = "CAST(strftime('%s', 'now') AS INTEGER)"
"""Seconds since 1970, by which an entry knows when what it says last changed."""


def refresh_statements(entry: Entry, touched: str = "") -> list[str]:
    """Return the statements that update the entries of one kind, or only those whose ids `touched` selects.

    The second inserts into the view `search_refreshed`, whose trigger stores the entries.
    """
    chosen = f"object_id IN ({touched})" if touched else "1"
    records = f"WITH found (object_id) AS ({touched}) SELECT {first_record(entry)} + object_id FROM found"
    held = f"record IN ({records})" if touched else f"kind = '{entry.kind}'"
    source = f"search_source_{entry.kind}"
    columns = ", ".join(SOURCE_COLUMNS)
    return [
        f"""DELETE FROM search_entry WHERE {held}
            AND NOT EXISTS (SELECT 1 FROM {source} source WHERE source.object_id = search_entry.object_id)""",
        f"INSERT INTO search_refreshed ({columns}) SELECT {columns} FROM {source} WHERE {chosen}",
    ]


def refreshed_trigger() -> str:
    """Return the body of the trigger that stores the entries inserted into the view `search_refreshed`.

    It leaves an entry that is up to date alone, and changes one that differs in place. All kinds share it, since
    SQLite compiles it once for each statement, however many kinds of entries that statement refreshes.
    """
    changed = ", ".join([*(f"{column} = excluded.{column}" for column in STORED_COLUMNS), f"written = {NOW}"])
    held, wanted = (
        ", ".join(f"{table}.{column}" for column in STORED_COLUMNS) for table in ("search_entry", "excluded")
    )
    return f"""
        INSTEAD OF INSERT ON search_refreshed BEGIN
            INSERT INTO search_entry ({", ".join(STORED_COLUMNS)}) SELECT {stored_again_sql("new")} WHERE 1
            ON CONFLICT (record) DO UPDATE SET {changed} WHERE ({held}) IS NOT ({wanted});
        END"""


def touched_select(dependency: Dependency, row: str) -> str:
    """Return a SELECT of the ids that a row affects."""
    select = dependency.touched if dependency.touched.startswith("SELECT") else f"SELECT {dependency.touched}"
    return select.format(row=row)


def touched_ids(dependency: Dependency, event: str, columns: Sequence[str]) -> str:
    """Return a SELECT of the ids that a change of a row affects, for use in the trigger of that event.

    If `columns` are given, an update of other columns affects nothing.
    """
    touched = " UNION ".join(touched_select(dependency, row) for row in ROWS[event])
    if event == "update" and columns:
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
        return f"SELECT * FROM ({touched}) WHERE {changed}"
    return touched


def touched_trigger(entry: Entry) -> str:
    """Return the body of the trigger that updates the entries whose ids are inserted into the view of a kind.

    It runs once for each entry, after which SQLite closes what it opened: to open a table takes it the longer, the
    more a statement has open already.
    """
    statements = "".join(f"{statement};\n" for statement in refresh_statements(entry, "SELECT new.object_id"))
    return f"INSTEAD OF INSERT ON search_touched_{entry.kind} BEGIN {statements} END"


def repeating_trigger(entry: Entry) -> str:
    """Return the body of the trigger that updates what the entries of a kind repeat, as `touched_trigger` does."""
    columns = stored_columns("source")
    made = ", ".join(f"{columns[column]} AS {column}" for column in REPEATING_COLUMNS)
    changed = ", ".join([*(f"{column} = made.{column}" for column in REPEATING_COLUMNS), f"written = {NOW}"])
    held, wanted = (
        ", ".join(f"{table}.{column}" for column in REPEATING_COLUMNS) for table in ("search_entry", "made")
    )
    return f"""
        INSTEAD OF INSERT ON search_repeating_{entry.kind} BEGIN
            UPDATE search_entry SET {changed}
            FROM (SELECT {made} FROM search_source_{entry.kind} source WHERE object_id = new.object_id) made
            WHERE record = {first_record(entry)} + new.object_id AND ({held}) IS NOT ({wanted});
        END"""


def refresh_touched(table: str, event: str, condition: str = "") -> list[str]:
    """Return the statements that update the entries of all kinds which depend on a table with a condition."""
    whole = [
        f"INSERT INTO search_touched_{entry.kind} {touched}"
        for entry in ENTRIES
        if (touched := touched_by(entry, table, event, condition))
    ]
    in_part = [
        f"INSERT INTO search_repeating_{entry.kind} {repeating}"
        for entry in ENTRIES
        if event == "update" and (repeating := repeating_by(entry, table, condition))
    ]
    return [*whole, *in_part]


def touched_by(entry: Entry, table: str, event: str, condition: str) -> str:
    """Return a SELECT of a kind's ids that a change of a row affects, or an empty string if it never does."""
    return union_sql(
        touched_ids(dependency, event, [each for each in dependency.columns if each not in dependency.repeated])
        for dependency in entry.all_dependencies
        if (dependency.table, dependency.condition) == (table, condition)
    )


def repeating_by(entry: Entry, table: str, condition: str) -> str:
    """Return a SELECT of the ids of a kind's entries that repeat what an update of a row changes, or ''."""
    return union_sql(
        touched_ids(dependency, "update", dependency.repeated)
        for dependency in entry.all_dependencies
        if dependency.repeated and (dependency.table, dependency.condition) == (table, condition)
    )


def union_sql(selects: Iterable[str]) -> str:
    return " UNION ".join(f"SELECT * FROM ({ids})" for ids in selects)


def repeating_entries() -> list[Entry]:
    """Return the kinds of entries that repeat columns of other records."""
    return [entry for entry in ENTRIES if any(dependency.repeated for dependency in entry.all_dependencies)]


def trigger(table: str, event: str, statements: list[str], condition: str = "") -> str:
    """Return what stands after the name of a trigger, whose `condition` is on the row as it is in the end."""
    body = "".join(f"{statement.strip()};\n" for statement in statements)
    when = f"WHEN {condition.format(row=ROWS[event][-1])} " if condition else ""
    return f"AFTER {event.upper()} ON {table} {when}BEGIN {body} END"


def limited_tables() -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the tables that entries depend on with a condition, with it and the number in a trigger's name."""
    dependencies = [dependency for entry in ENTRIES for dependency in entry.all_dependencies]
    limited = {(dependency.table, dependency.condition) for dependency in dependencies if dependency.condition}
    yield from enumerate(sorted(limited), 1)
