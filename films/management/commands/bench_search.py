"""Measure how fast the search answers each kind of query."""

import json
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evaluation.benchmark import Bench, Measured, NothingToAskError, bench, benchmark_as_json
from films.evaluation.latency import latency, ratio
from films.evaluation.page_latency import UnansweredPageError
from films.evaluation.tables import aligned
from films.search.backends import engine
from films.search.backends.base import Timing

OWN = ("ms", "n", "found", "p50", "p95", "max")
COMPARED = ("n", "found", "p50", "p95", "ratio p50", "ratio p95")
MEGABYTE = 1_000_000


class Command(BaseCommand):
    help = (
        "Time searches made from the films in the database: a warm page of 20 results with facets and snippets; "
        "with SQLite by the processor time of this process, with a server by the elapsed time. For comparison, "
        "time the database's own ranking (20 row ids for the same words) and, beside the whole search page, a "
        "Django view that does nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print all measurements as JSON.")
        parser.add_argument(
            "--repeat", type=int, default=3, metavar="N", help="Take the median of N runs. Default: 3."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repeat"] < 1:
            raise CommandError("--repeat must be at least 1.")
        if getattr(staticfiles_storage, "manifest_hash", None) == "":
            raise CommandError("Pages need the static files. Collect them: manage.py collectstatic --no-input")
        try:
            measured = bench(options["repeat"])
        except NothingToAskError as error:
            raise CommandError(
                "The database has nothing published to ask for. Load some first: manage.py loaddata red_heat"
            ) from error
        except UnansweredPageError as error:
            raise CommandError(
                f"The search page answered “{error}”, so it cannot be timed. Fix it, or raise its rate limit."
            ) from error
        self.stdout.write(
            json.dumps(benchmark_as_json(measured), indent=1) if options["json"] else benchmark_table(measured)
        )


def benchmark_table(measured: Bench) -> str:
    """Lay out the measurement for a terminal."""
    size = f"; a database of {measured.database / MEGABYTE:,.1f} MB" if measured.database else ""
    return "\n".join(
        [
            f"{measured.films:,} films, {measured.people:,} people{size}. Timed by {engine().timing.clock_name}.",
            "",
            aligned([header(engine().timing), *map(kind_cells, measured.kinds)]),
            "",
            "The whole search page: p50 {p50_ms:.1f} ms, p95 {p95_ms:.1f} ms; a bare view: {bare_p50_ms:.2f} and "
            "{bare_p95_ms:.2f} ms; ratio {ratio_p50:.1f} and {ratio_p95:.1f}.".format(**measured.pages.figures()),
            f"The process held {measured.memory / MEGABYTE:,.0f} MB at most, before the comparisons.",
        ]
    )


def header(timing: Timing) -> list[str]:
    """Return the titles of the columns: what the search takes, and what the engine's own ranking does."""
    count, *rest = COMPARED
    return [*OWN, f"{timing.ranking} {count}", *rest]


def kind_cells(kind: Measured) -> list[str]:
    """Return the cells of one kind of query."""
    ours = latency(kind.engine)
    cells = [kind.name, str(ours.n), f"{ours.found:.0%}", *figures(ours.p50_ms, ours.p95_ms, ours.max_ms)]
    if not kind.raw:
        return cells + ["–"] * len(COMPARED)
    raw = latency(kind.raw)
    ratios = [f"{ratio(kind.engine, kind.raw, share) or 0:.2f}" for share in (0.5, 0.95)]
    return [*cells, str(raw.n), f"{raw.found:.0%}", *figures(raw.p50_ms, raw.p95_ms), *ratios]


def figures(*milliseconds: float) -> list[str]:
    return [f"{value:.2f}" for value in milliseconds]
