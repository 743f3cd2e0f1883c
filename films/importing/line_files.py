"""Read a file line by line, plain or compressed, with one line in memory at a time."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAX_LINE_BYTES = 1_000_000  # many times the longest synopsis, so that what is longer describes no film
GZIP_START = b"\x1f\x8b"
BYTE_ORDER_MARK = "\ufeff".encode()


class UnreadableFileError(ValueError):
    """The file is no data set of films; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its number from 1. One longer than `MAX_LINE_BYTES` comes without its content."""

    number: int
    content: bytes
    is_too_long: bool = False


class LineFile:
    """The lines of a file that are not blank, and how far the reading of them has come."""

    def __init__(self, stored: BinaryIO, lines: BinaryIO, size: int) -> None:
        self.stored = stored
        self.lines = lines
        self.size = size

    @property
    def share(self) -> float:
        """Return how much of the file has been read, from 0 to 1; 0 throughout for what has no size."""
        return self.stored.tell() / self.size if self.size else 0.0

    def __iter__(self) -> Iterator[Line]:
        number = 0
        while content := self.read_line(after=number):
            number += 1
            if len(content) > MAX_LINE_BYTES:
                self.pass_over_rest(content, number)
                yield Line(number, b"", is_too_long=True)
                continue
            content = content.removeprefix(BYTE_ORDER_MARK) if number == 1 else content
            if content.strip():
                yield Line(number, content)

    def pass_over_rest(self, content: bytes, number: int) -> None:
        while content and not content.endswith(b"\n"):
            content = self.read_line(after=number)

    def read_line(self, after: int) -> bytes:
        try:
            return self.lines.readline(MAX_LINE_BYTES + 1)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise UnreadableFileError(
                f"It is damaged or cut short after line {after:,}: download it or compress it again."
                if after
                else "It is not a whole gzip file: compress it again, or drop “.gz” from its name if it is text."
            ) from error


@contextmanager
def opened(path: Path) -> Iterator[LineFile]:
    """Open a file for reading line by line; it is decompressed if its name or its first bytes say gzip.

    Raises OSError where the file cannot be opened; reading from it raises UnreadableFileError if it is damaged.
    """
    with path.open("rb") as stored:
        size = path.stat().st_size
        if path.suffix == ".gz" or stored.peek(len(GZIP_START)).startswith(GZIP_START):
            with gzip.GzipFile(fileobj=stored) as compressed, io.BufferedReader(compressed) as lines:
                yield LineFile(stored, lines, size)
        else:
            yield LineFile(stored, stored, size)
