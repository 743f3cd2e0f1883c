"""Keep downloads with their checksums, each until a newer one is complete.

They are kept in the folder that the setting `FILMS_DOWNLOADS` names. Without it, or if changes are not counted,
each download is generated anew whenever it is requested.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time

from django.conf import settings

from films.exporting.metadata import RELEASE
from films.search.backends import engine
from films.search.backends.base import Revision

CHECKSUM_SUFFIX = ".sha256"
RECORD_SUFFIX = ".made.json"
UNFINISHED = "unfinished-"
FOR_ALL_TO_READ, FOLDER_FOR_ALL_TO_READ = 0o444, 0o755
"""The modes of what anybody may download, so that a proxy that runs as another user can send it."""
A_DAY = 24 * 3600.0  # seconds; no download takes that long


@dataclass(frozen=True)
class Download:
    """Describe a download: its file name, label, content type, and a function that yields its bytes.

    Files with the same name are distinguished by `group`.
    """

    group: str
    name: str
    label: str
    content_type: str
    content: Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class CachedDownload:
    """Hold a kept download: its file, the SHA-256 of its bytes in hex, and what it was made from."""

    path: Path
    sha256: str
    made_from: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    @property
    def made_at(self) -> datetime:
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    @property
    def is_current(self) -> bool:
        """Tell whether the facts are the same as when it was made."""
        return self.made_from == facts_version()


def downloads_folder() -> Path | None:
    """Return the folder for downloads, or None if none are kept."""
    folder = getattr(settings, "FILMS_DOWNLOADS", None)
    return Path(folder) if folder and current_revision() else None


def current_revision() -> Revision | None:
    return engine().last_revision()


def facts_version() -> str:
    """Return what tells the present facts, as this release writes them, from all others."""
    now = current_revision()
    return f"{RELEASE}-r{now.number}-{now.token}" if now else ""


def last_download(download: Download) -> CachedDownload | None:
    """Return the download as it was last completed, perhaps from earlier facts; None if it never was."""
    folder = downloads_folder()
    if folder is None:
        return None
    with suppress(FileNotFoundError):
        record = json.loads(record_path(folder, download).read_text())
        return CachedDownload(folder / download.group / record["file"], record["sha256"], record["made_from"])
    return None


def make_download(download: Download) -> CachedDownload | None:
    """Write a download from the present facts and keep it; return None if none are kept."""
    folder = downloads_folder()
    if folder is None:
        return None
    before = last_download(download)
    group = folder / download.group
    for made in (folder, group):
        make_for_all_to_read(made)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=group, prefix=UNFINISHED) as unfinished, engine().snapshot():
        made_from = facts_version()
        for piece in download.content():
            digest.update(piece)
            unfinished.write(piece)
        unfinished.flush()
        Path(unfinished.name).chmod(FOR_ALL_TO_READ)
        sha256 = digest.hexdigest()
        path = group / f"{download.name}.{sha256[:16]}"
        path.unlink(missing_ok=True)
        path.hardlink_to(unfinished.name)
    write_record(record_path(folder, download), {"file": path.name, "sha256": sha256, "made_from": made_from})
    # The one before stays for those who are being sent it.
    remove_others(group, download.name, {path, before.path if before else path})
    return CachedDownload(path, sha256, made_from)


def make_for_all_to_read(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(FOLDER_FOR_ALL_TO_READ)


def record_path(folder: Path, download: Download) -> Path:
    return folder / download.group / f"{download.name}{RECORD_SUFFIX}"


def write_record(path: Path, record: dict[str, str]) -> None:
    """Replace the record at once, so that whoever reads it finds one that is whole."""
    fresh = path.with_name(f"{UNFINISHED}{path.name}")
    fresh.write_text(json.dumps(record))
    fresh.replace(path)


def remove_others(group: Path, name: str, needed: Collection[Path]) -> None:
    """Delete earlier files of a download, and files that were left unfinished when a process was stopped."""
    for path in group.iterdir():
        is_earlier = re.fullmatch(rf"{re.escape(name)}\.[0-9a-f]{{16}}", path.name) and path not in needed
        is_abandoned = path.name.startswith(UNFINISHED) and path.stat().st_mtime < time() - A_DAY
        if is_earlier or is_abandoned:
            path.unlink(missing_ok=True)
