"""Measure how well the search answers queries whose answers are known."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evaluation.judged_queries import UnreadableQueriesError, read_queries
from films.evaluation.metrics import MEASURES
from films.evaluation.relevance import Judgement, Row, UnknownDatasetError, judge, summary
from films.evaluation.tables import aligned
from films.models import Film
from films.search.types import Result


class Command(BaseCommand):
    help = "Ask judged queries for films and report success, MRR, R-precision and recall for each kind of query."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "queries", type=Path, help='JSON lines: {"qid", "query", "relevant": [ids], "kind"}; more is ignored.'
        )
        parser.add_argument(
            "--dataset", required=True, help="Whose ids the queries speak of, as named to import_films."
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="A list of rows {kind, n, success@1, success@10, MRR@10, R-precision, recall@100, median_ms, "
            "p95_ms}; the last is of the kind “all”.",
        )
        parser.add_argument(
            "--failures",
            type=int,
            default=0,
            metavar="N",
            help="Also list the first N queries with something wrong among their first R results, R being how "
            "many are relevant; with --json on standard error.",
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
        absent = {
            identifier
            for judgement in judgements
            for identifier, film in judgement.relevant.items()
            if film is None
        }
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
    names = ["kind", "n", *MEASURES, "median_ms", "p95_ms"]
    header = [name.replace("_ms", " ms") for name in names]
    return aligned([header, *([cell(name, row[name]) for name in names] for row in rows)])


def cell(name: str, value: str | float) -> str:
    """Return a value of a row as it is printed."""
    if name in MEASURES:
        return f"{value:.3f}"
    return f"{value:.1f}" if name.endswith("_ms") else str(value)


def failure_report(failure: Judgement) -> str:
    """Say in four lines what was asked, what came wrong first, and what was missed."""
    ranks = {result.object_id: rank for rank, result in enumerate(failure.results, 1)}
    missed = [
        (identifier, film)
        for identifier, film in failure.relevant.items()
        if ranks.get(film or 0, len(ranks) + 1) > len(failure.relevant)
    ]
    titles = Film.objects.in_bulk([film for _, film in missed if film])
    wanted = [
        f"{titles[film]} at {ranks.get(film, 'no rank')}"
        if film
        else f"{identifier}, which is not in the database"
        for identifier, film in missed
    ]
    came = "nothing" if failure.first_wrong is None else result_line(*failure.first_wrong)
    return "\n".join(
        [
            f"\n{failure.query.id} ({failure.query.kind}), R-precision {failure.scores['R-precision']:.2f}",
            f"  asked:  {failure.query.text}",
            f"  came:   {came}",
            f"  wanted: {'; '.join(wanted)}",
        ]
    )


def result_line(rank: int, result: Result) -> str:
    """Return a result as a failure names it."""
    return f"{result.title_text} ({result.year or 'year unknown'}) at {rank}"
