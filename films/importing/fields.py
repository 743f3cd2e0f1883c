"""Compare the fields of films with their records."""

from typing import Any

from films.importing.contradictions import Contradictions
from films.importing.film_matching import Match
from films.importing.policy import Hold
from films.importing.storing import ImportWriter, RowChange
from films.models import Film

BLANK = (None, "", False)
"""What a later data set fills even on a film that keeps its own values."""

FIELDS = ("title", "year", "synopsis", "original_title", "runtime", "is_adult")


class FilmFields:
    """Compare a batch of films' fields film by film, and write the differences at once."""

    def __init__(self, writer: ImportWriter, contradictions: Contradictions) -> None:
        self.writer = writer
        self.contradictions = contradictions
        self.changes: list[RowChange] = []

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect the fields in which a film differs from its record; return whether there are any."""
        if match.stored is None:
            return False
        stored: dict[str, Any] = {field: getattr(match.stored, field) for field in FIELDS}
        recorded: dict[str, Any] = {field: getattr(match.record, field) for field in FIELDS}
        changed = [
            field
            for field in FIELDS
            if recorded[field] not in (None, stored[field])
            and (not hold.keeps(field) or (stored[field] in BLANK and recorded[field] not in BLANK))
        ]
        if changed:
            before, after = ({field: values[field] for field in changed} for values in (stored, recorded))
            self.changes.append(RowChange(match.film_id, before, after))
            for field in changed:
                if field in hold.filled or hold.keeps(field):
                    self.contradictions.note_filled(match, field, str(recorded[field]))
        return bool(changed)

    def write(self) -> None:
        self.writer.update(Film, self.changes)
