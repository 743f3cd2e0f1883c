"""Download data releases from the sites that made them, and check them before anything of them is read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

from films.exporting.data_releases import (
    CHECKSUMS,
    FACTS,
    FILES,
    SIGNATURE,
    CannotReleaseError,
    DataRelease,
    check_release,
)

TIMEOUT = 60  # seconds without a byte
CHUNK = 1 << 20
MOST_BYTES = 4 << 30
"""Of the facts; a million films with their credits take about half of that."""
MOST_BYTES_BESIDE = 512 << 20
LEAST_SLASHES = 3  # before the name; https://redheat.example names none
NAME = re.compile(r"\w[\w.-]{0,99}", re.ASCII)


def is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


@contextmanager
def downloaded_release(address: str, signers: Path | None = None, signer: str = "") -> Iterator[DataRelease]:
    """Provide the release at an address, checked, inside a block. Raises CannotReleaseError.

    `signers` is a list of allowed signers, as OpenSSH has it.
    """
    address = address.rstrip("/")
    name = address.rpartition("/")[2]
    if not NAME.fullmatch(name) or address.count("/") < LEAST_SLASHES:
        raise CannotReleaseError(f"{address} is not the address of a release, such as …/releases/2026-11-27/.")
    with TemporaryDirectory() as folder:
        release = DataRelease(Path(folder) / name)
        release.folder.mkdir()
        for file in (CHECKSUMS, *([SIGNATURE] if signers else []), *FILES):
            most = MOST_BYTES if file == FACTS else MOST_BYTES_BESIDE
            download(f"{address}/{file}", release.folder / file, most)
        check_release(release, signers, signer)
        yield release


def download(address: str, path: Path, most: int) -> None:
    """Save the file at an address to `path`, up to `most` bytes. Raises CannotReleaseError if it is larger."""
    try:
        with urlopen(Request(address), timeout=TIMEOUT) as response, path.open("wb") as out:  # noqa: S310
            size = 0
            while chunk := response.read(CHUNK):
                size += len(chunk)
                if size > most:
                    raise CannotReleaseError(f"{address} is longer than {most:,} bytes: it is no release's file.")
                out.write(chunk)
    except (OSError, HTTPException, ValueError) as error:
        raise CannotReleaseError(f"{address} cannot be downloaded: {error}.") from error
