"""Weigh the words of a query by inverse document frequency, with little weight for question words."""

import math
from collections.abc import Iterable, Mapping

from films.search.vocabulary import QUESTION_WORDS

QUESTION_SHARE = 0.1  # share of a word's weight if it only carries the question


def rarity(entries: int, frequency: int) -> float:
    """Return the inverse document frequency of a term in `frequency` of `entries` entries, as a logarithm."""
    return math.log(1 + entries / (1 + frequency))


def word_weights(words: Iterable[str], frequencies: Mapping[str, int], entries: int) -> dict[str, float]:
    """Return the weight of each word of a query."""
    return {
        word: rarity(entries, frequencies.get(word, 0)) * (QUESTION_SHARE if word in QUESTION_WORDS else 1.0)
        for word in words
    }
