"""Recognise films by words that their titles have in common: “rocky movies”, “star wars in order”.

Such words name a series or its hero. Where texts write them in lower case, they are what films are about instead:
“pirate movies”.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from films.languages import translated
from films.search import tokens
from films.search.backends import engine
from films.search.backends.base import NamedRecord
from films.search.entries import read_entries
from films.search.entry_ids import object_id_of
from films.search.expressions import Expression, all_of
from films.search.query.tree import Phrase
from films.search.series import titled_alike
from films.search.sets import current, entry_ids
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FRAME, Entity, QueryWord, record_tokens
from films.search.understanding.named_series import (
    IS_FILM,
    films_in_series,
    is_called_series,
    is_in_no_title_of_series,
)
from films.search.understanding.orders import SUPERLATIVES, end_of_order_by_date, start_of_chronological
from films.search.understanding.years import YEAR
from films.search.vocabulary import KIND_NOUNS

LONGEST_QUESTION = 10  # words of a query in which surnames and beginnings of titles are recognised
LONGEST_SERIES = 4  # words before “films” that can be common to their titles
NOUNS_KEPT = 5000  # words of which is remembered how texts write them
FILMS_TITLED = 60  # films with words in their titles whose people may be asked for

TEXTS_READ = 30  # texts with a word that are read to find out how it is written, of the most prominent films
BEFORE_STORY = (
    *((word,) for word in "about featuring involving set when where which".split()),
    ("in", "which"), ("taking", "place"), ("that", "take", "place"), ("that", "takes", "place"),
)  # fmt: skip
"""Words between “films” and what happens in them."""
IN_TITLE = (*(("in", whose, noun) for whose in ("the", "its", "their") for noun in ("title", "titles", "name")),)
BEFORE_TITLED = frozenset("with has have having containing".split())
WORDS_NAMED = ("the", "word"), ("the", "words"), ("the", "name"), ("word",)
"""What stands around words that are asked for in titles: “with the word dinosaur in the title”."""
LEAST_TITLED = 0.1  # share of the films with some words that have them in their titles where these name a series
ENTITLED = 0.65  # in “films with these words in their titles”
IN_TITLES = 0.95  # the same if the query says that they are: “with dinosaur in the title”
SERIES = 0.8  # the same if the query asks for several films: “rocky movies”
COLLECTIVE_NOUNS = frozenset("franchise quadrilogy saga series tetralogy trilogy".split())
"""Words that, like “films”, follow what the titles of a series have in common: “matrix trilogy”."""


def titled_entities(
    words: tuple[QueryWord, ...], named: Mapping[tuple[int, int], Sequence[NamedRecord]]
) -> list[Entity]:
    """Return “films with these words in their titles” for words before “films” or “in order”, if there are any."""
    entities = []
    texts = [word.text for word in words]
    whole = [span for span, records in named.items() if any(record.kind == Kind.FILM for record in records)]
    ends = [place for place, text in enumerate(texts) if is_film_noun(text) or text in COLLECTIVE_NOUNS]
    for position in (*ends, start_of_chronological(texts)) if len(words) <= LONGEST_QUESTION else ():
        if position == len(words):
            continue
        for start in range(position - 1, max(position - LONGEST_SERIES, 0) - 1, -1):
            framing = words[start].text in FRAME or tuple(texts[start:position]) in SUPERLATIVES
            is_frame = framing and (start, position) not in whole  # “star wars” is a title
            if is_frame or YEAR.fullmatch(words[start].text):
                break
            entities.append(
                titled(words, start, position, SERIES if are_several_films(words, start, position) else ENTITLED)
            )
    begin = end_of_order_by_date(texts)
    if 0 < len(words) - begin <= LONGEST_SERIES and begin:
        entities.append(titled(words, begin, len(words), SERIES))
    found = entry_ids([films_with_title(entity) for entity in entities], 1) if entities else []
    titles = [entity for entity, ids in zip(entities, found, strict=True) if ids]
    themes = themes_among(titles, whole)
    heroes = [entity for entity in titles if entity not in themes and is_in_no_title_of_series(entity.title)]
    titles = [entity for entity in titles if entity not in (*themes, *heroes)]
    untitled = [entity for entity in entities if entity not in (*titles, *themes) and " " in entity.title]
    asked = [*words_in_titles(words), *titles, *map(in_the_text, themes)]
    return [*asked, *series_in_texts([*heroes, *untitled])]


def words_in_titles(words: tuple[QueryWord, ...]) -> Iterator[Entity]:
    """Yield the films that a query asks for by words of their titles: “films with dinosaur in the title”."""
    texts = [word.text for word in words]
    end = next((len(texts) - len(tail) for tail in IN_TITLE if tuple(texts[-len(tail) :]) == tail), len(texts))
    lead = max((place for place, text in enumerate(texts[:end]) if text in BEFORE_TITLED), default=end)
    before = next((len(named) for named in WORDS_NAMED if tuple(texts[lead + 1 : end][: len(named)]) == named), 0)
    start = lead + 1 + before
    if start < end < len(texts):
        cues = frozenset((*range(lead, start), *range(end, len(texts))))
        yield replace(titled(words, start, end, IN_TITLES), cues=cues)


def themes_among(entities: Sequence[Entity], whole: Collection[tuple[int, int]]) -> list[Entity]:
    """Return those whose words say what films are about.

    Few of the films that have them have them in their titles, unless they are a `whole` title; or it is a single
    word, which is a common noun.
    """
    others = [entity for entity in entities if (entity.start, entity.end) not in whole]
    anywhere = [all_of([IS_FILM, engine().containing(Phrase(entity.title))]) for entity in others]
    counts = list(map(len, current().matching([*map(films_with_title, others), *anywhere])))
    pairs = zip(others, counts[: len(others)], counts[len(others) :], strict=True)
    rare = [entity for entity, in_titles, having in pairs if in_titles < having * LEAST_TITLED]
    return [entity for entity in entities if entity in rare or is_common_noun(entity.title)]


def films_told_about(texts: Sequence[str]) -> set[int]:
    """Return the positions of “films” before “about”, after which comes what they are about."""
    pairs = enumerate(pairwise(texts))
    return {place for place, (text, after) in pairs if is_film_noun(text) and after == "about"}


def films_with_story(texts: Sequence[str]) -> set[int]:
    """Return the positions of “films” before what happens in them: “movies that take place in Alaska”."""
    return {
        place
        for place, text in enumerate(texts)
        if is_film_noun(text)
        and any(tuple(texts[place + 1 : place + 1 + len(begun)]) == begun for begun in BEFORE_STORY)
    }


def is_common_noun(word: str) -> bool:
    """Tell whether texts write a word in lower case, and do not call films by it as a series."""
    remembered = current().remembering("common nouns", NOUNS_KEPT)
    if word not in remembered:
        remembered[word] = " " not in word and is_in_lower_case(word) and not is_called_series(word)
    return bool(remembered[word])


def is_in_lower_case(word: str) -> bool:
    """Tell whether most texts of films with other titles write a word in lower case, where no sentence begins."""
    in_name = engine().in_names(Phrase(word))
    (found,) = entry_ids([all_of([IS_FILM, engine().containing(Phrase(word))], [in_name])], TEXTS_READ)
    bodies = (film.texts["body"] for film in read_entries(found))
    written = [text for body in bodies for text in re.findall(rf"(?<=[a-z,] )(?i:{re.escape(word)})\b", body)]
    return sum(map(str.islower, written)) * 2 > len(written)


def with_films_of_series(entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities; where words name a series, films of it with other titles are meant as well.

    “Star wars films” asks for *The Empire Strikes Back* too, which its text calls a film of that series. “The
    alien series” asks for no others, since a single word stands in titles by chance.
    """
    titled = [entity for entity in entities if entity.title]
    others = dict(films_of_series(titled))
    single = [entity for entity in titled if entity.cues and " " not in entity.title]
    series = {entity: only_of_series(entity) for entity in single if is_called_series(entity.title)}
    others |= dict.fromkeys(series, ())
    entities = [series.get(entity, entity) for entity in entities]
    return [in_series(entity, others[entity]) if others.get(entity) else entity for entity in entities]


