"""Import a data set of films."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from films.importing import MappingError, Terms, film_field_names, import_films, preview_films
from films.management.import_command import ImportCommand, add_terms
from films.search.backends import engine


def mapping(text: str) -> tuple[str, list[str]]:
    """Return a field and its keys from “field=key,key”. Raises ArgumentTypeError."""
    field, _, keys = text.partition("=")
    if not field or not keys:
        raise ArgumentTypeError(f"“{text}” does not name a field and its key: write it as title=Name.")
    return field.strip(), [key.strip() for key in keys.split(",")]


class Command(ImportCommand):
    help = "Import films, identified by their ids, from JSON lines, a JSON array or a table, plain or gzip."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Such as films.jsonl or films.jsonl.gz.")
        parser.add_argument("--dataset", required=True, help="The data set's name, used as the scheme of its ids.")
        add_terms(parser)
        parser.add_argument(
            "--map",
            type=mapping,
            action="append",
            default=[],
            metavar="FIELD=KEY",
            help="The key or column that holds a field, such as title=Name; an id may have several: id=Name,Year.",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Show the first films as they would be stored, and store nothing.",
        )
        parser.add_argument("--stop-on-error", action="store_true", help="Stop at a line that cannot be used.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            field_names = film_field_names(dict(options["map"]))
        except MappingError as error:
            raise CommandError(str(error)) from error
        if options["dry_run"]:
            self.read_file(path, lambda: preview_films(path, options["dataset"], field_names))
            return
        report = self.import_file(
            path,
            lambda progress: import_films(
                path,
                options["dataset"],
                progress,
                stop_on_error=options["stop_on_error"],
                terms=Terms(options["licence"], options["url"]),
                field_names=field_names,
                stored_in=engine().bulk_inserts,
            ),
        )
        if not report.used:
            raise CommandError(f"{path} contains no film: each needs an id and a title. --map names their keys.")
