"""Read articles of which the facts are known, to measure how well facts are extracted."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from films.evidence.extraction import ExtractedFact, extract
from films.evidence.segmentation import split_document

HELD_BACK = 6  # every sixth article, by name, was looked at only once the rules were made


class UnreadableGoldError(ValueError):
    """Report a folder without articles and gold, or gold that is not as expected."""


@dataclass(frozen=True)
class Gold:
    """Hold an article and what its infobox and cast list say; each score has outlet, score, sample and average."""

    name: str
    text: str
    infobox: dict[str, list[str]]
    cast_list: list[list[str]]
    scores: list[list[Any]]
    is_held_back: bool

    @cached_property
    def proposals(self) -> list[ExtractedFact]:
        return extract(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        return [self.text[sentence.start : sentence.end] for sentence in split_document(self.text)]


def read_gold(folder: Path, scores: Path | None = None) -> list[Gold]:
    """Read the articles of a folder and their gold, in the order of their names.

    Raises UnreadableGoldError, which says what is missing.
    """
    try:
        rows = [
            json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines() if line.strip()
        ]
        given = {} if scores is None else scores_of(scores)
        return [
            Gold(
                name=row["file"],
                text=(folder / row["file"]).read_text("utf-8"),
                infobox=row["infobox"],
                cast_list=row["cast_list"],
                scores=given.get(row["file"], []),
                is_held_back=position % HELD_BACK == HELD_BACK - 1,
            )
            for position, row in enumerate(sorted(rows, key=lambda row: str(row["file"])))
        ]
    except OSError as error:
        raise UnreadableGoldError(f"{error.filename} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableGoldError(f"gold.jsonl needs lines with file, infobox and cast_list: {error}.") from error


def scores_of(path: Path) -> dict[str, list[list[Any]]]:
    """Return the scores that a file gives for each article."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {row["file"]: row["scores"] for row in rows}
