"""Compare what is proposed for articles with all facts that were marked in them, by kind and by confidence."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from films.evaluation.articles import UnreadableGoldError
from films.evaluation.extraction import SAME_NAME, Tally, is_close, normalised
from films.evidence.extraction import ExtractedFact, extract

NAMING_FIELDS = frozenset(
    "person job name use date prize category result company role title rating speaker outlet author amount".split()
)
"""The fields that name a fact: a proposal must give those that are marked, and must not contradict the others."""

PARTS_OF_FILM = {"genres": "genre", "countries": "country", "languages": "language"}
LEVELS = (0.9, 0.8, 0.7, 0.5, 0.0)
Values = Mapping[str, Any]


@dataclass(frozen=True)
class MarkedArticle:
    """Hold an article with the facts marked in it; an optional one is right if proposed, and never missed."""

    name: str
    text: str
    facts: list[Values]


@dataclass
class MarkedTallies:
    """Count by kind and by level of confidence what was marked and proposed."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    levels: dict[float, Tally] = field(default_factory=lambda: {level: Tally() for level in LEVELS})


def read_marked(folder: Path, marks: Path) -> list[MarkedArticle]:
    """Read the articles of a folder that `marks`, a file or a folder of JSON Lines, has facts for.

    Raises UnreadableGoldError, which says what is missing.
    """
    files = sorted(marks.glob("*.jsonl")) if marks.is_dir() else [marks]
    try:
        rows = [
            json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line.strip()
        ]
        return [
            MarkedArticle(row["file"], (folder / row["file"]).read_text("utf-8"), row["facts"]) for row in rows
        ]
    except OSError as error:
        raise UnreadableGoldError(f"{error.filename} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableGoldError(f"{marks} needs lines with file and facts: {error}.") from error


def compare_with_marked(articles: list[MarkedArticle], least: float) -> MarkedTallies:
    """Count how many marked facts are proposed, and how many proposals of at least this confidence are right."""
    tallies = MarkedTallies()
    for article in articles:
        proposed = [
            (fact.kind, values, fact.confidence)
            for fact in extract(article.text)
            for values in stated_values(fact)
        ]
        likely = [(kind, values) for kind, values, confidence in proposed if confidence >= least]
        for marked in article.facts:
            if not marked.get("optional"):
                tally = tallies.kinds.setdefault(marked["kind"], Tally())
                tally.wanted += 1
                if any(agrees(marked, kind, values) for kind, values in likely):
                    tally.found += 1
                else:
                    tally.missed.append((article.name, tuple(marked.values())))
        for kind, values, confidence in proposed:
            is_right = any(agrees(marked, kind, values) for marked in article.facts)
            level = next(level for level in LEVELS if confidence >= level)
            counted = [tallies.levels[level]]
            if confidence >= least:
                counted.append(tallies.kinds.setdefault(kind, Tally()))
            for tally in counted:
                tally.proposed += 1
                tally.right += is_right
                if not is_right:
                    tally.wrong.append((article.name, (confidence, *values.values())))
    return tallies


def stated_values(fact: ExtractedFact) -> Iterator[Values]:
    """Yield the values of a proposal, without empty ones; each value of a film counts as a fact of its own."""
    values = {name: value for name, value in fact.fields.items() if value not in (None, "", [])}
    if fact.kind != "film":
        yield values
        return
    for name, value in values.items():
        yield from (
            {PARTS_OF_FILM.get(name, name): part} for part in (value if isinstance(value, list) else [value])
        )


def agrees(marked: Values, kind: str, proposed: Values) -> bool:
    """Tell whether a proposal states a marked fact: it gives what names the fact, and contradicts nothing."""
    given = {name: value for name, value in marked.items() if name not in ("kind", "optional")}
    if marked["kind"] != kind or (kind == "film" and not given.keys() & proposed.keys()):
        return False
    missing = given.keys() - proposed.keys()
    return missing.isdisjoint(NAMING_FIELDS) and all(
        is_same(value, proposed[name]) for name, value in given.items() if name in proposed
    )


def is_same(marked: Any, proposed: Any) -> bool:
    """Tell whether two values are one: numbers that round to each other, spellings of a name, the same list."""
    if isinstance(marked, list):
        return isinstance(proposed, list) and all(
            any(is_same(item, other) for other in proposed) for item in marked
        )
    if isinstance(marked, bool) or isinstance(proposed, bool):
        return bool(marked) is bool(proposed)
    if isinstance(marked, int | float) and isinstance(proposed, int | float):
        return is_close(marked, proposed)
    return fuzz.ratio(normalised(str(marked)), normalised(str(proposed))) >= SAME_NAME
