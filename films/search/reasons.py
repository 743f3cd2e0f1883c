"""Say why an entry is found: what was understood and where that stands in it, and where the other words stand."""

from collections.abc import Iterator

from films.identity.folding import plain
from films.languages import translated
from films.search.jobs import known_jobs
from films.search.labels import value_label
from films.search.ranking import Ranked
from films.search.types import Candidate, FacetName, Kind
from films.search.understanding.entities import FRAME, Entity

COLUMN_WORDS = {
    "title": "%(words)s in its name",
    "names": "%(words)s in another of its names",
    "respelled": "%(words)s in a name written otherwise",
    "body": "%(words)s in its text",
    "keywords": "%(words)s in its description",
    "related": "%(words)s in a film, person or place it belongs to",
}
"""Where a word stands, in the order in which reasons are given."""

FACET_WORDS: dict[str, str] = {
    FacetName.GENRE: "%(what)s among its genres",
    FacetName.COUNTRY: "%(what)s among its countries",
    FacetName.PERSON: "%(what)s among its people",
    FacetName.LOCATION: "%(what)s among its places",
    FacetName.FILM: "%(what)s among its films",
    FacetName.JOB: "%(what)s among its jobs",
}
"""Among what of an entry something stands that was understood."""


def reasons(entry: Ranked) -> tuple[str, ...]:
    """Say in words what an entry has in common with a query: Comedy among its genres; “wooden leg” in its name.

    Words of an entity are not repeated, unless the entry is what they name. Words that only frame a question are
    left out, unless the entry has them next to others, or has no others.
    """
    criteria, candidate = entry.criteria, entry.candidate
    had = [
        entity
        for entity, share in zip(criteria.entities, entry.entity_shares, strict=True)
        if share and candidate.id not in entity.entries
    ]
    why = [place_of(entity, candidate) for entity in had if entity.facet != FacetName.KIND]
    explained = {place for place, entity in enumerate(criteria.entities) if entity in had}
    columns = [
        column if term.text in criteria.subject and term.entity not in explained else ""
        for term, (_, column) in zip(criteria.terms, entry.term_shares, strict=True)
    ]
    found = {term.text for term, column in zip(criteria.terms, columns, strict=True) if column}
    has_others = bool(why) or not FRAME.issuperset(found)
    for column, place in COLUMN_WORDS.items():
        phrases = list(phrases_in(entry, column, columns, with_frame=not has_others)) if column in columns else []
        if phrases:
            quoted = ", ".join(translated("“%(text)s”", text=phrase) for phrase in phrases)
            why.append(translated(place, words=quoted))
    return tuple(why)


def place_of(entity: Entity, candidate: Candidate) -> str:
    """Say what was understood, and where it stands in an entry."""
    if entity.title:
        return translated("%(words)s in its name", words=translated("“%(text)s”", text=entity.title))
    if entity.facet == FacetName.YEAR:
        return translated("its year, %(year)s", year=candidate.year)
    facet = FacetName.PERSON if entity.kind == Kind.PERSON or entity.facet in known_jobs().codes else entity.facet
    among = FACET_WORDS.get(facet, "")
    label = value_label(entity.label, entity.facet)
    return translated(among, what=label) if among and not entity.character else label


def phrases_in(entry: Ranked, column: str, columns: list[str], *, with_frame: bool) -> Iterator[str]:
    """Yield the words of a query that stand in a column, those next to each other as one phrase."""
    text = f" {plain(entry.candidate.texts[column])} "
    words = [term.text for term in entry.criteria.terms]
    start = 0
    while start < len(words):
        end = start + 1
        if columns[start] == column:
            while end < len(words) and f" {' '.join(words[start : end + 1])} " in text:
                end += 1
            while end > start + 1 and columns[end - 1] != column:
                end -= 1
            phrase = words[start:end]
            if with_frame or not FRAME.issuperset(phrase):
                yield " ".join(phrase)
        start = end
