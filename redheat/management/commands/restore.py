"""Put a backup in the place of the database, once it has proved sound."""

import sqlite3
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redheat.backups import UnsoundBackupError, database_path, restore


class Command(BaseCommand):
    help = (
        "Check a backup, keep a copy of the present database beside it, and replace its content by the backup's."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a file that the command backup wrote")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            present = database_path()
            kept = present.with_name(f"{present.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}")
            restore(path, kept)
        except (OSError, sqlite3.Error, UnsoundBackupError) as error:
            raise CommandError(f"Nothing was replaced: {error}") from error
        self.stdout.write(f"The database holds what {path} holds. What it held before is in {kept}.")
        self.stdout.write("Now run manage.py migrate and manage.py check_search.")
