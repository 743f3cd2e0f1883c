"""Names that an unfinished text may become: that begin with it, that hold it, or that it may misspell."""

from films.search import spelling, tokens
from films.search.backends.sqlite import backend, compiler
from films.search.folding import plain
from films.search.query import MAX_LENGTH
from films.search.tokens import NAME, START
from films.search.types import FacetName, Kind, Suggestion

SUGGESTED = 8  # names: more than one looks over while typing
LOOKED_AT = 24  # names of each way to find them, so that equal ones do not use up the list
WORDS_READ = 8  # of what is typed; longer texts are questions
KINDS = (Kind.FILM, Kind.PERSON, Kind.LOCATION)


def suggest(text: str) -> tuple[Suggestion, ...]:
    """Return the most prominent names that begin with the text, then those that hold it, or that it misspells."""
    words = plain(text[:MAX_LENGTH]).split()
    if not 0 < len(words) <= WORDS_READ:
        return ()
    ids = found(words[:-1], endings(words[-1])) or misspelt(words)
    names: dict[tuple[str, Kind], Suggestion] = {}
    for one in backend.candidates(ids):
        title = one.texts["title"]
        names.setdefault((title, one.kind), Suggestion(title, one.kind, one.slug))
    return tuple(names.values())[:SUGGESTED]


def endings(beginning: str) -> list[str]:
    """Return how the last word is looked for: by its beginning where that is short, or as whole words."""
    if len(beginning) < compiler.SHORTEST_COMPLETED or not beginning.isascii():
        return [f"{beginning}*"]
    return [beginning, *backend.words_beginning([beginning], compiler.COMPLETIONS)[beginning]]


def found(before: list[str], last: list[str]) -> list[int]:
    """Return the entries whose name begins with the words, the last in any form, then those that have them."""
    first = [NAME + START, *(NAME + word for word in before)]
    begins = [phrase([*first, NAME + word]) for word in last]
    holds = [phrase([NAME + word]) for word in last]
    kinds = compiler.tokens([tokens.facet(FacetName.KIND, kind) for kind in KINDS])
    ways = [
        compiler.all_of([compiler.any_of(begins), kinds]),
        compiler.all_of([*(phrase([NAME + word]) for word in before), compiler.any_of(holds), kinds]),
    ]
    return list(dict.fromkeys(entry_id for ids in backend.matching(ways, LOOKED_AT) for entry_id in ids))


def phrase(words: list[str]) -> str:
    """Return the expression of words that stand together; a star after the last asks for words that begin so."""
    text = " ".join(words)
    return f"{compiler.quoted(text[:-1])} *" if text.endswith("*") else compiler.quoted(text)


def misspelt(words: list[str]) -> list[int]:
    """Return the names that the words may misspell as a whole, or else with a last word that begins nearly so."""
    near = spelling.alternatives(words)
    meant = spelling.name_meant(words, near)
    if meant:
        return [one.entry_id for one in meant.found]
    before = [
        near[word][0].word if near.get(word) and not backend.word_counts([word]) else word for word in words[:-1]
    ]
    last = spelling.beginnings(words[-1])
    return found(before, last) if last else []
