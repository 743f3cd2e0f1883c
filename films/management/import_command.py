"""Share what the commands that import data have in common."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from tqdm import tqdm

from films.history.plan import CannotUndoError
from films.importing import DatasetNameError, Progress, StoppedError, UnreadableFileError
from films.models import ImportBatch
from films.search.backends import engine

FIELDS = {field.name for field in ImportBatch._meta.fields}


def add_terms(parser: CommandParser) -> None:
    """Add the options that say under which licence a data set is published, and where."""
    parser.add_argument(
        "--licence", type=licence, default="", help="The data set's licence, such as “CC BY-SA 4.0”."
    )
    parser.add_argument("--url", type=url, default="", help="Where the data set is published.")


def licence(text: str) -> str:
    return valid_text("licence", text)


def url(text: str) -> str:
    return valid_text("url", text)


def valid_text(field: str, text: str) -> str:
    """Return a text if a field of ImportBatch can hold it. Raises ArgumentTypeError with the reason if not."""
    try:
        ImportBatch(**{field: text}).clean_fields(exclude=FIELDS - {field})
    except ValidationError as error:
        raise ArgumentTypeError(" ".join(error.messages)) from error
    return text


class ImportReport(Protocol):
    def sentences(self) -> Iterable[str]: ...


NOTHING_CHANGED = "Nothing was changed."
LEFT = (
    "What was stored until then is import {0}. Import the file again to go on where it stopped, or take it back "
    "with manage.py undo_import {0}."
)
Report = TypeVar("Report", bound=ImportReport)


class ImportCommand(BaseCommand):
    """Change facts in bulk, keep the search index up to date, and print a report."""

    def run(self, work: Callable[[Progress], Report]) -> Report:
        """Do work that shows its progress, and print its report. Raises CommandError if it fails."""
        return self.run_with_bar(lambda bar: work(bar.show))

    def run_in_parts(self, work: Callable[[Progress], Report]) -> Report:
        """Do work that lets others write in between, and print its report.

        Raises CommandError if it did not come to its end, with what was stored until then.
        """

        def work_and_index(bar: ProgressBar) -> Report:
            try:
                return work(bar.show)
            finally:
                for share in engine().index_waiting():
                    bar.show("Updating the search index", share)

        return self.run_with_bar(work_and_index)

    def run_with_bar(self, work: "Callable[[ProgressBar], Report]") -> Report:
        with ProgressBar() as bar:
            last = last_unfinished()
            try:
                report = work(bar)
            except (DatasetNameError, CannotUndoError) as error:
                raise CommandError(str(error)) from error
            except OperationalError as error:
                raise CommandError(f"{self.what_is_left(last)} The database says: {error}.") from error
            except KeyboardInterrupt as error:
                raise CommandError(f"Interrupted. {self.what_is_left(last)}") from error
        for sentence in report.sentences():
            self.stdout.write(sentence)
        return report

    def what_is_left(self, last: int) -> str:
        """Say what work that stopped has left behind, given the last unfinished import before it."""
        number = last_unfinished()
        return NOTHING_CHANGED if number == last else LEFT.format(number)

    def import_file(self, path: Path, work: Callable[[Progress], Report]) -> Report:
        """Import a file in parts. Raises CommandError with its name if something is wrong with it."""
        with errors_named(path):
            return self.run_in_parts(work)

    def read_file(self, path: Path, work: Callable[[], ImportReport]) -> None:
        """Read a file, change nothing, and print the report. Raises CommandError if something is wrong with it."""
        with errors_named(path):
            for sentence in work().sentences():
                self.stdout.write(sentence)


def last_unfinished() -> int:
    """Return the number of the last import that did not come to its end, or 0."""
    unfinished = ImportBatch.objects.filter(is_finished=False).order_by("-pk")
    return unfinished.values_list("pk", flat=True).first() or 0


@contextmanager
def errors_named(path: Path) -> Iterator[None]:
    """Raise CommandError with a file's name if something is wrong with it."""
    try:
        yield
    except (UnreadableFileError, StoppedError) as error:
        raise CommandError(f"{path}: {error}") from error
    except OSError as error:
        raise CommandError(f"{error.filename or path} cannot be read: {error.strerror}.") from error


class ProgressBar:
    """Show a progress bar on a terminal, with the present step and the remaining time."""

    def __init__(self) -> None:
        self.bar: Any = tqdm(disable=True)
        self.doing = ""

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(self, *error: object) -> None:
        self.bar.close()

    def show(self, doing: str, share: float) -> None:
        if doing != self.doing:
            self.bar.close()
            self.doing = doing
            layout = "{desc}: {percentage:3.0f}% {bar:30} {elapsed}, {remaining} left"
            self.bar = tqdm(total=1.0, desc=doing, disable=None, leave=False, bar_format=layout)
        self.bar.update(share - self.bar.n)
