"""Decide what an import must leave to curators or to another data set."""

from dataclasses import dataclass

from films.models import Citation, DatasetValue, Identifier

WHOLE_ENTRY = ""
"""The field of a citation that supports its record as a whole."""


@dataclass(frozen=True, slots=True)
class Hold:
    """List the fields of a film that an import must not change, and whether it shares its lists with other
    sources.

    `filled` are fields that were blank until this data set filled them, so that it may change them again.
    """

    fields: frozenset[str] = frozenset()
    is_shared: bool = False
    filled: frozenset[str] = frozenset()

    def keeps(self, field: str) -> bool:
        return field in self.fields or (WHOLE_ENTRY in self.fields and field not in self.filled)

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

    A field that a citation is for or claims is held, and so is all of a film that is cited as a whole, and a field
    that another data set filled. A film whose identifier in this data set is cited existed before the import, and
    is held as a whole too, and so is one that has its identifier from another data set. If the cited identifier is
    another data set's, the film is shared.
    """
    fields: dict[int, set[str]] = {}
    filled: dict[int, set[str]] = {}
    shared: set[int] = set()
    citations = Citation.objects.filter(film__in=film_ids)
    for film_id, field, claims in citations.values_list("film_id", "field", "claims"):
        fields.setdefault(film_id, set()).update((field, *claims))
    filling = DatasetValue.objects.filter(film__in=film_ids, fills_blank=True)
    for film_id, field, source in filling.values_list("film_id", "field", "dataset"):
        (filled if source == dataset else fields).setdefault(film_id, set()).add(field)
    cited_identifiers = Citation.objects.filter(identifier__film__in=film_ids)
    for film_id, scheme in cited_identifiers.values_list("identifier__film_id", "identifier__scheme"):
        if scheme == dataset:
            fields.setdefault(film_id, set()).add(WHOLE_ENTRY)
        else:
            shared.add(film_id)
    from_elsewhere = Identifier.objects.filter(film__in=film_ids, scheme=dataset).exclude(
        data_set__in=("", dataset)
    )
    for film_id in from_elsewhere.values_list("film_id", flat=True):
        fields.setdefault(film_id, set()).add(WHOLE_ENTRY)
    return {
        film_id: Hold(frozenset(fields.get(film_id, ())), film_id in shared, frozenset(filled.get(film_id, ())))
        for film_id in fields.keys() | shared | filled.keys()
    }
