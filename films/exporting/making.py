"""Make downloads in a process of their own, one at a time, as visitors request them.

A request is a file in the downloads' folder, so that all workers of a site share one list, and a process that was
stopped has lost nothing: whoever asks next starts another.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from django.core.files import locks

from films.background import start_command
from films.exporting import exports, fixtures
from films.exporting.cache import CachedDownload, Download, downloads_folder, last_download, make_download

BETWEEN_LOOKS = 0.05  # seconds

MOST_WAITING = 4  # threads of a process, so that others are left to answer

_places = BoundedSemaphore(MOST_WAITING)


def request_download(download: Download) -> None:
    """Have a download made from the present facts; do nothing if that has been requested already."""
    folder = downloads_folder()
    if folder is None:
        return
    request = request_path(folder, download)
    request.parent.mkdir(parents=True, exist_ok=True)
    request.touch()
    start_maker()


def is_requested(download: Download) -> bool:
    folder = downloads_folder()
    return folder is not None and request_path(folder, download).exists()


def requested_count() -> int:
    """Return how many downloads wait to be made."""
    folder = downloads_folder()
    return len(list((folder / "requested").glob("*/*"))) if folder else 0


def wait_for_download(download: Download, seconds: float) -> CachedDownload | None:
    """Return a download that was requested: the new one if it is complete in time, or else the last one.

    Where `MOST_WAITING` wait already, nobody else does.
    """
    if _places.acquire(blocking=False):
        try:
            deadline = time.monotonic() + seconds
            while is_requested(download) and time.monotonic() < deadline:
                time.sleep(BETWEEN_LOOKS)
        finally:
            _places.release()
    return last_download(download)


def start_maker() -> None:
    """Start the process that makes what is requested, unless this worker's is still at it."""
    start_command("make_downloads", "--requested")


def make_requested() -> None:
    """Make what is requested until nothing is; leave it to another process that is doing so."""
    folder = downloads_folder()
    if folder is None:
        return
    with only_maker(folder) as is_only:
        while is_only and (download := next_requested(folder)):
            try:
                make_download(download)
            finally:
                request_path(folder, download).unlink(missing_ok=True)


@contextmanager
def only_maker(folder: Path) -> Iterator[bool]:
    """Tell whether this is the only process that makes downloads, and keep others from it meanwhile."""
    with (folder / "making.lock").open("w") as lock:
        yield locks.lock(lock, locks.LOCK_EX | locks.LOCK_NB)


def next_requested(folder: Path) -> Download | None:
    """Return the download that was requested first."""
    requests = sorted((folder / "requested").glob("*/*"), key=lambda path: path.stat().st_mtime)
    for path in requests:
        find = {"exports": exports.find_export, "fixtures": fixtures.find_fixture}.get(path.parent.name)
        if find and (download := find(path.name)):
            return download
        path.unlink(missing_ok=True)  # another release offered it
    return None


def request_path(folder: Path, download: Download) -> Path:
    return folder / "requested" / download.group / download.name
