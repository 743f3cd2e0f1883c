"""From what was typed to what is asked: words, phrases and exclusions. Pure, and never an error."""

import re
import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 200  # characters; longer than any title or question people type
MAX_CLAUSES = 16  # words and phrases; each costs the index a look-up

CLAUSE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)
LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Clause:
    """One word or phrase to be found, or to be absent. `prefix` lets it stand for words that begin so."""

    text: str
    excluded: bool = False
    is_phrase: bool = False
    prefix: bool = False


@dataclass(frozen=True)
class Query:
    """What is asked, in the order typed."""

    clauses: tuple[Clause, ...] = ()

    @property
    def wanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @property
    def excluded(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.excluded)


def parse(text: str) -> Query:
    """Read what was typed: words, without a possessive's ending, "phrases", and -words to leave out.

    The last word may still be being typed, so it stands for every word that begins with it. Signs without a
    letter or digit ask for nothing; characters past `MAX_LENGTH` and clauses past `MAX_CLAUSES` are not read.
    """
    readable = "".join(
        character if unicodedata.category(character)[0] != "C" else " " for character in text[:MAX_LENGTH]
    )
    clauses = []
    for found in CLAUSE.finditer(readable):
        content = POSSESSIVE.sub("", found["word"]) if found["word"] else found["phrase"] or ""
        if LETTER_OR_DIGIT.search(content):
            is_last_word = found["phrase"] is None and not readable[found.end() :].strip()
            clauses.append(
                Clause(
                    text=content.strip(),
                    excluded=bool(found["minus"]),
                    is_phrase=found["phrase"] is not None,
                    prefix=is_last_word and not found["minus"],
                )
            )
    return Query(tuple(clauses[:MAX_CLAUSES]))
