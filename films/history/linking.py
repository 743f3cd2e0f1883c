"""Link many records at once by a many-to-many field, and record the new links."""

from collections.abc import Iterable, Mapping
from typing import Any

from films.batching import BATCH
from films.history.recording import current_recording
from films.history.rows import link_ends


def link_records(links: Any, linked: Mapping[Any, Iterable[Any]]) -> None:
    """Link each new record to others by a many-to-many field; Django would send a signal and queries for each."""
    through = links.remote_field.through
    owner, target = link_ends(through)
    pairs = [(record.pk, other.pk) for record, others in linked.items() for other in dict.fromkeys(others)]
    if recording := current_recording.get():
        recording.keep(through, pairs)
    rows = (through(**{f"{owner}_id": key, f"{target}_id": other}) for key, other in pairs)
    through._default_manager.bulk_create(rows, batch_size=BATCH)
