"""Which of the films' own fields a data set changes."""

from typing import Any

from films.importing.holds import Hold
from films.importing.records import FilmRecord
from films.models import Film

FIELDS = ("title", "year", "synopsis")


class Texts:
    """The titles, years and synopses of a batch of films: compared film by film, then written at once."""

    def __init__(self) -> None:
        self.changed: list[Film] = []

    def compare(self, film: Film | None, record: FilmRecord, hold: Hold) -> bool:
        """Give a stored film what its record says otherwise; tell whether that is anything."""
        if film is None:
            return False
        said: dict[str, Any] = {field: getattr(record, field) for field in FIELDS}
        changed = {
            field: value
            for field, value in said.items()
            if value is not None and value != getattr(film, field) and not hold.keeps(field)
        }
        for field, value in changed.items():
            setattr(film, field, value)
        if changed:
            self.changed.append(film)
        return bool(changed)

    def write(self) -> None:
        Film.objects.bulk_update(self.changed, FIELDS)
