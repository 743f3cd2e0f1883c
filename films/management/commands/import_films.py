"""Import a data set of films."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper
from django.db import DEFAULT_DB_ALIAS
from django.template.defaultfilters import pluralize

from films.importing import DatasetNameError, Report, UnreadableFileError, import_films
from films.search.backends.sqlite import index

BAR_WIDTH = 30
CLEAR_LINE = "\r\x1b[K"
SECONDS_BETWEEN_DRAWINGS = 0.2


class Command(BaseCommand):
    help = "Import films from a file of JSON lines, plain or gzip: one film a line, known by its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Such as films.jsonl or films.jsonl.gz.")
        parser.add_argument("--dataset", required=True, help="The data set's name: the scheme of its ids.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        bar = Bar(self.stderr)
        try:
            with index.bulk_changes(DEFAULT_DB_ALIAS):
                report = import_films(path, options["dataset"], bar.draw)
                bar.say("Rebuilding the search index…")
        except DatasetNameError as error:
            raise CommandError(str(error)) from error
        except UnreadableFileError as error:
            raise CommandError(f"{path}: {error}") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        finally:
            bar.clear()
        for sentence in told(report):
            self.stdout.write(sentence)
        if not report.films:
            raise CommandError(
                f"{path} holds no film: give a file with one JSON object a line, with id and title."
            )


def told(report: Report) -> Iterator[str]:
    """Yield the report as it is printed, a sentence a line."""
    yield (
        f"{lines(report.lines)}: {report.created:,} films created, {report.updated:,} updated, "
        f"{report.unchanged:,} unchanged; {lines(report.skipped.total)} skipped."
    )
    if report.recognised:
        verb = "was" if report.recognised == 1 else "were"
        yield f"{report.recognised:,} of the updated films {verb} here already, by title and year."
    if report.people:
        yield f"{report.people:,} people created."
    yield from (f"Skipped, {reason}" for reason in report.skipped.sentences())
    yield from (f"Left out, {reason}" for reason in report.left_out.sentences())


def lines(count: int) -> str:
    return f"{count:,} line{pluralize(count)}"


class Bar:
    """One line on a terminal that is written over as the import goes on; nothing where there is no terminal."""

    def __init__(self, out: OutputWrapper) -> None:
        self.out = out
        self.is_shown = out.isatty()
        self.last_drawn = 0.0

    def draw(self, share: float, report: Report) -> None:
        if time.monotonic() - self.last_drawn >= SECONDS_BETWEEN_DRAWINGS:
            self.last_drawn = time.monotonic()
            filled = round(share * BAR_WIDTH)
            self.say(f"[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {share:4.0%}  {lines(report.lines)}")

    def say(self, text: str) -> None:
        if self.is_shown:
            self.out.write(f"{CLEAR_LINE}{text}", style_func=str, ending="")
            self.out.flush()

    def clear(self) -> None:
        self.say("")
