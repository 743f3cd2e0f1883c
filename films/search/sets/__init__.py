"""Hold the entries of the index in memory as sets, in the order of prominence, to narrow and count results."""

from films.search.sets.entry_sets import EntrySets
from films.search.sets.repair import current, entry_ids, held

__all__ = ["EntrySets", "current", "entry_ids", "held"]
