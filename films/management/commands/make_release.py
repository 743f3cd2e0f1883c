"""Write a data release."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from films.exporting.data_releases import CannotReleaseError, make_release, releases_folder


class Command(BaseCommand):
    help = (
        "Write the published facts as a release of today: a fixture, what changed since the last release, a "
        "description, and checksums. A release is never changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=releases_folder(), help="The folder of all releases.")
        parser.add_argument("--name", default="", help="Its name. Default: the day, such as 1988-06-17.")
        parser.add_argument("--key", type=Path, help="The file of an SSH key to sign the checksums with.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["folder"] is None:
            raise CommandError("Say where releases are kept, with --folder or the setting FILMS_RELEASES.")
        name = options["name"] or timezone.now().date().isoformat()
        try:
            release = make_release(options["folder"], name, options["key"])
        except CannotReleaseError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from error
        changes = release.description["changes"]
        self.stdout.write(
            f"{release.folder}: " + ", ".join(f"{count:,} {what}" for what, count in changes.items())
        )
