"""Make sort names from personal names, slugs from names and titles, and quote them."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from anyascii import anyascii
from django.db.models import Model
from django.utils.text import slugify

from films.batching import batched
from films.identity.folding import plain

MAX_SORT_NAME = 200
MAX_SLUG = 150  # ten fewer than the models allow, to leave room for a number that tells equal slugs apart
HASH_LENGTH = 8
SYLLABLE = re.compile("(?<=[a-z])(?=[A-Z])")
"""Where one begins in what `anyascii` makes of scripts that write each as a character, such as “GiSaengChung”."""
SUFFIXES = frozenset("jr sr ii iii iv v esq".split())
ACTIVE = "active "
"""What the disambiguation of somebody who is told apart by the years of a career begins with."""
INNER_QUOTES = str.maketrans("“”", "‘’")


def quoted(name: object) -> str:
    """Put a name in quotation marks; those within it become single ones."""
    return f"“{str(name).translate(INNER_QUOTES)}”"


def active(career: Sequence[int]) -> str:
    """Return the disambiguation of somebody with films from the first to the last of these years."""
    return f"{ACTIVE}{career[0]}" if career[0] == career[-1] else f"{ACTIVE}{career[0]}–{career[-1]}"


def sort_name(name: str) -> str:
    """Put the last word of a personal name first, as the family name: “Hill, Walter”.

    Suffixes such as “Jr.” go last: “Downey, Robert, Jr.”. A name of one word, or one that ends in brackets, is
    returned unchanged. The rule knows neither particles (“von Trier”) nor names that begin with the family name;
    curators correct those.
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
    """Make a slug of a text's plain form in Latin letters, shortened if necessary, followed by the ending.

    “기생충” gives “gi-saeng-chung”. A text without any letters and digits (“…”) gives its kind and a hash, so that
    its slug is always the same.
    """
    start = slugify(SYLLABLE.sub("-", anyascii(plain(text))))
    if not start:
        start = f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]}"
    return f"{start[: longest - len(ending)].rstrip('-')}{ending}"


class Slugs:
    """Give out unused slugs of a model, adding a number from 2 up if a slug is taken.

    Only the numbers are remembered: records with the given slugs must be saved before the next call.
    """

    def __init__(self, model: type[Model]) -> None:
        self.records: Any = model._default_manager
        self.last_numbers: dict[str, int] = {}

    def give(self, bases: list[str]) -> list[str]:
        """Return an unused slug for each base, in the order of the bases."""
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
        """Map those of the slugs that are taken to the keys of their records."""
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
        """Return the highest number after a base in the stored slugs, or 1 if there is none."""
        # “.” follows “-”: the interval holds every “base-…”, and unlike LIKE it uses the slugs' index.
        numbered = self.records.filter(slug__gt=f"{base}-", slug__lt=f"{base}.").values_list("slug", flat=True)
        endings = (slug.removeprefix(f"{base}-") for slug in numbered)
        return max((int(ending) for ending in endings if ending.isascii() and ending.isdigit()), default=1)
