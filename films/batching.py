"""Split what is too much for one query or one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from time import sleep
from typing import TypeVar

from django.db import OperationalError, transaction

Item = TypeVar("Item")

BATCH = 1_000  # values in one query: every engine accepts this many, and more would save no time
PAUSE = 0.1  # seconds between two transactions of one piece of work; SQLite lets those who wait look this often
TRIES = 6  # to begin a transaction of a long piece of work; each waits as long as the database lets anybody wait


def batched(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Yield the items in lists of `size`; the last list may be shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def let_others_write() -> None:
    """Pause for so long that everybody who waits for the database looks once whether it is free."""
    sleep(PAUSE)


@contextmanager
def patient_transaction() -> Iterator[None]:
    """Open a transaction for one part of long work, and wait for it longer than a single save does.

    While many save, some part is likely to wait in vain, and what came before it would be lost.
    """
    with ExitStack() as opened:
        for tries_left in reversed(range(TRIES)):
            try:
                opened.enter_context(transaction.atomic())
            except OperationalError:
                if not tries_left:
                    raise
            else:
                break
        yield
