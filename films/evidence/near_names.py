"""Look up records whose names are nearly those that somebody is about to give to a new one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model, Q

from films.batching import batched
from films.identity.folding import plain
from films.identity.numerals import ARTICLES, number_written
from films.kinds.registry import BY_MODEL, naming_of
from films.models import Film, Location, Organization, Person
from films.names import slug_base

COMPARED: tuple[type[Model], ...] = (Film, Person, Organization, Location)
LONG_NAME = 8  # letters; such a name is near with two slips, a shorter one with one
MOST_NAMED = 5  # records told for one name
BEGINNING = 3  # letters of a single word by which names are looked up
MOST_UNITED = 200  # queries in one: SQLite takes 500
END = "~"  # follows every character of slugs


def records_nearly_named(model: type[Model], names: Iterable[str]) -> dict[str, list[Any]]:
    """Map each name to the records that have nearly the same one, the most similar first.

    Names that no record nearly has are left out. Names in which numbers differ are not near: they are parts of a
    series. A hundred names take as many queries as one.
    """
    wanted = {name: plain(name) for name in names if plain(name)}
    if model not in COMPARED or not wanted:
        return {}
    naming = naming_of(model).fields[0]
    slugs = [slug_base(name, BY_MODEL[model].kind) for name in wanted]
    with_article = [f"the-{slug}" for slug in slugs] if model is Film else []
    candidates = model._default_manager.order_by().values_list("pk", naming)
    blocks = [candidates.filter(block) for slug in (*slugs, *with_article) for block in blocks_of(slug)]
    plain_names = {
        key: without_article(plain(stored))
        for some in batched(blocks, MOST_UNITED)
        for key, stored in some[0].union(*some[1:])
    }
    near = {name: list(nearest(without_article(own), plain_names)) for name, own in wanted.items()}
    records = model._default_manager.in_bulk({key for keys in near.values() for key in keys})
    return {name: [records[key] for key in keys] for name, keys in near.items() if keys}


def nearest(name: str, names: Mapping[int, str]) -> Iterator[int]:
    """Yield the keys of the names that are most like one, in plain forms without articles."""
    from rapidfuzz import process  # only who adds a record needs it, and every command loads the admin
    from rapidfuzz.distance import OSA

    slips = 2 if len(name) >= LONG_NAME else 1
    found = process.extract(name, names, scorer=OSA.distance, score_cutoff=slips, limit=MOST_NAMED)
    for other, _, key in found:
        if numbers_in(name) == numbers_in(other):
            yield key


def blocks_of(slug: str) -> Iterator[Q]:
    """Yield the conditions that records with nearly a name meet by their slugs, which have an index.

    A name with a slip in one word still begins with the same word and letter, or has the same last word.
    """
    article, _, rest = slug.partition("-") if slug.partition("-")[0] in ARTICLES else ("", "", slug)
    before = f"{article}-" if article else ""
    first, *others = rest.split("-")
    beginning = f"{before}{first}-{others[0][:1]}" if others else before + first[:BEGINNING]
    yield Q(slug__gte=beginning, slug__lt=beginning + END)
    if others:
        letter = before + first[:1]
        yield Q(slug__gte=letter, slug__lt=letter + END, slug__contains=f"-{others[-1]}")


def numbers_in(name: str) -> list[int]:
    return [number for word in name.split() if (number := number_written(word))]


def without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first in ARTICLES else name
