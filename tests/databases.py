"""Databases that take seconds to make, kept between runs until anything they are made from changes."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

PROJECT = Path(settings.BASE_DIR)
FOLDER = PROJECT / "var" / "tests"


def kept(name: str) -> sqlite3.Connection | None:
    """Return a copy in memory of the database that was kept, if what it is made from is still the same."""
    try:
        content = kept_at(name).read_bytes()
    except FileNotFoundError:
        return None
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    return database


def keep(name: str, database: sqlite3.Connection) -> None:
    """Keep a database in place of what was kept by this name, whole or not at all."""
    for outdated in FOLDER.glob(f"{name}-*"):
        outdated.unlink(missing_ok=True)
    with NamedTemporaryFile(dir=FOLDER, delete=False) as file:
        file.write(database.serialize())
    os.replace(file.name, kept_at(name))


@contextmanager
def made_by_one_process() -> Iterator[None]:
    """Let other processes that run tests wait while one makes what all of them need."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def kept_at(name: str) -> Path:
    return FOLDER / f"{name}-{digest_of_sources()}"


@cache
def digest_of_sources() -> str:
    """Return a digest of all that a database with the facts of Red Heat is made from, libraries included."""
    digest = sha256(sqlite3.sqlite_version.encode())
    app = PROJECT / "films"
    for path in [*sorted(app.rglob("*.py")), *sorted(app.rglob("*.json")), PROJECT / "requirements-test.lock"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
