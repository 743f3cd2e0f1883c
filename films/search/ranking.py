"""Which entries answer best: one score, whose parts are the named constants below."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from films.search.backends.sqlite.schema import MATCH_END, MATCH_START
from films.search.entries import SEPARATOR
from films.search.folding import folded, token
from films.search.query import POSSESSIVE, Clause
from films.search.types import Candidate, Kind

COLUMN_WEIGHTS = {
    "title": 1.0,  # what it is called
    "names": 0.85,  # what it is also called
    "body": 0.6,  # what is said of it
    "keywords": 0.55,  # what sort of thing it is
    "related": 0.4,  # the film, people and places it hangs on, which many entries share
    "folded": 0.4,  # matched only in another spelling
}
COLUMN_WORDS = {
    "title": "in its name",
    "names": "in another of its names",
    "body": "in its text",
    "keywords": "in what it is",
    "related": "in what it belongs to",
    "folded": "in another spelling",
}
KIND_WEIGHTS = {Kind.FILM: 0.12, Kind.PERSON: 0.1, Kind.CREDIT: 0.08, Kind.LOCATION: 0.06, Kind.PASSAGE: 0.0}
OTHER_KIND_WEIGHT = 0.05  # an entry that stands for a whole thing goes before one of its facts
PREFIX_SHARE = 0.7  # of a whole word's weight: a word that only begins as typed
STEM_SHARE = 0.6  # of a whole word's weight: another form of the word
EXACT_TITLE = 1.0  # all that was typed is the entry's whole name
EXACT_NAME = 0.8  # all that was typed is one of its other names
TITLE_COVERED = 0.3  # times the share of the name that was typed
ADJACENT = 0.25  # times the share of neighbouring words that stand together as typed

MARKED = re.compile(f"{MATCH_START}(.*?){MATCH_END}", re.DOTALL)
MARK = re.compile(f"[{MATCH_START}{MATCH_END}]")
WORD = re.compile(r"\w+")
GAP_OF_NEIGHBOURS = 2  # characters between two words that stand together


@dataclass(frozen=True)
class Term:
    """A clause as it is weighed: the forms it may stand in, and how much it tells (its rarity)."""

    clause: Clause
    forms: frozenset[str]
    stem: str
    rarity: float

    def share(self, word: str) -> float:
        """Return how far a word that the index matched is this term: 1 for the word itself, 0 for another."""
        if word in self.forms:
            return 1.0
        if self.clause.prefix and word.startswith(tuple(self.forms)):
            return PREFIX_SHARE
        return STEM_SHARE if self.stem and word.startswith(self.stem) else 0.0


@dataclass(frozen=True)
class Ranked:
    """A candidate with its score, and the reasons for it in plain words."""

    candidate: Candidate
    score: float
    why: tuple[str, ...]


def rarity(entries: int, frequency: int) -> float:
    """Return the weight of a term that stands in `frequency` of `entries` entries (inverse frequency, log)."""
    return math.log(1 + entries / (1 + frequency))


def forms_of(clause: Clause) -> frozenset[str]:
    return frozenset({token(clause.text), token(folded(clause.text))})


def ranked(candidates: Sequence[Candidate], terms: Sequence[Term]) -> list[Ranked]:
    """Return the candidates, best first; among equals the order they came in, which is by prominence."""
    asked = " ".join(WORD.findall(token(" ".join(term.clause.text for term in terms))))
    scored = [score(candidate, terms, asked) for candidate in candidates]
    return sorted(scored, key=lambda one: -one.score)


def score(candidate: Candidate, terms: Sequence[Term], asked: str) -> Ranked:
    best: dict[Term, tuple[float, str]] = {}
    neighbours: set[tuple[Term, Term]] = set()
    for column, weight in COLUMN_WEIGHTS.items():
        found = occurrences(candidate.texts[column], terms)
        for term, share, _ in found:
            if weight * share > best.get(term, (0.0, ""))[0]:
                best[term] = (weight * share, column)
        neighbours.update(
            (left, right) for (left, _, _), (right, _, gap) in pairwise(found) if gap <= GAP_OF_NEIGHBOURS
        )
    total = sum(term.rarity for term in terms) or 1.0
    value = sum(term.rarity * weight for term, (weight, _) in best.items()) / total
    value += KIND_WEIGHTS.get(candidate.kind, OTHER_KIND_WEIGHT) + name_bonus(candidate, asked)
    asked_pairs = list(pairwise(terms))
    if asked_pairs:
        value += ADJACENT * sum(pair in neighbours for pair in asked_pairs) / len(asked_pairs)
    return Ranked(candidate, value, reasons({term: column for term, (_, column) in best.items()}))


def reasons(found: dict[Term, str]) -> tuple[str, ...]:
    """Say in plain words where the terms were found: “wooden”, “leg” in its name."""
    words = {
        column: [f"“{term.clause.text}”" for term, where in found.items() if where == column]
        for column in COLUMN_WORDS
    }
    return tuple(f"{', '.join(words[column])} {COLUMN_WORDS[column]}" for column in COLUMN_WORDS if words[column])


def occurrences(text: str, terms: Sequence[Term]) -> list[tuple[Term, float, int]]:
    """Return each match in a marked text: its term, how far it is that term, and the gap before it."""
    found = []
    end = 0
    for match in MARKED.finditer(text):
        word = token(match[1])
        share, number = max((term.share(word), -number) for number, term in enumerate(terms))
        if share:
            found.append((terms[-number], share, match.start() - end))
        end = match.end()
    return found


def name_bonus(candidate: Candidate, asked: str) -> float:
    """Return what it adds that the words typed are the entry's name, or one of its names, or much of its name."""
    title = candidate.texts["title"]
    if plain_words(title) == asked:
        return EXACT_TITLE
    if any(plain_words(name) == asked for name in candidate.texts["names"].split(SEPARATOR.strip())):
        return EXACT_NAME
    return TITLE_COVERED * len(MARKED.findall(title)) / max(1, len(WORD.findall(title)))


def plain_words(text: str) -> str:
    return " ".join(WORD.findall(token(POSSESSIVE.sub("", MARK.sub("", text)))))
