"""Recognises the people, titles, places, genres and years that the words of a query may name.

Each comes with a belief, from 0 to 1, in how likely the words mean it: what they mean in the end is decided among
whole readings, in `films.search.understanding.readings`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR
from films.search import tokens, vocabulary
from films.search.backends import engine
from films.search.backends.base import NamedRecord, NameForm
from films.search.folding import plain
from films.search.numerals import ARTICLES, rewritten_keys
from films.search.query.tree import Phrase
from films.search.types import FacetName, Kind
from films.search.understanding.entities import FRAME, OWN_FACET, Entity, QueryWord
from films.search.understanding.years import YEAR, YearsFound, find_years
from films.search.vocabulary import KIND_NOUNS

LONGEST_TITLED = 14  # words of a query in which any title is taken for one; a longer one tells a story
LONGEST_GENRE = 3  # words of a genre
LONGEST_SERIES = 4  # words before “films” that their titles may have in common
LONGEST_NAME = 8  # words of a name that is looked for inside a query
RARE_TITLE = 30  # entries that have a word which, inside a query, is taken for the title it is
LEAST_DATED = 2  # words beside a year in a title that is taken for one inside a question
LONGEST_COMMON = 3  # letters; shorter words are seldom names

NAMED = 0.95  # belief in a name of several words
INTRODUCED = 0.9  # in what a word before it announces: “by Kubrick”, “the film Heat”, “in Chicago”
FRAMED = 0.75  # in a name of one word that is all of the question but its frame: “who is in Heat”
UNUSUAL = 0.7  # in a title of one rare word amid others
LONE = 0.35  # in a name of one common word amid others; less than that the words are meant as words
JOINED = 0.5  # of the belief in a name whose words are parted elsewhere than typed
CERTAIN_YEARS = 0.9  # in a decade or a range
YEAR_AMONG_YEARS = 0.5  # in each of several years without a word between them that makes a range
GENRE = 0.85  # in a genre
ENTITLED = 0.65  # in “films with these words in their titles”
SERIES = 0.8  # in the same where several films are asked for: “rocky movies”


@dataclass(frozen=True)
class Recognised:
    """What spans of the words may mean, and the records that all of them together name."""

    entities: tuple[Entity, ...]
    named_exactly: tuple[NamedRecord, ...]


def recognised(words: tuple[QueryWord, ...], frequencies: Mapping[str, int]) -> Recognised:
    """Look the words up among names and genres, and read years in them.

    `frequencies` tells in how many entries each word stands.
    """
    keys = span_keys(words)
    names: dict[tuple[int, int], list[NamedRecord]] = {}
    for found in engine().records_named(keys):
        for span in keys[found.key]:
            names.setdefault(span, []).append(found)
    entities = [
        *(entity for span, found in names.items() for entity in named_entities(words, span, found, frequencies)),
        *existing(list(titled_entities(words))),
        *genre_entities(words, keys),
        *years_entities(words),
    ]
    return Recognised(tuple(entities), tuple(names.get((0, len(words)), ())))


def named_entities(
    words: tuple[QueryWord, ...], span: tuple[int, int], found: list[NamedRecord], frequencies: Mapping[str, int]
) -> Iterator[Entity]:
    """Give what a span names, one entity for each kind of record that bears the name."""
    start, end = span
    for kind in OWN_FACET:
        bearers = [record for record in found if record.kind == kind]
        belief = belief_in_name(kind, words, span, frequencies) if bearers else 0.0
        if belief:
            nearest = min(max(record.form, NameForm.OTHER_NAME) for record in bearers)
            exact = [record for record in bearers if record.form <= nearest]
            if not is_parted_alike([word.text for word in words[start:end]], exact):
                belief *= JOINED
            yield record_entity(kind, exact, start, end, belief)


def belief_in_name(
    kind: Kind, words: tuple[QueryWord, ...], span: tuple[int, int], frequencies: Mapping[str, int]
) -> float:
    """Return how likely a span means a record of this kind; 0 where it is no name inside a question."""
    start, end = span
    texts = [word.text for word in words[start:end]]
    others = {word.text for word in (*words[:start], *words[end:])}
    telling = [text for text in texts if not is_common(text)]
    before = words[start - 1].text if start else ""
    if kind == Kind.FILM:
        return belief_in_title(texts, telling, before, others, frequencies, is_last=end == len(words))
    if not telling and others:
        return 0.0
    if len(telling) > 1:
        return NAMED
    if kind == Kind.LOCATION:
        return INTRODUCED if before in vocabulary.PLACE_CUES or before == "the" else 0.0 if others else FRAMED
    is_introduced = before in vocabulary.PERSON_CUES and len(texts[-1]) > LONGEST_COMMON
    return INTRODUCED if is_introduced else FRAMED if others <= FRAME else LONE if len(texts) > 1 else 0.0


def belief_in_title(
    texts: Sequence[str],
    telling: Sequence[str],
    before: str,
    others: set[str],
    frequencies: Mapping[str, int],
    *,
    is_last: bool,
) -> float:
    """Return how likely words mean the film of this title."""
    if others and all(YEAR.fullmatch(other) for other in others):
        return INTRODUCED
    if not telling and others:
        return 0.0
    is_called = before in vocabulary.NAMING
    if before in vocabulary.TITLE_CUES and (is_called or before not in KIND_NOUNS or is_last):
        return NAMED if len(telling) > 1 else INTRODUCED
    years = {position for years in find_years(list(texts)) for position in range(years.start, years.end)}
    is_dated = others and years and len(telling) - len(years) < LEAST_DATED
    if len(others) + len(texts) > LONGEST_TITLED or (is_dated and len(texts) > 1):
        return 0.0
    if len(telling) > 1:
        return INTRODUCED
    if others <= FRAME:
        return FRAMED
    word = telling[0]
    is_rare = frequencies.get(word, 0) <= RARE_TITLE and len(word) > LONGEST_COMMON and not word.isdigit()
    return UNUSUAL if is_rare else LONE


def is_common(text: str) -> bool:
    """Tell whether a word is too common to be a name by itself."""
    return text in FRAME or len(text) == 1


def is_parted_alike(typed: Sequence[str], records: Iterable[NamedRecord]) -> bool:
    """Tell whether one of the records' titles has its words parted where the typed ones are.

    Other names of a record are not at hand, so a title that is spelled otherwise says nothing.
    """
    joined = "".join(typed)
    titles = [plain(record.title).split() for record in records]
    same = [words for words in titles if "".join(words) == joined]
    return not same or any(words == list(typed) for words in same) or len(typed) == 1


def titled_entities(words: tuple[QueryWord, ...]) -> Iterator[Entity]:
    """Give “films with these words in their titles”, where a question has words beside the noun “films”."""
    for position, word in enumerate(words):
        if KIND_NOUNS.get(word.text) != Kind.FILM:
            continue
        for start in range(position - 1, max(position - LONGEST_SERIES, 0) - 1, -1):
            if words[start].text in FRAME:
                break
            text = " ".join(each.text for each in words[start:position])
            yield Entity(
                facet="title",
                value=text,
                label=f"“{text}” in the title",
                start=start,
                end=position,
                belief=SERIES if word.text.endswith("s") else ENTITLED,
                title=text,
            )


def existing(titled: Sequence[Entity]) -> list[Entity]:
    """Return those for which there is a film."""
    expressions = [engine().in_names(Phrase(entity.title)) for entity in titled]
    found = engine().entry_ids(expressions, 1) if titled else []
    return [entity for entity, ids in zip(titled, found, strict=True) if ids]


def joined_positions(words: tuple[QueryWord, ...]) -> frozenset[int]:
    """Return the positions of words that a sign joins to the next, as in 1993-1995."""
    return frozenset(place for place, pair in enumerate(pairwise(words)) if pair[0].clause is pair[1].clause)


def span_keys(words: tuple[QueryWord, ...]) -> dict[str, list[tuple[int, int]]]:
    """Return the keys of the names that spans of words may be, each with its spans.

    A span is looked up as typed, without possessive endings, without a last “s” that may be one unmarked, and
    rewritten; but for a single word inside a query, which may be a number of anything. All of the words together
    are looked up however many they are.
    """
    keys: dict[str, list[tuple[int, int]]] = {}
    if len(words) > LONGEST_NAME:
        whole = {"".join(word.text for word in words), *rewritten_keys([word.raw for word in words])}
        keys.update({one: [(0, len(words))] for one in whole})
    for start in range(len(words)):
        plain_key = raw_key = ""
        for end in range(start + 1, min(len(words), start + LONGEST_NAME) + 1):
            plain_key += words[end - 1].text
            raw_key += words[end - 1].raw
            ends = {plain_key, raw_key}
            if plain_key.endswith("s") and end - start > 1:
                ends.add(plain_key[:-1])
            if end - start == len(words) or (end - start > 1 and words[start].text not in ARTICLES):
                ends |= rewritten_keys([word.raw for word in words[start:end]])
            for one in ends:
                keys.setdefault(one, []).append((start, end))
    return keys


def record_entity(kind: Kind, found: list[NamedRecord], start: int, end: int, belief: float) -> Entity:
    """Return the entity of records that bear one name."""
    facet = OWN_FACET[kind]
    return Entity(
        facet=facet.value,
        value=found[0].slug,
        label=found[0].title,
        start=start,
        end=end,
        tokens=tuple(token for record in found for token in record_tokens(facet, record.object_id)),
        belief=belief,
        records=tuple(record.object_id for record in found),
        entries=frozenset(record.entry_id for record in found),
        kind=kind,
    )


def record_tokens(facet: FacetName, object_id: int) -> Iterator[str]:
    """Give the tokens of entries that belong to a record: of a film, also those of the people who worked on it."""
    yield tokens.facet(facet, object_id)
    if facet == FacetName.FILM:
        yield tokens.worked_on(object_id)


def genre_entities(words: tuple[QueryWord, ...], keys: dict[str, list[tuple[int, int]]]) -> Iterator[Entity]:
    """Give the genres that spans of a few words name, by their names, other names and plurals."""
    meant: dict[str, list[tuple[int, int]]] = {}
    for one, spans in keys.items():
        short = [(start, end) for start, end in spans if end - start <= LONGEST_GENRE]
        for genre in genre_keys(one) if short else ():
            meant.setdefault(genre, []).extend(short)
    for genre, genre_id, slug, label in engine().genres_named(meant):
        for start, end in sorted(set(meant[genre])):
            token, nearest = tokens.facet(FacetName.GENRE, genre_id), tokens.own_genre(genre_id)
            yield Entity(
                FacetName.GENRE.value, slug, label, start, end, (token,), GENRE, nearest_tokens=(nearest,)
            )


def genre_keys(text: str) -> set[str]:
    """Return the keys of the genres that a word may mean: comedies → comedy."""
    singular = {text, text.removesuffix("s"), text.removesuffix("es")}
    if text.endswith("ies"):
        singular.add(f"{text[:-3]}y")
    return singular


def years_entities(words: tuple[QueryWord, ...]) -> Iterator[Entity]:
    """Give the years, decades and ranges of years in the words."""
    found = find_years([word.text for word in words], joined_positions(words))
    single = [years for years in found if years.end - years.start == 1 and years.first == years.last]
    for years in found:
        yield years_entity(years, YEAR_AMONG_YEARS if years in single and len(single) > 1 else CERTAIN_YEARS)


def years_entity(years: YearsFound, belief: float) -> Entity:
    """Return the entity of a year or a range of years."""
    return Entity(
        FacetName.YEAR.value,
        f"{years.first or ''}..{years.last or ''}" if years.first != years.last else str(years.first),
        years_label(years.first, years.last),
        years.start,
        years.end,
        tuple(year_tokens(years.first, years.last)),
        belief,
    )


def years_label(first: int | None, last: int | None) -> str:
    """Return a range of years as readers write it."""
    if first is None or last is None:
        return f"until {last}" if first is None else f"since {first}"
    return f"{first}" if first == last else f"{first}–{last}"


def year_tokens(first: int | None, last: int | None) -> Iterator[str]:
    """Give the tokens of a range of years: of whole decades where it has them, and of single years."""
    year = max(first or FIRST_FILM_YEAR, FIRST_FILM_YEAR)
    last = min(last or LAST_FILM_YEAR, LAST_FILM_YEAR)
    while year <= last:
        if year % 10 == 0 and year + 9 <= last:
            yield tokens.facet(FacetName.DECADE, f"{year}s")
            year += 10
        else:
            yield tokens.facet(FacetName.YEAR, year)
            year += 1
