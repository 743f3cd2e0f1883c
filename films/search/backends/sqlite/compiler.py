"""From a query to FTS5's MATCH expressions."""

import snowballstemmer

from films.search.folding import folded, token
from films.search.query import Clause

MIN_STEM = 4  # letters; shorter stems begin too many unrelated words

_stemmer = snowballstemmer.stemmer("english")


def quoted(text: str) -> str:
    """Return text as an FTS5 string, in which nothing has a meaning but the doubled quotation mark."""
    return '"' + text.replace('"', '""') + '"'


def matching(clause: Clause, *, stemmed: bool = False) -> str:
    """Return the expression for one clause: as typed, in folded letters, and by its stem where asked for."""
    star = " *" if clause.prefix else ""
    forms = [quoted(clause.text) + star]
    if folded(clause.text) != clause.text:
        forms.append(quoted(folded(clause.text)) + star)
    if stemmed and not clause.is_phrase:
        stem = stem_of(clause.text)
        if len(stem) >= MIN_STEM:
            forms.append(quoted(stem) + " *")
    return f"({' OR '.join(forms)})"


def stem_of(word: str) -> str:
    return str(_stemmer.stemWord(token(word)))


def all_of(wanted: tuple[Clause, ...], excluded: tuple[Clause, ...], *, stemmed: bool = False) -> str:
    """Return the expression of entries that have every wanted clause and no excluded one."""
    return without(" AND ".join(matching(clause, stemmed=stemmed) for clause in wanted), excluded)


def any_of(wanted: tuple[Clause, ...], excluded: tuple[Clause, ...]) -> str:
    """Return the expression of entries that have at least one wanted clause and no excluded one."""
    return without(" OR ".join(matching(clause, stemmed=True) for clause in wanted), excluded)


def without(expression: str, excluded: tuple[Clause, ...]) -> str:
    if not excluded:
        return expression
    return f"({expression}) NOT ({' OR '.join(matching(clause) for clause in excluded)})"
