"""What the commands that import, or undo an import, have in common."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from films.history.planning import CannotUndoError
from films.importing import DatasetNameError, Progress, StoppedError, UnreadableFileError
from films.search.backends import engine


class Reported(Protocol):
    def sentences(self) -> Iterable[str]: ...


Told = TypeVar("Told", bound=Reported)


class ImportCommand(BaseCommand):
    """Changes facts in bulk, all or nothing, keeps the search index true, and prints what came of it."""

    def change(self, work: Callable[[Progress], Told]) -> Told:
        """Do the work and print its report. Raises CommandError where nothing was changed because of an error."""
        with Bar() as bar:
            try:
                with engine().bulk_changes():
                    report = work(bar.show)
                    bar.show("Bringing the search index up to date", 0)
            except (DatasetNameError, CannotUndoError) as error:
                raise CommandError(str(error)) from error
            except KeyboardInterrupt as error:
                raise CommandError("Interrupted: nothing was changed.") from error
        for sentence in report.sentences():
            self.stdout.write(sentence)
        return report

    def take_in(self, path: Path, work: Callable[[Progress], Told]) -> Told:
        """Do the work on a file. Raises CommandError with its name where it is at fault."""
        try:
            return self.change(work)
        except (UnreadableFileError, StoppedError) as error:
            raise CommandError(f"{path}: {error}") from error
        except OSError as error:
            raise CommandError(f"{error.filename or path} cannot be read: {error.strerror}.") from error


class Bar:
    """Shows on a terminal how much of the present step is done and how long the rest may take."""

    def __init__(self) -> None:
        self.bar: Any = tqdm(disable=True)
        self.doing = ""

    def __enter__(self) -> "Bar":
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
