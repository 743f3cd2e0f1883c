"""Import a data set of films."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from films.importing import Terms, import_films
from films.management.import_command import ImportCommand
from films.models import ImportBatch

FIELDS = {field.name for field in ImportBatch._meta.fields}


def licence(text: str) -> str:
    return valid_text("licence", text)


def url(text: str) -> str:
    return valid_text("url", text)


def valid_text(field: str, text: str) -> str:
    """Return a text if a field of ImportBatch can hold it. Raises ArgumentTypeError with the reason if not."""
    try:
        ImportBatch(**{field: text}).clean_fields(exclude=FIELDS - {field})
    except ValidationError as error:
        raise ArgumentTypeError(" ".join(error.messages)) from error
    return text


class Command(ImportCommand):
    help = "Import films from a file of JSON lines, plain or gzip: one film per line, identified by its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Such as films.jsonl or films.jsonl.gz.")
        parser.add_argument("--dataset", required=True, help="The data set's name, used as the scheme of its ids.")
        parser.add_argument(
            "--licence", type=licence, default="", help="The data set's licence, such as “CC BY-SA 4.0”."
        )
        parser.add_argument("--url", type=url, default="", help="Where the data set is published.")
        parser.add_argument("--stop-on-error", action="store_true", help="Stop at a line that cannot be used.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        report = self.import_file(
            path,
            lambda progress: import_films(
                path,
                options["dataset"],
                progress,
                stop_on_error=options["stop_on_error"],
                terms=Terms(options["licence"], options["url"]),
            ),
        )
        if not report.used:
            raise CommandError(
                f"{path} contains no film: give a file with one JSON object per line, each with id and title."
            )
