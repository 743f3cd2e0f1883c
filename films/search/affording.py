"""Leave out of a query what would make the index read too much: dozens of alternatives that most entries have.

What people type stays far below this, and whatever comes after so many common words finds hardly more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from films.identity.folding import plain
from films.search.dictionary import word_frequencies
from films.search.query.tree import Either, FieldIs, Leaf, Node, Not, Phrase, Query, Word
from films.search.sets import current
from films.search.word_forms import completions

FEW = 12  # alternatives and exclusions that are read whatever their words are
MOST_READ = 8  # times the number of entries that the words of all others together may have


def affordable(query: Query) -> Query:
    """Return a query without the alternatives and exclusions that are too much, as if it ended before them."""
    optional = [option for clause in query.clauses for option in options_of(clause)]
    if len(optional) <= FEW:
        return query
    costs = costs_of(optional)
    left = MOST_READ * len(current().everything)
    kept: list[Node] = []
    for clause in query.clauses:
        options: list[Leaf | Not] = []
        for option in options_of(clause):
            if left > 0:
                options.append(option)
                left -= costs.get(option, 0)
        if isinstance(clause, Either) and options:
            kept.append(options[0] if len(options) == 1 else Either(tuple(options)))
        elif options or not isinstance(clause, Either | Not):
            kept.append(clause)
    return replace(query, clauses=tuple(kept))


def options_of(clause: Node) -> tuple[Leaf | Not, ...]:
    """Return the parts of a clause that it is made of, if it offers several or excludes one."""
    return clause.options if isinstance(clause, Either) else (clause,) if isinstance(clause, Not) else ()


def costs_of(options: list[Leaf | Not]) -> Mapping[Leaf | Not, int]:
    """Return how many entries have the words of each of these, counting an entry for each word that it has."""
    asked = {option: list(words_of(option)) for option in options}
    forms = completions(word for words in asked.values() for word in words)
    typed = {
        option: [form for word in words for form in (*plain(word.text).split(), *forms.get(plain(word.text), ()))]
        for option, words in asked.items()
    }
    entries = word_frequencies({form for every in typed.values() for form in every})
    return {option: sum(entries.get(form, 0) for form in every) for option, every in typed.items()}


def words_of(option: Leaf | Not) -> Iterator[Word | Phrase]:
    """Yield the word or phrase that one of several options looks for."""
    leaf = option.operand if isinstance(option, Not) else option
    leaf = leaf.operand if isinstance(leaf, FieldIs) else leaf
    if isinstance(leaf, Word | Phrase):
        yield leaf
