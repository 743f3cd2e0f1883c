"""Check the search index against the facts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.search.backends import engine


class Command(BaseCommand):
    help = "Compare every entry of the search index with the facts; exit 1 and say what is wrong, if anything is."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(engine().problems())
        if found:
            raise CommandError(
                "The search index is not true: " + "; ".join(found) + ". Mend it with manage.py rebuild_search."
            )
        self.stdout.write("The search index is true.")
