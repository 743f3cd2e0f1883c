"""Find which of many sentences is most like another one, in time that grows with their number and no faster.

RapidFuzz is imported where it is used, since few of the commands and processes that load this app need it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

LEAST_LIKENESS = 60  # of 100; less similar sentences only share a few words
SENTENCES_WITH_WORD = 20  # a word in more sentences than this tells none of them apart
CANDIDATES = 12  # compared letter by letter
COMPARED_CHARACTERS = 1_000  # of a sentence; the time for comparing two grows with the product of their lengths
WORD = re.compile(r"\w+")


class SentenceIndex:
    """Hold sentences by their keys, to be looked up by the words in them."""

    def __init__(self, sentences: Mapping[int, str]) -> None:
        self.sentences = {key: sentence[:COMPARED_CHARACTERS] for key, sentence in sentences.items()}
        self.with_word: dict[str, list[int]] = defaultdict(list)
        for key, sentence in self.sentences.items():
            for word in words_of(sentence):
                self.with_word[word].append(key)

    def most_similar(self, sentence: str, besides: Collection[int] = ()) -> tuple[int, str] | None:
        """Return the key and the words of the sentence most like another one, or None if none is.

        Sentences that share its rarer words are compared with it, and those with the keys in `besides`.
        """
        from rapidfuzz import fuzz, process

        shared = Counter(
            key
            for word in words_of(sentence[:COMPARED_CHARACTERS])
            if len(keys := self.with_word.get(word, ())) <= SENTENCES_WITH_WORD
            for key in keys
        )
        chosen = [*(key for key, _ in shared.most_common(CANDIDATES)), *besides]
        found = process.extractOne(
            sentence[:COMPARED_CHARACTERS],
            {key: self.sentences[key] for key in chosen if key in self.sentences},
            scorer=fuzz.token_sort_ratio,
            score_cutoff=LEAST_LIKENESS,
        )
        return (found[2], found[0]) if found else None


def words_of(sentence: str) -> set[str]:
    return set(WORD.findall(sentence.casefold()))
