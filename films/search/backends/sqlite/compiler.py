"""Compile MATCH expressions of FTS5, in which every word that a visitor typed is quoted."""

from collections.abc import Sequence

from films.identity.folding import has_unspaced, key, plain, spelled
from films.kinds.sql import LIMIT, NAME
from films.search.backends.base import NO_FORMS, WordForms
from films.search.expressions import Text
from films.search.query.tree import Phrase, Word
from films.search.tokens import name_words, rewritten_words

NOTHING = f'"{LIMIT}"'  # a token that no entry has


def fts5_string(text: str) -> str:
    """Return text as an FTS5 string, in which only a doubled quotation mark has a meaning."""
    return '"' + text.replace('"', '""').replace("\0", " ") + '"'


def either(expressions: Sequence[str]) -> str:
    """Match entries that match at least one expression, and none where there are no expressions."""
    return f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0] if expressions else NOTHING


def having_any(tokens: Sequence[str]) -> Text:
    """Match entries with at least one of these tokens."""
    return Text(either([fts5_string(token) for token in tokens]))


def token_phrase(tokens: Sequence[str]) -> Text:
    """Match entries with these tokens next to each other."""
    return Text(phrase(tokens))


def phrase(tokens: Sequence[str]) -> str:
    return fts5_string(" ".join(tokens)) if tokens else NOTHING


def containing(clause: Word | Phrase, forms: WordForms = NO_FORMS) -> Text:
    """Match entries with a word or phrase: as typed, in plain letters, or in one of its other forms."""
    star = star_of(clause, forms)
    spellings = [fts5_string(clause.text) + star]
    if not clause.text.isascii():
        if spelled(clause.text) != clause.text:
            spellings.append(fts5_string(spelled(clause.text)) + star)
        if has_unspaced(clause.text):
            spellings.append(fts5_string(" ".join(clause.text.replace(" ", ""))))
    elif isinstance(clause, Word) and not clause.text.isalnum():
        spellings.append(fts5_string(key(clause.text)) + star)  # “sci-fi” is found as “scifi” too
    return Text(either([*spellings, *map(fts5_string, other_words(clause, forms, mark=""))]))


def in_names(clause: Word | Phrase, forms: WordForms = NO_FORMS) -> Text:
    """Match entries with the words of a clause next to each other in one of their names."""
    words = name_words(clause.text)
    if not words:
        return Text(NOTHING)
    others = other_words(clause, forms, mark=NAME)
    if isinstance(clause, Word) and len(words) > 1:
        others.append(NAME + key(clause.text))
    return Text(either([phrase(words) + star_of(clause, forms), *map(fts5_string, others)]))


def other_words(clause: Word | Phrase, forms: WordForms, mark: str) -> list[str]:
    """Return a clause's other forms, each with a mark before it, and the tokens of a number in names."""
    others = [mark + form for form in forms.get(plain(clause.text), ())]
    return [*others, *rewritten_words(clause.text)] if isinstance(clause, Word) else others


def star_of(clause: Word | Phrase, forms: WordForms) -> str:
    """Return the prefix operator, if the dictionary cannot list the words that begin with a text.

    The dictionary has Latin words only. For these it is cheaper than the operator, which would have to read all
    words that begin with a letter or two.
    """
    is_open = isinstance(clause, Word) and (clause.prefix or clause.typing)
    word = plain(clause.text)
    return " *" if is_open and word.isalnum() and not word.isascii() and word not in forms else ""
