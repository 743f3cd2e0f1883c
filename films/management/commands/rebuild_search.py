"""Rebuild the search index."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from films.search.backends.sqlite import index


class Command(BaseCommand):
    help = "Make every entry of the search index anew from the facts."

    def handle(self, *args: Any, **options: Any) -> None:
        index.install(DEFAULT_DB_ALIAS)
        count = index.rebuild(DEFAULT_DB_ALIAS)
        self.stdout.write(f"Rebuilt the search index: {count:,} entries.")
