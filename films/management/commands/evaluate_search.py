"""Measure how well the search answers queries whose answers are known."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evaluation.judged_queries import UnreadableQueriesError, read_queries
from films.evaluation.judgement import Judgement
from films.evaluation.metrics import AGREEMENTS, MEASURES
from films.evaluation.relevance import Row, UnknownDatasetError, judge, summary
from films.evaluation.tables import aligned
from films.models import Film


class Command(BaseCommand):
    help = "Ask judged queries, and report for each kind how good the answers are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "queries",
            type=Path,
            help='JSON lines: {"qid", "query", "relevant": [ids], "kind"}, and where they '
            'apply "people": [names], "not_recorded": true, "exact": true and "excluded": [ids].',
        )
        parser.add_argument(
            "--dataset", required=True, help="Whose ids the queries speak of, as named to import_films."
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help=f"A list of rows {{kind, n, {', '.join(MEASURES)}, {', '.join(AGREEMENTS)}, excluded_shown, "
            "wrongly_stated, median_ms, p95_ms}; the last is of the kind “all”.",
        )
        parser.add_argument(
            "--failures",
            type=int,
            default=0,
            metavar="N",
            help="Also list the first N queries with something wrong among their first R results, R being how "
            "many are relevant, or shown besides an exact set; with --json on standard error.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["failures"] < 0:
            raise CommandError("--failures must not be negative.")
        judgements = judge_file(options["queries"], options["dataset"])
        rows = summary(judgements)
        self.stdout.write(json.dumps(rows, indent=1) if options["json"] else summary_table(rows))
        failures = [judgement for judgement in judgements if judgement.failed][: options["failures"]]
        listing = self.stderr if options["json"] else self.stdout
        for failure in failures:
            listing.write(failure_report(failure))
        absent = {identifier for judgement in judgements for identifier in judgement.absent}
        if absent:
            self.stderr.write(f"Not in the database, and so counted as not found: {len(absent)} relevant ids.")


def judge_file(path: Path, dataset: str) -> list[Judgement]:
    """Judge the queries of a file. Raises CommandError, which says what to do."""
    try:
        return list(judge(read_queries(path), dataset))
    except UnreadableQueriesError as error:
        raise CommandError(f"{path}: {error}") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except UnknownDatasetError as error:
        raise CommandError(
            f"No film here has an identifier of “{dataset}”. Import the data set first: "
            f"manage.py import_films FILE --dataset {dataset}"
        ) from error


def summary_table(rows: Sequence[Row]) -> str:
    """Lay out a summary in aligned columns."""
    header = [name.replace("_", " ") for name in rows[0]]
    return aligned([header, *([cell(name, value) for name, value in row.items()] for row in rows)])


def cell(name: str, value: str | float | None) -> str:
    """Return a value of a row as it is printed."""
    if value is None:
        return "–"
    if name in MEASURES or name in AGREEMENTS:
        return f"{value:.3f}"
    return f"{value:.1f}" if name.endswith("_ms") else str(value)


def failure_report(failure: Judgement) -> str:
    """Say in four lines what was asked, what came wrong first, and what was missed."""
    ranks = {answer: rank for rank, answer in enumerate(failure.found, 1)}
    size = len(failure.wanted)
    missed = {answer: name for answer, name in failure.wanted.items() if ranks.get(answer, size + 1) > size}
    titles = Film.objects.in_bulk([answer for answer in missed if isinstance(answer, int)])
    wanted = [
        f"{name}, which is not in the database"
        if name in failure.absent
        else f"{titles.get(answer, name)} at {ranks.get(answer, 'no rank')}"
        for answer, name in missed.items()
    ]
    came = "nothing" if failure.first_wrong is None else "{1} at {0}".format(*failure.first_wrong)
    return "\n".join(
        [
            f"\n{failure.query.id} ({failure.query.kind}), R-precision {failure.scores['R-precision']:.2f}",
            f"  asked:  {failure.query.text}",
            f"  came:   {came}",
            f"  wanted: {'; '.join(wanted)}",
        ]
    )
