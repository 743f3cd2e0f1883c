"""Recognise the films, people and places that spans of the words may name, each with a belief."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from films.identity.folding import plain
from films.identity.numerals import ARTICLES, rewritten_keys
from films.search import vocabulary
from films.search.backends import engine
from films.search.backends.base import NamedRecord, NameForm
from films.search.types import Kind
from films.search.understanding.entities import FRAME, OWN_FACET, Entity, QueryWord, record_tokens
from films.search.understanding.film_fields import words_asking
from films.search.understanding.titles import (
    SERIES,
    are_several_films,
    films_told_about,
    is_common_noun,
    titled,
)
from films.search.understanding.years import YEAR, find_years
from films.search.vocabulary import CONNECTIVES, KIND_NOUNS, QUESTION_WORDS

LONGEST_TITLED = 14  # words of a query in which any title is recognised; longer queries tell a story
LONGEST_NAME = 8  # words of a name within a query
RARE_TITLE = 30  # entries with a word that, within a query, is still recognised as a title
LEAST_DATED = 2  # words of a title, apart from a year in it, that is recognised within a query
LONGEST_COMMON = 3  # letters; shorter words are rarely names

INDEFINITE = frozenset(("a", "an"))

NAMED = 0.95  # belief in a name of several words
INTRODUCED = 0.9  # in a name after a word that announces it: “by Kubrick”, “the film Heat”, “in Chicago”
FRAMED = 0.75  # in a name of one word if all others frame the question: “who is in Heat”
UNUSUAL = 0.7  # in a title of one rare word among others, or of several words after “not”
LONE = 0.35  # in a name of one common word among others; less than the belief in the literal words
THEME = 0.2  # in a title of a common noun before “films”, which says what they are about
JOINED = 0.5  # share of the belief in a name whose words are separated differently


def named_entities(
    words: tuple[QueryWord, ...], span: tuple[int, int], found: list[NamedRecord], frequencies: Mapping[str, int]
) -> Iterator[Entity]:
    """Yield what a span names: one entity for each kind of record with this name.

    A title of several words before “films” stands for all films with these words in their titles.
    """
    start, end = span
    for kind in OWN_FACET:
        bearers = [record for record in found if record.kind == kind]
        belief = belief_in_name(kind, words, span, frequencies) if bearers else 0.0
        if belief:
            nearest = min(max(record.form, NameForm.OTHER_NAME) for record in bearers)
            exact = [record for record in bearers if record.form <= nearest]
            if not is_parted_alike([word.text for word in words[start:end]], exact):
                belief *= JOINED
            if kind == Kind.FILM and is_theme(words, span, exact):
                belief = THEME
            if (
                kind == Kind.FILM
                and end - start > 1
                and are_several_films(words, start, end)
                and has_words(words, span, exact)
            ):
                yield titled(words, start + (words[start].text in ARTICLES), end, SERIES)
            else:
                is_called = kind == Kind.FILM and start and words[start - 1].text in vocabulary.NAMING
                named = record_entity(kind, exact, start, end, belief)
                yield replace(named, cues=frozenset({start - 1})) if is_called else named


def belief_in_name(
    kind: Kind, words: tuple[QueryWord, ...], span: tuple[int, int], frequencies: Mapping[str, int]
) -> float:
    """Return how likely a span means a record of this kind, or 0 if it cannot be a name within a query."""
    start, end = span
    texts = [word.text for word in words[start:end]]
    others = {word.text for word in (*words[:start], *words[end:])}
    telling = [text for text in texts if not is_common(text)]
    before = words[start - 1].text if start else ""
    if kind == Kind.FILM:
        if is_asked_about(words, start, end):
            return INTRODUCED
        if is_set_in(words, start):
            return 0.0
        if before in vocabulary.NEGATIONS and len(texts) > 1:
            return UNUSUAL
        is_before_noun = end < len(words) and KIND_NOUNS.get(words[end].text) == Kind.FILM
        return belief_in_title(
            texts,
            telling,
            before,
            others,
            frequencies,
            is_last=end == len(words),
            is_before_noun=is_before_noun,
        )
    if not telling and others:
        return 0.0
    if len(telling) > 1:
        return NAMED
    if kind == Kind.LOCATION:
        return INTRODUCED if before in vocabulary.PLACE_CUES or before == "the" else 0.0 if others else FRAMED
    if len(texts) > 1 and texts[-1] in CONNECTIVES and others:
        return 0.0
    if len(texts) > 1 and texts[-1] in telling:  # Will Arnett
        return INTRODUCED
    if len(texts) > 1 and texts[-1] not in QUESTION_WORDS and texts[-1] not in KIND_NOUNS:  # Tim Story
        return UNUSUAL
    is_introduced = before in vocabulary.PERSON_CUES and len(texts[-1]) > LONGEST_COMMON
    return INTRODUCED if is_introduced else FRAMED if others <= FRAME else LONE if len(texts) > 1 else 0.0


def is_set_in(words: Sequence[QueryWord], start: int) -> bool:
    """Tell whether the words before a name say that a story takes place there: “films set in Alaska”."""
    before = [word.text for word in words[max(0, start - 2) : start]]
    return (
        before[-1:] != [] and before[-1] in vocabulary.PLACE_CUES and before[0] in {*vocabulary.USE_CUES, "place"}
    )


def is_asked_about(words: tuple[QueryWord, ...], start: int, end: int) -> bool:
    """Tell whether the words before the last ones ask about a film: “director of”, “who was in”."""
    before = [word.text for word in words[:start]]
    if end < len(words) or len(before) < 2 or all(word.text in KIND_NOUNS for word in words[start:]):
        return False
    return before[-1] in vocabulary.BEFORE_FILM and (before[-2] in vocabulary.JOB_CUES or before[0] == "who")


def belief_in_title(
    texts: Sequence[str],
    telling: Sequence[str],
    before: str,
    others: set[str],
    frequencies: Mapping[str, int],
    *,
    is_last: bool,
    is_before_noun: bool,
) -> float:
    """Return how likely words mean the film with this title."""
    is_called = before in vocabulary.NAMING
    if is_called and is_last and not telling:  # “a movie called it”
        return INTRODUCED
    if (not telling and others) or (before in INDEFINITE and not is_before_noun):
        return 0.0  # “a woman on the run” is no title within a query
    if before in vocabulary.TITLE_CUES and (is_called or before not in KIND_NOUNS or is_last):
        return NAMED if len(telling) > 1 else INTRODUCED
    years = {position for years in find_years(list(texts)) for position in range(years.start, years.end)}
    is_dated = others and years and len(telling) - len(years) < LEAST_DATED
    if len(others) + len(texts) > LONGEST_TITLED or (is_dated and len(texts) > 1):
        return 0.0
    carrying = [text for text in texts if text not in QUESTION_WORDS and text not in KIND_NOUNS]
    if len(telling) > 1 or len(carrying) > 1:
        return INTRODUCED
    if others and words_asking(others):
        return INTRODUCED
    if others <= FRAME:
        return FRAMED
    word = telling[0]
    is_rare = frequencies.get(word, 0) <= RARE_TITLE and len(word) > LONGEST_COMMON and not word.isdigit()
    has_function_word = any(text in QUESTION_WORDS and text not in ARTICLES for text in texts)
    if (texts[0] in INDEFINITE or before in INDEFINITE or has_function_word) and not is_rare:
        return 0.0  # “a man who” is no title within a query
    return UNUSUAL if is_rare else LONE


def has_words(words: Sequence[QueryWord], span: tuple[int, int], records: Iterable[NamedRecord]) -> bool:
    """Tell whether the words of a span stand in the title of one of the records as typed."""
    text = " ".join(word.text for word in words[slice(*span)])
    return any(text in plain(record.title) for record in records)


def is_theme(words: Sequence[QueryWord], span: tuple[int, int], records: Iterable[NamedRecord]) -> bool:
    """Tell whether a word next to “films” says what they are about: “a pirate movie”, “films about pirates”.

    Before a single film without an article, it may be the title of exactly this word.
    """
    start, end = span
    text, before = words[start].text, words[start - 1].text if start else ""
    if end - start == 1 and start - 2 in films_told_about([word.text for word in words]):
        return is_common_noun(text)
    noun = words[end].text if end < len(words) else ""
    if end - start > 1 or KIND_NOUNS.get(noun) != Kind.FILM or before in vocabulary.NAMING:
        return False
    is_title = any(plain(record.title) == text for record in records)
    asks_for_any = noun.endswith("s") or before in INDEFINITE or not is_title
    return asks_for_any and is_common_noun(text)


def is_common(text: str) -> bool:
    """Tell whether a word is too common to be a name by itself."""
    return text in FRAME or len(text) == 1


def is_parted_alike(typed: Sequence[str], records: Iterable[NamedRecord]) -> bool:
    """Tell whether the title of one of the records separates its words like the query.

    Other names of the records have not been read, so a title with another spelling says nothing.
    """
    joined = "".join(typed)
    titles = [plain(record.title).split() for record in records]
    same = [words for words in titles if "".join(words) == joined]
    return not same or any(words == list(typed) for words in same) or len(typed) == 1


def dated_titles(
    words: tuple[QueryWord, ...], named: Mapping[tuple[int, int], list[NamedRecord]]
) -> Iterator[Entity]:
    """Yield the films that are named by title and year: “It 1990”, “director of Project X (2012)”.

    If none is of that year, one of the year before or after is meant, as films come out in several years.
    """
    dated = {
        (start, end): [record for record in found if record.kind == Kind.FILM]
        for (start, end), found in named.items()
        if end < len(words) and YEAR.fullmatch(words[end].text)
    }
    for (start, end), found in dated.items():
        asked = int(words[end].text)
        nearest = min((abs((record.year or 0) - asked) for record in found), default=asked)
        if nearest > 1:
            continue
        meant = [record for record in found if abs((record.year or 0) - asked) == nearest]
        entity = record_entity(Kind.FILM, meant, start, end + 1, INTRODUCED if nearest else NAMED)
        yield replace(entity, label=f"{entity.label} ({meant[0].year})")


def records_by_span(keys: Mapping[str, list[tuple[int, int]]]) -> dict[tuple[int, int], list[NamedRecord]]:
    """Return the records that spans of the words name."""
    named: dict[tuple[int, int], list[NamedRecord]] = {}
    for found in engine().records_named(keys):
        for span in keys[found.key]:
            named.setdefault(span, []).append(found)
    return named


def span_keys(words: tuple[QueryWord, ...]) -> dict[str, list[tuple[int, int]]]:
    """Map the keys under which spans of words are looked up to the spans.

    A span is looked up as typed, without possessive endings, without a final “s” that may be one, and rewritten. A
    single word within a query is not rewritten, since a number may count anything. The whole query is looked up
    whatever its length.
    """
    keys: dict[str, list[tuple[int, int]]] = {}
    if len(words) > LONGEST_NAME:
        whole = {"".join(word.text for word in words), *rewritten_keys([word.raw for word in words])}
        keys.update({name_key: [(0, len(words))] for name_key in whole})
    for start in range(len(words)):
        plain_key = raw_key = ""
        for end in range(start + 1, min(len(words), start + LONGEST_NAME) + 1):
            plain_key += words[end - 1].text
            raw_key += words[end - 1].raw
            ends = {plain_key, raw_key}
            if plain_key.endswith("s") and end - start > 1 and words[end - 1].text not in KIND_NOUNS:
                ends.add(plain_key[:-1])
            if end - start == len(words) or (end - start > 1 and words[start].text not in ARTICLES):
                ends |= rewritten_keys([word.raw for word in words[start:end]])
            for name_key in ends:
                keys.setdefault(name_key, []).append((start, end))
    return keys


def record_entity(kind: Kind, found: list[NamedRecord], start: int, end: int, belief: float) -> Entity:
    """Return the entity for records with the same name."""
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
