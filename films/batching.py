"""Split what is too much for one query or one transaction."""

from collections.abc import Iterable, Iterator
from itertools import islice
from time import sleep
from typing import TypeVar

Item = TypeVar("Item")

BATCH = 1_000  # values in one query: every engine accepts this many, and more would save no time
PAUSE = 0.02  # seconds between two transactions of one piece of work


def batched(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`; the last list may be shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def let_others_write() -> None:
    """Pause for a moment: whoever waits for the database checks only now and then whether it is free."""
    sleep(PAUSE)
