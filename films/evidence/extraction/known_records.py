"""Match the people and films that a text names with the records that have any of these names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils.text import slugify

from films.evidence.extraction.types import Proposed
from films.models import Film, Person

BATCH = 300  # names a query, each in up to three places: SQLite takes some thousands of parameters
PEOPLE_FIELDS = ("person", "speaker", "author")
FILM_KINDS = ("film", "relation")


def matched(proposals: Sequence[Proposed]) -> list[Proposed]:
    """Add to each proposal `existing`: the slug of the person or film that it names, or None for one that is new.

    Of a film it is a film of the title and, where the text gives it, the year. Other kinds of fact have none. The
    queries are one for each `BATCH` of names, whatever the number of proposals.
    """
    people = known_people({name for one in proposals if (name := person_of(one))})
    films = known_films(
        {one.fields["title"] for one in proposals if one.kind in FILM_KINDS and one.fields["title"]}
    )
    return [replace(one, fields=one.fields | existing(one, people, films)) for one in proposals]


def unmatched(proposals: Sequence[Proposed]) -> list[Proposed]:
    """Add to each proposal `existing` as if nobody and nothing were here yet."""
    return [replace(one, fields=one.fields | existing(one, {}, {})) for one in proposals]


def person_of(one: Proposed) -> str:
    return next((one.fields[name] for name in PEOPLE_FIELDS if one.fields.get(name)), "")


def existing(
    one: Proposed, people: dict[str, str], films: dict[str, list[tuple[int | None, str]]]
) -> dict[str, str | None]:
    if one.kind in FILM_KINDS:
        return {"existing": film_of(one, films)}
    if any(name in one.fields for name in PEOPLE_FIELDS):
        return {"existing": people.get(name_key(person_of(one)))}
    return {}


def film_of(one: Proposed, films: dict[str, list[tuple[int | None, str]]]) -> str | None:
    """Return the film of a proposal's title: that of its year, or the only one where the text gives no year."""
    candidates = films.get(name_key(one.fields["title"] or ""), [])
    year = one.fields["year"]
    if year is None:
        return candidates[0][1] if len(candidates) == 1 else None
    return next((slug for known, slug in candidates if known == year), None)


def name_key(name: str) -> str:
    """Return the form of a name in which spellings that differ in capitals, accents and signs are one."""
    return slugify(name) or name.casefold()


def name_batches(names: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(names)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def known_people(names: set[str]) -> dict[str, str]:
    """Return the slugs of people by the keys of their names, of namesakes the first by slug."""
    found: dict[str, str] = {}
    for batch in name_batches(names):
        of_names = Q(name__in=batch) | Q(slug__in=[slugify(name) for name in batch])
        rows = Person.objects.filter(of_names | Q(other_names__name__in=batch))
        for name, other, slug in rows.order_by("-slug").values_list("name", "other_names__name", "slug"):
            found[name_key(name)] = found[slug] = slug
            if other:
                found.setdefault(name_key(other), slug)
    return found


def known_films(titles: set[str]) -> dict[str, list[tuple[int | None, str]]]:
    """Return years and slugs of films by the keys of their titles."""
    found: dict[str, dict[str, int | None]] = {}
    for batch in name_batches(titles):
        rows = Film.objects.filter(
            Q(title__in=batch) | Q(original_title__in=batch) | Q(other_titles__title__in=batch)
        )
        fields = ("title", "original_title", "other_titles__title", "year", "slug")
        for *names, year, slug in rows.order_by("slug").values_list(*fields):
            for name in filter(None, names):
                found.setdefault(name_key(name), {})[slug] = year
    return {name: [(year, slug) for slug, year in films.items()] for name, films in found.items()}
