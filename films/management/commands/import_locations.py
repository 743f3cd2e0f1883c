"""Import a list of filming locations."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from films.importing import Terms
from films.importing.locations import import_locations
from films.management.import_command import ImportCommand, add_terms
from films.search.backends import engine


class Command(ImportCommand):
    help = (
        "Import filming locations from CSV with the columns title, year, place, city, country, "
        "latitude, longitude, scene and identifier, or from JSON lines with these keys."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Such as places.csv, places.csv.gz or places.jsonl.")
        parser.add_argument("--dataset", default="", help="The data set's name, which its places then say.")
        add_terms(parser)
        parser.add_argument("--stop-on-error", action="store_true", help="Stop at a line that cannot be used.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if (options["licence"] or options["url"]) and not options["dataset"]:
            raise CommandError("A licence and an address are a data set's: name it with --dataset.")
        self.import_file(
            path,
            lambda progress: import_locations(
                path,
                progress,
                dataset=options["dataset"],
                terms=Terms(options["licence"], options["url"]),
                stop_on_error=options["stop_on_error"],
                stored_in=engine().bulk_inserts,
            ),
        )