def only_of_series(entity: Entity) -> Entity:
    """Return the entity for the films of a series by their texts, for its first film, and those titled alike."""
    by_texts = [film.entry_id for film in films_in_series(entity.title)]
    named = [record.entry_id for record in engine().records_named([entity.title]) if record.kind == Kind.FILM]
    originals = read_entries(named[:1])
    alike = [film.id for original in originals for film in titled_alike(original)]
    return of_films(entity, [*by_texts, *named[:1], *alike])


def of_films(entity: Entity, ids: Iterable[int]) -> Entity:
    """Return the entity for films of a series that texts name."""
    films = tuple(tokens.facet(FacetName.FILM, object_id_of(entry_id)) for entry_id in dict.fromkeys(ids))
    label = translated("“%(title)s” series, by texts", title=entity.title)
    return replace(entity, title="", label=label, tokens=films, are_films=True)


def in_series(entity: Entity, others: tuple[str, ...]) -> Entity:
    """Return the entity for the films of a series, of which others have another title."""
    label = translated("“%(words)s” in the title or series", words=entity.title)
    return replace(entity, belief=max(entity.belief, SERIES), label=label, tokens=others)


def films_of_series(entities: Iterable[Entity]) -> Iterator[tuple[Entity, tuple[str, ...]]]:
    """Yield each entity with the tokens of films of a series with its title that have another title."""
    for entity in entities:
        films = films_in_series(entity.title) if is_called_series(entity.title) else []
        others = [object_id_of(film.entry_id) for film in films if not film.is_titled]
        yield entity, tuple(tokens.facet(FacetName.FILM, film_id) for film_id in others)


