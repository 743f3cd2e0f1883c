"""Store a source document, and propose the facts that it seems to state."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evidence.converting import UnreadableDocumentError
from films.evidence.documents.comparison import Comparison
from films.evidence.documents.incoming import DESCRIBED, Description, IncomingText, read_content, read_text
from films.evidence.documents.store import AnotherDocumentError, StoredDocument, compare_text, find_document
from films.evidence.importing import import_document
from films.evidence.lost_evidence import losing_evidence
from films.models import Document

MAX_LISTED = 20  # sentences or facts of one sort listed before the rest is only counted


class Command(BaseCommand):
    help = (
        "Store a document (plain text, Markdown or HTML, in UTF-8): its sentences become passages, its citations "
        "are checked, and the facts that it seems to state are proposed at its desk. Importing the same text "
        "again changes nothing; a new revision keeps the citations of every sentence that is still there."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--for", dest="slug", default="", help="The slug of the document that this is a text of."
        )
        parser.add_argument("--preview", action="store_true", help="Say what would change, and store nothing.")
        parser.add_argument(
            "--same-document",
            action="store_true",
            help="It is the same document, though few of the sentences are the same.",
        )
        for name in ("title", "publisher", "url", "revision", "licence"):
            parser.add_argument(f"--{name}", default="", help=f"The document's {name}.")
        parser.add_argument(
            "--retrieved", type=date.fromisoformat, help="The date it was retrieved, such as 2024-05-31."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        revises = document_with_slug(options["slug"])
        try:
            described = Description(**{name: options[name] for name in DESCRIBED})
            incoming = read_text(read_content(path), described, name=path.name)
            if options["preview"]:
                self.print_preview(incoming, revises)
                return
            stored, waiting = import_document(incoming, revises=revises, is_same_document=options["same_document"])
        except UnreadableDocumentError as error:
            raise CommandError(f"{path}: {error}") from error
        except AnotherDocumentError as error:
            raise CommandError(f"{path}: {error} If it is the same document, add --same-document.") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        self.print_outcome(stored)
        if waiting:
            self.stdout.write(f"{waiting} proposed facts are waiting for a curator.")

    def print_preview(self, incoming: IncomingText, revises: Document | None) -> None:
        document = find_document(incoming, revises)
        if document is None:
            self.stdout.write(f"{incoming.title} would be a new document of {len(incoming.passages)} sentences.")
            return
        self.stdout.write(f"This would be a text of {document}.")
        comparison = compare_text(document, incoming.text, incoming.passages)
        self.print_comparison(comparison)
        losing = losing_evidence(passage.pk for passage in comparison.lost)
        self.list_some([f"Loses evidence: {lost.fact} ({lost.named_fields})" for lost in losing])

    def print_outcome(self, stored: StoredDocument) -> None:
        self.stdout.write(f"{stored.outcome} {stored.document}: {stored.sentences} sentences.")
        if stored.comparison:
            self.print_comparison(stored.comparison)
        for standing, count in stored.standings.items():
            self.stdout.write(f"{count} citations {standing}.")
        if stored.unsaid:
            self.stdout.write(f"{stored.unsaid} values are not in the words cited for them: confirm them anew.")

    def print_comparison(self, comparison: Comparison) -> None:
        self.stdout.write(str(comparison))
        self.list_some([f"Moved: {move}" for move in comparison.moved])
        self.list_some([f"Changed: {change.before} → {change.after}" for change in comparison.changed])
        self.list_some(
            [
                f"No longer matches: {passage.first_words} … {passage.last_words}"
                for passage in comparison.gone_altogether
            ]
        )

    def list_some(self, lines: list[str]) -> None:
        for line in lines[:MAX_LISTED]:
            self.stdout.write(line)
        if len(lines) > MAX_LISTED:
            self.stdout.write(f"… and {len(lines) - MAX_LISTED} more.")


def document_with_slug(slug: str) -> Document | None:
    """Return the document with a slug, or None for an empty one. Raises CommandError if there is none."""
    if not slug:
        return None
    found: Document | None = Document.objects.filter(slug=slug).first()
    if found is None:
        slugs = ", ".join(Document.objects.order_by("slug").values_list("slug", flat=True)[:MAX_LISTED])
        raise CommandError(f"There is no document “{slug}”. There are: {slugs or 'none yet'}.")
    return found
