"""Write every export into a folder."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.exporting import exports, fixtures, metadata
from films.exporting.cache import Download
from films.exporting.formats import FORMATS
from films.search.backends import engine

CHECKSUMS = "SHA256SUMS"


class Command(BaseCommand):
    help = (
        "Write everything that is published into a folder, as a data package, SQLite, JSON Lines, JSON-LD and a "
        "Django fixture, all from the same snapshot, with checksums."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="Created if it does not exist. Existing exports in it are replaced."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        downloads = [*exports.PACKAGES.values(), fixtures.fixture_download(fixtures.WHOLE, FORMATS["json"])]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with engine().snapshot():
                sums = [f"{write_download(download, folder)}  {download.name}\n" for download in downloads]
            (folder / CHECKSUMS).write_text("".join(sums), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{folder} cannot be written to: {error.strerror}.") from error
        for download in downloads:
            size = (folder / download.name).stat().st_size
            self.stdout.write(f"{download.name}: {size:,} bytes")
        self.stdout.write(f"Their checksums are in {folder / CHECKSUMS}. Cite as: {metadata.CITE_AS}")


def write_download(download: Download, folder: Path) -> str:
    """Write a download next to its former version and replace that once complete; return its SHA-256 in hex."""
    digest = hashlib.sha256()
    unfinished = folder / f"{download.name}.unfinished"
    with unfinished.open("wb") as file:
        for piece in download.content():
            digest.update(piece)
            file.write(piece)
    unfinished.replace(folder / download.name)
    return digest.hexdigest()
