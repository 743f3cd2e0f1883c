"""Decide what an import must leave to curators or to another data set."""

from dataclasses import dataclass

from films.models import Citation

WHOLE_ENTRY = ""
"""The field of a citation that supports its record as a whole."""


@dataclass(frozen=True, slots=True)
class Hold:
    """List the fields of a film that an import must not change, and whether it shares its lists with other
    sources.
    """

    fields: frozenset[str] = frozenset()
    is_shared: bool = False

    def keeps(self, field: str) -> bool:
        return WHOLE_ENTRY in self.fields or field in self.fields

    def is_confirmed(self, field: str) -> bool:
        """Tell whether this very field is cited, so that a list that it holds may not even grow."""
        return field in self.fields

    def only_adds(self, field: str) -> bool:
        """Tell whether a list may only grow, so that nothing in it is dropped or moved."""
        return self.is_shared or self.keeps(field)


FREE = Hold()
WHOLE = Hold(frozenset([WHOLE_ENTRY]))


def holds_on(film_ids: list[int], dataset: str) -> dict[int, Hold]:
    """Return the holds on films that have any.

    A cited field is held, and so is all of a film that is cited as a whole. A film whose identifier in this data
    set is cited existed before the import, and is held as a whole too. If the cited identifier is another data
    set's, the film is shared.
    """
    fields: dict[int, set[str]] = {}
    shared: set[int] = set()
    for film_id, field in Citation.objects.filter(film__in=film_ids).values_list("film_id", "field"):
        fields.setdefault(film_id, set()).add(field)
    cited_identifiers = Citation.objects.filter(identifier__film__in=film_ids)
    for film_id, scheme in cited_identifiers.values_list("identifier__film_id", "identifier__scheme"):
        if scheme == dataset:
            fields.setdefault(film_id, set()).add(WHOLE_ENTRY)
        else:
            shared.add(film_id)
    return {
        film_id: Hold(frozenset(fields.get(film_id, ())), film_id in shared) for film_id in fields.keys() | shared
    }
