"""How names are sorted, and the slugs made from names and titles."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from films.batching import batched

MAX_SORT_NAME = 200
MAX_SLUG = 150  # ten short of what the models take, for the number that tells equal ones apart
HASH_LENGTH = 8
SUFFIXES = frozenset("jr sr ii iii iv v esq".split())


def sort_name(name: str) -> str:
    """Return a personal name with its last word, taken for the family name, first: “Hill, Walter”.

    “Jr.” and the like stand last: “Downey, Robert, Jr.”. A name of one word, or with something in brackets at
    its end, stays as it is. So do the errors of this rule: it knows neither particles nor family names that
    stand first anyway, and leaves those to curators.
    """
    words = name.split()
    suffixes: list[str] = []
    while len(words) > 1 and words[-1].strip(".,").casefold() in SUFFIXES:
        suffixes.insert(0, words.pop())
    if len(words) < 2 or name.endswith((")", "]")):
        return name
    *given, family = words
    sorted_name = ", ".join([family.rstrip(","), " ".join(given), *suffixes])
    return sorted_name if len(sorted_name) <= MAX_SORT_NAME else name


def slug_base(text: str, kind: str, ending: str = "", longest: int = MAX_SLUG) -> str:
    """Return the slug that a text gives: its ASCII letters and digits, cut where needed, then the ending.

    A text without any (“七人の侍”) gives its kind and a hash, the same every time.
    """
    start = slugify(text)
    if not start:
        start = f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]}"
    return f"{start[: longest - len(ending)].rstrip('-')}{ending}"


class Slugs:
    """Gives out slugs that no record of a model has yet, adding a number from 2 where one is taken.

    It remembers only the numbers, since what was given out is expected to be stored before the next call.
    """

    def __init__(self, model: type[Model]) -> None:
        self.records: Any = model._default_manager
        self.last_numbers: dict[str, int] = {}

    def give(self, bases: list[str]) -> list[str]:
        """Return a free slug for each base, in their order."""
        given: dict[str, int] = {}
        wanted = dict(enumerate(bases))
        while wanted:
            stored = self.stored(set(wanted.values()))
            refused = {}
            for position, slug in wanted.items():
                if slug in stored or slug in given:
                    base = bases[position]
                    refused[position] = f"{base}-{self.next_number(base, is_stored=base in stored)}"
                else:
                    given[slug] = position
            wanted = refused
        return sorted(given, key=given.__getitem__)

    def stored(self, slugs: Iterable[str]) -> dict[str, int]:
        """Return which of the slugs are taken, and by which record."""
        found: dict[str, int] = {}
        for some in batched(slugs):
            found.update(self.records.filter(slug__in=some).order_by().values_list("slug", "pk"))
        return found

    def next_number(self, base: str, *, is_stored: bool) -> int:
        if base not in self.last_numbers:
            self.last_numbers[base] = self.highest_number(base) if is_stored else 1
        self.last_numbers[base] += 1
        return self.last_numbers[base]

    def highest_number(self, base: str) -> int:
        """Return the highest number that follows a base in the stored slugs, or 1."""
        # “.” comes right after “-”: an interval the slugs' index answers, which a LIKE cannot use.
        numbered = self.records.filter(slug__gt=f"{base}-", slug__lt=f"{base}.").values_list("slug", flat=True)
        endings = (slug.removeprefix(f"{base}-") for slug in numbered)
        return max((int(ending) for ending in endings if ending.isascii() and ending.isdigit()), default=1)
