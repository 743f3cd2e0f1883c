"""From clauses to FTS5's MATCH expressions, in which every word a visitor typed is quoted."""

from collections.abc import Mapping, Sequence

import snowballstemmer

from films.kinds.sql import LIMIT, NAME
from films.search.folding import has_unspaced, key, plain, spelled, token
from films.search.query.tree import Phrase, Word
from films.search.tokens import name_words

MIN_STEM = 4  # letters; shorter stems begin too many unrelated words
COMPLETIONS = 16  # words that an unfinished word, or a stem, is taken to become
NOTHING = f'"{LIMIT}"'  # a token that no entry has

Forms = Mapping[str, Sequence[str]]
"""Other forms of words, by the plain form of what was typed."""

NO_FORMS: Forms = {}

_stemmer = snowballstemmer.stemmer("english")


def quoted(text: str) -> str:
    """Return text as an FTS5 string, in which nothing has a meaning but the doubled quotation mark."""
    return '"' + text.replace('"', '""').replace("\0", " ") + '"'


def any_of(expressions: list[str]) -> str:
    """Return the expression of entries that match at least one; of none where there are no expressions."""
    return f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0] if expressions else NOTHING


def all_of(expressions: list[str], excluded: list[str] | None = None) -> str:
    """Return the expression of entries that match all, and none of the excluded; '' where nothing is wanted."""
    wanted = " AND ".join(expression for expression in expressions if expression)
    return f"({wanted}) NOT {any_of(excluded)}" if wanted and excluded else wanted


def tokens(values: list[str]) -> str:
    """Return the expression of entries that have one of these tokens of the index's own."""
    return any_of([quoted(value) for value in values])


def matching(clause: Word | Phrase, forms: Forms = NO_FORMS) -> str:
    """Return the expression for a word or phrase: as typed, in plain letters, and as the given forms of it."""
    star = star_of(clause, forms)
    written = [quoted(clause.text) + star]
    if not clause.text.isascii():
        if spelled(clause.text) != clause.text:
            written.append(quoted(spelled(clause.text)) + star)
        if has_unspaced(clause.text):
            written.append(quoted(" ".join(clause.text.replace(" ", ""))))
    elif isinstance(clause, Word) and not clause.text.isalnum():
        written.append(quoted(key(clause.text)) + star)  # “sci-fi” is found as “scifi” too
    return any_of([*written, *map(quoted, forms.get(plain(clause.text), ()))])


def in_names(clause: Word | Phrase, forms: Forms = NO_FORMS) -> str:
    """Return the expression for the words of a clause standing together in a name."""
    words = name_words(clause.text)
    if not words:
        return NOTHING
    others = [quoted(NAME + form) for form in forms.get(plain(clause.text), ())]
    return any_of([quoted(" ".join(words)) + star_of(clause, forms), *others])


def star_of(clause: Word | Phrase, forms: Forms) -> str:
    """Return the sign for words that begin so, where the dictionary cannot say which these are.

    It holds Latin words alone; of those, the index would have to read all that begin with a letter or two.
    """
    is_open = isinstance(clause, Word) and (clause.prefix or clause.typing)
    word = plain(clause.text)
    return " *" if is_open and word.isalnum() and not word.isascii() and word not in forms else ""


def stem_of(word: str) -> str:
    """Return the English stem of a word in plain letters, or '' where it is no single word."""
    return str(_stemmer.stemWord(token(word))) if plain(word).isalnum() else ""
