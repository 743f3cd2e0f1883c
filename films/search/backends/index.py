"""Install, rebuild and check an index, in the steps that are the same for all engines."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from films.kinds.registry import ENTRIES
from films.search.backends import closures
from films.search.backends.sources import STORED_COLUMNS

READ_FIRST = "films_passage"
"""One of the tables that the index reads: none of them is there before the first migration."""


class Index(ABC):
    """Keep the index of one engine, which says how each step is done; `base.Upkeep` says what the others do."""

    genre_names: str
    """A SELECT of (key, genre) for all names of genres."""
    names: str
    """A SELECT of (key, entry, form) for the whole names of all entries."""
    unknown_words: str
    """A SELECT of the words of entries that the dictionary lacks."""

    @abstractmethod
    def table_names(self) -> tuple[str, ...]: ...

    @abstractmethod
    def followers(self) -> set[str]:
        """Return the names of the views and triggers that are declared."""

    @abstractmethod
    def found_in(self, cursor: CursorWrapper) -> set[str]:
        """Return the names of the tables, views and triggers of an index that are in the database."""

    @abstractmethod
    def has_table(self, cursor: CursorWrapper, name: str) -> bool: ...

    @abstractmethod
    def signature(self) -> str:
        """Return a hash of the schema, which changes with the declarations."""

    @abstractmethod
    def stored_sql(self, source: str) -> str:
        """Return SQL for `STORED_COLUMNS`, made from a row of the view of a kind's entries."""

    @abstractmethod
    def create_in(self, cursor: CursorWrapper) -> None:
        """Create the index as declared, with all entries, in place of whatever is there."""

    @abstractmethod
    def uninstall_in(self, cursor: CursorWrapper) -> None:
        """Drop every trigger and view of the index, those of older declarations too."""

    @abstractmethod
    def rebuild_in(self, cursor: CursorWrapper) -> None:
        """Build all entries again, without triggers."""

    @abstractmethod
    def problems_of_texts(self, cursor: CursorWrapper) -> Iterator[str]:
        """Compare what finds words with the texts of the entries, and yield each difference in words."""

    @abstractmethod
    def rebuilt(self, alias: str) -> None:
        """Follow a rebuild, once it has been stored."""

    def install(self, alias: str = DEFAULT_DB_ALIAS) -> bool:
        """Install the schema of the index, and rebuild it if it was missing or different; return whether it was.

        An index that is as declared is left alone, since its triggers have kept it up to date. Without the tables
        that it reads, this does nothing.
        """
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            if self.is_installed_in(cursor) or not self.has_table(cursor, READ_FIRST):
                return False
            self.create_in(cursor)
            execute(cursor, "CREATE TABLE IF NOT EXISTS search_schema (signature text NOT NULL)")
            execute(cursor, "DELETE FROM search_schema")
            cursor.execute("INSERT INTO search_schema VALUES (%s)", [self.signature()])
        self.rebuilt(alias)
        return True

    def is_installed(self, alias: str = DEFAULT_DB_ALIAS) -> bool:
        """Tell whether the index is complete and as declared, so that its triggers keep it up to date."""
        with connections[alias].cursor() as cursor:
            return self.is_installed_in(cursor)

    def is_installed_in(self, cursor: CursorWrapper) -> bool:
        return self.installed_signature(cursor) == self.signature() and not self.missing(cursor)

    def uninstall(self, alias: str = DEFAULT_DB_ALIAS) -> None:
        """Drop the triggers and views, so that a migration can remake the tables that they read."""
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            self.uninstall_in(cursor)

    def rebuild(self, alias: str = DEFAULT_DB_ALIAS) -> int:
        """Build all entries again from the facts, in one transaction, and return their number."""
        if not self.install(alias):
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                self.rebuild_in(cursor)
            self.rebuilt(alias)
        return self.entry_count(alias)

    def entry_count(self, alias: str) -> int:
        """Return the number of entries in the index, or 0 if it is not installed."""
        return self.counted(alias, "search_entry")

    def waiting_count(self, alias: str = DEFAULT_DB_ALIAS) -> int:
        """Return how many entries wait to be refreshed: while an import goes on, or since one was killed."""
        return self.counted(alias, "search_waiting")

    def counted(self, alias: str, table: str) -> int:
        """Return the number of rows in a table of the index, or 0 if it is not installed."""
        with connections[alias].cursor() as cursor:
            if not self.is_installed_in(cursor):
                return 0
            execute(cursor, f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])

    def problems(self, alias: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
        """Compare the index with the facts, and yield each difference in words."""
        with connections[alias].cursor() as cursor:
            if lacking := self.missing(cursor):
                named = ", ".join(lacking)
                yield f"{len(lacking)} of the index's tables, views or triggers are missing: {named}"
                return
            if self.installed_signature(cursor) != self.signature():
                yield "the index was made from another declaration of entries"
            for what, source, stored in self.comparisons():
                yield from differences(cursor, what, source, stored)
            execute(cursor, f"SELECT count(*) FROM ({self.unknown_words}) unknown")
            if unknown := cursor.fetchone()[0]:
                yield f"{unknown} words are missing in the dictionary"
            yield from self.problems_of_texts(cursor)

    def comparisons(self) -> Iterator[tuple[str, str, str]]:
        """Give what is compared in words, and two SELECTs: what the facts give, and what the index holds."""
        yield (
            "places within places",
            closures.PLACES,
            "SELECT place_id, within_id, depth FROM search_place_within",
        )
        yield "genres below genres", closures.GENRES, "SELECT genre_id, within_id FROM search_genre_within"
        yield "names of genres", self.genre_names, "SELECT key, genre_id FROM search_genre_name"
        for entry in ENTRIES:
            source = f"SELECT {self.stored_sql('source')} FROM search_source_{entry.kind} source"
            stored = f"SELECT {', '.join(STORED_COLUMNS)} FROM search_entry WHERE kind = '{entry.kind}'"
            yield f"{entry.kind} entries", source, stored
        yield "whole names", self.names, "SELECT key, entry_id, form FROM search_name"

    def missing(self, cursor: CursorWrapper) -> list[str]:
        """Return the names of the missing tables, views and triggers."""
        return sorted({*self.table_names(), *self.followers()} - self.found_in(cursor))

    def installed_signature(self, cursor: CursorWrapper) -> str:
        """Return the hash of the installed schema, or '' if there is none."""
        if not self.has_table(cursor, "search_schema"):
            return ""
        execute(cursor, "SELECT signature FROM search_schema")
        found = cursor.fetchone()
        return str(found[0]) if found else ""


def differences(cursor: CursorWrapper, what: str, source: str, stored: str) -> Iterator[str]:
    """Yield the differences between two SELECTs in words: what the facts give, and what the index holds.

    What the facts give is made once: it costs far more than to read what is stored.
    """
    execute(
        cursor,
        f"""WITH expected AS MATERIALIZED ({source}), indexed AS ({stored})
        SELECT (SELECT count(*) FROM (SELECT * FROM expected EXCEPT SELECT * FROM indexed) lacking),
            (SELECT count(*) FROM (SELECT * FROM indexed EXCEPT SELECT * FROM expected) left_over)""",
    )
    missing_or_misstated, left_over = cursor.fetchone()
    if missing_or_misstated:
        yield f"{missing_or_misstated} {what} are missing or misstated"
    if left_over:
        yield f"{left_over} {what} are left over"


def execute(cursor: CursorWrapper, statement: str) -> None:
    """Run a statement as it is; without parameters, Django does not interpret per cent signs."""
    cursor.execute(statement, None)
