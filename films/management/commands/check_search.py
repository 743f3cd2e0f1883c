"""Check the search index against the facts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from films.search.backends import engine

AS_OWNER = "Run this as the user who owns the database: the index checks itself by a statement that writes."


class Command(BaseCommand):
    help = "Compare every entry of the search index with the facts. If any differ, list them and exit with 1."

    def handle(self, *args: Any, **options: Any) -> None:
        if waiting := engine().waiting_count():
            raise CommandError(
                f"Entries that wait to be indexed: {waiting:,}. The import that is under way will index them, or "
                "manage.py migrate, if it was killed."
            )
        try:
            found = list(engine().problems())
        except DatabaseError as error:
            raise CommandError(f"The index could not be compared with the facts: {error}. {AS_OWNER}") from error
        if found:
            raise CommandError(
                "The search index does not match the facts: "
                + "; ".join(found)
                + ". Run manage.py rebuild_search."
            )
        self.stdout.write("The search index matches the facts.")
