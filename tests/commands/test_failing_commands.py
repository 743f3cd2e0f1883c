"""A command that the database or the disk keeps from its work says what to do, in one sentence."""

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from redheat import commands

Failing = Callable[[Path], None]


def asked(database: str | Path, sql: str, **options: object) -> None:
    with closing(sqlite3.connect(database, timeout=0, **options)) as connection:  # type: ignore[call-overload]
        connection.execute(sql)


def damaged(folder: Path) -> None:
    (folder / "films.sqlite3").write_bytes(b"not a database" * 99)
    asked(folder / "films.sqlite3", "SELECT * FROM sqlite_master")


def read_only(folder: Path) -> None:
    asked(folder / "films.sqlite3", "CREATE TABLE film (title)")
    asked(f"file:{folder / 'films.sqlite3'}?mode=ro", "DELETE FROM film", uri=True)


def locked(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "films.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        asked(folder / "films.sqlite3", "CREATE TABLE film (title)")


def full(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "films.sqlite3")) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        connection.execute("CREATE TABLE film (title)")


def no_room(folder: Path) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only_folder(folder: Path) -> None:
    raise OSError(errno.EROFS, "Read-only file system", "/srv/var/static")


FAILURES: list[tuple[Failing, str]] = [
    (damaged, "The database is damaged: stop the site, and restore a backup"),
    (read_only, "cannot be written to: run this as the user who owns it"),
    (locked, "Another program is writing to the database"),
    (full, "The disk is full: make room on it"),
    (no_room, "The disk is full: make room on it"),
    (read_only_folder, "/srv/var/static: run this as the user who owns it"),
    (
        lambda folder: asked(folder / "missing" / "films.sqlite3", "SELECT 1"),
        "cannot be opened: check DATABASE_URL",
    ),
    (lambda folder: asked(folder / "films.sqlite3", "SELECT * FROM film"), "run manage.py migrate"),
]


def run(failing: Failing, folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> None:
    monkeypatch.setattr(commands, "execute_from_command_line", lambda arguments: failing(folder))
    commands.run(["manage.py", "check_search", *options])


@pytest.mark.parametrize(("failing", "sentence"), FAILURES)
def test_what_keeps_a_command_from_its_work_is_one_line(
    failing: Failing, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(failing, tmp_path, monkeypatch)
    assert sentence in str(ended.value.code)
    assert "\n" not in str(ended.value.code)


def test_where_it_failed_is_shown_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        run(damaged, tmp_path, monkeypatch, "--traceback")


def test_a_mistake_in_the_code_keeps_its_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax"):
        run(lambda folder: asked(folder / "films.sqlite3", "SELEC 1"), tmp_path, monkeypatch)
