"""Suggests names that an unfinished text may become: that begin with it, that contain it, or that it misspells."""

from films.kinds.sql import NAME
from films.search import tokens
from films.search.backends import engine
from films.search.folding import has_unspaced, plain
from films.search.query.parser import MAX_LENGTH, without_controls
from films.search.query.tree import Word
from films.search.spelling import candidates
from films.search.types import NAMED_KINDS, FacetName, Kind, Suggestion
from films.search.word_forms import COMPLETIONS

SUGGESTED = 8  # names: more than one looks over while typing
LOOKED_AT = 24  # names of each way to find them, so that equal ones do not use up the list
WORDS_READ = 8  # of what is typed; longer texts are questions


def suggest(text: str) -> tuple[Suggestion, ...]:
    """Return the most prominent names that begin with a text, then those that contain it, or that it misspells."""
    words = plain(without_controls(text[:MAX_LENGTH])).split()
    if not 0 < len(words) <= WORDS_READ:
        return ()
    ids = names_continuing(words) or names_in_unspaced_script(words) or names_misspelt(words)
    names: dict[tuple[str, Kind], Suggestion] = {}
    for candidate in engine().candidates(ids):
        title, kind = candidate.texts["title"], candidate.kind
        names.setdefault((title, kind), Suggestion(title, kind, candidate.slug, candidate.year))
    return tuple(names.values())[:SUGGESTED]


def names_continuing(words: list[str]) -> list[int]:
    """Return the entries with a name that begins with the words, then those that have them somewhere in a name."""
    begins = engine().names_beginning("".join(words), LOOKED_AT)
    if len(begins) >= SUGGESTED:
        return begins
    last = words[-1]
    continued = engine().words_beginning([last], COMPLETIONS)[last]
    return list(dict.fromkeys([*begins, *names_containing(words[:-1], [last, *continued])]))


def names_in_unspaced_script(words: list[str]) -> list[int]:
    """Return the entries that have words of a script without spaces, wherever in a run of characters."""
    parts = [engine().containing(Word(word)) for word in words if has_unspaced(word)]
    kinds = engine().any_token([tokens.facet(FacetName.KIND, kind) for kind in NAMED_KINDS])
    return engine().entry_ids([engine().all_of([*parts, kinds])], LOOKED_AT)[0] if parts else []


def names_containing(before: list[str], last: list[str]) -> list[int]:
    """Return the entries with all of the words, and one of the last, somewhere in their names."""
    kinds = engine().any_token([tokens.facet(FacetName.KIND, kind) for kind in NAMED_KINDS])
    words = [engine().any_token([NAME + word]) for word in before]
    (found,) = engine().entry_ids(
        [engine().all_of([*words, engine().any_token([NAME + word for word in last]), kinds])], LOOKED_AT
    )
    return found


def names_misspelt(words: list[str]) -> list[int]:
    """Return the names that the words may misspell as a whole, or else with a last word that begins nearly so."""
    near = candidates.similar_spellings(words)
    intended = candidates.intended_name(words, near)
    if intended:
        return [record.entry_id for record in intended.records]
    frequencies = engine().word_frequencies(words)
    before = [near[word][0].word if near.get(word) and word not in frequencies else word for word in words[:-1]]
    last = [
        *engine().words_beginning([words[-1]], COMPLETIONS)[words[-1]],
        *candidates.similar_beginnings(words[-1]),
    ]
    return names_containing(before, last) if last else []
