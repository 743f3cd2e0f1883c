"""Undo an import."""

from typing import Any

from django.core.management.base import CommandParser

from films.importing import undo_import
from films.management.import_command import NOTHING_CHANGED, ImportCommand
from films.models import ImportBatch
from films.search.backends import engine

UNDONE_IN_PART = (
    "Import {0} may be undone in part. Undo it again to go on, or import the file again to have all of it back."
)


class Command(ImportCommand):
    help = "Undo what one import created and changed, except for what has been edited since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="The import's number, as listed in the admin.")
        parser.add_argument("--preview", action="store_true", help="Say what would be undone, and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.number, self.is_preview = options["number"], options["preview"]
        run = self.run if self.is_preview else self.run_in_parts
        where = {"tried_in": engine().trial} if self.is_preview else {"stored_in": engine().bulk_deletes}
        run(lambda progress: undo_import(self.number, progress, **where))

    def what_is_left(self, last: int) -> str:
        """Say how far an interrupted undoing has come."""
        is_begun = not self.is_preview and ImportBatch.objects.filter(pk=self.number, is_finished=False).exists()
        return UNDONE_IN_PART.format(self.number) if is_begun else NOTHING_CHANGED
