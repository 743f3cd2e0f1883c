"""Generate the downloads for the present facts, so that no visitor has to wait for them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.exporting import exports, fixtures
from films.exporting.cache import cache_folder, cached_download, get_checksum
from films.exporting.formats import FORMATS


class Command(BaseCommand):
    help = (
        "Generate the downloads that /exports/ and /fixtures/ list first: everything in one file, in each format. "
        "Those that are up to date are left alone, so this can run after every change."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if cache_folder() is None:
            raise CommandError("Downloads are not kept: name a folder for them in the setting FILMS_DOWNLOADS.")
        everything = [fixtures.fixture_download(fixtures.WHOLE, written) for written in FORMATS.values()]
        for download in (*exports.PACKAGES.values(), *everything):
            get_checksum(download)
            found = cached_download(download)
            size = f"{found.size:,} bytes" if found else "the facts have changed since: run this again"
            self.stdout.write(f"{download.name}: {size}")
