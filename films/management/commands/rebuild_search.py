"""Rebuild the search index."""

from typing import Any

from django.core.management.base import BaseCommand

from films.search.backends import engine


class Command(BaseCommand):
    help = "Rebuild every entry of the search index from the facts."

    def handle(self, *args: Any, **options: Any) -> None:
        engine().install()
        count = engine().rebuild()
        self.stdout.write(f"Rebuilt the search index: {count:,} entries.")
