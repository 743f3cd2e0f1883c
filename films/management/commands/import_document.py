"""Store a source document, and propose the facts that it seems to state."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evidence.converting import UnreadableDocumentError
from films.evidence.documents.store import Description, StoredDocument, read_content
from films.evidence.importing import import_document

MAX_LISTED = 20  # moved or lost sentences listed before the rest is only counted


class Command(BaseCommand):
    help = (
        "Store a document (plain text, Markdown or HTML, in UTF-8): its sentences become passages, its citations "
        "are checked, and the facts that it seems to state are proposed at its desk. Importing the same text "
        "again changes nothing; a new revision keeps the citations of every sentence that is still there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        for name in ("title", "publisher", "url", "revision", "licence"):
            parser.add_argument(f"--{name}", default="", help=f"The document's {name}.")
        parser.add_argument(
            "--retrieved", type=date.fromisoformat, help="The date it was retrieved, such as 2024-05-31."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        names = ("title", "publisher", "url", "revision", "licence", "retrieved")
        try:
            stored, waiting = import_document(
                read_content(path), Description(**{name: options[name] for name in names}), name=path.name
            )
        except UnreadableDocumentError as error:
            raise CommandError(f"{path}: {error}") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        self.print_outcome(stored)
        if waiting:
            self.stdout.write(f"{waiting} proposed facts are waiting for a curator.")

    def print_outcome(self, stored: StoredDocument) -> None:
        self.stdout.write(f"{stored.outcome} {stored.document}: {stored.sentences} sentences.")
        if stored.revision:
            self.stdout.write(str(stored.revision))
            self.list_some([f"Moved: {move}" for move in stored.revision.moved])
            self.list_some(
                [
                    f"No longer matches: {passage.first_words} … {passage.last_words}"
                    for passage in stored.revision.lost
                ]
            )
        for standing, count in stored.standings.items():
            self.stdout.write(f"{count} citations {standing}.")

    def list_some(self, lines: list[str]) -> None:
        for line in lines[:MAX_LISTED]:
            self.stdout.write(line)
        if len(lines) > MAX_LISTED:
            self.stdout.write(f"… and {len(lines) - MAX_LISTED} more.")
