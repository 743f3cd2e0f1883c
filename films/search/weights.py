"""How much each word of a query tells: its inverse document frequency, or little if it only carries a question."""

import math
from collections.abc import Iterable, Mapping

from films.search.vocabulary import QUESTION_WORDS

QUESTION_SHARE = 0.1  # of a word's weight, where it only carries the question


def rarity(entries: int, frequency: int) -> float:
    """Return the weight of a term that stands in `frequency` of `entries` entries (inverse frequency, log)."""
    return math.log(1 + entries / (1 + frequency))


def word_weights(words: Iterable[str], frequencies: Mapping[str, int], entries: int) -> dict[str, float]:
    """Return the weight of each word of a query."""
    return {
        word: rarity(entries, frequencies.get(word, 0)) * (QUESTION_SHARE if word in QUESTION_WORDS else 1.0)
        for word in words
    }
