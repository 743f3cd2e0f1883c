"""Undo an import."""

from typing import Any

from django.core.management.base import CommandParser

from films.importing import undo_import
from films.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Take back what one import created and changed, but for what has been worked on since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="The import's number, as the admin lists it.")
        parser.add_argument(
            "--preview", action="store_true", help="Say what would come of it, and change nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.run_bulk(lambda progress: undo_import(options["number"], progress, is_preview=options["preview"]))
