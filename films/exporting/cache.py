"""Generate downloads once for each revision of the facts, and keep them with their checksums.

They are kept in the folder that the setting `FILMS_DOWNLOADS` names. Without it, or if changes are not counted,
each download is generated anew whenever it is requested.
"""

import hashlib
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import BoundedSemaphore, Lock
from time import time

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from films.exporting.metadata import RELEASE
from films.search.backends import engine
from films.search.backends.base import Revision

CHECKSUM_SUFFIX = ".sha256"
UNFINISHED = "unfinished-"
A_DAY = 24 * 3600.0  # seconds; no download takes that long
PATIENCE = 2.0  # seconds to wait for a slot; a small table takes less
MOST_AT_ONCE = 4  # an eighth of the server's threads, in case all visitors are slow
slots = BoundedSemaphore(MOST_AT_ONCE)
generation_lock = Lock()


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
    """Hold the file of a kept download and the SHA-256 of its bytes in hex."""

    path: Path
    sha256: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def current_revision() -> Revision | None:
    return engine().last_revision()


def cache_folder() -> Path | None:
    """Return the folder for downloads of the present facts by this release, or None if none are kept."""
    folder, now = getattr(settings, "FILMS_DOWNLOADS", None), current_revision()
    return Path(folder) / f"{RELEASE}-r{now.number}-{now.token}" if folder and now else None


def cached_download(download: Download) -> CachedDownload | None:
    """Return the kept download if it was generated from the present facts."""
    folder = cache_folder()
    if folder is None:
        return None
    with suppress(FileNotFoundError):
        path = folder / download.group / download.name
        return CachedDownload(path, checksum_path(path).read_text())
    return None


class BusyError(Exception):
    """Report that as many downloads as allowed are being generated, so the client should try again later."""


class DownloadStream:
    """Yield the bytes of a download while it is generated, and keep it once complete.

    At most `MOST_AT_ONCE` are generated at a time, and only one of them works at any moment. However many are
    requested, processor time and server threads are left for the rest of the site. Whoever stops reading must
    close it.
    """

    def __init__(self, download: Download) -> None:
        """Reserve a slot. Raises BusyError if none becomes free soon."""
        if not slots.acquire(timeout=PATIENCE):
            raise BusyError
        self.pieces = generate(download)
        self.is_open = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            with generation_lock:
                return next(self.pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Release the slot."""
        if self.is_open:
            self.is_open = False
            self.pieces.close()
            slots.release()


def generate(download: Download) -> Generator[bytes]:
    with snapshot():
        folder = cache_folder()
        if folder is None:
            yield from download.content()
        else:
            yield from generate_and_cache(folder, download)


def generate_and_cache(folder: Path, download: Download) -> Iterator[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    remove_all_except(folder)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder.parent, prefix=UNFINISHED) as unfinished:
        for piece in download.content():
            digest.update(piece)
            unfinished.write(piece)
            yield piece
        unfinished.flush()
        # If the facts change meanwhile, the folder and what would be kept in it are out of date.
        with suppress(FileNotFoundError):
            path = folder / download.group / download.name
            path.parent.mkdir(exist_ok=True)
            path.unlink(missing_ok=True)
            path.hardlink_to(unfinished.name)
            # The checksum comes last, so a file that has one is complete.
            checksum_path(path).write_text(digest.hexdigest())


def checksum_path(path: Path) -> Path:
    return path.with_name(f"{path.name}{CHECKSUM_SUFFIX}")


def remove_all_except(folder: Path) -> None:
    """Delete downloads of other revisions, and files that were left unfinished when the site stopped."""
    for other in folder.parent.iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
        elif other.name.startswith(UNFINISHED) and other.stat().st_mtime < time() - A_DAY:
            other.unlink(missing_ok=True)


def get_checksum(download: Download) -> str:
    """Return the SHA-256 of a download in hex, generating it if it is not kept. Raises BusyError."""
    found = cached_download(download)
    if found:
        return found.sha256
    digest = hashlib.sha256()
    for piece in DownloadStream(download):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def snapshot() -> Iterator[None]:
    """Read the facts in one consistent state, whatever is written in between, without blocking writers."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        # A deferred transaction locks nothing until it writes, and this one never does.
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]
