"""Update the facts from a later fixture or data release."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from films.curating.updating import KeptValue, Update, update_facts
from films.exporting.data_releases import CannotReleaseError, DataRelease, check_release
from films.exporting.fixture_contents import Contents, read_contents
from films.exporting.fixture_parser import UnreadableFixtureError
from films.exporting.release_downloads import downloaded_release, is_address
from films.exporting.tables import SEPARATOR

MAX_LISTED = 20  # values that were kept
LONGEST_VALUE = 60  # characters


class Command(BaseCommand):
    help = (
        "Update the facts from a fixture or a data release: add, change and withdraw what was "
        "released, keep what was edited here, and show both. It is one change, which can be undone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", help="A fixture in JSON or JSON Lines, or a release: its folder, or its address on a site."
        )
        parser.add_argument(
            "--since", help="The fixture or release that was loaded before, unless by this command."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--signers", type=Path, help="OpenSSH's list of allowed signers of a release.")
        parser.add_argument("--signer", default="", help="The name of the signer in that list.")

    def handle(self, *args: Any, **options: Any) -> None:
        source: str = options["source"]
        try:
            released = read_released(source, options["signers"], options["signer"])
            before = read_released(options["since"]) if options["since"] else None
        except CannotReleaseError as error:
            raise CommandError(str(error)) from error
        except UnreadableFixtureError as error:
            raise CommandError(f"{source} cannot be taken: {error}") from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from error
        done = update_facts(Path(source).name, released, before, is_trial=options["dry_run"])
        self.report(done, is_trial=options["dry_run"])

    def report(self, done: Update, *, is_trial: bool) -> None:
        for what, some in (("added", done.added), ("changed", done.changed), ("withdrawn", done.withdrawn)):
            by_model = Counter(label for label, _ in some)
            counts = ", ".join(f"{count:,} {label}" for label, count in by_model.items())
            self.stdout.write(f"{len(some):,} records {'would be ' if is_trial else ''}{what}. {counts}".rstrip())
        if done.kept:
            self.stdout.write(
                f"{len(done.kept):,} values {'would be' if is_trial else 'were'} kept as they are here:"
            )
        for kept in done.kept[:MAX_LISTED]:
            self.stdout.write(f"  {kept_text(kept)}")
        if len(done.kept) > MAX_LISTED:
            self.stdout.write(f"  and {len(done.kept) - MAX_LISTED:,} more")


def read_released(source: str, signers: Path | None = None, signer: str = "") -> Contents:
    """Return the facts of a fixture, or of a release that was checked, in a folder or on a site."""
    if is_address(source):
        with downloaded_release(source, signers, signer) as release:
            return release.contents()
    path = Path(source)
    if path.is_dir():
        check_release(DataRelease(path), signers, signer)
        return DataRelease(path).contents()
    if signers:
        raise CommandError("A fixture alone is not signed: give a release.")
    return read_contents(path)


def kept_text(kept: KeptValue) -> str:
    """Write a value that was kept beside the one that was released."""
    label, key = kept.record
    name = f"{label.removeprefix('films.')} {SEPARATOR.join(key)}"
    if not kept.field:
        return f"{name}: not here; released with other values than before"
    return f"{name}, {kept.field}: here {shown(kept.here)}, released {shown(kept.released)}"


def shown(value: Any) -> str:
    text = "nothing" if value in (None, "", []) else f"“{value}”"
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…”"
