"""Make the downloads of the facts as they are now, so that nobody waits for them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.exporting import exports, fixtures
from films.exporting.cache import cache_folder, cached_download, checksum
from films.exporting.formats import FORMATS


class Command(BaseCommand):
    help = (
        "Make what /exports/ and /fixtures/ list first: everything in one file, in each form. What is kept "
        "already is left alone, so this can run after every change."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if cache_folder() is None:
            raise CommandError("Downloads are kept nowhere: name a folder in the setting FILMS_DOWNLOADS.")
        everything = [fixtures.download(fixtures.WHOLE, written) for written in FORMATS.values()]
        for download in (*exports.PACKAGES.values(), *everything):
            checksum(download)
            found = cached_download(download)
            size = f"{found.size:,} bytes" if found else "the facts changed meanwhile: make it again"
            self.stdout.write(f"{download.name}: {size}")
