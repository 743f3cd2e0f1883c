"""Recognise films by their relation to another film: “sequel to Alien”, “what comes after Jaws”, “like Heat”."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from films.identity.numerals import ARTICLES, LEFT_OUT, ORDINAL_NUMBERS, number_written
from films.languages import translated
from films.search import tokens
from films.search.backends.base import NamedRecord
from films.search.entries import read_entries
from films.search.series import PartFound, SeriesPart, date_and_number, numbered_films, part_of_series
from films.search.similar_films import similar_films
from films.search.types import Candidate, FacetName, Kind, Sort
from films.search.understanding.entities import FRAME, Entity, Order, QueryWord
from films.search.understanding.named_series import is_in_no_title_of_series
from films.search.understanding.years import year_of
from films.search.vocabulary import KIND_NOUNS

Span = tuple[int, int]

LIKE = "like"
RELATED = 0.95  # belief in a relation to another film
NUMBERED = 0.7  # belief in the number of a film in a series
NUMBERED_FILM = 0.9  # the same if a text or a relation confirms it
NUMBERS = range(2, 10)  # numbers of films in series; higher ones are mostly years and ages
MOST_SIMILAR = 40  # films like another: two pages of results
NAMESAKES = 4  # films with the title that are tried until one has such a relation
NO_FILM = tokens.facet(FacetName.FILM, 0)
"""A token that no film has, for relations without any known film."""

FILM_NOUNS = frozenset(noun for noun, kind in KIND_NOUNS.items() if kind == Kind.FILM)
SINGULAR_NAMES = {"sequel": SeriesPart.SEQUEL, "prequel": SeriesPart.PREQUEL, "remake": SeriesPart.REMAKE}
NAMES = SINGULAR_NAMES | {f"{name}s": part for name, part in SINGULAR_NAMES.items()}
BEFORE_TITLE: dict[tuple[str, ...], str] = {
    **{(name, word): part for name, part in NAMES.items() for word in ("to", "of", "for")},
    ("follow", "up", "to"): SeriesPart.SEQUEL,
    **{(verb, "after"): SeriesPart.NEXT for verb in ("comes", "came", "next")},
    **{(verb, "before"): SeriesPart.PREVIOUS for verb in ("comes", "came")},
    **{("next", noun, "after"): SeriesPart.NEXT for noun in FILM_NOUNS},
    **{(noun, "after"): SeriesPart.NEXT for noun in FILM_NOUNS if not noun.endswith("s")},
    **{(noun, "before"): SeriesPart.PREVIOUS for noun in FILM_NOUNS if not noun.endswith("s")},
    **{(*before, "similar", "to"): LIKE for before in ((), ("something",), ("anything",), ("more",), ("ones",))},
    **{(word, "like"): LIKE for word in (*FILM_NOUNS, "something", "anything", "more", "ones")},
    **{(noun, "similar", "to"): LIKE for noun in FILM_NOUNS},
    **{("similar", noun, "to"): LIKE for noun in FILM_NOUNS},
}
"""Words before a title that ask for other films. After a genre, “like” alone is enough."""
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
    """Hold the words, `start` to before `end`, that ask for films with a `relation` to the film at `title`."""

    relation: str
    start: int
    end: int
    title: Span


def related_film_entities(
    words: tuple[QueryWord, ...],
    named: Mapping[tuple[int, int], list[NamedRecord]],
    genres: Sequence[Entity],
) -> Iterator[Entity]:
    """Yield the films that a query asks for by their relation to a film that it names.

    `genres` are the genres that it names: “comedies like Twins” asks for films like Twins that are comedies.
    """
    films = {span: [record for record in found if record.kind == Kind.FILM] for span, found in named.items()}
    titles = {span: found for span, found in films.items() if found}
    for cue in cues([word.text for word in words], titles, {genre.end for genre in genres}):
        ids = sorted(record.entry_id for record in titles[cue.title])
        namesakes = read_entries(ids)
        year = year_of(words[cue.end].text) if cue.end < len(words) else None
        dated = [film for film in namesakes if film.year == year]
        if year and dated:
            yield related_films(cue, dated, cue.end + 1)
        yield related_films(cue, namesakes, cue.end)


def cues(texts: list[str], titles: Collection[Span], genre_ends: Collection[int]) -> Iterator[Cue]:
    """Yield the words that ask for a relation, each with the longest title next to it."""
    for start in range(len(texts)):
        for end in range(start + 1, min(start + LONGEST_CUE, len(texts)) + 1):
            relation = BEFORE_TITLE.get(tuple(texts[start:end]))
            if start in genre_ends and texts[start:end] == [LIKE]:
                relation = LIKE
            if relation and (title := title_after(texts, end, titles)):
                yield Cue(relation, start, title[1], title)
    before_last = [span for span in titles if span[1] == len(texts) - 1]
    if before_last and (relation := NAMES.get(texts[-1])):
        yield Cue(relation, min(before_last)[0], len(texts), min(before_last))


def title_after(texts: list[str], position: int, titles: Collection[Span]) -> Span | None:
    """Return the longest title that begins at a position or after words such as “the film”."""
    while position < len(texts):
        if at_position := [span for span in titles if span[0] == position]:
            return max(at_position)
        if texts[position] not in BETWEEN_CUE_AND_TITLE:
            return None
        position += 1
    return None


def related_films(cue: Cue, namesakes: list[Candidate], end: int) -> Entity:
    """Return the entity for the related films of the first namesake that has any.

    Namesakes come by prominence, or for remakes by date, since the original is the oldest.
    """
    if cue.relation == LIKE:
        film = namesakes[0]
        likest = tuple(similar_films(film)[:MOST_SIMILAR])
        return films_entity(cue, end, film, likest, LIKENESS, ranked=True)
    if cue.relation == SeriesPart.REMAKE:
        namesakes = sorted(namesakes, key=date_and_number)
    film, part = namesakes[0], NOTHING_FOUND
    for namesake in namesakes[:NAMESAKES]:
        if not part.films and (found := part_of_series(SeriesPart(cue.relation), namesake)).films:
            film, part = namesake, found
    return films_entity(cue, end, film, part.films, part.basis)


def films_entity(
    cue: Cue, end: int, film: Candidate, found: tuple[Candidate, ...], basis: str, *, ranked: bool = False
) -> Entity:
    """Return the entity for films that were found by their relation to another one."""
    name = f"{film.texts['title']} ({film.year})" if film.year else film.texts["title"]
    return Entity(
        facet=str(cue.relation),
        value=film.slug,
        label=", ".join(filter(None, (f"{translated(LABELS[cue.relation])} {name}", translated(basis)))),
        start=cue.start,
        end=end,
        tokens=tuple(tokens.facet(FacetName.FILM, related.object_id) for related in found) or (NO_FILM,),
        belief=RELATED,
        are_films=True,
        ranked_entries=tuple(related.id for related in found) if ranked else (),
        order=None if ranked else Order(Sort.OLDEST),
    )


def numbered_series(words: Sequence[QueryWord], genres: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the film with a number in a series: “shrek 3”, “the third shrek”, “the third shrek film”.

    This finds films without the number in their titles; a film with exactly these words as its title is preferred.
    “The second war film” names a genre, not a series.
    """
    texts = [word.text for word in words]
    name, number = texts[:-1], number_written(texts[-1]) if texts else 0
    first = 1 if texts[:1] and texts[0] in ARTICLES else 0
    asks_for_film = texts[-1:] != [] and texts[-1] in FILM_NOUNS
    end = len(texts) - asks_for_film
    if end > first + 1 and texts[first] in ORDINAL_NUMBERS:
        name, number = texts[first + 1 : end], ORDINAL_NUMBERS[texts[first]]
    as_chapter = name[-1:] != [] and name[-1] in LEFT_OUT
    series = name[:-1] if as_chapter else name
    is_genre = asks_for_film and any(genre.end == len(words) - 1 for genre in genres)
    if number not in NUMBERS or FRAME.issuperset(series) or is_genre:
        return
    title = " ".join(series)
    is_hero = is_in_no_title_of_series(title)  # “bond”: titles with that word are of other films
    found = numbered_films(series, number, as_chapter=as_chapter, by_titles=not is_hero)
    if found.films:
        yield Entity(
            facet="title",
            value=title,
            label=translated("“%(title)s”, number %(number)s", title=title, number=number)
            + f" {translated(found.basis)}",
            start=0,
            end=len(words),
            tokens=tuple(tokens.facet(FacetName.FILM, film.object_id) for film in found.films),
            belief=NUMBERED_FILM if found.is_stated else NUMBERED,
            are_films=True,
        )
