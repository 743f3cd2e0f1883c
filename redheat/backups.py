"""Copy the database while the site runs, and put a copy back in its place once it has proved sound.

Copying the file itself would leave out what is still in the write-ahead log, silently.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.conf import settings

from redheat.databases import SQLITE
from redheat.hindrances import Hindrance, hindrance

NEEDED = {"films_film", "films_change", "search_entry", "auth_user", "django_migrations"}
"""Tables without which a file is not a database of this site."""


class UnsoundBackupError(Exception):
    """Report what is wrong with a copy."""


def is_file() -> bool:
    """Tell whether the database is a file, and not a server's."""
    return bool(settings.DATABASES["default"]["ENGINE"] == SQLITE)


def database_path() -> Path:
    """Return the file of the database; raises an UnsoundBackupError if a server has it."""
    if not is_file():
        raise UnsoundBackupError("a server has the database. Use what comes with it: pg_dump, or pg_basebackup.")
    return Path(settings.DATABASES["default"]["NAME"])


@contextmanager
def opened(path: Path, mode: str = "ro") -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=60)) as connection:
        yield connection


def back_up(target: Path) -> None:
    """Write a sound copy of the database to a new file that only its owner can read."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        create_copy(database_path(), unfinished)
        os.link(unfinished, target)
        note_path().write_text(str(target.resolve()))
    finally:
        unfinished.unlink(missing_ok=True)


def create_copy(source: Path, target: Path) -> None:
    """Write a sound copy of a database, anew, for its owner alone to read."""
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with opened(source) as database, opened(target, "rw") as copy:
        database.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    check(target)


def note_path() -> Path:
    """Return the file that says where the last backup of the database is."""
    return database_path().with_name(f"{database_path().name}.last-backup")


def last_backup() -> Path | None:
    """Return the last backup, if it is still there."""
    note = note_path()
    found = Path(note.read_text()) if note.exists() else None
    return found if found and found.exists() else None


def check(path: Path) -> None:
    """Raise an UnsoundBackupError unless a file is a whole database of this site."""
    try:
        with opened(path) as copy:
            (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
            broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise UnsoundBackupError(f"{path} cannot be read as a database: {error}.") from error
    if found != "ok":
        raise UnsoundBackupError(f"{path} is damaged: {found}.")
    if missing := NEEDED - tables:
        raise UnsoundBackupError(f"{path} is not a database of this site: it lacks {', '.join(sorted(missing))}.")
    if broken:
        raise UnsoundBackupError(f"{path} is not whole: a row of {broken[0]} refers to one that is not there.")


def restore(source: Path, kept: Path) -> None:
    """Replace what the database holds by a sound copy, and keep what it held.

    A sound database is replaced in one transaction. One that is damaged can be neither copied nor written to, so
    it is moved aside as it is.
    """
    check(source)
    present = database_path()
    try:
        back_up(kept)
    except (sqlite3.DatabaseError, UnsoundBackupError) as error:
        if is_in_the_way(error):
            raise
        put_in_place(source, present, kept)
    else:
        with opened(source) as copy, opened(present, "rw") as database:
            copy.backup(database)
    check(present)


def is_in_the_way(error: Exception) -> bool:
    """Tell whether copying the database failed for another reason than what is in its file."""
    return isinstance(error, sqlite3.Error) and hindrance(error) not in (Hindrance.DAMAGED, Hindrance.NOT_MIGRATED)


def put_in_place(source: Path, present: Path, kept: Path) -> None:
    """Move the file of a database aside with its log, and put a copy of another in its place."""
    fresh = present.with_name(f"{present.name}.unfinished")
    create_copy(source, fresh)
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.rename(f"{present}{ending}", f"{kept}{ending}")
    os.rename(fresh, present)
