"""Compare the facts extracted from a document with those that curators took from it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evaluation.curated_facts import Comparison, compare_with_curated, sum_comparisons
from films.evaluation.tables import aligned
from films.evidence.extraction import extract
from films.evidence.extraction.known_records import with_known_records
from films.management.document_files import read_document
from films.models import Film


class Command(BaseCommand):
    help = (
        "Print, kind by kind, which of a film's facts are extracted from a document, which are missed, and "
        "what is wrong."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A text document about the film, in UTF-8.")
        parser.add_argument(
            "--film", required=True, metavar="SLUG", help="The slug of the film, as in its address."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        film = Film.objects.filter(slug=options["film"]).first()
        if film is None:
            raise CommandError(f"No film has the slug “{options['film']}”: copy it from its address.")
        proposals = with_known_records(extract(read_document(options["file"])))
        self.stdout.write(comparison_report(compare_with_curated(film, proposals)))


def comparison_report(comparisons: dict[str, Comparison]) -> str:
    """Format how many facts of each kind were found, missed and wrong, then list the missed and wrong ones."""
    rows = [[kind, *counts_of(comparison)] for kind, comparison in comparisons.items()]
    found, missed, wrong, surely = sum_comparisons(comparisons.values())
    header = ["kind", "found", "missed", "wrong", "surely wrong"]
    lines = [aligned([header, *rows, ["all", str(found), str(missed), str(wrong), str(surely)]])]
    for verb in ("missed", "wrong"):
        lines += [
            f"{verb} {kind}: {fact}" + (f" ({fact.confidence:.2f})" if verb == "wrong" else "")
            for kind, comparison in comparisons.items()
            for fact in getattr(comparison, verb)
        ]
    return "\n".join(lines)


def counts_of(comparison: Comparison) -> list[str]:
    """Return how many facts of one kind were found, missed, wrong, and wrong with high confidence."""
    lists = (comparison.found, comparison.missed, comparison.wrong, comparison.surely_wrong)
    return [str(len(facts)) for facts in lists]
