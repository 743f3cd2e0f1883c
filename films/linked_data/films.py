"""Describe films: who made them, where, and how they were released and received."""

from collections.abc import Iterable, Sequence

from films.kinds.nodes import Node, node, record_address, reference, references
from films.kinds.release import iso_date
from films.languages import in_english
from films.linked_data.claims import Evidence, cited_documents, claims
from films.linked_data.data_sets import DataSets, data_sets_naming
from films.linked_data.properties import properties, sorted_facts
from films.models import Fact, Film, Release

GENRES = "genres__broader"
"""What `describe_film` reads of genres, for `prefetch_related`."""


@in_english
def describe_film(film: Film, facts: Sequence[Fact], evidence: Evidence, data_sets: DataSets) -> Node:
    """Describe a film by published facts about it and their evidence.

    Its genres are named with the broader ones above them, which other catalogues are more likely to have. Prefetch
    `GENRES` for many films.
    """
    stated = sorted_facts([film, *facts])
    known = properties(stated)
    titles = dict.fromkeys([film.original_title, *known.pop("alternateName", [])])
    return node(
        "Movie",
        id=record_address(film),
        url=record_address(film),
        name=film.title,
        alternateName=[title for title in titles if title not in ("", film.title)],
        abstract=film.synopsis,
        datePublished=date_published(film, facts),
        duration=f"PT{film.runtime}M" if film.runtime else "",
        isFamilyFriendly=False if film.is_adult else None,
        genre=sorted({named.name for genre in film.genres.all() for named in (genre, *genre.broader.all())}),
        inLanguage=sorted(language.tag for language in film.languages.all()),
        countryOfOrigin=references(film.countries.all()),
        **known,
        citation=references(cited_documents(stated, evidence)),
        subjectOf=data_sets_naming(stated, data_sets) + claims(stated, evidence),
    )


@in_english
def part_of_film(film: Film, facts: Iterable[Fact]) -> Node:
    """Describe a film by only some of its facts, for a page about something else."""
    return {**reference(film), **properties(sorted_facts(facts))}


def date_published(film: Film, facts: Iterable[Fact]) -> str:
    """Return the first release, as precisely as it is known, or the year if it is of another year."""
    releases = [fact for fact in facts if isinstance(fact, Release) and fact.date]
    first = min(releases, key=lambda release: (release.date, len(iso_date(release))), default=None)
    if first and first.date and film.year in (None, first.date.year):
        return iso_date(first)
    return str(film.year or "")
