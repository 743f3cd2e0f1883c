"""Recognise titles whose articles were typed differently: “lord of the rings return of the king”."""

from collections.abc import Mapping, Sequence

from films.identity.folding import key, plain
from films.identity.numerals import ARTICLES
from films.search.backends import engine
from films.search.backends.base import NamedRecord, NameForm
from films.search.entries import read_entries
from films.search.expressions import all_of, any_kind
from films.search.query.tree import Word
from films.search.sets import entry_ids
from films.search.types import Kind
from films.search.understanding.entities import FRAME, QueryWord
from films.search.understanding.titles import LONGEST_QUESTION

LEAST_BUT_ARTICLES = 4  # words other than articles of a title that is recognised whatever its articles
BUT_ARTICLES = 12  # films with all of these words in their titles that are compared


def with_titles_but_for_articles(
    words: Sequence[QueryWord], named: Mapping[tuple[int, int], list[NamedRecord]]
) -> dict[tuple[int, int], list[NamedRecord]]:
    """Return the records that spans name, and the films that all words name, but those around a question."""
    telling = [place for place, word in enumerate(words) if word.text not in FRAME]
    span = (telling[0], telling[-1] + 1) if telling else (0, 0)
    if span in named or len(words) > LONGEST_QUESTION:
        return dict(named)
    found = titled_but_for_articles([word.text for word in words[slice(*span)]])
    return {**named, span: found} if found else dict(named)


def titled_but_for_articles(texts: Sequence[str]) -> list[NamedRecord]:
    """Return the films whose titles have other articles: “lord of the rings return of the king”."""
    telling = [text for text in texts if text not in ARTICLES]
    if len(telling) < LEAST_BUT_ARTICLES:
        return []
    in_title = [engine().in_names(Word(text)) for text in telling]
    (found,) = entry_ids([all_of([*in_title, any_kind(Kind.FILM)])], BUT_ARTICLES)
    films = read_entries(found) if found else []
    return [
        NamedRecord(key(title), NameForm.OTHER_NAME, film.id, film.slug, title, film.year, limits="")
        for film in films
        for title in [film.texts["title"]]
        if [word for word in plain(title).split() if word not in ARTICLES] == telling
    ]
