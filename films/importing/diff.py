"""Compare the links of films to genres, countries and languages with their records."""

from typing import Any

from films.importing.storing import ImportWriter
from films.models import Film


class LinkDiff:
    """Compare a batch of films' links to genres or countries film by film, and write the differences at once."""

    def __init__(self, writer: ImportWriter, field_name: str, film_ids: list[int]) -> None:
        self.writer = writer
        self.field_name = field_name
        field: Any = Film._meta.get_field(field_name)
        self.through = field.remote_field.through
        self.column = f"{field.m2m_reverse_field_name()}_id"
        self.known: dict[int, dict[int, int]] = {}
        self.added: list[tuple[int, int]] = []
        self.dropped: list[int] = []
        stored = self.through.objects.filter(film__in=film_ids).values_list("film_id", self.column, "pk")
        for film_id, other_id, link_id in stored:
            self.known.setdefault(film_id, {})[other_id] = link_id

    def compare(self, film_id: int, wanted: list[int], *, only_add: bool) -> bool:
        """Collect the links to add and to delete for a film; return whether there are any."""
        known = self.known.get(film_id, {})
        added = [other_id for other_id in dict.fromkeys(wanted) if other_id not in known]
        dropped = [] if only_add else [known[other_id] for other_id in known.keys() - set(wanted)]
        self.added += [(film_id, other_id) for other_id in added]
        self.dropped += dropped
        return bool(added or dropped)

    def lacks(self, film_id: int, wanted: list[int]) -> bool:
        """Tell whether a film lacks any of these links."""
        return not set(wanted) <= self.known.get(film_id, {}).keys()

    def has_others_alone(self, film_id: int, wanted: list[int]) -> bool:
        """Tell whether a film has links, but none of these, if there are any."""
        known = self.known.get(film_id, {})
        return bool(known and wanted) and known.keys().isdisjoint(wanted)

    def write(self) -> None:
        self.writer.delete(self.through, self.dropped)
        self.writer.insert(self.through, ("film_id", self.column), self.added)
