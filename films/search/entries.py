"""Read entries with their texts, and keep them until they are written again.

The most prominent entries are among the results of many searches, and of each text while it is typed.
"""

from collections.abc import Sequence

from films.search.backends import engine
from films.search.sets import current
from films.search.sets.entry_sets import ENTRIES
from films.search.types import Candidate

ENTRIES_KEPT = 2000  # for each of a few states: 8 MB with what is made of their texts


def read_entries(entry_ids: Sequence[int]) -> list[Candidate]:
    """Return these entries with their texts, in the order given; missing entries are left out."""
    remembered = current().remembered
    kept: dict[int, Candidate] = remembered.setdefault(ENTRIES, {})
    found = {entry_id: kept[entry_id] for entry_id in entry_ids if entry_id in kept}
    if unknown := [entry_id for entry_id in entry_ids if entry_id not in found]:
        read = {candidate.id: candidate for candidate in engine().candidates(unknown)}
        if len(kept) + len(read) > ENTRIES_KEPT:
            kept = dict(list(kept.copy().items())[ENTRIES_KEPT // 2 :])
            remembered[ENTRIES] = kept  # other threads still read and fill the old ones
        kept |= read
        found |= read
    return [found[entry_id] for entry_id in entry_ids if entry_id in found]
