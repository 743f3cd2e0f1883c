"""Find other forms of the words of a query: completions of unfinished words, and words with the same stem."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

from films.identity.folding import plain, token
from films.search.dictionary import words_beginning
from films.search.query.tree import Phrase, Word

MIN_STEM = 4  # letters; shorter stems begin too many unrelated words
PLURALS = ("", "s", "es")
STEMS_KEPT = 10_000  # words whose stems are remembered
COMPLETIONS = 16  # completions of an unfinished word, and words with the same stem


@lru_cache(maxsize=STEMS_KEPT)
def stem_of(word: str) -> str:
    """Return the English stem of a word in plain letters, or '' if it is not a single word."""
    stemmer = snowballstemmer.stemmer("english")  # one for each word, since threads must not share any
    return str(stemmer.stemWord(token(word))) if plain(word).isalnum() else ""


def singular_and_plural(word: str) -> list[str]:
    """Return the forms that a word may have with and without the ending of a plural."""
    singulars = {word, word.removesuffix("s"), word.removesuffix("es")}
    return sorted({f"{singular}{ending}" for singular in singulars for ending in PLURALS} - {word})


def completions(clauses: Iterable[Word | Phrase]) -> dict[str, list[str]]:
    """Return the most frequent completions of unfinished words, by their plain forms."""
    unfinished = [
        plain(clause.text)
        for clause in clauses
        if isinstance(clause, Word) and (clause.typing or clause.prefix) and plain(clause.text).isalnum()
    ]
    return words_beginning(unfinished, COMPLETIONS) if unfinished else {}


def stem_forms(words: Sequence[Word]) -> dict[str, list[str]]:
    """Return, for each word, its stem and the most frequent words that begin with it."""
    stems = {word: stem for word in words if len(stem := stem_of(word.text)) >= MIN_STEM}
    continued = words_beginning(set(stems.values()), COMPLETIONS) if stems else {}
    return {plain(word.text): [stem, *continued[stem]] for word, stem in stems.items()}
