"""Keep the sets of entries up to date with the index as the connection sees it: reuse, repair, or read them again.

The state of the index identifies the last change of an entry. Sets of the same state can be reused as they are.
Sets of an earlier state that is still in the log are repaired with the entries written since.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from films.search.backends import engine
from films.search.backends.base import IndexState
from films.search.expressions import Expression
from films.search.sets.entry_sets import EntrySets
from films.search.sets.postings import postings_of

MOST_REPAIRED = 1000  # entries written since all were read; with more, reading all again is as fast
STATES_KEPT = 4  # the latest state, and those that open or rolled-back transactions see

_kept: list[EntrySets] = []
_reading = Lock()
_held: ContextVar[EntrySets | None] = ContextVar("held", default=None)


@contextmanager
def held() -> Iterator[EntrySets]:
    """Use the same sets throughout this block, and compare them with the index only once."""
    sets = current()
    token = _held.set(sets)
    try:
        yield sets
    finally:
        _held.reset(token)


def current() -> EntrySets:
    """Return the sets of the entries that the connection sees, including its own uncommitted writes."""
    inside = _held.get()
    if inside is not None:
        return inside
    state = engine().state()
    return kept_in(state) or read(state)


def kept_in(state: IndexState) -> EntrySets | None:
    return next((sets for sets in _kept if sets.state == state), None)


def read(state: IndexState) -> EntrySets:
    """Repair the latest sets that the index's log reaches back to, or read all entries, one thread at a time."""
    with _reading:
        sets = kept_in(state) or repaired(state) or EntrySets(state, postings_of(engine().facets_of()))
        _kept[:] = [sets, *(known for known in _kept if known.state != state)][:STATES_KEPT]
        return sets


def repaired(state: IndexState) -> EntrySets | None:
    """Return sets repaired with what was written since, or None if that is unknown or too much."""
    for sets in _kept:
        changed = engine().changed_since(sets.state, MOST_REPAIRED)
        if changed is not None and len(changed) + len(sets.written) + len(sets.superseded) <= MOST_REPAIRED:
            return sets.rewritten(state, changed)
    return None


def entry_ids(expressions: Sequence[Expression], limit: int) -> list[list[int]]:
    """Return, for each expression, the ids of its most prominent matches; an empty expression matches nothing."""
    sets = current()
    return [sets.first(found, limit) for found in sets.matching(expressions)]
