"""Find who played a character, from credits or, without any, from the texts of films."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from films.identity.folding import folded
from films.search import tokens
from films.search.backends import engine
from films.search.entries import read_entries
from films.search.expressions import Expression, all_of, any_kind, any_token
from films.search.query.tree import Phrase
from films.search.records import records_with_ids
from films.search.series import films_matching
from films.search.sets import entry_ids
from films.search.types import Candidate, FacetName, Kind

CREDITS_READ = 20  # credits of a character
TEXTS_READ = 40  # films read whose texts name the character, the most prominent ones

BETWEEN = (
    r"(?:who |again |also |in |his |her |their |the |title |titular |lead |role |stars? |starring |returns? "
    r"|returning |repris(?:es?|ed|ing) )*"
)
PLAYS = r"(?:as|of|plays?|playing|portrays?|portraying|voices?|voicing) "
BEFORE_NAME = r"(?:(?!(?:and|or|against|with|of|in|to|opposite|by|as) )(?:dr\.|mr\.|mrs\.|[\w'-]+) ){0,3}?"
"""What may come between “as” and a name: “as detective”, “as the imprisoned Dr.”."""


def has_character(name: str) -> Expression:
    """Return an expression for the credits of a character whose name has these words, in any order."""
    words = [engine().token_phrase([word]) for word in tokens.character_words(name)]
    return all_of([*words, any_kind(Kind.CREDIT)])


def players_recorded(name: str, credited: Sequence[str]) -> list[int]:
    """Return the ids of the people with a credit for a character, among credits that have one of these tokens."""
    (found,) = entry_ids([all_of([has_character(name), any_token(credited)])], CREDITS_READ)
    people = [person for credit in read_entries(found) for person in people_of(credit)]
    return list(dict.fromkeys(people))


def players_stated(name: str, film_ids: Sequence[int]) -> list[int]:
    """Return the ids of the people who play a character according to texts, of these films or of any."""
    of_films = [any_token([tokens.facet(FacetName.FILM, film_id) for film_id in film_ids])] if film_ids else []
    films = films_matching([engine().containing(Phrase(name)), *of_films], TEXTS_READ)
    people = records_with_ids((FacetName.PERSON, person) for film in films for person in people_of(film))
    names = {person.id: person.label for person in people.values()}
    stated = Counter(person for film in films for person in stated_in(film, name, names))
    return [person for person, _ in stated.most_common()]


def people_of(entry: Candidate) -> list[int]:
    return tokens.records_of(FacetName.PERSON, entry.facets)


def stated_in(film: Candidate, name: str, names: Mapping[int, str]) -> Iterator[int]:
    """Yield the people of a film who play a character according to its text, under their names or surnames."""
    text = " ".join(folded(film.texts["body"]).split())
    spelled = r"\W+".join(map(re.escape, name.split()))
    people = {person: folded(names[person]) for person in people_of(film) if person in names}
    surnames = Counter(map(last_name, people.values()))
    for person_id, person in people.items():
        own_names = [person, *([last_name(person)] if surnames[last_name(person)] == 1 else [])]
        called = rf"\b(?:{'|'.join(map(re.escape, own_names))})"
        character = rf"\b{spelled}\b"
        playing_it = (
            rf"{called},? {BETWEEN}{PLAYS}{BEFORE_NAME}{character}"
            rf"|{character} \({called}[,)]"
            rf"|{character},? (?:is )?(?:played|portrayed|voiced) by {BEFORE_NAME}{called}\b"
        )
        if re.search(playing_it, text):
            yield person_id


def last_name(person: str) -> str:
    return person.rpartition(" ")[2]
