"""Sort entries in other orders than relevance.

The database sorts few entries. Where there are many, all are read in one pass, which takes half as long as looking
so many up, and their ranks are remembered for as long as the state of the index is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import ne
from typing import Any

import numpy as np

from films.search.backends import engine
from films.search.sets import current
from films.search.sets.postings import Numbers, positions
from films.search.types import Sort

MANY = 5000  # entries from which on reading what all entries have is faster
REVISIONS_KEPT = 4  # the last, and those that transactions still open or rolled back see


@dataclass(frozen=True)
class Ranks:
    """Hold the ranks of entries in an order, by their ascending ids; `last` is that of entries without a value."""

    ids: Numbers
    ranks: Numbers
    last: int

    def of(self, entry_ids: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Return these entries and their ranks, leaving out those that were deleted since."""
        asked = np.array(entry_ids, dtype=np.int64)
        places, is_held = positions(self.ids, asked)
        return asked[is_held], self.ranks[places]


def ordered(entry_ids: Sequence[int], sort: Sort) -> Sequence[int]:
    """Sort entries, which are given by relevance, in another order; relevance decides between equals."""
    if not entry_ids or sort == Sort.RELEVANCE:
        return entry_ids
    if len(entry_ids) < MANY:
        return engine().ordered(entry_ids, sort)
    found, ranks = ranks_in(sort).of(entry_ids)
    by_rank: list[int] = found[np.argsort(ranks, kind="stable")].tolist()
    return by_rank


def can_order(entry_ids: Sequence[int], sort: Sort) -> bool:
    """Tell whether any of these entries has a value in this order."""
    if sort not in orders_held():
        return False
    if len(entry_ids) < MANY:
        return engine().can_order(entry_ids, sort)
    order = ranks_in(sort)
    return bool((order.of(entry_ids)[1] < order.last).any())


def ranks_in(sort: Sort) -> Ranks:
    """Return the ranks of all entries in an order."""
    remembered: dict[Sort, Ranks] = current().remembered.setdefault("ranks", {})
    if sort not in remembered:
        remembered[sort] = ranked(engine().values_in_order(sort))
    return remembered[sort]


def ranked(ordered_pairs: Sequence[tuple[int, Any]]) -> Ranks:
    """Rank entries, given in an order as (id, value); those of one value have one rank."""
    ids = np.fromiter((entry_id for entry_id, _ in ordered_pairs), dtype=np.int64, count=len(ordered_pairs))
    values = [value for _, value in ordered_pairs]
    ranks = np.fromiter(map(ne, values, [*values[:1], *values]), dtype=bool, count=len(values)).cumsum(
        dtype=np.int32
    )
    by_id = np.argsort(ids)
    last = int(ranks[-1]) + (values[-1] is not None)
    return Ranks(ids[by_id], ranks[by_id], last)


def orders_held() -> set[Sort]:
    """Return the orders for which any entry has a value."""
    return orders_held_in(current().state.revision)


@lru_cache(maxsize=REVISIONS_KEPT)
def orders_held_in(revision: str) -> set[Sort]:
    """Look the orders up once for each revision of the facts: every entry is read where none has a value."""
    return engine().orders_held()
