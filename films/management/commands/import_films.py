"""Import a data set of films."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from films.importing import import_films
from films.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Import films from a file of JSON lines, plain or gzip: one film a line, known by its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Such as films.jsonl or films.jsonl.gz.")
        parser.add_argument("--dataset", required=True, help="The data set's name: the scheme of its ids.")
        parser.add_argument("--stop-on-error", action="store_true", help="Stop at a line that cannot be used.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        report = self.take_in(
            path,
            lambda progress: import_films(
                path, options["dataset"], progress, stop_on_error=options["stop_on_error"]
            ),
        )
        if not report.taken:
            raise CommandError(
                f"{path} holds no film: give a file with one JSON object a line, with id and title."
            )
