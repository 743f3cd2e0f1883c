"""Undo an import."""

from typing import Any

from django.core.management.base import CommandParser

from films.importing import undo
from films.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Take back what one import created and changed, but for what has been worked on since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="The import's number, as the admin lists it.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.change(lambda progress: undo(options["number"], progress))
