"""Explain why a search finds what it finds, in this order."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.search import FacetName, SearchRequest
from films.search.explanation import ExplainedResult, Explanation, explain
from films.search.types import MAX_PAGE_SIZE

RESULTS = 5


class Command(BaseCommand):
    help = (
        "Print what the words of a search were taken to mean, which plans found how much, and for the first "
        "results each part of the score and of the prominence. The parts are named after the constants in "
        "films/search/ranking.py and films/kinds/prominence.py."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="What is searched for, as typed in the search box.")
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="A filter as addresses write it, such as kind=film or year=1985..1990; may be repeated.",
        )
        parser.add_argument("--exact", action="store_true", help="Neither interpret nor correct the words.")
        parser.add_argument(
            "--results", type=int, default=RESULTS, metavar="N", help=f"Results that are explained; {RESULTS}."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["results"] <= MAX_PAGE_SIZE:
            raise CommandError(f"--results takes a number from 1 to {MAX_PAGE_SIZE}.")
        request = SearchRequest(
            options["text"],
            filters_from(options["filter"]),
            exact=options["exact"],
            page_size=options["results"],
        )
        self.stdout.write("\n".join(report(explain(request))))


def filters_from(pairs: list[str]) -> dict[FacetName, tuple[str, ...]]:
    """Read filters written as NAME=VALUE. Raises CommandError, which says how to write them."""
    filters: dict[FacetName, tuple[str, ...]] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if name not in set(FacetName) or not value:
            names = ", ".join(FacetName)
            raise CommandError(f"“{pair}” is no filter. Write NAME=VALUE, where NAME is one of {names}.")
        facet = FacetName(name)
        filters[facet] = (*filters.get(facet, ()), value)
    return filters


def report(explanation: Explanation) -> Iterator[str]:
    """Lay an explanation out for a terminal, line by line."""
    if explanation.corrected:
        yield f"Corrected to: {explanation.corrected}"
    if explanation.suggested:
        yield f"Suggested: {explanation.suggested}"
    if len(explanation.readings) > 1:
        yield "Readings, with how likely each is, how many entries have all of it, and its score:"
        for reading in explanation.readings:
            meant = " + ".join(reading.entities) or "words alone"
            yield f"  {reading.prior:5.2f} {reading.found:5,} {reading.score:5.2f}  {meant}"
    for words, facet, label in explanation.entities:
        yield f"Understood “{words}” as {facet}: {label}"
    for word in explanation.words:
        yield f"Word “{word.text}”: in {word.entries:,} entries, {word.share:.0%} of the weight"
    yield "Plans, those of the corrected text first:" if explanation.corrected else "Plans:"
    for plan in explanation.plans:
        found = f"{plan.found:5,} "
        yield f"{plan.number:3}  {found}  {', '.join(filter(None, (plan.name, plan.lacking)))}"
    if explanation.loosened:
        yield explanation.loosened
    yield f"Results: {explanation.count:,}"
    for rank, result in enumerate(explanation.results, 1):
        yield ""
        yield from result_lines(rank, result)


def result_lines(rank: int, result: ExplainedResult) -> Iterator[str]:
    """Lay one result out: what it is, and the parts of its score, its prominence and its words."""
    entry = result.candidate
    year = f" ({entry.year})" if entry.year else ""
    score = "not scored" if result.score is None else f"{result.score:.3f}"
    yield f"{rank}. {entry.texts['title']}{year}, {entry.kind}: {score}, found by plan {result.plan}"
    for name, value in result.parts.items():
        if value:
            yield f"   {name:<14} {value:6.3f}"
    if prominence := ", ".join(f"{name} {points:.1f}" for name, points in result.prominence.items() if points):
        yield f"   Prominence: {prominence}"
    for match in result.matches:
        yield f"      “{match.text}” counts {match.share:.2f} of its weight: {match.place}"
