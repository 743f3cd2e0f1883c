"""Import IMDb's tables."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from films.importing.imdb import import_imdb
from films.management.import_command import ImportCommand
from films.search.backends import engine


class Command(ImportCommand):
    help = (
        "Import the films in a folder of the tables that IMDb publishes, .tsv or .tsv.gz: title.basics, and any "
        "of title.akas, title.principals, title.crew, title.ratings and name.basics that are there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="The folder that holds title.basics.tsv.gz and the others.")
        parser.add_argument(
            "--as-of",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="The date of the ratings; by default that of their file.",
        )
        parser.add_argument("--stop-on-error", action="store_true", help="Stop at a line that cannot be used.")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        self.import_file(
            folder,
            lambda progress: import_imdb(
                folder,
                progress,
                as_of=options["as_of"],
                stop_on_error=options["stop_on_error"],
                stored_in=engine().bulk_inserts,
            ),
        )
