"""Take a sample of the database, evenly spread over it and the same each time for the same data."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F

from films.models import Credit, Film, JobCode, Person
from films.search.backends import engine

SAMPLED = 120  # films and people, of which some do not lend themselves to a kind of query
READ = 2000  # films whose words are counted
COMMON = 40  # words taken for common, of those that stand in most films
RARE = 20  # entries, one page, that a rare word stands in at most
GOLDEN_RATIO = (5**0.5 - 1) / 2  # steps of it around a circle never come close to where they have been

WORD = re.compile(r"[^\W_]+")


def plain_words(text: str) -> list[str]:
    """Return the runs of letters and digits of a text, in small letters."""
    return WORD.findall(text.lower())


@dataclass(frozen=True)
class Sample:
    """Hold films and people by number, and in how many of `READ` films each word stands."""

    films: list[Film]
    people: list[Person]
    frequencies: Counter[str]

    @cached_property
    def common(self) -> list[str]:
        """Return the words that most films have, most frequent first."""
        return sorted(self.frequencies, key=lambda word: (-self.frequencies[word], word))[:COMMON]

    @property
    def rare(self) -> list[str]:
        """Return words of one film in the sample, and of few entries in the whole index."""
        once = sorted(word for word, count in self.frequencies.items() if count == 1 and len(word) > 3)
        spread = once[:: max(1, len(once) // SAMPLED)]
        return [word for word in spread if len(engine().best_by_engine(f'"{word}"', RARE + 1)) <= RARE]

    def telling_word(self, film: Film) -> str:
        """Return the film's most frequent word that is not among the common ones, if any is not, or nothing."""
        words = set(plain_words(f"{film.title} {film.synopsis}"))
        chosen = sorted(words - set(self.common) or words)
        return max(chosen, key=lambda word: self.frequencies[word], default="")

    def leading_actor(self, film: Film) -> Person | None:
        """Return who is billed first."""
        cast = (
            Credit.objects.published()
            .filter(film=film, job=JobCode.ACTOR)
            .order_by(F("billing").asc(nulls_first=True), "pk")
        )
        first = cast.select_related("person").first()
        return first.person if first else None


def sample() -> Sample:
    """Take the sample of the database as it is now."""
    films = Film.objects.published().only("title", "synopsis", "year")
    people = Person.objects.published().only("name")
    frequencies = Counter(
        word for film in spread(films, READ) for word in set(plain_words(f"{film.title} {film.synopsis}"))
    )
    return Sample(spread(films, SAMPLED), spread(people, SAMPLED), frequencies)


def spread(rows: Any, count: int) -> list[Any]:
    """Return at most `count` rows of a queryset, spread evenly by primary key, each found by one look-up.

    So is every beginning of the list: whoever takes the first few has some of all ages.
    """
    first, last = rows.order_by("pk").first(), rows.order_by("pk").last()
    if first is None:
        return []
    size = last.pk - first.pk + 1
    places = dict.fromkeys(first.pk + int(number * GOLDEN_RATIO % 1 * size) for number in range(count))
    found = (rows.filter(pk__gte=place).order_by("pk").first() for place in places)
    return list({row.pk: row for row in found}.values())
