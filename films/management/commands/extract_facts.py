"""Tell what facts a document states, without saving any."""

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
        parser.add_argument("file", type=Path, help="A text document about one film, in UTF-8.")
        parser.add_argument(
            "--json",
            action="store_true",
            help='A list of facts {"kind", …, "sentence": [start, end], "confidence"}; "existing" is the '
            "slug of the person or film named, or null. The sentence's span is in characters, each line's end "
            "being "
            "one, and a byte order mark none.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        proposals = extract(read_document(options["file"]))
        try:
            facts = with_known_records(proposals)
        except DatabaseError:
            self.stderr.write("The database is not set up: run manage.py migrate to match known people and films.")
            facts = without_known_records(proposals)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(one) for one in facts], ensure_ascii=False, indent=1))
            return
        for one in facts:
            self.stdout.write(fact_line(one))
        self.stdout.write(f"{len(facts)} facts.")


def as_json(one: ExtractedFact) -> dict[str, Any]:
    return {"kind": one.kind, **one.fields, "sentence": list(one.sentence), "confidence": one.confidence}


def fact_line(one: ExtractedFact) -> str:
    """Say a fact in a line: how sure it is, its kind, what it says, and whom of it we know."""
    fields = ", ".join(
        f"{name} {value}"
        for name, value in one.fields.items()
        if name != "existing" and value not in (None, "", [])
    )
    known = f" [{one.fields['existing']}]" if one.fields.get("existing") else ""
    return f"{one.confidence:.2f}  {one.kind}: {fields}{known}"
