"""Declare what extraction returns."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Proposed:
    """A fact that a sentence seems to state.

    `kind` and the names of `fields` are those of `extract_facts --json`; `sentence` is the span of the sentence
    in the text, in characters; `confidence` lies between 0 and 1.
    """

    kind: str
    fields: dict[str, Any]
    sentence: tuple[int, int]
    confidence: float
