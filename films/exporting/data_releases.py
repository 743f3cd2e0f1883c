"""Make data releases: dated sets of files that never change, and say what changed since the last.

A release has the facts as a fixture in JSON Lines, what changed since the release before, a description with the
licence and the version of the schema, and the SHA-256 of each file. Whoever keeps a key can sign these checksums.
"""

import hashlib
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

from films.exporting import fixtures, metadata
from films.exporting.cache import FOLDER_FOR_ALL_TO_READ, FOR_ALL_TO_READ
from films.exporting.fixture_contents import Contents, RecordId, follow, moves_in, read_contents
from films.exporting.formats import FORMATS
from films.models import DataSet
from films.search.backends import engine

FACTS, CHANGES, DESCRIPTION = f"{metadata.NAME}.jsonl", "changes.json", "release.json"
CHECKSUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
FILES = (FACTS, CHANGES, DESCRIPTION)
DATA_SETS = DataSet._meta.label_lower
NAMESPACE = "red-heat-release"
"""What a signature is for, so that none made for something else counts."""


class CannotReleaseError(Exception):
    """Report that a release cannot be made or trusted; the message says why."""


@dataclass(frozen=True)
class DataRelease:
    """Name a release by its day, and the folder that has its files."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def description(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / DESCRIPTION).read_text())
        return found

    @property
    def is_signed(self) -> bool:
        return (self.folder / SIGNATURE).exists()

    def contents(self) -> Contents:
        return read_contents(self.folder / FACTS)


def releases_folder() -> Path | None:
    folder = getattr(settings, "FILMS_RELEASES", None)
    return Path(folder) if folder else None


def data_releases(folder: Path | None = None) -> list[DataRelease]:
    """Return all releases, the latest first."""
    folder = folder or releases_folder()
    found = folder.glob(f"*/{DESCRIPTION}") if folder else ()
    return [DataRelease(path.parent) for path in sorted(found, reverse=True)]


def make_release(folder: Path, name: str, key: Path | None = None) -> DataRelease:
    """Write a release of the present facts, signed if there is a key. Raises CannotReleaseError."""
    target = folder / name
    if target.exists():
        raise CannotReleaseError(f"There is a release {name} already, and releases never change.")
    last = next(iter(data_releases(folder)), None)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".unfinished-") as unfinished:
        made = Path(unfinished)
        with engine().snapshot(), (made / FACTS).open("wb") as out:
            out.writelines(fixtures.serialize_everything(FORMATS["jsonl"]))
            schema = schema_version()
        facts = read_contents(made / FACTS)
        changes = changes_between(last.contents() if last else {}, facts)
        write_json(made / CHANGES, {"since": last.name if last else None, **changes})
        described = {
            **metadata.as_dict(),
            "data_release": name,
            "since": last.name if last else None,
            "schema": schema,
            "changes": {what: len(some) for what, some in changes.items()},
            "records": Counter(label for label, _ in facts),
            "data_sets": [values for (label, _), values in facts.items() if label == DATA_SETS],
        }
        write_json(made / DESCRIPTION, described)
        (made / CHECKSUMS).write_text("".join(f"{sha256_of(made / file)}  {file}\n" for file in FILES))
        if key:
            sign(made / CHECKSUMS, key)
        for path in made.iterdir():
            path.chmod(FOR_ALL_TO_READ)
        made.chmod(FOLDER_FOR_ALL_TO_READ)
        made.rename(target)  # at once, so that no release is ever there in part
    return DataRelease(target)


def schema_version() -> str:
    """Return the name of the last migration of the app, which the database of a reader needs."""
    applied = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations()
    return max((name for app, name in applied if app == "films"), default="")


def changes_between(before: Contents, now: Contents) -> dict[str, list[Any]]:
    """Return what was added, changed, withdrawn and moved between two releases.

    Of a changed record, each field has its former and present value.
    """
    known = moves_in(before)
    moves = {address: slug for address, slug in moves_in(now).items() if known.get(address) != slug}
    followed = follow(before, moves)
    changed = (
        {"record": name_of(identity), "fields": differences(followed[identity], values)}
        for identity, values in now.items()
        if identity in followed and followed[identity] != values
    )
    return {
        "added": [name_of(identity) for identity in now if identity not in followed],
        "changed": list(changed),
        "withdrawn": [name_of(identity) for identity in followed if identity not in now],
        "moved": [{"kind": kind, "from": former, "to": slug} for (kind, former), slug in moves.items()],
    }


def name_of(identity: RecordId) -> list[str]:
    return [identity[0], *identity[1]]


def differences(before: dict[str, Any], now: dict[str, Any]) -> dict[str, list[Any]]:
    names = [*now, *(name for name in before if name not in now)]
    return {name: [before.get(name), now.get(name)] for name in names if before.get(name) != now.get(name)}


def write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sign(checksums: Path, key: Path) -> None:
    """Sign the checksums with an SSH key, which may be in an agent or on a token."""
    run_ssh_keygen("sign", "-f", str(key), "-n", NAMESPACE, str(checksums))


def check_release(release: DataRelease, signers: Path | None = None, signer: str = "") -> None:
    """Check that a release's files are those that were released, and if asked who signed it.

    `signers` is a list of allowed signers, as OpenSSH has it. Raises CannotReleaseError.
    """
    for wrong in wrong_files(release.folder):
        raise CannotReleaseError(f"{wrong} is not the file that was released: get it again.")
    if signers:
        with (release.folder / CHECKSUMS).open("rb") as checksums:
            options = ("-f", str(signers), "-I", signer, "-n", NAMESPACE, "-s", str(release.folder / SIGNATURE))
            run_ssh_keygen("verify", *options, standard_input=checksums)


def wrong_files(folder: Path) -> Iterator[Path]:
    listed = (folder / CHECKSUMS).read_text().splitlines()
    for file in FILES:
        path = folder / file
        if not path.exists() or f"{sha256_of(path)}  {file}" not in listed:
            yield path


def run_ssh_keygen(action: str, *options: str, standard_input: Any = None) -> None:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise CannotReleaseError("Signatures are made and checked by ssh-keygen: install OpenSSH.")
    command = [program, "-Y", action, *options]
    ended = subprocess.run(command, stdin=standard_input, capture_output=True, text=True)  # noqa: S603
    if ended.returncode:
        raise CannotReleaseError(f"ssh-keygen refused to {action}: {(ended.stderr or ended.stdout).strip()}")