def series_in_texts(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the films whose texts say that they are of a series with such a name: “james bond films”."""
    for entity in entities:
        if films := films_in_series(entity.title):
            yield of_films(entity, [film.entry_id for film in films])


def in_the_text(entity: Entity) -> Entity:
    """Return the entity for the films that have words anywhere, instead of in their titles."""
    return replace(
        entity, title="", phrase=entity.title, label=translated("“%(words)s” in the text", words=entity.title)
    )


def titled(words: tuple[QueryWord, ...], start: int, end: int, belief: float) -> Entity:
    """Return the entity for the films with these words in their titles."""
    text = " ".join(word.text for word in words[start:end])
    label = translated("“%(words)s” in the title", words=text)
    collective = frozenset({end} if end < len(words) and words[end].text in COLLECTIVE_NOUNS else ())
    return Entity("title", text, label, start, end, belief=belief, title=text, cues=collective)


def are_several_films(words: Sequence[QueryWord], start: int, end: int) -> bool:
    """Tell whether a query asks for several films by the words of a span: “rocky films”, “the latest rocky film”.

    An order asks for several, too: “rocky in order”.
    """
    texts = [word.text for word in words]
    noun = texts[end] if end < len(texts) and (is_film_noun(texts[end]) or texts[end] in COLLECTIVE_NOUNS) else ""
    is_one_of_several = any(
        tuple(texts[max(0, start - len(superlative)) : start]) == superlative for superlative in SUPERLATIVES
    )
    if end < len(texts) and end == start_of_chronological(texts):
        return True
    return bool(noun) and (noun.endswith("s") or noun in COLLECTIVE_NOUNS or is_one_of_several)


def is_film_noun(text: str) -> bool:
    return KIND_NOUNS.get(text) == Kind.FILM


def films_titled(entity: Entity, texts: Sequence[str]) -> Entity:
    """Return the entity for the films themselves that have some words in their titles, the most prominent."""
    is_noun = KIND_NOUNS.get("".join(texts[entity.end : entity.end + 1])) == Kind.FILM
    (found,) = entry_ids([films_with_title(entity)], FILMS_TITLED)
    ids = tuple(map(object_id_of, found))
    return replace(
        entity,
        facet=FacetName.FILM.value,
        tokens=tuple(token for film_id in ids for token in record_tokens(FacetName.FILM, film_id)),
        title="",
        cues=frozenset({entity.end} if is_noun else ()),
        records=ids,
        entries=frozenset(found),
        kind=Kind.FILM,
    )


def begins_title(texts: Sequence[str], entity: Entity) -> bool:
    """Tell whether the word before those of a title belongs to it as well: “star” in “star wars”."""
    if not entity.title or not entity.start:
        return False
    longer = replace(entity, title=f"{texts[entity.start - 1]} {entity.title}")
    return bool(entry_ids([films_with_title(longer)], 1)[0])


def films_with_title(entity: Entity) -> Expression:
    return all_of([engine().in_names(Phrase(entity.title)), IS_FILM])
