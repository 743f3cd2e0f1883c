"""Finds films of a series: what goes on from a film, what went before it, and what was made of it again.

Relations that are recorded hold. Where none are, texts tell that say it in so many words, and titles with dates.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from films.identity.folding import key, plain
from films.identity.numerals import ARTICLES, LEFT_OUT, ORDINALS, number_written
from films.models import FilmRelation, State
from films.models.films import RelationKind
from films.search import tokens
from films.search.backends import engine
from films.search.entry_ids import kind_of
from films.search.expressions import Expression, all_of, any_of, any_token
from films.search.query.tree import Phrase
from films.search.sets import entry_ids
from films.search.types import Candidate, FacetName, Kind
from films.search.vocabulary import QUESTION_WORDS

CONTINUATIONS = 100  # titles that begin alike, the most prominent
TEXTS_READ = 60  # texts with the title and a word such as “sequel”, the most prominent
BETWEEN = 80  # letters between “sequel” and the title: “to the 1979 science fiction horror film”
NO_YEAR = 9999  # what has no year goes last
TELLING = 2  # words that titles of a series have in common where none of its films has these alone as its title

RECORDED = "as recorded"
BASES = {
    (True, False): "by titles and dates",
    (False, True): "by synopses",
    (True, True): "by titles, dates and synopses",
    (False, False): "",
}
"""What a part of a series is known by: by titles or not, by texts or not."""


class SeriesPart(StrEnum):
    """What may be asked of a film that belongs to a series."""

    SEQUEL = "sequel"
    NEXT = "next"
    PREVIOUS = "previous"
    PREQUEL = "prequel"
    REMAKE = "remake"


RELATIONS = {
    SeriesPart.SEQUEL: RelationKind.SEQUEL,
    SeriesPart.NEXT: RelationKind.SEQUEL,
    SeriesPart.REMAKE: RelationKind.REMAKE,
}
NAMED_IN_TEXTS = {
    SeriesPart.SEQUEL: ("sequel", "follow-up"),
    SeriesPart.NEXT: ("sequel", "follow-up"),
    SeriesPart.PREVIOUS: (),
    SeriesPart.PREQUEL: ("prequel",),
    SeriesPart.REMAKE: ("remake",),
}
"""How the text of a film calls it beside the title of the one that it belongs to."""

CHAPTERS = ("chapter", "episode", "part")
COUNTED = (*CHAPTERS, "film", "movie", "installment", "instalment", "entry", "feature")
"""What texts call a film of a series beside its number."""


@dataclass(frozen=True)
class PartFound:
    """The films that were found, by their dates, and what they are known by; '' where there are none."""

    films: tuple[Candidate, ...]
    basis: str

    @property
    def is_stated(self) -> bool:
        """Tell whether texts say so, or relations."""
        return self.basis in (RECORDED, *(BASES[titled, True] for titled in (True, False)))


def part_of_series(part: SeriesPart, film: Candidate) -> PartFound:
    """Return the films that are this to a film."""
    if recorded := recorded_films(part, film):
        return PartFound(nearest(part, recorded), RECORDED)
    stated = stated_in_texts(part, film)
    titled = told_by_titles(part, film)
    both = {one.id: one for one in (*stated, *titled)}.values()
    return PartFound(nearest(part, both), BASES[bool(titled), bool(stated)])


def nearest(part: SeriesPart, films: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return films by their dates; of what comes next and of what was before, the one film."""
    found = tuple(sorted(films, key=date_and_number))
    return found[:1] if part == SeriesPart.NEXT else found[-1:] if part == SeriesPart.PREVIOUS else found


def recorded_films(part: SeriesPart, film: Candidate) -> list[Candidate]:
    """Return the films of which a relation says that they are this to a film."""
    relations = FilmRelation.objects.published()
    if part == SeriesPart.PREVIOUS:
        found = relations.filter(kind=RelationKind.SEQUEL, film=film.object_id)
        return films_of_ids(found.values_list("related_film", flat=True))
    if part not in RELATIONS:
        return []
    found = relations.filter(kind=RELATIONS[part], related_film=film.object_id, film__state=State.PUBLISHED)
    return films_of_ids(found.values_list("film", flat=True))


