"""Hold the text of a source document."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evidence.holding import UnreadableDocumentError, hold


class Command(BaseCommand):
    help = "Hold a text document: its sentences become passages, and citations of it are checked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        for name in ("title", "publisher", "url", "licence"):
            parser.add_argument(f"--{name}", default="", help=f"The {name} of a document that is new.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            holding = hold(path, **{name: options[name] for name in ("title", "publisher", "url", "licence")})
        except UnreadableDocumentError as error:
            raise CommandError(f"{path}: {error}") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        verb = "Imported" if holding.is_new else "Now holding"
        self.stdout.write(f"{verb} {holding.document}: {holding.sentences} sentences.")
        for standing, count in holding.standings.items():
            self.stdout.write(f"{count} citations {standing}.")
