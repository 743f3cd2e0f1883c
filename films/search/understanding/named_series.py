"""Find the series that texts name, and the films whose texts say that they are of one: “the Bond series”."""

import re
from dataclasses import dataclass

from films.identity.folding import plain
from films.identity.numerals import ORDINALS
from films.search.backends import engine
from films.search.entries import read_entries
from films.search.expressions import Expression, all_of, any_kind, any_of
from films.search.query.tree import Phrase
from films.search.series import NUMBERED_NOUNS
from films.search.sets import current, entry_ids
from films.search.types import Candidate, Kind

IS_FILM = any_kind(Kind.FILM)
NOUNS = ("series", "film series", "franchise")
LEAST_CALLED = 3  # texts that have to call it a series for a word in lower case to name one: “saw movies”
TEXTS_READ = 60  # texts that name a series, of the most prominent films, that are read to see which belong to it
SERIES_KEPT = 1000  # names whose series are remembered

PARTS = (*NUMBERED_NOUNS, *ORDINALS, *"belongs final last latest one picture prequel sequel title".split())
NOT_OF_IT = "crew|creators?|homage|parody|play|spoof"
BELONGING = (
    rf"\b(?:{'|'.join(PARTS)})s?(?: (?!{NOT_OF_IT})\w+){{0,2}} (?:from|in|into|of|to)"
    rf"(?: (?!{NOT_OF_IT})\w+){{0,6}}?"
    r"|\b(?:begins?|began|concludes?|continues?|launche[ds]|reboots?|relaunche[ds]|starts?|started) the"
)
"""What texts say before the name of a series that their film is of: “the third film in the …”, “reboots the …”."""


@dataclass(frozen=True)
class SeriesFilm:
    """Hold a film of a series, and whether the words that name the series are in its title."""

    entry_id: int
    is_titled: bool


def is_called_series(words: str) -> bool:
    """Tell whether several texts call something a series by these words."""
    (found,) = entry_ids([naming_series(words)], LEAST_CALLED)
    return len(found) == LEAST_CALLED


def naming_series(words: str) -> Expression:
    """Return an expression for the films whose texts call something a series, by these words."""
    spellings = dict.fromkeys((words, words.replace(" and ", " ")))  # “Fast & Furious”
    phrases = [engine().containing(Phrase(f"{spelling} {noun}")) for spelling in spellings for noun in NOUNS]
    return all_of([IS_FILM, any_of(phrases)])


def is_in_no_title_of_series(words: str) -> bool:
    """Tell whether texts call a series by words that none of its films has in its title: “bond movies”."""
    (titled_so,) = entry_ids([all_of([naming_series(words), engine().in_names(Phrase(words))])], 1)
    return not titled_so and is_called_series(words)


def films_in_series(words: str) -> list[SeriesFilm]:
    """Return the films whose texts say that they are of a series with this name, the most prominent first.

    A text that names a series without saying so may be of its parody, or of a film by the same crew.
    """
    known: dict[str, list[SeriesFilm]] = current().remembering("series", SERIES_KEPT)
    if words not in known:
        (naming,) = entry_ids([naming_series(words)], TEXTS_READ)
        spelt = re.escape(words).replace(r"\ and\ ", r"\ (?:and\ )?")
        belonging = re.compile(rf"(?:{BELONGING}) {spelt} (?:{'|'.join(NOUNS)})\b")
        known[words] = [
            SeriesFilm(film.id, is_titled(film, words))
            for film in read_entries(naming)
            if belonging.search(plain(film.texts["body"]))
        ]
    return known[words]


def is_titled(film: Candidate, words: str) -> bool:
    return any(f" {words} " in f" {plain(film.texts[names])} " for names in ("title", "names"))