def films_of_ids(film_ids: Iterable[int]) -> list[Candidate]:
    """Return the entries of films."""
    of_films = [tokens.facet(FacetName.FILM, film_id) for film_id in film_ids]
    return films_matching([any_token(of_films)], len(of_films)) if of_films else []


def films_matching(expressions: Sequence[Expression], limit: int) -> list[Candidate]:
    """Return the most prominent films that match all of these."""
    is_film = any_token([tokens.facet(FacetName.KIND, Kind.FILM)])
    (found,) = entry_ids([all_of([is_film, *expressions])], limit)
    return engine().candidates(found)


def date_and_number(film: Candidate) -> tuple[int, int]:
    """Return the place of a film among those of its series."""
    return film.year or NO_YEAR, max(map(number_written, title_words(film)), default=0)


def stated_in_texts(part: SeriesPart, film: Candidate) -> list[Candidate]:
    """Return the films whose text says that they are this to a film, by its title, or of the same title."""
    names = NAMED_IN_TEXTS[part]
    if not names or QUESTION_WORDS.issuperset(title_words(film)):  # “the sequel to it”
        return []
    words = any_of([engine().containing(Phrase(name)) for name in names])
    title = film.texts["title"]
    others = films_matching([words, engine().containing(Phrase(title))], TEXTS_READ)
    return [
        other
        for other in others
        if other.id != film.id
        and (part == SeriesPart.PREQUEL or is_later(other, film))
        and (states(other, names, film) or (part == SeriesPart.REMAKE and has_same_title(other, film)))
    ]


def states(other: Candidate, names: Sequence[str], film: Candidate) -> bool:
    """Tell whether a text has one of the names beside the title of a film, and the film's year if it has one."""
    title = re.escape(film.texts["title"])
    beside = (
        rf"\b(?i:{'|'.join(names)})s?\b([^.;]{{0,{BETWEEN}}}?)(?<!\w){title}(?!\w|:? (?:[A-Z0-9]|vs?\b))(.{{0,7}})"
    )
    for found in re.finditer(beside, other.texts["body"]):
        before = found[1].split()[-1:]
        is_of_a_longer_name = bool(before) and before[0][:1].isupper() and not before[0].endswith(("s", "’", "'"))
        years = re.findall(r"\b(?:18|19|20)\d\d\b", found[1] + found[2])
        if not is_of_a_longer_name and (not years or not film.year or str(film.year) in years):
            return True
    return False


def numbered_films(name: Sequence[str], number: int, *, as_chapter: bool) -> PartFound:
    """Return the films with a number in the series of a name, given in plain words, as texts or else dates tell.

    With `as_chapter` it is the number of a chapter, which is not always that of the film: texts alone tell it.
    """
    words = without_article(list(name))
    if stated := numbered_in_texts(" ".join(words), list(ORDINALS)[number - 1], as_chapter=as_chapter):
        return PartFound(nearest(SeriesPart.SEQUEL, stated), BASES[False, True])
    begun = [] if as_chapter else films_begun_by(words)
    series = [*begun[:1], *(film for film in begun[1:] if goes_on_from(begun[0], film, words))]
    dated = sorted(series if len(series) >= number else begun, key=date_and_number)[number - 1 : number]
    return PartFound(tuple(dated), BASES[bool(dated), False])


def numbered_in_texts(name: str, ordinal: str, *, as_chapter: bool) -> list[Candidate]:
    """Return the films whose text calls them the fifth of a series, or a fifth chapter in a text that names it."""
    others = films_matching([engine().containing(Phrase(one)) for one in (ordinal, name)], TEXTS_READ)
    counted = f"(?: and [a-z]+)?(?: [a-z]+)? (?:{'|'.join(CHAPTERS if as_chapter else COUNTED)})"
    of_series = "" if as_chapter else rf"(?: overall)? (?:in|of|to)(?: [a-z]+){{0,2}}? {re.escape(name)}\b"
    pattern = re.compile(rf"\b{ordinal}{counted}\b{of_series}")
    return [film for film in others if pattern.search(plain(film.texts["body"]))]


