"""Copy the database to a file while the site runs."""

import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redheat.backups import UnsoundBackupError, back_up


class Command(BaseCommand):
    help = "Copy the database to a new file while the site runs, and check the copy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the file to write, which must not exist yet")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            back_up(path)
        except FileExistsError as error:
            raise CommandError(f"{path} exists already: name a new file.") from error
        except (OSError, sqlite3.Error, UnsoundBackupError) as error:
            raise CommandError(f"There is no backup: {error}") from error
        self.stdout.write(f"{path} is a whole copy of the database ({path.stat().st_size:,} bytes).")
