"""Which of the films' own fields a data set changes."""

from typing import Any

from films.importing.matching import Match
from films.importing.policy import Hold
from films.importing.storing import RowChange, Store
from films.models import Film

FIELDS = ("title", "year", "synopsis", "original_title", "runtime")


class Texts:
    """The fields of a batch of films: compared film by film, then written at once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.changes: list[RowChange] = []

    def compare(self, match: Match, hold: Hold) -> bool:
        """Note what a film's record says otherwise than the film; tell whether that is anything."""
        if match.stored is None:
            return False
        here: dict[str, Any] = {field: getattr(match.stored, field) for field in FIELDS}
        said: dict[str, Any] = {field: getattr(match.record, field) for field in FIELDS}
        changed = [
            field
            for field in FIELDS
            if said[field] is not None and said[field] != here[field] and not hold.keeps(field)
        ]
        if changed:
            before, after = ({field: values[field] for field in changed} for values in (here, said))
            self.changes.append(RowChange(match.film_id, before, after))
        return bool(changed)

    def write(self) -> None:
        self.store.update(Film, self.changes)
