"""Sort entries in other orders than relevance, in PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from films.kinds.dialects import in_postgresql
from films.kinds.scores import NORMALISED
from films.search.backends.order_values import HELD, order_values
from films.search.backends.postgresql.reading import fetch
from films.search.entry_ids import RECORD_MASK
from films.search.types import Sort

ORDERS = order_values(in_postgresql(NORMALISED))
ASKED = (
    "unnest(%s::bigint[]) WITH ORDINALITY asked (id, place) "
    f"JOIN search_entry entry ON entry.record = asked.id & {RECORD_MASK}"
)
"""The entries whose ids are the parameter."""


def ordered(entry_ids: Sequence[int], sort: Sort) -> list[int]:
    """Sort entries, which are given by relevance, in another order; relevance decides between equals."""
    rows = fetch(f"SELECT entry.id FROM {ASKED} ORDER BY {ORDERS.sorted[sort]}, asked.place", [list(entry_ids)])
    return [entry_id for (entry_id,) in rows]


def values_in_order(sort: Sort) -> list[tuple[int, Any]]:
    """Return the ids of all entries in an order, each with its value in it, if it has one."""
    return fetch(f"SELECT entry.id, {ORDERS.values[sort]} FROM search_entry entry ORDER BY {ORDERS.sorted[sort]}")


def can_order(entry_ids: Sequence[int], sort: Sort) -> bool:
    """Tell whether any of these entries has a value in this order."""
    ((is_known,),) = fetch(
        f"SELECT EXISTS (SELECT 1 FROM {ASKED} WHERE ({ORDERS.values[sort]}) IS NOT NULL)", [list(entry_ids)]
    )
    return bool(is_known)


def orders_held() -> set[Sort]:
    """Return the orders for which any entry has a value."""
    rows = fetch(" UNION ALL ".join(f"SELECT '{sort}', EXISTS ({select})" for sort, select in HELD.items()))
    return {sort for sort in Sort if sort not in HELD} | {Sort(sort) for sort, is_held in rows if is_held}
