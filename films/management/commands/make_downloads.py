"""Generate the downloads for the present facts, so that no visitor has to wait for them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.background import let_visitors_come_first
from films.exporting import exports, fixtures
from films.exporting.cache import downloads_folder, last_download, make_download
from films.exporting.formats import FORMATS
from films.exporting.making import make_requested


class Command(BaseCommand):
    help = (
        "Generate the downloads that /exports/ and /fixtures/ list first: everything in one file, in each format. "
        "Those that are up to date are left alone, so this can run after every change."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--requested",
            action="store_true",
            help="Generate what visitors have requested instead. The site starts this by itself.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if downloads_folder() is None:
            raise CommandError("Downloads are not kept: name a folder for them in the setting FILMS_DOWNLOADS.")
        if options["requested"]:
            let_visitors_come_first()
            make_requested()
            return
        everything = [fixtures.fixture_download(fixtures.WHOLE, written) for written in FORMATS.values()]
        for download in (*exports.PACKAGES.values(), *everything):
            found = last_download(download)
            if found is None or not found.is_current:
                found = make_download(download)
            size = f"{found.size:,} bytes" if found else "not kept, since changes are not counted"
            self.stdout.write(f"{download.name}: {size}")