def told_by_titles(part: SeriesPart, film: Candidate) -> list[Candidate]:
    """Return what titles and dates tell; of prequels and remakes they tell nothing."""
    if part in (SeriesPart.PREQUEL, SeriesPart.REMAKE):
        return []
    earlier = part == SeriesPart.PREVIOUS
    return [
        other
        for other in titled_alike(film)
        if (is_later(film, other) if earlier else is_later(other, film))
        and not states(other, NAMED_IN_TEXTS[SeriesPart.PREQUEL], film)
    ]


def is_later(other: Candidate, film: Candidate) -> bool:
    return date_and_number(other) > date_and_number(film)


def has_same_title(other: Candidate, film: Candidate) -> bool:
    return key(other.texts["title"]) == key(film.texts["title"])


def titled_alike(film: Candidate) -> list[Candidate]:
    """Return the films whose titles go on from as much as possible of a film's title, without its number.

    They have a number there, or people in common with it. One word that they have in common is enough where it is
    the title of one of them.
    """
    words = series_words(film.texts["title"])
    for beginning in (words[:length] for length in range(len(words), 0, -1)):
        telling = [word for word in beginning if word not in QUESTION_WORDS and word not in ARTICLES]
        found = films_going_on(film, beginning)
        originals = [one for one in (film, *found) if is_begun_by(beginning, one, exactly=True)]
        if found and (len(telling) >= TELLING or originals):
            return found
    return []


def series_words(title: str) -> list[str]:
    """Return the words of a title up to its number or its subtitle, without the article."""
    words = without_article(plain(re.split(r": | [–-] ", title)[0]).split())
    numbered = next((place for place, word in enumerate(words) if place and number_written(word)), len(words))
    while numbered > 1 and words[numbered - 1] in LEFT_OUT:
        numbered -= 1
    return words[:numbered]


def title_words(film: Candidate) -> list[str]:
    return without_article(plain(film.texts["title"]).split())


def without_article(words: list[str]) -> list[str]:
    return words[1:] if words[:1] and words[0] in ARTICLES and len(words) > 1 else words


def films_going_on(film: Candidate, beginning: Sequence[str]) -> list[Candidate]:
    """Return the films whose titles begin so and go on with a number, or which share people with a film."""
    others = films_begun_by(beginning)
    return [other for other in others if other.id != film.id and goes_on_from(film, other, beginning)]


def films_begun_by(beginning: Sequence[str]) -> list[Candidate]:
    """Return the films whose titles begin so, the most prominent first."""
    ids = engine().names_beginning("".join(beginning).removesuffix("s"), CONTINUATIONS)
    films = engine().candidates([entry_id for entry_id in ids if kind_of(entry_id) == Kind.FILM])
    return [film for film in films if is_begun_by(beginning, film)]


def goes_on_from(film: Candidate, other: Candidate, beginning: Sequence[str]) -> bool:
    """Tell whether one of two titles that begin alike goes on with a number, or their films share people."""
    people = [set(tokens.values_of(FacetName.PERSON, one.facets)) for one in (film, other)]
    is_original = is_numbered_after(beginning, film) and is_begun_by(beginning, other, exactly=True)
    return is_original or is_numbered_after(beginning, other) or not people[0].isdisjoint(people[1])


def is_begun_by(beginning: Sequence[str], film: Candidate, *, exactly: bool = False) -> bool:
    """Tell whether a title begins with these words, the last of them in the singular or the plural."""
    words = title_words(film)
    begun = words[: len(beginning)]
    same = begun[:-1] == list(beginning[:-1]) and singular(begun[-1:]) == singular(beginning[-1:])
    return same and len(begun) == len(beginning) and (not exactly or words == list(begun))


def singular(last: Sequence[str]) -> list[str]:
    return [word.removesuffix("s") for word in last]


def is_numbered_after(beginning: Sequence[str], film: Candidate) -> bool:
    """Tell whether a number follows the words with which a title begins."""
    following = [word for word in title_words(film)[len(beginning) :] if word not in LEFT_OUT]
    return bool(following) and number_written(following[0]) > 1
