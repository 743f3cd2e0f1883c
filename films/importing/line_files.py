"""Read a plain or compressed file line by line, with one line in memory at a time."""

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

MAX_LINE_BYTES = 1_000_000  # many times the longest synopsis, so anything longer is not a film
GZIP_START = b"\x1f\x8b"
JSON_NAME = re.compile(r"\.(?:json|jsonl|ndjson)(?:\.gz)?$", re.IGNORECASE)
BYTE_ORDER_MARK = codecs.BOM_UTF8
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What files in UTF-16 begin with, such as those that spreadsheets call “Unicode text”."""


class UnreadableFileError(ValueError):
    """Report that a file is not a data set of films; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line and its number, counted from 1. Lines over `MAX_LINE_BYTES` have no content."""

    number: int
    content: bytes
    is_too_long: bool = False


class Lines(Protocol):
    """Read lines in UTF-8, or at least in one byte for each character of ASCII."""

    def readline(self, size: int, /) -> bytes:
        """Return the rest of a line, but at most `size` bytes."""


class Utf16Lines:
    """Read the lines of a file in UTF-16 as those of one in UTF-8; what is damaged is replaced."""

    def __init__(self, source: BinaryIO) -> None:
        self.text = io.TextIOWrapper(source, encoding="utf-16", errors="replace", newline="\n")

    def readline(self, size: int, /) -> bytes:
        return self.text.readline(size).encode()


class LineFile:
    """Iterate over the lines of a file, and report how much has been read.

    `is_json` tells whether the file's name says that it is JSON.
    """

    def __init__(self, stored: BinaryIO, lines: Lines, size: int, *, is_json: bool = False) -> None:
        self.stored = stored
        self.lines = lines
        self.size = size
        self.is_json = is_json

    @property
    def share_read(self) -> float:
        """Return how much of the file has been read, from 0 to 1; always 0 if its size is unknown."""
        return self.stored.tell() / self.size if self.size else 0.0

    def __iter__(self) -> Iterator[Line]:
        number = 0
        while content := self.read_line(after=number):
            number += 1
            if len(content) > MAX_LINE_BYTES:
                self.pass_over_rest(content, number)
                yield Line(number, b"", is_too_long=True)
                continue
            yield Line(number, content.removeprefix(BYTE_ORDER_MARK) if number == 1 else content)

    def pass_over_rest(self, content: bytes, number: int) -> None:
        while content and not content.endswith(b"\n"):
            content = self.read_line(after=number)

    def read_line(self, after: int) -> bytes:
        try:
            if isinstance(self.lines, io.BufferedReader) and after == 0 and self.lines.peek(2).startswith(UTF_16):
                self.lines = Utf16Lines(self.lines)
            return self.lines.readline(MAX_LINE_BYTES + 1)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise UnreadableFileError(
                f"It is damaged or cut short after line {after:,}: download it or compress it again."
                if after
                else "It is not a complete gzip file: compress it again, or drop “.gz” if it is plain text."
            ) from error


@contextmanager
def open_lines(path: Path) -> Iterator[LineFile]:
    """Open a file for reading line by line, whatever its first bytes or name show: plain, gzip or UTF-16.

    Raises OSError if it cannot be opened. Reading from it raises UnreadableFileError if it is damaged.
    """
    with path.open("rb") as stored:
        size = path.stat().st_size
        is_json = JSON_NAME.search(path.name) is not None
        if path.suffix == ".gz" or stored.peek(len(GZIP_START)).startswith(GZIP_START):
            with gzip.GzipFile(fileobj=stored) as compressed, io.BufferedReader(compressed) as lines:
                yield LineFile(stored, lines, size, is_json=is_json)
        else:
            yield LineFile(stored, stored, size, is_json=is_json)
