"""Compile what is asked of the text index: phrases, of which an entry has any, as `search_query` reads them."""

import json
from collections.abc import Iterable, Sequence

from films.identity.folding import has_unspaced, key, plain, spelled
from films.kinds.sql import NAME
from films.search.backends.base import NO_FORMS, WordForms
from films.search.expressions import Text
from films.search.query.tree import Phrase, Word
from films.search.tokens import name_words, rewritten_words


def marked_beginnings(phrases: Iterable[str], beginning: bool = False) -> list[tuple[str, bool]]:
    """Return phrases with whether the last word of each may be only the beginning of one."""
    return [(phrase, beginning) for phrase in phrases]


def text(phrases: Sequence[tuple[str, bool]]) -> Text:
    """Match entries with any of these phrases, and none where there are no phrases."""
    return Text(json.dumps(phrases, ensure_ascii=False).replace("\\u0000", " "))


def having_any(tokens: Sequence[str]) -> Text:
    """Match entries with at least one of these tokens."""
    return text(marked_beginnings(tokens))


def token_phrase(tokens: Sequence[str]) -> Text:
    """Match entries with these tokens next to each other."""
    return text(marked_beginnings([" ".join(tokens)] if tokens else []))


def containing(clause: Word | Phrase, forms: WordForms = NO_FORMS) -> Text:
    """Match entries with a word or phrase: as typed, in plain letters, or in one of its other forms."""
    beginning = is_beginning(clause, forms)
    spellings = marked_beginnings([clause.text], beginning)
    if not clause.text.isascii():
        if spelled(clause.text) != clause.text:
            spellings += marked_beginnings([spelled(clause.text)], beginning)
        if has_unspaced(clause.text):
            spellings += marked_beginnings([" ".join(clause.text.replace(" ", ""))])
    elif isinstance(clause, Word) and not clause.text.isalnum():
        spellings += marked_beginnings([key(clause.text)], beginning)  # “sci-fi” is found as “scifi” too
    return text([*spellings, *marked_beginnings(other_words(clause, forms, mark=""))])


def in_names(clause: Word | Phrase, forms: WordForms = NO_FORMS) -> Text:
    """Match entries with the words of a clause next to each other in one of their names."""
    words = name_words(clause.text)
    if not words:
        return text([])
    others = other_words(clause, forms, mark=NAME)
    if isinstance(clause, Word) and len(words) > 1:
        others.append(NAME + key(clause.text))
    return text([*marked_beginnings([" ".join(words)], is_beginning(clause, forms)), *marked_beginnings(others)])


def other_words(clause: Word | Phrase, forms: WordForms, mark: str) -> list[str]:
    """Return a clause's other forms, each with a mark before it, and the tokens of a number in names."""
    others = [mark + form for form in forms.get(plain(clause.text), ())]
    return [*others, *rewritten_words(clause.text)] if isinstance(clause, Word) else others


def is_beginning(clause: Word | Phrase, forms: WordForms) -> bool:
    """Tell whether entries with longer words are meant, and the dictionary cannot list these.

    The dictionary has Latin words only. For these it is cheaper than to read all words that begin with a letter.
    """
    is_open = isinstance(clause, Word) and (clause.prefix or clause.typing)
    word = plain(clause.text)
    return is_open and word.isalnum() and not word.isascii() and word not in forms
