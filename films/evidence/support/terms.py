"""Look for a job or another value of a controlled list by the words that mean it."""

from collections.abc import Iterable, Iterator, Sequence

from films.evidence.extraction.vocabulary import JOB_NOUNS, JOBS_OF_LISTED, PARTICIPLES
from films.evidence.support.spans import Span, Word, find_phrase, first_found

PART_FOLLOWS = "as"
"""The word between an actor and a character in a cast list: “Ada Quill as the Tanuki”."""


def find_term(terms: str, words: Sequence[Word]) -> Span | None:
    """Return where the first of these words that the sentence has stands; `terms` separates them by spaces."""
    return first_found(terms.split(), words)


def find_job(cues: Iterable[str], words: Sequence[Word], *, in_cast: bool, sentence: str) -> Span | None:
    """Return where a sentence states a job. For actors, “as” or a character in brackets states it too."""
    found = first_found(cues, words)
    if found or not in_cast:
        return found
    if as_part := find_phrase(PART_FOLLOWS, words):
        return as_part
    opening, closing = sentence.find("("), sentence.find(")")
    return Span(opening, closing + 1) if 0 <= opening < closing else None


def words_read_as(code: str) -> Iterator[str]:
    """Yield the words and phrases that the reader of articles takes for a job: “screenwriters”, “adapted by”.

    A participle alone says too little, since the film was shot in many places, and so does the name of a section.
    """
    for table in (JOB_NOUNS, JOBS_OF_LISTED):
        yield from (words for words, job in table.items() if job == code)
    yield from (f"{participle} by" for participle, job in PARTICIPLES.items() if job == code)
