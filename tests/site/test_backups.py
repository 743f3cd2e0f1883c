"""A backup holds what was committed, and a restore replaces nothing until the backup has proved sound."""

import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from redheat import backups
from redheat.management.commands import restore


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """Give a connection to a live database, the last write of which is still in the write-ahead log."""
    path = tmp_path / "live.sqlite3"
    monkeypatch.setattr(backups, "database_path", lambda: path)
    monkeypatch.setattr(restore, "database_path", lambda: path)
    database = sqlite3.connect(path)
    for table in backups.NEEDED:
        database.execute(f"CREATE TABLE {table} (name TEXT)")
    database.execute("PRAGMA journal_mode = WAL")
    rename(database, "before")
    return database


def rename(database: sqlite3.Connection, name: str) -> None:
    with database:
        database.execute("DELETE FROM auth_user")
        database.execute("INSERT INTO auth_user VALUES (?)", [name])


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [name for (name,) in database.execute("SELECT name FROM auth_user")]


def test_a_backup_has_what_is_still_in_the_log_and_is_for_its_owner_alone(
    live: sqlite3.Connection, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    call_command("backup", copy, stdout=StringIO())
    assert names(copy) == ["before"]
    assert copy.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", copy)


def test_a_restore_brings_back_what_the_backup_has_and_keeps_what_was_there(
    live: sqlite3.Connection, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    call_command("backup", copy, stdout=StringIO())
    rename(live, "after")
    call_command("restore", copy, stdout=StringIO())
    assert names(tmp_path / "live.sqlite3") == ["before"]
    (kept,) = tmp_path.glob("live.sqlite3.before-*")
    assert names(kept) == ["after"]


@pytest.mark.parametrize("content", [b"", b"not a database" * 999])
def test_an_unsound_backup_replaces_nothing(live: sqlite3.Connection, tmp_path: Path, content: bytes) -> None:
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(content)
    with pytest.raises(CommandError, match=r"Nothing was replaced: .*copy\.sqlite3"):
        call_command("restore", copy)
    assert names(tmp_path / "live.sqlite3") == ["before"]


@pytest.mark.parametrize("content", [b"", b"not a database" * 999])
def test_a_damaged_database_is_kept_as_it_is_and_gives_its_place_to_the_backup(
    live: sqlite3.Connection, tmp_path: Path, content: bytes
) -> None:
    copy = tmp_path / "copy.sqlite3"
    call_command("backup", copy, stdout=StringIO())
    live.close()
    (tmp_path / "live.sqlite3").write_bytes(content)
    call_command("restore", copy, stdout=StringIO())
    assert names(tmp_path / "live.sqlite3") == ["before"]
    kept = min(tmp_path.glob("live.sqlite3.before-*"))  # its log has a longer name
    assert kept.read_bytes() == content


def test_the_database_of_a_server_is_left_to_its_own_programs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(backups, "is_file", lambda: False)
    for command in ("backup", "restore"):
        with pytest.raises(CommandError, match="a server has the database"):
            call_command(command, tmp_path / "copy.sqlite3")
    assert list(tmp_path.iterdir()) == []
