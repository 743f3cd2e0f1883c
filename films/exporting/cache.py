"""Downloads made once for each revision of the facts, and kept with their checksums.

They are kept in the folder that the setting `FILMS_DOWNLOADS` names. Without it, or where changes are not counted,
each is made anew whenever it is asked for.
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
A_DAY = 24 * 3600.0  # seconds; nobody takes as long over one download
PATIENCE = 2.0  # seconds to wait for a place: a small table takes less
MOST_AT_ONCE = 4  # an eighth of the server's threads, should all who wait be slow
slots = BoundedSemaphore(MOST_AT_ONCE)
turn = Lock()


@dataclass(frozen=True)
class Download:
    """Something to take away: its file's name, its name in a list, its type, and what yields its bytes.

    Files of one name are told apart by their `group`.
    """

    group: str
    name: str
    label: str
    content_type: str
    content: Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class CachedDownload:
    """A download that is kept: its file, and the SHA-256 of its bytes in hex."""

    path: Path
    sha256: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def current_revision() -> Revision | None:
    return engine().last_revision()


def cache_folder() -> Path | None:
    """Return the folder of what was made from the facts as they are now by this release, if any is kept."""
    folder, now = getattr(settings, "FILMS_DOWNLOADS", None), current_revision()
    return Path(folder) / f"{RELEASE}-r{now.number}-{now.token}" if folder and now else None


def cached_download(download: Download) -> CachedDownload | None:
    """Return the download if it was made from the facts as they are now."""
    folder = cache_folder()
    if folder is None:
        return None
    with suppress(FileNotFoundError):
        path = folder / download.group / download.name
        return CachedDownload(path, checksum_path(path).read_text())
    return None


class BusyError(Exception):
    """As many downloads as may be are being made: ask again in a while."""


class DownloadStream:
    """The bytes of a download as they are made; it is kept once it is whole.

    At most `MOST_AT_ONCE` are made at once, each piece by one of them alone: so downloads, however many are asked
    for, leave the processor and the server's threads to the rest of the site. To be closed by whoever breaks off.
    """

    def __init__(self, download: Download) -> None:
        """Take a place among those being made. Raises BusyError where none comes free soon."""
        if not slots.acquire(timeout=PATIENCE):
            raise BusyError
        self.pieces = generate(download)
        self.is_open = True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            with turn:
                return next(self.pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place to another."""
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
        # Whoever changes the facts meanwhile makes the folder, and what would be kept in it, out of date.
        with suppress(FileNotFoundError):
            path = folder / download.group / download.name
            path.parent.mkdir(exist_ok=True)
            path.unlink(missing_ok=True)
            path.hardlink_to(unfinished.name)
            # The checksum comes last: what has one is whole.
            checksum_path(path).write_text(digest.hexdigest())


def checksum_path(path: Path) -> Path:
    return path.with_name(f"{path.name}{CHECKSUM_SUFFIX}")


def remove_all_except(folder: Path) -> None:
    """Delete what was made from other states of the facts, and what a stop of the site left unfinished."""
    for other in folder.parent.iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
        elif other.name.startswith(UNFINISHED) and other.stat().st_mtime < time() - A_DAY:
            other.unlink(missing_ok=True)


def checksum(download: Download) -> str:
    """Return the SHA-256 of the download in hex, making it if it is not kept. Raises BusyError."""
    found = cached_download(download)
    if found:
        return found.sha256
    digest = hashlib.sha256()
    for piece in DownloadStream(download):
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def snapshot() -> Iterator[None]:
    """See the facts in one state throughout, whatever is written meanwhile, and keep no writer waiting."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        # Such a transaction locks nothing until it writes, which this one does not.
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]
