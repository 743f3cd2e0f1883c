"""Sort more rows than fit in memory, and read them back in order."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from films.importing.imdb.files import Row

RUN_CHARACTERS = 16_000_000
"""How much is sorted in memory before it goes to disk: some 30 MB for each table."""


class SortedRows:
    """Rows under a key, given back in the order of their keys, those of one key in the order of their lines.

    An external merge sort: runs of `RUN_CHARACTERS` are sorted in memory, and written to files whose names begin
    with `path`, which are merged as they are read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.runs: list[Path] = []
        self.lines: list[str] = []
        self.size = 0

    def add(self, key: str, row: Row) -> None:
        # Neither key nor values hold a tab or a line feed, and a tab sorts before whatever a key may hold.
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
        for line in heapq.merge(*map(lines_of, self.runs), sorted(self.lines)):
            key, number, *values = line[:-1].split("\t")
            yield key, Row(int(number), tuple(values))

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each key with its rows."""
        for key, found in groupby(self, key=itemgetter(0)):
            yield key, [row for _, row in found]


def lines_of(run: Path) -> Iterator[str]:
    with run.open(encoding="utf-8", newline="\n") as file:
        yield from file


class Following:
    """Groups of rows in the order of their keys, asked for by keys that come in the same order."""

    def __init__(self, groups: Iterable[tuple[str, list[Row]]]) -> None:
        self.groups = iter(groups)
        self.present = next(self.groups, None)

    def of(self, key: str) -> Sequence[Row]:
        """Return the rows of a key; those of keys before it are passed over."""
        while self.present is not None and self.present[0] < key:
            self.present = next(self.groups, None)
        return self.present[1] if self.present is not None and self.present[0] == key else ()


class Numbers:
    """A set of whole numbers, in one bit for each number up to the largest."""

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
