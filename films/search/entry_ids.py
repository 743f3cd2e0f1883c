"""Compose the id of an entry from its prominence, in the high bits, its kind, and the id of its record.

So entries sorted by id are sorted by prominence, in every engine. Without the prominence, an id is the record
number of its entry, which never changes.
"""

from films.kinds.index import Entry
from films.kinds.names import Kind
from films.kinds.registry import ENTRIES

PROMINENCE_BUCKETS = 256
BUCKETS_TO_A_POINT = 8  # filled by 32 points of prominence, those of a film with a million votes
OBJECT_ID_BITS, KIND_BITS = 40, 5
KIND_NUMBERS = {entry.kind: entry.number for entry in ENTRIES}
KIND_OF_NUMBER = {number: kind for kind, number in KIND_NUMBERS.items()}
OBJECT_MASK = (1 << OBJECT_ID_BITS) - 1
KIND_MASK = (1 << KIND_BITS) - 1
RECORD_MASK = (1 << (OBJECT_ID_BITS + KIND_BITS)) - 1


def kind_of(entry_id: int) -> Kind:
    """Return the kind of an entry."""
    return KIND_OF_NUMBER[(entry_id >> OBJECT_ID_BITS) & KIND_MASK]


def object_id_of(entry_id: int) -> int:
    """Return the primary key of the record or fact that an entry is about."""
    return entry_id & OBJECT_MASK


def first_record(entry: Entry) -> int:
    """Return what the record numbers of a kind's entries begin with, to which the primary key is added."""
    return entry.number << OBJECT_ID_BITS


def prominence_bucket(entry_id: int) -> int:
    """Return the bucket of an entry's prominence, 0 for the most prominent."""
    return entry_id >> (OBJECT_ID_BITS + KIND_BITS)
