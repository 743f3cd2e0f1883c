"""The entries of the index as sets in the order of prominence: they narrow and count what is found."""

from films.search.sets.entry_sets import EntrySets
from films.search.sets.repair import current, entry_ids, held

__all__ = ["EntrySets", "current", "entry_ids", "held"]
