"""Share what the commands that import data have in common."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from tqdm import tqdm

from films.history.plan import CannotUndoError
from films.importing import DatasetNameError, Progress, StoppedError, UnreadableFileError
from films.search.backends import engine


class ImportReport(Protocol):
    def sentences(self) -> Iterable[str]: ...


Report = TypeVar("Report", bound=ImportReport)


class ImportCommand(BaseCommand):
    """Change facts in bulk, all or nothing, keep the search index up to date, and print a report."""

    def run_bulk(self, work: Callable[[Progress], Report]) -> Report:
        """Do the work and print its report. Raises CommandError if an error prevented all changes."""
        with ProgressBar() as bar:
            try:
                with engine().bulk_changes():
                    report = work(bar.show)
                    bar.show("Updating the search index", 0)
            except (DatasetNameError, CannotUndoError) as error:
                raise CommandError(str(error)) from error
            except OperationalError as error:
                raise CommandError(f"Nothing was changed: {error}.") from error
            except KeyboardInterrupt as error:
                raise CommandError("Interrupted: nothing was changed.") from error
        for sentence in report.sentences():
            self.stdout.write(sentence)
        return report

    def import_file(self, path: Path, work: Callable[[Progress], Report]) -> Report:
        """Import a file. Raises CommandError with its name if something is wrong with it."""
        with errors_named(path):
            return self.run_bulk(work)

    def read_file(self, path: Path, work: Callable[[], ImportReport]) -> None:
        """Read a file, change nothing, and print the report. Raises CommandError if something is wrong with it."""
        with errors_named(path):
            for sentence in work().sentences():
                self.stdout.write(sentence)


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
