"""Measure how well facts are read out of articles about which facts are known."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.evaluation.articles import Gold, UnreadableGoldError, read_gold
from films.evaluation.extraction import PROBABLE, Tally, compare_with_infoboxes
from films.evaluation.marked_facts import compare_with_marked, read_marked
from films.evaluation.tables import aligned

MEASURES = ("recall", "precision", "f1")


class Command(BaseCommand):
    help = "Read facts out of articles and compare them with what the articles' infoboxes and cast lists say."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            type=Path,
            help='Articles as text files, and gold.jsonl: {"file", "infobox": {field: [values]}, "cast_list": '
            "[[actor, role]]}; more is ignored.",
        )
        parser.add_argument(
            "--scores",
            type=Path,
            help='JSON lines {"file", "scores": [[outlet, score, sample size, average]]}, which infoboxes '
            "have not.",
        )
        parser.add_argument(
            "--marked",
            type=Path,
            metavar="PATH",
            help='JSON lines {"file", "facts": [{"kind", …}]}, or a folder of them: all facts of some articles, '
            "in the terms of extract_facts. Compare with these instead, by kind and by confidence. A fact with "
            '"optional": true may be proposed but need not be.',
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="A list of rows {articles, kind, n, recall, proposed, precision, f1}.",
        )
        parser.add_argument(
            "--failures",
            type=int,
            default=0,
            metavar="N",
            help="Also list, for each kind, the first N facts missed and the first N proposed but not known; with "
            "--json on standard error.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["failures"] < 0:
            raise CommandError("--failures must not be negative.")
        try:
            if options["marked"]:
                tallies = marked_tallies(options["folder"], options["marked"])
            else:
                articles = read_gold(options["folder"], options["scores"])
                tallies = {name: compare_with_infoboxes(group) for name, group in groups(articles).items()}
        except UnreadableGoldError as error:
            raise CommandError(str(error)) from error
        rows = [tally_row(name, kind, kinds[kind]) for name, kinds in tallies.items() for kind in kinds]
        self.stdout.write(json.dumps(rows, indent=1) if options["json"] else tally_table(rows))
        listing = self.stderr if options["json"] else self.stdout
        for name, tally in tallies.items():
            for line in failure_lines(name, tally, options["failures"]):
                listing.write(line)


def marked_tallies(folder: Path, marks: Path) -> dict[str, dict[str, Tally]]:
    """Compare proposals with marked facts: all together, kind by kind, and at each level of confidence."""
    compared = compare_with_marked(read_marked(folder, marks), PROBABLE)
    kinds = dict(sorted(compared.kinds.items()))
    levels = {f"confidence ≥ {level}": tally for level, tally in compared.levels.items()}
    return {"marked": {"all": added(list(kinds.values())), **kinds}, "by confidence": levels}


def added(tallies: list[Tally]) -> Tally:
    """Return the counts of several tallies together."""
    names = ("wanted", "found", "proposed", "right")
    return Tally(**{name: sum(getattr(tally, name) for tally in tallies) for name in names})


def groups(articles: list[Gold]) -> dict[str, list[Gold]]:
    """Part the articles that the rules were made with from those held back to check them."""
    return {
        "looked at": [article for article in articles if not article.is_held_back],
        "held back": [article for article in articles if article.is_held_back],
    }


def tally_row(name: str, kind: str, tally: Tally) -> dict[str, Any]:
    """Return the measures of one kind of fact over a group of articles."""
    return {
        "articles": name,
        "kind": kind,
        "n": tally.wanted,
        "recall": tally.recall,
        "proposed": tally.proposed,
        "precision": tally.precision,
        "f1": tally.f1,
    }


def tally_table(rows: list[dict[str, Any]]) -> str:
    """Lay out the rows in aligned columns."""
    header = ["kind", "articles", "n", "recall", "proposed", "precision", "F1"]
    cells = [
        [
            row["kind"],
            row["articles"],
            str(row["n"]),
            share(row["recall"]),
            str(row["proposed"]),
            share(row["precision"]),
            share(row["f1"]),
        ]
        for row in rows
    ]
    return aligned([header, *cells])


def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def failure_lines(name: str, tallies: dict[str, Tally], most: int) -> list[str]:
    """Return a line for each of the first facts missed, and proposed but not known."""
    return [
        f"{verb} {kind} ({name}), {article}: {', '.join(str(part) for part in item)}"
        for kind in tallies
        for verb, items in (("missed", tallies[kind].missed), ("not known", tallies[kind].wrong))
        for article, item in items[:most]
    ]
