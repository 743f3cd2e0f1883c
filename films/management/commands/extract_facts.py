"""List the facts that a document states, without saving any."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from films.evidence.extraction import ExtractedFact, extract
from films.evidence.extraction.known_records import with_known_records, without_known_records
from films.management.document_files import read_document


class Command(BaseCommand):
    help = "List the facts that an article on a film seems to state, each with its sentence; nothing is saved."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A document about one film, in UTF-8: text, Markdown or HTML.")
        parser.add_argument(
            "--json",
            action="store_true",
            help='Print a JSON list of facts {"kind", …, "sentence": [start, end], "confidence"}; "existing" is '
            "the slug of the person or film named, or null. A sentence is a span of characters in the text that "
            "import_document would store: without markup and invisible characters, with newlines as line endings.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        proposals = extract(read_document(options["file"]))
        try:
            facts = with_known_records(proposals)
        except DatabaseError as error:
            self.stderr.write(
                f"Stored people and films are not matched, as the database does not give them: {error}. If it is "
                "not set up yet, run manage.py migrate."
            )
            facts = without_known_records(proposals)
        if options["json"]:
            self.stdout.write(json.dumps([fact_as_json(fact) for fact in facts], ensure_ascii=False, indent=1))
            return
        for fact in facts:
            self.stdout.write(fact_line(fact))
        self.stdout.write(f"{len(facts)} facts.")


def fact_as_json(fact: ExtractedFact) -> dict[str, Any]:
    return {"kind": fact.kind, **fact.fields, "sentence": list(fact.sentence), "confidence": fact.confidence}


def fact_line(fact: ExtractedFact) -> str:
    """Return a fact as a line: its confidence, its kind, its values, and the known record that it names."""
    fields = ", ".join(
        f"{name} {value}"
        for name, value in fact.fields.items()
        if name != "existing" and value not in (None, "", [])
    )
    known = f" [{fact.fields['existing']}]" if fact.fields.get("existing") else ""
    return f"{fact.confidence:.2f}  {fact.kind}: {fields}{known}"
