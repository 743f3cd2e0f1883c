"""Define a fact as extraction returns it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ExtractedFact:
    """Hold a fact that a sentence seems to state.

    `kind` and the names of `fields` are those that `extract_facts --json` prints. `sentence` is the span of the
    sentence in the text, in characters. `confidence` is between 0 and 1. `rule` says by which rule it was read.
    """

    kind: str
    fields: dict[str, Any]
    sentence: tuple[int, int]
    confidence: float
    rule: str = ""
