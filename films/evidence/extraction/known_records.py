"""Match the people and films that a text names with stored records of the same name."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q

from films.batching import batched
from films.evidence.extraction.types import ExtractedFact
from films.identity.keys import name_key, title_key
from films.models import Film, Person
from films.names import slug_base

BATCH = 300  # names in a query, each up to three times: SQLite takes some thousands of parameters
PEOPLE_FIELDS = ("person", "speaker", "author")
FILM_KINDS = ("film", "relation")


def with_known_records(proposals: Sequence[ExtractedFact]) -> list[ExtractedFact]:
    """Add to each fact `existing`: the slug of the person or film that it names, or None for a new one.

    A film must match the title and, if the text gives one, the year. Facts that name neither get no `existing`.
    The number of queries grows with the number of names, by `BATCH`, and not with that of facts.
    """
    people = known_people({name for fact in proposals if (name := named_person(fact))})
    films = known_films(
        {
            (proposal.fields["title"], proposal.fields["year"])
            for proposal in proposals
            if proposal.kind in FILM_KINDS and proposal.fields["title"]
        }
    )
    return [
        replace(proposal, fields=proposal.fields | known_record_field(proposal, people, films))
        for proposal in proposals
    ]


def without_known_records(proposals: Sequence[ExtractedFact]) -> list[ExtractedFact]:
    """Add `existing` to each fact as if the database were empty."""
    return [
        replace(proposal, fields=proposal.fields | known_record_field(proposal, {}, {})) for proposal in proposals
    ]


def named_person(fact: ExtractedFact) -> str:
    return next((fact.fields[name] for name in PEOPLE_FIELDS if fact.fields.get(name)), "")


def known_record_field(
    fact: ExtractedFact, people: dict[str, str], films: dict[str, list[tuple[int | None, str]]]
) -> dict[str, str | None]:
    if fact.kind in FILM_KINDS:
        return {"existing": known_film(fact, films)}
    if any(name in fact.fields for name in PEOPLE_FIELDS):
        return {"existing": people.get(name_key(named_person(fact)))}
    return {}


def known_film(fact: ExtractedFact, films: dict[str, list[tuple[int | None, str]]]) -> str | None:
    """Return the film with the title and year; if the text gives no year, the only one with that title."""
    candidates = films.get(title_key(fact.fields["title"] or ""), [])
    year = fact.fields["year"]
    if year is None:
        return candidates[0][1] if len(candidates) == 1 else None
    return next((slug for known, slug in candidates if known == year), None)


def known_people(names: set[str]) -> dict[str, str]:
    """Map the keys of names to slugs of people; of several with the same name, the first by slug."""
    found: dict[str, str] = {}
    for batch in batched(sorted(names), BATCH):
        of_names = Q(name__in=batch) | Q(slug__in=[slug_base(name, "person") for name in batch])
        rows = Person.objects.filter(of_names | Q(other_names__name__in=batch))
        for name, other, slug in rows.order_by("-slug").values_list("name", "other_names__name", "slug"):
            found[name_key(name)] = slug
            if other:
                found.setdefault(name_key(other), slug)
    return found


def known_films(titled: set[tuple[str, int | None]]) -> dict[str, list[tuple[int | None, str]]]:
    """Map the keys of titles to the years and slugs of films."""
    found: dict[str, dict[str, int | None]] = {}
    for batch in batched(titled, BATCH):
        titles = [title for title, _ in batch]
        slugs = [slug_base(title, "film", ending=f"-{year}" if year else "") for title, year in batch]
        of_titles = Q(title__in=titles) | Q(original_title__in=titles) | Q(slug__in=slugs)
        rows = Film.objects.filter(of_titles | Q(other_titles__title__in=titles))
        fields = ("title", "original_title", "other_titles__title", "year", "slug")
        for *names, year, slug in rows.order_by("slug").values_list(*fields):
            for name in filter(None, names):
                found.setdefault(title_key(name), {})[slug] = year
    return {name: [(year, slug) for slug, year in films.items()] for name, films in found.items()}
