"""Find the sequels, prequels and remakes of a film, and the film before or after it in its series.

Recorded relations decide where there are any. Otherwise, synopses that say “sequel to …” are used together with
titles and dates.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from films.identity.folding import key, plain
from films.identity.numerals import ARTICLES, LEFT_OUT, ORDINALS, number_written
from films.identity.series import MOST_BETWEEN, series_words, text_states, without_article
from films.models import FilmRelation, State
from films.models.films import RelationKind
from films.search import tokens
from films.search.backends import engine
from films.search.entries import read_entries
from films.search.entry_ids import kind_of
from films.search.expressions import Expression, all_of, any_kind, any_of, any_token
from films.search.query.tree import Phrase
from films.search.sets import entry_ids
from films.search.types import Candidate, FacetName, Kind
from films.search.vocabulary import QUESTION_WORDS

CONTINUATIONS = 100  # films read whose titles begin alike, the most prominent ones
TEXTS_READ = 60  # films read whose texts have both the title and a word such as “sequel”
NO_YEAR = 9999  # sorts films without a year last
MIN_SHARED_WORDS = 2  # that titles of a series must share if no film has just the shared words as its title

RECORDED = "as recorded"
BY_TITLES = "by titles and dates"
BASES = {
    (True, False): BY_TITLES,
    (False, True): "by synopses",
    (True, True): "by titles, dates and synopses",
    (False, False): "",
}
"""How the films were found: (by titles and dates, by synopses)."""


class SeriesPart(StrEnum):
    """List the relations to a film that a query can ask for."""

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
WORDS_IN_TEXTS = {
    SeriesPart.SEQUEL: ("sequel", "follow-up"),
    SeriesPart.NEXT: ("sequel", "follow-up"),
    SeriesPart.PREQUEL: ("prequel",),
    SeriesPart.REMAKE: ("remake",),
}
"""The words for each relation that a film's text uses next to the title of the other film."""

CHAPTERS = ("chapter", "episode", "part")
NUMBERED_NOUNS = (*CHAPTERS, "film", "movie", "installment", "instalment", "entry", "feature")
"""What texts call a film next to its number in a series."""


@dataclass(frozen=True)
class PartFound:
    """Hold the films that were found, oldest first, and the basis for them, which is empty if there are none."""

    films: tuple[Candidate, ...]
    basis: str

    @property
    def is_stated(self) -> bool:
        """Tell whether a relation or a text states it, so that it does not rest on titles and dates alone."""
        return self.basis not in ("", BY_TITLES)


def part_of_series(part: SeriesPart, film: Candidate) -> PartFound:
    """Return the films that have this relation to a film."""
    if recorded := recorded_films(part, film):
        return PartFound(nearest(part, recorded), RECORDED)
    by_texts = films_stated_in_texts(part, film)
    by_titles = films_found_by_titles(part, film)
    either = {found.id: found for found in (*by_texts, *by_titles)}.values()
    return PartFound(nearest(part, either), BASES[bool(by_titles), bool(by_texts)])


