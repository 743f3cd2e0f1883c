"""Give queries of the tables the form by which titles are sorted, which each engine builds in its own SQL."""

from typing import Any, ClassVar

from django.db.models import Func, TextField

from films.kinds.declaration import Omitted
from films.kinds.index import Entry
from films.kinds.names import Kind
from films.kinds.registry import DECLARATIONS, ENTRIES
from films.search.entry_ids import first_record


class FiledTitle(Func):
    """Give the sort form of a record's title, which its entry holds if it is published."""

    output_field = TextField()
    collation: ClassVar[str] = ""
    """What sorts these texts by their letters' numbers, where that is not the database's own order."""

    def __init__(self, kind: Kind, path: str = "") -> None:
        """Take the kind of the record, and what leads to it from the model of a query: “film__”."""
        naming = DECLARATIONS[kind].naming
        if isinstance(naming, Omitted):
            raise ValueError(f"Records of the kind {kind} have no names to be filed under.")
        super().__init__(f"{path}pk", f"{path}{naming.fields[0]}")
        self.entry = next(entry for entry in ENTRIES if entry.kind == kind)

    def made(self, entry: Entry) -> str:
        """Return SQL for the sort form of the title of the record `found`."""
        raise NotImplementedError

    def as_sql(self, compiler: Any, *_: Any, **__: Any) -> tuple[str, tuple[str | int, ...]]:
        (key, _), (title, _) = (compiler.compile(source) for source in self.source_expressions)
        held = f"SELECT sort_title FROM search_entry WHERE record = {first_record(self.entry)} + {key}"
        made = self.made(self.entry).replace("%", "%%")
        named = f"SELECT {made} FROM (SELECT {key} AS object_id, {title} AS title) found"
        return f"(coalesce(({held}), ({named}), '') {self.collation})", ()
