"""Questions that say what is not wanted, and titles that only sound so."""

import re
from collections.abc import Iterator, Mapping, Sequence

from tests.judged_sets.collection import FilmRecord, Films, Line, drawn, drawn_films, folded, judged, typed
from tests.judged_sets.patterns import LARGEST_SET, is_known, questions

OF_A_KIND = 12
NEGATED_WORDS = re.compile(r"\b(?:not|without|but|never|no|except|nobody|wasn.t|isn.t|don.t)\b", re.IGNORECASE)
COMMON_SURNAME = 4  # a surname alone means who has so many times the films of the next bearer
FEWEST_OF_SURNAME = 20
SIZES_OF_TITLE_WORD = range(4, 40)  # how many titles have a word that may stand for a series

PATTERNS: Mapping[str, Sequence[str]] = {
    "director_without_actor": (
        "{director} films without {not_actor}",
        "{director} movies not starring {not_actor}",
        "films directed by {director} but not with {not_actor}",
    ),
    "actor_not_director": (
        "{actor} movies not directed by {not_director}",
        "films with {actor} but not by {not_director}",
    ),
    "actor_without_actor": (
        "{actor} without {not_other_actor}",
        "{actor} films without {not_other_actor}",
        "{actor} but not {not_other_actor}",
    ),
    "genre_not_director": (
        "{genres} from {year} not directed by {not_director}",
        "{year} {genres} not by {not_director}",
    ),
    "genre_without_actor": ("{genres} from {year} without {not_actor}",),
    "actor_not_genre": (
        "{actor} movies that are not {not_genres}",
        "{actor} films but no {not_genres}",
        "{actor} films except {not_genres}",
    ),
    "actor_not_decade": ("{actor} films not from the {not_decade}", "{actor} but not the {not_decade}"),
}


def negation(films: Films) -> Iterator[Line]:
    """Ask for all but something, in every way, and for titles that have the same words."""
    for kind, patterns in PATTERNS.items():
        yield from questions(kind, patterns, films, OF_A_KIND)
    yield from surname_without_actor(films)
    yield from actor_but_not_series(films)
    yield from title_without_actor(films)
    yield from negated_titles(films)


def surname_without_actor(films: Films) -> Iterator[Line]:
    """Ask for a director known by the surname alone, without one of the actors."""
    directors = [
        bearers[0]
        for bearers in films.by_surname.values()
        if (count := len(films.directed.get(bearers[0], ()))) >= FEWEST_OF_SURNAME
        and count == len(films.credits[bearers[0]]) <= LARGEST_SET
        and all(count >= COMMON_SURNAME * len(films.credits[name]) for name in bearers[1:2])
    ]
    for director in drawn(directors, lambda _: 0, "surname without actor")[:OF_A_KIND]:
        made = films.directed[director]
        actor = max(sorted(films.credits), key=lambda name: len(films.acted.get(name, frozenset()) & made))
        excluded = made & films.acted[actor]
        text = f"{director.split()[-1]} without {actor}".lower()
        relevant = made - films.credits[actor]
        yield judged("surname_without_actor", text, relevant, exact=True, excluded=sorted(excluded))


def actor_but_not_series(films: Films) -> Iterator[Line]:
    """Ask for an actor, but not for a film with successors whose titles begin alike."""
    openings: dict[str, set[str]] = {}
    for film in films.records:
        words = folded(film.title).split()
        for count in range(2, len(words) + 1):
            openings.setdefault(" ".join(words[:count]), set()).add(film.id)
    series = [
        film
        for film in films.records
        if len(folded(film.title).split()) > 1 and len(openings[folded(film.title)]) > 2 and film.cast
    ]
    made = 0
    for film in drawn_films(series, "actor but not series"):
        title = folded(film.title)
        actor = max(film.cast, key=lambda name: (len(films.acted[name] & openings[title]), name))
        acted = films.acted[actor]
        excluded = acted & openings[title]
        if len(excluded) > 1 and 1 < len(acted - excluded) <= LARGEST_SET and acted == films.credits.get(actor):
            text = f"{actor.lower()} but not {typed(film.title)}"
            relevant = acted - excluded
            yield judged("actor_but_not_series", text, relevant, exact=True, excluded=sorted(excluded))
            made += 1
        if made == OF_A_KIND:
            return


def title_without_actor(films: Films) -> Iterator[Line]:
    """Ask for the films that have a word in their titles, which is one's whole title, without one of the actors.

    The set is not exact, since the word may stand elsewhere in a film as well.
    """
    single = [
        film
        for film in films.records
        if len(films.by_title_word.get(folded(film.title), ())) in SIZES_OF_TITLE_WORD
        and any(is_known(name, films) for name in film.cast)
    ]
    for number, film in enumerate(drawn_films(single, "title without actor")[:OF_A_KIND]):
        having = films.by_title_word[folded(film.title)]
        actor = next(name for name in film.cast if is_known(name, films))
        excluded = having & films.acted[actor]
        text = ("{} not {}", "{} without {}", "{} but not {}")[number % 3].format(typed(film.title), actor.lower())
        yield judged("title_without_actor", text, having - films.credits[actor], excluded=sorted(excluded))


def negated_titles(films: Films) -> Iterator[Line]:
    """Ask for titles that have a word for what is not wanted."""
    titles: list[FilmRecord] = [
        film for film in films.records if NEGATED_WORDS.search(film.title) and len(film.title.split()) > 2
    ]
    for film in drawn_films(titles, "negated titles")[: 2 * OF_A_KIND]:
        same = films.by_title[folded(film.title)]
        yield judged("title_with_negation", typed(film.title), same, title=film.title)
