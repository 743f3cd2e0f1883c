"""The id of an entry, which is also its rank: prominence in the high bits, then the kind, then the record's id.

Entries in the order of their ids are therefore in the order of prominence, in every engine.
"""

from films.kinds.names import Kind
from films.kinds.registry import ENTRIES

PROMINENCE_BUCKETS = 256
BUCKETS_TO_A_POINT = 8  # so that 32 points of prominence, as a film with a million votes has, fill them
OBJECT_ID_BITS, KIND_BITS = 40, 5
KIND_NUMBERS = {entry.kind: entry.number for entry in ENTRIES}
KIND_OF_NUMBER = {number: kind for kind, number in KIND_NUMBERS.items()}
OBJECT_MASK = (1 << OBJECT_ID_BITS) - 1
KIND_MASK = (1 << KIND_BITS) - 1


def kind_of(entry_id: int) -> Kind:
    """Return the kind of an entry."""
    return KIND_OF_NUMBER[(entry_id >> OBJECT_ID_BITS) & KIND_MASK]


def object_id_of(entry_id: int) -> int:
    """Return the primary key of the record or fact that an entry is about."""
    return entry_id & OBJECT_MASK


def prominence_bucket(entry_id: int) -> int:
    """Return the bucket of an entry's prominence, 0 for the most prominent."""
    return entry_id >> (OBJECT_ID_BITS + KIND_BITS)
