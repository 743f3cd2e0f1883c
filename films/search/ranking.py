"""Rank entries by one score, the sum of parts that are named like the constants below.

Each word of the query has a weight by its rarity, and counts by the best place in which an entry has it: as part
of an entity, in a name, or in a text. The share of the query that an entry covers in this way is the base of its
score. Added to this are bonuses: for a name that is typed as a whole, for words next to each other, and for kinds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from films.identity.folding import key, plain
from films.identity.numerals import ARTICLES
from films.kinds.names import NAMED_KINDS
from films.kinds.sql import SEPARATOR
from films.search.criteria import Criteria, Term
from films.search.entry_ids import PROMINENCE_BUCKETS, prominence_bucket
from films.search.types import Candidate, FacetName, Kind
from films.search.understanding.entities import Entity

COLUMN_WEIGHTS = {
    "title": 1.0,  # the entry's own name
    "names": 0.85,  # its other names
    "respelled": 0.8,  # its names with numbers and signs in other forms
    "body": 0.6,  # its text
    "keywords": 0.55,  # words for what it is
    "related": 0.4,  # its film, people and places, which many entries share
}
"""The highest first, as looking for a word ends with the first column that has it."""

TOLD = 0.9  # weight of the text where a query tells a story: what happens stands there and not in the name
STORY_WEIGHTS = {"title": COLUMN_WEIGHTS["title"], "body": TOLD} | {
    column: weight for column, weight in COLUMN_WEIGHTS.items() if column not in ("title", "body")
}
NUMBER = re.compile(r"\d{1,2}|[ivx]{1,4}")
"""Numbers that distinguish the films of a series."""

KIND_WEIGHTS = {Kind.FILM: 0.12, Kind.PERSON: 0.1, Kind.CREDIT: 0.08, Kind.LOCATION: 0.06, Kind.PASSAGE: 0.0}
OTHER_KIND_WEIGHT = 0.05  # lower, so that records come before facts about them
PREFIX_SHARE = 0.7  # of a word's weight, for a word that only begins with what was typed
STEM_SHARE = 0.6  # of a word's weight, for another form of the word
UNDERSTOOD = 0.9  # of a word's weight, if the entry has the person, year or genre that the word names
UNDERSTOOD_WEAKLY = 0.6  # of a word's weight, if the entry has the person in another job
ABOUT_IT = 0.5  # of a word's weight, if only a title was typed and the entry is about its people or facts
ENTITY_BONUS = {FacetName.GENRE.value: 0.1, FacetName.KIND.value: 0.1, FacetName.JOB.value: 0.1}
OTHER_ENTITY_BONUS = 0.3  # for each entity that the entry has, in addition to its words
ONLY_BELOW = 0.3  # deducted for each genre of which the entry has only a narrower one
ALL_ENTITIES = 1.0  # for having all of several entities, since that is what was asked for
EXACT_TITLE = 2.0  # the query is the entry's name
SAME_SIGNS = 0.4  # the query is the name with the same signs: “Fast & Furious” and not “Fast and Furious”
EXACT_NAME = 1.7  # the query is one of its other names
OTHER_FORM = 1.6  # the query is its name without the article, or with numbers in another form
SAME_ARTICLE = 0.2  # the same, and both have the article: “the fantastic 4” is “The Fantastic Four”
TITLE_INSIDE = 0.8  # for a title within the query, times its share of the words
NAME_INSIDE = 0.3  # the same for other names, which often tell films with the same title apart
TITLE_NUMBERED = 1.3  # the name is the query in the plural or with a number: Aliens, Alien 3
TITLE_BEGUN = 0.7  # the name begins with the query: Alien Resurrection
PLAYED = 0.6  # the person who played the character that was asked about
SURNAME = 0.5  # the query is the last word of a person's name
KNOWN_BY_SURNAME = 1.0  # times the person's prominence, since a surname alone usually means the best-known person
TITLE_COVERED = 0.3  # times the share of the name that was typed
ADJACENT = 0.25  # times the share of neighbouring words that are also next to each other in the entry
PROMINENCE = 0.3  # times prominence from 0 to 1; this decides between equals


class Ranked(Struct, frozen=True):
    """Hold a candidate with its score, and the parts of the score.

    `term_shares` has, for each term of `criteria`, the share of its weight that counts, and the column with the
    term, or '' if an entity explains it; `entity_shares` has how much each of its entities counts.
    """

    candidate: Candidate
    score: float
    parts: dict[str, float]
    term_shares: list[tuple[float, str]]
    entity_shares: Sequence[float]
    criteria: Criteria


def ranked(candidates: Sequence[Candidate], criteria: Criteria) -> list[Ranked]:
    """Sort the candidates by score, best first; equals keep their order."""
    return sorted((scored(candidate, criteria) for candidate in candidates), key=lambda entry: -entry.score)


def scored(candidate: Candidate, criteria: Criteria) -> Ranked:
    """Score one candidate."""
    entity_shares = shares_of_entities(candidate, criteria)
    weights = STORY_WEIGHTS if criteria.tells_story else COLUMN_WEIGHTS
    whole_text = candidate.whole_text
    occurring = [term.root in whole_text for term in criteria.terms]
    term_shares: list[tuple[float, str]] = []
    in_columns, in_entities = 0.0, 0.0
    for term, occurs in zip(criteria.terms, occurring, strict=True):
        share, column = share_of_term(term, candidate.folded_texts, weights) if occurs else (0.0, "")
        if term.entity is not None and entity_shares[term.entity] > share:
            share, column = entity_shares[term.entity], ""
        term_shares.append((share, column))
        if column:
            in_columns += term.rarity * share
        else:
            in_entities += term.rarity * share
    parts = {
        "COLUMN_WEIGHTS": in_columns / criteria.total_rarity,
        "UNDERSTOOD": in_entities / criteria.total_rarity,
        "ENTITY_BONUS": sum(
            ENTITY_BONUS.get(entity.facet, OTHER_ENTITY_BONUS)
            for entity, share in zip(criteria.entities, entity_shares, strict=True)
            if share > ABOUT_IT
        ),
        "ONLY_BELOW": -ONLY_BELOW * sum(has_only_below(entity, candidate.tokens) for entity in criteria.entities),
        "ALL_ENTITIES": ALL_ENTITIES if len(entity_shares) > 1 and min(entity_shares) == UNDERSTOOD else 0.0,
        "PLAYED": PLAYED * any(is_player(candidate, entity) for entity in criteria.entities),
        "KIND_WEIGHTS": KIND_WEIGHTS.get(candidate.kind, OTHER_KIND_WEIGHT),
        **name_bonus(candidate, candidate.plain_title, criteria),
        "ADJACENT": ADJACENT * adjacent_share(criteria.pairs, occurring, whole_text),
        "PROMINENCE": PROMINENCE * prominence(candidate),
    }
    return Ranked(candidate, sum(parts.values()), parts, term_shares, entity_shares, criteria)


def prominence(candidate: Candidate) -> float:
    """Return the prominence of an entry on a scale from 0 to 1."""
    return 1 - prominence_bucket(candidate.id) / PROMINENCE_BUCKETS


def shares_of_entities(candidate: Candidate, criteria: Criteria) -> list[float]:
    """Return, for each entity of the query, how much it counts for an entry."""
    if not criteria.entities:
        return []
    shares = [share_of_entity(entity, candidate) for entity in criteria.entities]
    first = criteria.entities[0]
    if len(shares) == 1 and first.kind == Kind.FILM and candidate.id not in first.entries:
        return [min(shares[0], ABOUT_IT)]
    return shares


def is_titled(candidate: Candidate, words: str) -> bool:
    """Tell whether an entry is a film with these words in one of its names."""
    names = plain(f"{candidate.texts['title']} {SEPARATOR} {candidate.texts['names']}")
    return candidate.kind == Kind.FILM and f" {words} " in f" {names} "


def share_of_entity(entity: Entity, candidate: Candidate) -> float:
    """Return how much an entity counts for an entry: films of a series count less if they have another title."""
    if entity.title:
        is_of_series = not candidate.tokens.isdisjoint(entity.tokens)
        return UNDERSTOOD if is_titled(candidate, entity.title) else UNDERSTOOD_WEAKLY * is_of_series
    if candidate.id in entity.entries or not candidate.tokens.isdisjoint(entity.tokens):
        return UNDERSTOOD
    return UNDERSTOOD_WEAKLY if not candidate.tokens.isdisjoint(entity.weaker_tokens) else 0.0


def is_player(candidate: Candidate, entity: Entity) -> bool:
    """Tell whether an entry is of a person who played the character that was asked about."""
    return bool(entity.character) and candidate.kind == Kind.PERSON and candidate.object_id in entity.records


def has_only_below(entity: Entity, tokens: frozenset[str]) -> bool:
    """Tell whether an entry with these tokens has only narrower genres of a genre."""
    is_below = bool(entity.nearest_tokens) and tokens.isdisjoint(entity.nearest_tokens)
    return is_below and not tokens.isdisjoint(entity.tokens)


def share_of_term(term: Term, texts: Mapping[str, str], weights: Mapping[str, float]) -> tuple[float, str]:
    """Return the share of a term's weight that counts for these texts, and the column that it is for.

    The columns with the highest weights are first in `weights`.
    """
    best, best_column = 0.0, ""
    for column, weight in weights.items():
        if weight <= best:
            break
        text = texts.get(column, "")
        if term.root in text and (share := weight * share_in_text(term, text)) > best:
            best, best_column = share, column
    return best, best_column


def share_in_text(term: Term, text: str) -> float:
    """Return 1 if a text has a word, less for a longer word or another form, and 0 for none."""
    if term.between_spaces in text:
        return 1.0
    best = 0.0
    for start, _ in words_at(text, term.root):
        end = start + len(term.text)
        if text.startswith(term.text, start):
            if is_end(text, end):
                return 1.0
            if term.open_ended:
                best = PREFIX_SHARE
        if term.stem:
            best = max(best, STEM_SHARE)
    return best


def adjacent_share(pairs: Mapping[int, str], occurring: Sequence[bool], text: str) -> float:
    """Return the share of neighbouring words that are also next to each other in a text, given which occur."""
    if not pairs:
        return 0.0
    both = [pair for place, pair in pairs.items() if occurring[place] and occurring[place + 1]]
    return sum(pair in text for pair in both) / len(pairs)


def name_bonus(candidate: Candidate, title: str, criteria: Criteria) -> dict[str, float]:
    """Return the bonus if the query is the entry's name, contains it, or is a large part of it.

    `title` is the entry's title in its plain form.
    """
    title_key = title.replace(" ", "")
    if title_key in criteria.names:
        as_typed = candidate.texts["title"].lower() == criteria.text
        return {"EXACT_TITLE": EXACT_TITLE, "SAME_SIGNS": SAME_SIGNS * as_typed}
    names = candidate.texts["names"]
    if names and any(key(name) in criteria.names for name in names.split(SEPARATOR.strip())):
        return {"EXACT_NAME": EXACT_NAME}
    if candidate.id in criteria.other_forms:
        begins_as_typed = title.split()[:1] == [term.text for term in criteria.terms[:1]]
        return {"OTHER_FORM": OTHER_FORM, "SAME_ARTICLE": SAME_ARTICLE * begins_as_typed}
    if candidate.kind == Kind.PERSON and title.rpartition(" ")[2] in criteria.names:
        return {"SURNAME": SURNAME, "KNOWN_BY_SURNAME": KNOWN_BY_SURNAME * prominence(candidate)}
    if candidate.kind in NAMED_KINDS and (begun := bonus_of_beginning(title, criteria)):
        return begun
    named = [entity for entity in criteria.entities if candidate.id in entity.entries]
    if named:
        share = sum(entity.end - entity.start for entity in named) / max(1, len(criteria.terms))
        if candidate.kind == Kind.FILM:
            return {"TITLE_INSIDE": TITLE_INSIDE * share}
        return {"NAME_INSIDE": NAME_INSIDE * share}
    words = title.split()
    covered = TITLE_COVERED * sum(word in criteria.unexplained for word in words) / max(1, len(words))
    return {"TITLE_COVERED": covered}


def bonus_of_beginning(title: str, criteria: Criteria) -> dict[str, float]:
    """Return the bonus for a title, in its plain form, that begins with the query."""
    words = title.split()
    without_article = words[1:] if words and words[0] in ARTICLES else words
    for start in (words, without_article):
        for length, beginning in enumerate(accumulate(start), 1):
            if beginning in criteria.names_and_plurals:
                added = start[length:]
                is_numbered = not added or (len(added) == 1 and NUMBER.fullmatch(added[0]))
                return {"TITLE_NUMBERED": TITLE_NUMBERED} if is_numbered else {"TITLE_BEGUN": TITLE_BEGUN}
    key_of_title = title.replace(" ", "")
    if criteria.begun and key_of_title.startswith(criteria.begun):
        covered = TITLE_COVERED * len(criteria.begun) / len(key_of_title)
        return {"TITLE_BEGUN": TITLE_BEGUN, "TITLE_COVERED": covered}
    return {}


def words_at(text: str, beginning: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each beginning of a word that equals a text."""
    start = text.find(beginning)
    while start >= 0:
        if not start or not text[start - 1].isalnum():
            yield start, start + len(beginning)
        start = text.find(beginning, start + 1)


def is_end(text: str, position: int) -> bool:
    """Tell whether a word ends before this position."""
    return not text[position : position + 1].isalnum()
