"""Rebuild the search index."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from films.search.backends import engine

AS_OWNER = "Run this as the user who owns the database, on a disk that can be written to."
RESTORE = "If the database is damaged, the facts may be, too: stop the site and restore a backup."


class Command(BaseCommand):
    help = "Rebuild every entry of the search index from the facts; an index that is damaged is thrown away first."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = engine().rebuild()
        except DatabaseError as error:
            what_to_do = AS_OWNER if "readonly" in str(error) else RESTORE
            raise CommandError(f"The index was not rebuilt: {error}. {what_to_do}") from error
        self.stdout.write(f"Rebuilt the search index: {count:,} entries.")
