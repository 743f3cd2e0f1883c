"""Check a fixture's citations against copies of its documents."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evidence.converting import UnreadableDocumentError
from films.exporting.fixture_parser import READERS, UnreadableFixtureError, read_records
from films.exporting.verifying import (
    CheckedCitation,
    CheckOutcome,
    DocumentCopy,
    FixtureEvidence,
    add_stored_evidence,
    collect_evidence,
    match_copies,
    passage_text,
    read_copy,
    verify_citations,
)

FAILED, UNCHECKED = 1, 2
MAX_LISTED = 20  # citations listed for each outcome


class Command(BaseCommand):
    help = (
        "Check every citation in a fixture against a copy of the document it cites, and print what holds. "
        "Exit 0 if all hold, 1 if any does not, 2 if some cannot be checked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="A fixture as JSON, JSON Lines, YAML or XML, or the name of one that an installed app has.",
        )
        parser.add_argument(
            "--document",
            type=Path,
            action="append",
            default=[],
            help="A copy of a cited document, as plain text in UTF-8; can be repeated. "
            "Otherwise the texts that the database holds are used.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        copies = {path: read_document_copy(path) for path in options["document"]}
        path = fixture_path(options["file"])
        try:
            found = collect_evidence(read_records(path))
            add_stored_evidence(found)
            held = match_copies(found, copies.values())
            checked = list(verify_citations(found, held))
        except UnreadableFixtureError as error:
            raise CommandError(f"{path} cannot be checked: {error}") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        for copy_path, copy in copies.items():
            self.print_outcomes(copy_path, copy, found, held)
        counts = Counter(citation.outcome for citation in checked)
        for outcome in CheckOutcome:
            if counts[outcome]:
                self.stdout.write(f"{counts[outcome]:,} of {len(checked):,} citations {outcome}.")
        for outcome in (CheckOutcome.FAILS, CheckOutcome.MOVED, CheckOutcome.NOT_HELD):
            self.list_some(outcome, [citation for citation in checked if citation.outcome == outcome])
        if not checked:
            raise CommandError(f"{path} has no citations: give a fixture that has.", returncode=UNCHECKED)
        if counts[CheckOutcome.FAILS]:
            raise CommandError("Not every citation holds: see above.", returncode=FAILED)
        if counts[CheckOutcome.NOT_HELD]:
            raise CommandError(
                "Some citations could not be checked: give a copy of each document with --document FILE.",
                returncode=UNCHECKED,
            )

    def print_outcomes(
        self, path: Path, copy: DocumentCopy, found: FixtureEvidence, held: Mapping[str, DocumentCopy]
    ) -> None:
        """Report a copy that is of another revision, or of a document that the fixture does not cite."""
        slug = next((slug for slug, held_copy in held.items() if held_copy is copy), None)
        if slug is None:
            self.stdout.write(f"{path} contains no cited sentence, so it is ignored.")
        elif found.documents.get(slug, copy.sha256) != copy.sha256:
            self.stdout.write(f"{path} is not the file that was read for {slug}: its SHA-256 is different.")

    def list_some(self, outcome: CheckOutcome, checked: list[CheckedCitation]) -> None:
        if checked:
            self.stdout.write(f"These {outcome}:")
        for citation in checked[:MAX_LISTED]:
            elsewhere = f"; {citation.elsewhere}" if citation.elsewhere else ""
            self.stdout.write(f"  {citation.cited.name} ← {passage_text(citation.cited.passage or ())}{elsewhere}")
        if len(checked) > MAX_LISTED:
            self.stdout.write(f"  and {len(checked) - MAX_LISTED:,} more")


def fixture_path(path: Path) -> Path:
    """Return the path of a fixture that is named as for `loaddata`, by its file or without a suffix."""
    if path.suffix or path.exists():
        return path
    for app in apps.get_app_configs():
        for suffix in READERS:
            installed = Path(app.path, "fixtures", f"{path}{suffix}")
            if installed.exists():
                return installed
    raise CommandError(f"There is no file {path}, and no installed app has a fixture of this name.")


def read_document_copy(path: Path) -> DocumentCopy:
    try:
        return read_copy(path)
    except UnreadableDocumentError as error:
        raise CommandError(f"{path}: {error}") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
