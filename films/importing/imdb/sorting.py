"""Sort more rows than fit in memory, and read them back in order."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from films.importing.imdb.files import Row

RUN_CHARACTERS = 16_000_000
"""The size of a run: sorting one takes some 30 MB of memory for each table."""


class SortedRows:
    """Collect rows under keys, and iterate over them by key, then by line.

    This is an external merge sort: runs of `RUN_CHARACTERS` are sorted in memory and written to files whose names
    begin with `path`, which are merged while reading.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.runs: list[Path] = []
        self.lines: list[str] = []
        self.size = 0

    def add(self, key: str, row: Row) -> None:
        # Neither keys nor values contain tabs or line feeds, and a tab sorts before any character of a key.
        line = "\t".join((key, f"{row.line:012}", *row.values)) + "\n"
        self.lines.append(line)
        self.size += len(line)
        if self.size >= RUN_CHARACTERS:
            self.end_run()

    def end_run(self) -> None:
        run = self.path.with_name(f"{self.path.name}.{len(self.runs)}")
        with run.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(sorted(self.lines))
        self.runs.append(run)
        self.lines, self.size = [], 0

    def __iter__(self) -> Iterator[tuple[str, Row]]:
        for line in heapq.merge(*map(read_run, self.runs), sorted(self.lines)):
            key, number, *values = line[:-1].split("\t")
            yield key, Row(int(number), tuple(values))

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each key with its rows."""
        for key, found in groupby(self, key=itemgetter(0)):
            yield key, [row for _, row in found]


def read_run(run: Path) -> Iterator[str]:
    with run.open(encoding="utf-8", newline="\n") as file:
        yield from file


class GroupsInOrder:
    """Look up groups of rows by keys that come in the same order as the groups."""

    def __init__(self, groups: Iterable[tuple[str, list[Row]]]) -> None:
        self.groups = iter(groups)
        self.present = next(self.groups, None)

    def take(self, key: str) -> Sequence[Row]:
        """Return the rows of a key, passing over those of earlier keys."""
        while self.present is not None and self.present[0] < key:
            self.present = next(self.groups, None)
        return self.present[1] if self.present is not None and self.present[0] == key else ()


class NumberSet:
    """Hold a set of whole numbers, with one bit for each number up to the largest."""

    def __init__(self) -> None:
        self.bits = bytearray()

    def add(self, number: int) -> None:
        place, bit = divmod(number, 8)
        if place >= len(self.bits):
            self.bits.extend(bytes(place + 1 - len(self.bits)))
        self.bits[place] |= 1 << bit

    def __contains__(self, number: int) -> bool:
        place, bit = divmod(number, 8)
        return place < len(self.bits) and bool(self.bits[place] & 1 << bit)
