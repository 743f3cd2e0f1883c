"""Recognises films that are asked for by another one: “sequel to Alien”, “what comes after Jaws”, “like Heat”."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from films.identity.numerals import ARTICLES, LEFT_OUT, ORDINAL_NUMBERS, number_written
from films.search import tokens
from films.search.backends import engine
from films.search.backends.base import NamedRecord
from films.search.series import PartFound, SeriesPart, date_and_number, numbered_films, part_of_series
from films.search.similar_films import similar_films
from films.search.types import Candidate, FacetName, Kind, Sort
from films.search.understanding.entities import FRAME, Entity, Order, QueryWord
from films.search.understanding.years import year_of
from films.search.vocabulary import KIND_NOUNS

Span = tuple[int, int]

LIKE = "like"
ASKED = 0.95  # belief in films that are asked for so
NUMBERED = 0.7  # in the number of a film in a series
NUMBERED_FILM = 0.9  # in the same where the word “film” follows and texts say so
NUMBERS = range(2, 10)  # that films have in series; higher ones are mostly years and ages
FILMS_LIKE = 40  # another: two pages of results
NAMESAKES = 4  # of the title, the most prominent or of remakes the oldest; the first is meant that has any
NO_FILM = tokens.facet(FacetName.FILM, 0)
"""The token of no film, for what none is known of."""

FILM_NOUNS = frozenset(noun for noun, kind in KIND_NOUNS.items() if kind == Kind.FILM)
SINGULAR_NAMES = {"sequel": SeriesPart.SEQUEL, "prequel": SeriesPart.PREQUEL, "remake": SeriesPart.REMAKE}
NAMES = SINGULAR_NAMES | {f"{name}s": part for name, part in SINGULAR_NAMES.items()}
BEFORE_TITLE: dict[tuple[str, ...], str] = {
    **{(name, word): part for name, part in NAMES.items() for word in ("to", "of", "for")},
    ("follow", "up", "to"): SeriesPart.SEQUEL,
    **{(verb, "after"): SeriesPart.NEXT for verb in ("comes", "came", "next")},
    **{(verb, "before"): SeriesPart.PREVIOUS for verb in ("comes", "came")},
    **{("next", noun, "after"): SeriesPart.NEXT for noun in FILM_NOUNS},
    ("similar", "to"): LIKE,
    **{(word, "like"): LIKE for word in (*FILM_NOUNS, "something", "anything", "more", "ones")},
    **{(noun, "similar", "to"): LIKE for noun in FILM_NOUNS},
    **{("similar", noun, "to"): LIKE for noun in FILM_NOUNS},
}
"""What asks for other films before a title; after a genre “like” alone does."""
NOTHING_FOUND = PartFound((), "")
LONGEST_CUE = max(map(len, BEFORE_TITLE))
BETWEEN_CUE_AND_TITLE = FILM_NOUNS | {"the"}

LABELS: dict[str, str] = {
    SeriesPart.SEQUEL: "sequel to",
    SeriesPart.NEXT: "film after",
    SeriesPart.PREVIOUS: "film before",
    SeriesPart.PREQUEL: "prequel to",
    SeriesPart.REMAKE: "remake of",
    LIKE: "films like",
}
LIKENESS = "by series, people, genres and decade"


@dataclass(frozen=True)
class Cue:
    """The words from `start` to before `end` that ask for what is `asked` of the film named at `title`."""

    asked: str
    start: int
    end: int
    title: Span


def related_film_entities(
    words: tuple[QueryWord, ...],
    named: Mapping[tuple[int, int], list[NamedRecord]],
    genres: Sequence[Entity],
) -> Iterator[Entity]:
    """Give the films that are asked for by their relation to a film that is named.

    `genres` are those that the words name: “comedies like Twins” are films like it, and comedies.
    """
    films = {span: [record for record in found if record.kind == Kind.FILM] for span, found in named.items()}
    titles = {span: found for span, found in films.items() if found}
    for cue in cues([word.text for word in words], titles, {genre.end for genre in genres}):
        ids = sorted(record.entry_id for record in titles[cue.title])
        namesakes = engine().candidates(ids)
        year = year_of(words[cue.end].text) if cue.end < len(words) else None
        dated = [film for film in namesakes if film.year == year]
        if year and dated:
            yield related_films(cue, dated, cue.end + 1)
        yield related_films(cue, namesakes, cue.end)


def cues(texts: list[str], titles: Collection[Span], genre_ends: Collection[int]) -> Iterator[Cue]:
    """Give what asks for other films, each with the longest title beside it."""
    for start in range(len(texts)):
        for end in range(start + 1, min(start + LONGEST_CUE, len(texts)) + 1):
            asked = BEFORE_TITLE.get(tuple(texts[start:end]))
            if start in genre_ends and texts[start:end] == [LIKE]:
                asked = LIKE
            if asked and (title := title_after(texts, end, titles)):
                yield Cue(asked, start, title[1], title)
    before_last = [span for span in titles if span[1] == len(texts) - 1]
    if before_last and (asked := NAMES.get(texts[-1])):
        yield Cue(asked, min(before_last)[0], len(texts), min(before_last))


def title_after(texts: list[str], position: int, titles: Collection[Span]) -> Span | None:
    """Return the longest title that stands at a position, or after words that only lead up to it."""
    while position < len(texts):
        if at_position := [span for span in titles if span[0] == position]:
            return max(at_position)
        if texts[position] not in BETWEEN_CUE_AND_TITLE:
            return None
        position += 1
    return None


def related_films(cue: Cue, namesakes: list[Candidate], end: int) -> Entity:
    """Return the entity of the films that are asked for, of the first namesake of which any are known."""
    if cue.asked == LIKE:
        film = namesakes[0]
        likest = tuple(similar_films(film)[:FILMS_LIKE])
        return films_entity(cue, end, film, likest, LIKENESS, ranked=True)
    if cue.asked == SeriesPart.REMAKE:
        namesakes = sorted(namesakes, key=date_and_number)
    film, part = namesakes[0], NOTHING_FOUND
    for namesake in namesakes[:NAMESAKES]:
        if not part.films and (found := part_of_series(SeriesPart(cue.asked), namesake)).films:
            film, part = namesake, found
    return films_entity(cue, end, film, part.films, part.basis)


def films_entity(
    cue: Cue, end: int, film: Candidate, found: tuple[Candidate, ...], basis: str, *, ranked: bool = False
) -> Entity:
    """Return the entity of films that were found by another one."""
    name = f"{film.texts['title']} ({film.year})" if film.year else film.texts["title"]
    return Entity(
        facet=str(cue.asked),
        value=film.slug,
        label=", ".join(filter(None, (f"{LABELS[cue.asked]} {name}", basis))),
        start=cue.start,
        end=end,
        tokens=tuple(tokens.facet(FacetName.FILM, related.object_id) for related in found) or (NO_FILM,),
        belief=ASKED,
        are_films=True,
        ranked_entries=tuple(related.id for related in found) if ranked else (),
        order=None if ranked else Order(Sort.OLDEST),
    )


def numbered_series(words: Sequence[QueryWord], genres: Sequence[Entity]) -> Iterator[Entity]:
    """Give the film with a number in a series that a question names: “shrek 3”, “the third shrek film”.

    It is for titles without numbers: a film whose name the words are goes before it. “The second war film” is of a
    genre and no series.
    """
    texts = [word.text for word in words]
    name, number, asks_for_film = texts[:-1], number_written(texts[-1]) if texts else 0, False
    first = 1 if texts[:1] and texts[0] in ARTICLES else 0
    if len(texts) > first + 2 and texts[-1] in FILM_NOUNS and texts[first] in ORDINAL_NUMBERS:
        name, number, asks_for_film = texts[first + 1 : -1], ORDINAL_NUMBERS[texts[first]], True
    as_chapter = name[-1:] != [] and name[-1] in LEFT_OUT
    series = name[:-1] if as_chapter else name
    is_genre = asks_for_film and any(genre.end == len(words) - 1 for genre in genres)
    if number not in NUMBERS or FRAME.issuperset(series) or is_genre:
        return
    found = numbered_films(series, number, as_chapter=as_chapter)
    if found.films:
        title = " ".join(series)
        yield Entity(
            facet="title",
            value=title,
            label=f"“{title}”, number {number} {found.basis}",
            start=0,
            end=len(words),
            tokens=tuple(tokens.facet(FacetName.FILM, film.object_id) for film in found.films),
            belief=NUMBERED_FILM if asks_for_film and found.is_stated else NUMBERED,
            are_films=True,
        )
