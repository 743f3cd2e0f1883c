"""Databases of so many films, and what building them takes."""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.benchmarks.running import manage

COVERED = ("title", "names", "related", "body", "keywords")
"""The columns of an entry that hold the text of facts; the others hold what the index makes of it."""


@dataclass(frozen=True)
class Built:
    """A database, with seconds and bytes. `index` over `text` is how many times its text the index takes."""

    database: Path
    import_seconds: float
    import_memory: int
    rebuild_seconds: float
    size: int
    index: int
    text: int


def opened(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def films_in(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the films of a file of JSON lines, plain or gzip."""
    with opened(path) as lines:
        for line in lines:
            yield json.loads(line)


def film_file(count: int, data: Path, scale: Path, work: Path) -> tuple[Path, bool]:
    """Return a file of so many films, and whether it is the real data: itself, or scaled and kept in `work`."""
    with opened(data) as lines:
        real = sum(1 for _ in lines)
    if count == real:
        return data, True
    scaled = work / f"films-{count}.jsonl.gz"
    if not scaled.exists():
        unfinished = scaled.with_name(f"unfinished-{scaled.name}")
        subprocess.run([sys.executable, str(scale), str(data), str(count), str(unfinished)], check=True)
        unfinished.rename(scaled)
    return scaled, False


def build(films: Path, dataset: str, database: Path) -> Built:
    """Import the films into a new database, replacing any that an earlier run left."""
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    manage(database, "migrate", "--verbosity", "0")
    imported = manage(database, "import_films", str(films), "--dataset", dataset)
    rebuilt = manage(database, "rebuild_search")
    index, text = index_and_text(database)
    return Built(
        database=database,
        import_seconds=imported.seconds,
        import_memory=imported.memory,
        rebuild_seconds=rebuilt.seconds,
        size=os.path.getsize(database),
        index=index,
        text=text,
    )


def index_and_text(database: Path) -> tuple[int, int]:
    """Return the bytes of the search index's tables, and of the text that they make findable."""
    with closing(sqlite3.connect(database)) as connection:
        ((index,),) = connection.execute(
            "SELECT sum(pgsize) FROM dbstat JOIN sqlite_schema USING (name) "
            "WHERE aggregate = TRUE AND tbl_name LIKE 'search\\_%' ESCAPE '\\'"
        )
        columns = [f"length(CAST({column} AS BLOB))" for column in COVERED]
        ((text,),) = connection.execute(f"SELECT sum({' + '.join(columns)}) FROM search_entry")
    return index, text