def nearest(part: SeriesPart, films: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Sort films by date; for the next or the previous film, keep only that one."""
    found = tuple(sorted(films, key=date_and_number))
    return found[:1] if part == SeriesPart.NEXT else found[-1:] if part == SeriesPart.PREVIOUS else found


def recorded_films(part: SeriesPart, film: Candidate) -> list[Candidate]:
    """Return the films that a published relation links to a film in this way."""
    relations = FilmRelation.objects.published()
    if part == SeriesPart.PREVIOUS:
        found = relations.filter(kind=RelationKind.SEQUEL, film=film.object_id)
        return films_of_ids(found.values_list("related_film", flat=True))
    if part not in RELATIONS:
        return []
    found = relations.filter(kind=RELATIONS[part], related_film=film.object_id, film__state=State.PUBLISHED)
    return films_of_ids(found.values_list("film", flat=True))


def films_of_ids(film_ids: Iterable[int]) -> list[Candidate]:
    """Return the entries of the films with these ids, the most prominent first."""
    film_tokens = [tokens.facet(FacetName.FILM, film_id) for film_id in film_ids]
    return films_matching([any_token(film_tokens)], len(film_tokens)) if film_tokens else []


def films_matching(expressions: Sequence[Expression], limit: int) -> list[Candidate]:
    """Return the most prominent films that match all of these expressions."""
    is_film = any_kind(Kind.FILM)
    (found,) = entry_ids([all_of([is_film, *expressions])], limit)
    return read_entries(found)


def date_and_number(film: Candidate) -> tuple[int, int]:
    """Return the key that sorts films of a series: by year, then by the number in the title."""
    return film.year or NO_YEAR, max(map(number_written, title_words(film)), default=0)


def films_stated_in_texts(part: SeriesPart, film: Candidate) -> list[Candidate]:
    """Return the films whose own text states this relation to a film.

    A remake with the same title need not name the earlier film.
    """
    if part == SeriesPart.PREVIOUS:
        return films_that_text_continues(film)
    words = WORDS_IN_TEXTS[part]
    if QUESTION_WORDS.issuperset(title_words(film)):  # “the sequel to it”
        return []
    has_word = any_of([engine().containing(Phrase(word)) for word in words])
    has_title = engine().containing(Phrase(film.texts["title"]))
    others = films_matching([has_word, has_title], TEXTS_READ)
    return [
        other
        for other in others
        if other.id != film.id
        and (part == SeriesPart.PREQUEL or is_later(other, film))
        and (film_states(other, words, film) or (part == SeriesPart.REMAKE and has_same_title(other, film)))
    ]


def films_that_text_continues(film: Candidate) -> list[Candidate]:
    """Return the earlier films whose sequel a film is according to its own text."""
    words = WORDS_IN_TEXTS[SeriesPart.SEQUEL]
    named = re.findall(rf"\b(?:{'|'.join(words)})s?\b(.{{0,{MOST_BETWEEN}}})", film.texts["body"])
    following = [plain(text).split() for text in named]
    keys = {"".join(each[start:end]) for each in following for start, end in combinations(range(len(each) + 1), 2)}
    ids = [record.entry_id for record in engine().records_named(keys) if record.kind == Kind.FILM] if keys else []
    return [other for other in read_entries(ids) if is_later(film, other) and film_states(film, words, other)]


def film_states(other: Candidate, words: Sequence[str], film: Candidate) -> bool:
    """Tell whether the text of another film has one of the words shortly before a film's title."""
    return text_states(other.texts["body"], words, film.texts["title"], film.year)


def numbered_films(name: Sequence[str], number: int, *, as_chapter: bool, by_titles: bool) -> PartFound:
    """Return the film with a number in a series, whose name is given in plain words.

    Texts are asked first (“the third film in the … series”), and then titles and dates if `by_titles`. With
    `as_chapter`, the number is that of a chapter. Only texts tell that, since the first film may be the fourth
    chapter.
    """
    words = without_article(list(name))
    if by_texts := films_numbered_in_texts(" ".join(words), list(ORDINALS)[number - 1], as_chapter=as_chapter):
        return PartFound(nearest(SeriesPart.SEQUEL, by_texts), BASES[False, True])
    begun = films_begun_by(words) if by_titles and not as_chapter else []
    series = [*begun[:1], *(film for film in begun[1:] if are_of_one_series(begun[0], film, words))]
    dated = sorted(series if len(series) >= number else begun, key=date_and_number)
    meant = [film for film in dated[number - 1 : number] if fits_numbers(film, number, dated, words)]
    return PartFound(tuple(meant), BASES[bool(meant), False])


def fits_numbers(film: Candidate, number: int, series: Sequence[Candidate], beginning: Sequence[str]) -> bool:
    """Tell whether a film can have a number: no film with a lower one in its title is later, nor the other way.

    Otherwise, there are films of the series that its titles do not show.
    """
    for other in series:
        difference = (number_after(beginning, other) or number) - number
        if film.year and other.year and (other.year - film.year) * difference < 0:
            return False
    return True


def films_numbered_in_texts(name: str, ordinal: str, *, as_chapter: bool) -> list[Candidate]:
    """Return the films whose text calls them “the fifth film in” the series, or its “fifth chapter”."""
    spellings = dict.fromkeys((name, name.replace(" and ", " ")))  # “Fast & Furious”
    called = any_of([engine().containing(Phrase(spelling)) for spelling in spellings])
    films = films_matching([engine().containing(Phrase(ordinal)), called], TEXTS_READ)
    nouns = "|".join(CHAPTERS if as_chapter else NUMBERED_NOUNS)
    of_series = (
        ""
        if as_chapter
        else rf"(?: overall)? (?:in|of|to)(?: [a-z]+){{0,2}}? (?:{'|'.join(map(re.escape, spellings))})\b"
    )
    pattern = re.compile(rf"\b{ordinal}(?: and [a-z]+)?(?: [a-z]+)? (?:{nouns})\b{of_series}")
    return [film for film in films if pattern.search(plain(film.texts["body"]))]


def films_found_by_titles(part: SeriesPart, film: Candidate) -> list[Candidate]:
    """Return the earlier or later films with similar titles; titles say nothing about prequels and remakes."""
    if part in (SeriesPart.PREQUEL, SeriesPart.REMAKE):
        return []
    earlier = part == SeriesPart.PREVIOUS
    return [
        other
        for other in titled_alike(film)
        if (is_later(film, other) if earlier else is_later(other, film))
        and not film_states(other, WORDS_IN_TEXTS[SeriesPart.PREQUEL], film)
    ]


def is_later(other: Candidate, film: Candidate) -> bool:
    return date_and_number(other) > date_and_number(film)


def has_same_title(other: Candidate, film: Candidate) -> bool:
    return key(other.texts["title"]) == key(film.texts["title"])


def titled_alike(film: Candidate) -> list[Candidate]:
    """Return the films whose titles share the longest beginning with a film's title, leaving out its number.

    They must have a number after it, or share people with the film. A single shared word is enough only if it is
    the whole title of one of them.
    """
    words = series_words(film.texts["title"])
    for beginning in (words[:length] for length in range(len(words), 0, -1)):
        distinctive = [word for word in beginning if word not in QUESTION_WORDS and word not in ARTICLES]
        found = films_of_series(film, beginning)
        originals = [other for other in (film, *found) if is_begun_by(beginning, other, exactly=True)]
        if found and (len(distinctive) >= MIN_SHARED_WORDS or originals):
            return found
    return []


def title_words(film: Candidate) -> list[str]:
    return without_article(plain(film.texts["title"]).split())


def films_of_series(film: Candidate, beginning: Sequence[str]) -> list[Candidate]:
    """Return the other films whose titles begin with these words and that seem to be of a film's series."""
    others = films_begun_by(beginning)
    return [other for other in others if other.id != film.id and are_of_one_series(film, other, beginning)]


def films_begun_by(beginning: Sequence[str]) -> list[Candidate]:
    """Return the films whose titles begin with these words, the most prominent first."""
    ids = engine().names_beginning("".join(beginning).removesuffix("s"), CONTINUATIONS)
    films = read_entries([entry_id for entry_id in ids if kind_of(entry_id) == Kind.FILM])
    return [film for film in films if is_begun_by(beginning, film)]


def are_of_one_series(film: Candidate, other: Candidate, beginning: Sequence[str]) -> bool:
    """Tell whether, of two films whose titles begin alike, one has a number there, or both share people."""
    people = set(tokens.values_of(FacetName.PERSON, film.facets))
    other_people = tokens.values_of(FacetName.PERSON, other.facets)
    is_original = is_numbered_after(beginning, film) and is_begun_by(beginning, other, exactly=True)
    return is_original or is_numbered_after(beginning, other) or not people.isdisjoint(other_people)


def is_begun_by(beginning: Sequence[str], film: Candidate, *, exactly: bool = False) -> bool:
    """Tell whether a title begins with these words; the last word may be singular or plural."""
    words = title_words(film)
    begun = words[: len(beginning)]
    same = begun[:-1] == list(beginning[:-1]) and without_plurals(begun[-1:]) == without_plurals(beginning[-1:])
    return same and len(begun) == len(beginning) and (not exactly or words == list(begun))


def without_plurals(words: Sequence[str]) -> list[str]:
    return [word.removesuffix("s") for word in words]


def is_numbered_after(beginning: Sequence[str], film: Candidate) -> bool:
    """Tell whether a title has a number directly after the words that it begins with."""
    return number_after(beginning, film) > 1


def number_after(beginning: Sequence[str], film: Candidate) -> int:
    """Return the number that a title has directly after the words that it begins with, or 0."""
    following = [word for word in title_words(film)[len(beginning) :] if word not in LEFT_OUT]
    return number_written(following[0]) if following else 0
