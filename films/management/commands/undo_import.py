"""Undo an import."""

from typing import Any

from django.core.management.base import CommandParser

from films.importing import undo_import
from films.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Undo what one import created and changed, except for what has been edited since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="The import's number, as listed in the admin.")
        parser.add_argument("--preview", action="store_true", help="Say what would be undone, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.run_bulk(lambda progress: undo_import(options["number"], progress, is_preview=options["preview"]))
