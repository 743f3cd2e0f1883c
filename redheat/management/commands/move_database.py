"""Copy everything into another database, from SQLite to PostgreSQL or back."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

import dj_database_url
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from films.search.backends import engine, has_engine
from redheat.databases import SQLITE, configured, create_for_owner
from redheat.models import UnfinishedMove
from redheat.moving import MoveError, copy, refuse_filled, refuse_other_release

SOURCE, TARGET = "source of the move", "target of the move"
PIECE = 1024 * 1024  # bytes of a fixture that are read at once


class Command(BaseCommand):
    help = (
        "Copy everything into another, empty database: facts, history, accounts, sessions. Compare the number of "
        "rows and a checksum of every table, and the published fixture. Stop the site first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="source", required=True, metavar="URL", help="the database to copy")
        parser.add_argument(
            "--to", dest="target", required=True, metavar="URL", help="the empty one to copy it into"
        )

    def handle(self, *args: Any, source: str, target: str, verbosity: int, **options: Any) -> None:
        described = {SOURCE: described_by(source, "--from"), TARGET: described_by(target, "--to")}
        if place(described[SOURCE]) == place(described[TARGET]):
            raise CommandError("--from and --to name the same database.")
        if is_file(described[SOURCE]) and not Path(described[SOURCE]["NAME"]).is_file():
            raise CommandError(f"There is no database at {described[SOURCE]['NAME']}.")
        with connected(described):
            try:
                self.move(source, target, place(described[SOURCE]), tell=verbosity > 1)
            except (MoveError, DatabaseError) as error:
                raise CommandError(
                    f"Nothing was moved, and {place(described[SOURCE])} is as it was. {error}"
                ) from error
        self.stdout.write(f"Now set DATABASE_URL to {place(described[TARGET])}, and start the site.")

    def move(self, source: str, target: str, name: str, *, tell: bool) -> None:
        """Copy and compare; until all has proved the same, the target is marked as unfinished."""
        refuse_filled(TARGET)
        deque(output_of(target, "migrate", "--verbosity=0", "--skip-checks"), maxlen=0)
        with engine(SOURCE).without_writers(SOURCE):
            refuse_other_release(SOURCE, TARGET)
            UnfinishedMove.objects.using(TARGET).get_or_create(defaults={"source": name})
            contents = copy(SOURCE, TARGET, self.stdout.write if tell else lambda line: None)
            rows = sum(content.rows for content in contents.values())
            self.stdout.write(f"{rows:,} rows in {len(contents)} tables were copied; counts and checksums agree.")
            fixtures = [fixture_checksum(url) for url in (source, target)]
            if fixtures[0] != fixtures[1]:
                raise MoveError(f"The published fixtures differ: their SHA-256 are {' and '.join(fixtures)}.")
            self.stdout.write(f"The published fixture is the same, byte for byte (SHA-256 {fixtures[0]}).")
        UnfinishedMove.objects.using(TARGET).all().delete()


def described_by(url: str, option: str) -> dict[str, Any]:
    """Return a database as Django's setting describes it."""
    try:
        described: dict[str, Any] = configured(dict(dj_database_url.parse(url)))
    except (ValueError, dj_database_url.UnknownSchemeError) as error:
        raise CommandError(f"{option} is no address of a database, such as sqlite:///path: {error}") from error
    return described


def is_file(described: dict[str, Any]) -> bool:
    return bool(described["ENGINE"] == SQLITE)


def place(described: dict[str, Any]) -> str:
    """Return where a database is, without the password."""
    if is_file(described):
        return str(Path(described["NAME"]).resolve())
    port = f":{described['PORT']}" if described["PORT"] else ""
    return f"{described['NAME']} at {described['HOST'] or 'this machine'}{port}"


@contextmanager
def connected(described: dict[str, dict[str, Any]]) -> Iterator[None]:
    """Let Django know these databases inside this block."""
    known = connections.configure_settings({"default": settings.DATABASES["default"], **described})
    connections.settings.update({alias: known[alias] for alias in described})
    engine.cache_clear()  # these aliases may have stood for other databases
    try:
        for alias in described:
            if not has_engine(alias):
                raise CommandError(f"Facts cannot be searched in {connections[alias].vendor}.")
            if is_file(described[alias]):
                create_for_owner(Path(described[alias]["NAME"]))
        yield
    finally:
        for alias in described:
            connections[alias].close()
            del connections[alias], connections.settings[alias]


def output_of(url: str, *command: str) -> Iterator[bytes]:
    """Run a command with another database, as the site will be run with it, and return what it writes.

    Raises a MoveError with the last line of what it complains about.
    """
    environment = {**os.environ, "DATABASE_URL": url}
    arguments = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    with TemporaryFile() as complaints:
        process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=complaints)  # noqa: S603
        with process as running:
            output = cast(IO[bytes], running.stdout)
            yield from iter(partial(output.read, PIECE), b"")
        if process.returncode:
            complaints.seek(0)
            raise MoveError(complaints.read().decode(errors="replace").strip().rpartition("\n")[2])


def fixture_checksum(url: str) -> str:
    """Return the SHA-256 of the fixture of all published facts in a database."""
    digest = sha256()
    for piece in output_of(url, "export_fixture"):
        digest.update(piece)
    return digest.hexdigest()
