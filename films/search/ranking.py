"""Which entries answer best: one score, whose parts are the named constants below.

Each word of the question weighs by its rarity, and counts by the best place an entry has it in: as part of what
was understood, in its name, in its text. The share of the question that an entry explains so is its score; a name
typed whole, words that stand together and a film rather than a fact about it add to that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from films.kinds.sql import SEPARATOR
from films.search.entry_ids import PROMINENCE_BUCKETS, prominence_bucket
from films.search.folding import aligned, key, plain
from films.search.snippets import is_end, words_at
from films.search.types import NAMED_KINDS, Candidate, FacetName, Kind
from films.search.understanding.entities import Part

COLUMN_WEIGHTS = {
    "title": 1.0,  # what it is called
    "names": 0.85,  # what it is also called
    "body": 0.6,  # what is said of it
    "keywords": 0.55,  # what sort of thing it is
    "related": 0.4,  # the film, people and places it hangs on, which many entries share
}
COLUMN_WORDS = {
    "title": "in its name",
    "names": "in another of its names",
    "body": "in its text",
    "keywords": "in what it is",
    "related": "in what it belongs to",
}
LONG_TEXTS = frozenset({"body", "keywords"})
"""Columns whose accents are not worth the time it takes to fold them."""

KIND_WEIGHTS = {Kind.FILM: 0.12, Kind.PERSON: 0.1, Kind.CREDIT: 0.08, Kind.LOCATION: 0.06, Kind.PASSAGE: 0.0}
OTHER_KIND_WEIGHT = 0.05  # an entry that stands for a whole thing goes before one of its facts
PREFIX_SHARE = 0.7  # of a whole word's weight: a word that only begins as typed
STEM_SHARE = 0.6  # of a whole word's weight: another form of the word
UNDERSTOOD = 0.9  # of a word's weight: the entry is of the person, year or genre that the word names
UNDERSTOOD_WEAKLY = 0.6  # the same, but in another job than asked
ABOUT_IT = 0.5  # of a word's weight: a title was typed, no more, and the entry is of its people or facts
PART_BONUS = {FacetName.GENRE.value: 0.1, FacetName.KIND.value: 0.1, FacetName.JOB.value: 0.1}
OTHER_PART_BONUS = 0.3  # for each part of the question that the entry has, beyond its words
ALL_PARTS = 1.0  # every one of several parts of the question: who has them all is what was asked for
EXACT_TITLE = 2.0  # all that was typed is the entry's whole name
EXACT_NAME = 1.7  # all that was typed is one of its other names, or its name without the article
TITLE_INSIDE = 0.8  # a title that stands whole inside the question, by the share of its words
NAME_INSIDE = 0.3  # the same for another name: beside a title it says whose film was meant
TITLE_BEGUN = 0.7  # the entry's name goes on from all that was typed, whose last word is not finished
TITLE_COVERED = 0.3  # times the share of the name that was typed
ADJACENT = 0.25  # times the share of neighbouring words that stand together as typed
PROMINENCE = 0.1  # times prominence from 0 to 1: it decides between equals


@dataclass(frozen=True)
class Term:
    """A word as it is weighed: its stem, how much it tells (its rarity), and the number of the part it is of."""

    text: str
    stem: str
    rarity: float
    open_ended: bool = False
    in_question: bool = False
    part: int | None = None

    @cached_property
    def root(self) -> str:
        """Return what every form of the word has in it."""
        return self.stem if self.stem and self.text.startswith(self.stem) else self.text

    def share_in(self, text: str) -> float:
        """Return how far a text has the word: 1 for itself, less for one that begins so or another form of it."""
        best = 0.0
        for start, _ in words_at(text, self.root):
            end = start + len(self.text)
            if text.startswith(self.text, start):
                if is_end(text, end):
                    return 1.0
                if self.open_ended:
                    best = PREFIX_SHARE
            if self.stem:
                best = max(best, STEM_SHARE)
        return best


@dataclass(frozen=True)
class Weighing:
    """What a search's candidates are weighed by.

    `names` are the keys of all that was typed; `begun` is that key where names go on from it.
    """

    terms: tuple[Term, ...]
    parts: tuple[Part, ...] = ()
    names: frozenset[str] = frozenset()
    begun: str = ""

    @cached_property
    def total(self) -> float:
        return sum(term.rarity for term in self.terms) or 1.0

    @cached_property
    def subject(self) -> frozenset[str]:
        """Return the words that are asked about: all but those that carry the question, where there are others."""
        asked = [term.text for term in self.terms if not term.in_question]
        return frozenset(asked or (term.text for term in self.terms))

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """Return the neighbouring words of which one at least is asked about."""
        return tuple(
            f"{left.text} {right.text}"
            for left, right in pairwise(self.terms)
            if not (left.in_question and right.in_question)
        )


@dataclass(frozen=True)
class Ranked:
    """A candidate with its score, and the reasons for it in plain words."""

    candidate: Candidate
    score: float
    why: tuple[str, ...]


def rarity(entries: int, frequency: int) -> float:
    """Return the weight of a term that stands in `frequency` of `entries` entries (inverse frequency, log)."""
    return math.log(1 + entries / (1 + frequency))


def ranked(candidates: Sequence[Candidate], weighing: Weighing) -> list[Ranked]:
    """Return the candidates, best first; among equals the order they came in."""
    return sorted((score(candidate, weighing) for candidate in candidates), key=lambda one: -one.score)


def score(candidate: Candidate, weighing: Weighing) -> Ranked:
    texts = {
        column: text.lower() if column in LONG_TEXTS else aligned(text)
        for column, text in candidate.texts.items()
        if text
    }
    has = {*candidate.facets.split(), *candidate.limits.split()} if weighing.parts else set()
    shares = [part_share(part, has) for part in weighing.parts]
    about_it = len(shares) == 1 and weighing.parts[0].kind == Kind.FILM
    if about_it and candidate.id not in weighing.parts[0].entries:
        shares = [min(shares[0], ABOUT_IT)]
    value, where = 0.0, {}
    for term in weighing.terms:
        share, column = best_place(term, texts)
        understood = 0.0 if term.part is None else shares[term.part]
        if understood > share:
            value += term.rarity * understood
        elif share:
            value += term.rarity * share
            where[term.text] = column
    value /= weighing.total
    value += sum(bonus(part) for part, share in zip(weighing.parts, shares, strict=True) if share > ABOUT_IT)
    if len(shares) > 1 and min(shares) == UNDERSTOOD:
        value += ALL_PARTS
    value += KIND_WEIGHTS.get(candidate.kind, OTHER_KIND_WEIGHT)
    value += name_bonus(candidate, weighing)
    value += ADJACENT * together(weighing.pairs, texts)
    value += PROMINENCE * (1 - prominence_bucket(candidate.id) / PROMINENCE_BUCKETS)
    had = [part for part, share in zip(weighing.parts, shares, strict=True) if share]
    return Ranked(candidate, value, reasons(where, had))


def bonus(part: Part) -> float:
    return PART_BONUS.get(part.facet, OTHER_PART_BONUS)


def part_share(part: Part, has: set[str]) -> float:
    """Return how far an entry with these tokens has a part of the question."""
    if not has.isdisjoint(part.tokens):
        return UNDERSTOOD
    return UNDERSTOOD_WEAKLY if not has.isdisjoint(part.weaker) else 0.0


def best_place(term: Term, texts: dict[str, str]) -> tuple[float, str]:
    """Return the share of its weight that a term gets from these texts, and the column that gives it."""
    best, where = 0.0, ""
    for column, text in texts.items():
        weight = COLUMN_WEIGHTS[column]
        if weight > best and term.root in text and (share := weight * term.share_in(text)) > best:
            best, where = share, column
    return best, where


def together(pairs: Sequence[str], texts: dict[str, str]) -> float:
    """Return the share of neighbouring words that stand together, as asked, in one of the texts."""
    return sum(any(pair in text for text in texts.values()) for pair in pairs) / len(pairs) if pairs else 0.0


def name_bonus(candidate: Candidate, weighing: Weighing) -> float:
    """Return what it adds that the words typed are the entry's name, or hold it whole, or are much of it."""
    title = plain(candidate.texts["title"])
    whole = title.replace(" ", "")
    if whole in weighing.names:
        return EXACT_TITLE
    names = candidate.texts["names"]
    if names and any(key(name) in weighing.names for name in names.split(SEPARATOR.strip())):
        return EXACT_NAME
    if weighing.begun and candidate.kind in NAMED_KINDS and whole.startswith(weighing.begun):
        return TITLE_BEGUN + TITLE_COVERED * len(weighing.begun) / len(whole)
    inside = [part for part in weighing.parts if candidate.id in part.entries]
    if inside:
        share = TITLE_INSIDE if candidate.kind == Kind.FILM else NAME_INSIDE
        return share * sum(one.end - one.start for one in inside) / max(1, len(weighing.terms))
    words = title.split()
    return TITLE_COVERED * sum(word in weighing.subject for word in words) / max(1, len(words))


def reasons(where: dict[str, str], parts: Sequence[Part]) -> tuple[str, ...]:
    """Say in plain words what was understood and where the terms were found: “wooden”, “leg” in its name."""
    told = [part.label for part in parts]
    for column, words in COLUMN_WORDS.items():
        found = [f"“{text}”" for text, place in where.items() if place == column]
        if found:
            told.append(f"{', '.join(found)} {words}")
    return tuple(told)
