"""Correct whole names in a query, or single words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from films.search.backends import engine
from films.search.dictionary import word_frequencies
from films.search.expressions import all_of, any_kind
from films.search.query.tree import Phrase
from films.search.sets import entry_ids
from films.search.spelling.candidates import (
    LONGEST_CORRECTED,
    NAMES_TRIED,
    IntendedName,
    Spelling,
    intended_name,
    mistakes_alone,
    name_with_all_words_but_one,
    similar_spellings,
    spellings_of_name,
)
from films.search.types import Kind
from films.search.understanding.entities import FRAME, Interpretation, QueryWord
from films.search.vocabulary import KIND_NOUNS, QUESTION_WORDS
from films.search.word_forms import stem_of

WORDS_CORRECTED = 24  # words of a long text; each costs a look-up in the dictionary
LONGEST_PARTED = 20  # letters of a word that can be two words of a name
MUCH_RARER = 2  # how many times more frequent a word is than its likely misspelling
SLIPS = 2  # mistakes in a name within a query if the dictionary has all its words
SHORTEST_ALONE = 4  # letters of a word that is corrected on its own
LONG_NAME = 9  # letters of a name with such mistakes
LONGEST_PERSON = 3  # words of a misspelt name within a query
LONGEST_NAME = 12  # words of a name of which one is misspelt
LETTERS_A_MISTAKE = 4  # letters of a whole name for each mistake

Near = dict[str, list[Spelling]]
Replacement = tuple[int, int, tuple[str, ...]]  # start, end, and the words that replace those between


def corrected_text(interpretation: Interpretation, frequencies: dict[str, int]) -> str:
    """Return the text that may have been meant, or '' if no better one is known.

    `frequencies` has the words of the query that have entries. The whole query as a misspelt name takes precedence
    over a misspelt name within it, and both over single words without entries.
    """
    words = interpretation.words[:WORDS_CORRECTED]
    certain = certain_positions(interpretation)
    near = similar_spellings(word.text for place, word in enumerate(words) if place not in certain)
    replaced = corrected_name(words, near) or corrected_people(words, interpretation, near, frequencies)
    explained = {place for start, end, _ in replaced for place in range(start, end)} | interpretation.understood
    inflected = forms_of_known_words(word.text for word in words)
    for place, word in enumerate(words):
        if place not in explained and word.text not in inflected and is_unknown(word.text, frequencies):
            if parted := parted_name(word.text):
                replaced.append((place, place + 1, parted))
                continue
            allowed = mistakes_alone(word.text)
            alone = [spelling for spelling in near.get(word.text, ()) if spelling.distance <= allowed]
            replaced += [(place, place + 1, (spelling.word,)) for spelling in alone[:1]]
    return with_replacements(interpretation.words, replaced)


def replaces_known_word(interpretation: Interpretation, text: str, frequencies: dict[str, int]) -> bool:
    """Tell whether a corrected text replaces a word that has entries."""
    typed = [word.text for word in interpretation.words]
    return any(word in frequencies for word in words_only_in(typed, text.split()))


def is_chance_spelling(interpretation: Interpretation, text: str, frequencies: Mapping[str, int]) -> bool:
    """Tell whether the words that a corrected text replaces are far rarer than those that it has instead.

    They may be misspelt then, and have entries by chance: as a rare name, or misspelt within the facts.
    """
    typed, meant = [word.text for word in interpretation.words], text.split()
    replaced = max((frequencies.get(word, 0) for word in words_only_in(typed, meant)), default=0)
    found = word_frequencies(words_only_in(meant, typed))
    return bool(found) and replaced * MUCH_RARER <= min(found.values())


def words_only_in(words: Sequence[str], others: Sequence[str]) -> set[str]:
    """Return the words that are not among others; a word is the same if it is written as two there."""
    joined = {"".join(pair): pair for pair in pairwise(words)}
    parted = {word for pair in (joined[other] for other in others if other in joined) for word in pair}
    return {*words} - {*others, *map("".join, pairwise(others))} - parted


def parted_name(word: str) -> tuple[str, ...]:
    """Split a word into two neighbouring words of a person's name, if possible: deniro is De Niro."""
    if not word.isalpha() or len(word) > LONGEST_PARTED:
        return ()
    parts = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    is_person = any_kind(Kind.PERSON)
    named = [all_of([engine().in_names(Phrase(" ".join(part))), is_person]) for part in parts]
    found = entry_ids(named, 1) if parts else []
    return next((part for part, ids in zip(parts, found, strict=True) if ids), ())


def certain_positions(interpretation: Interpretation) -> set[int]:
    """Return the positions of words that need no correction."""
    frame = {place for place, word in enumerate(interpretation.words) if word.text in FRAME}
    return frame.union(*(entity.positions for entity in interpretation.entities if not entity.is_doubtful))


def is_unknown(word: str, frequencies: dict[str, int]) -> bool:
    """Tell whether a word can be corrected by itself."""
    return word not in frequencies and word not in FRAME and len(word) >= SHORTEST_ALONE


def forms_of_known_words(words: Iterable[str]) -> set[str]:
    """Return the words that are a known word with an ending, and no misspelling of another: “slower”."""
    stems = {word: stem_of(word) for word in words if len(word) > SHORTEST_ALONE}
    comparatives = {word: word.removesuffix("st").removesuffix("r").removesuffix("e") for word in stems}
    known = word_frequencies({*stems.values(), *comparatives.values()})
    return {word for word in stems if not known.keys().isdisjoint({stems[word], comparatives[word]} - {word})}


def corrected_name(words: Sequence[QueryWord], near: Near) -> list[Replacement]:
    """Return the correction of all words, or all but those that frame the question, to a whole name."""
    texts = [word.text for word in words]
    framed, whole = framed_span(words), (0, len(words))
    for start, end in dict.fromkeys((framed, whole)):
        intended = intended_name(texts[start:end], near) if 0 < end - start <= LONGEST_CORRECTED else None
        if intended and is_near(intended):
            return [(start, end, intended.words)]
    intended = name_with_all_words_but_one(texts) if len(texts) <= LONGEST_NAME else None
    return [(*whole, intended.words)] if intended and is_near(intended) else []


def framed_span(words: Sequence[QueryWord]) -> tuple[int, int]:
    """Return the span of the words that do not merely frame the question, as in “films with … in them”."""
    frame = [word.text in QUESTION_WORDS or word.text in KIND_NOUNS for word in words]
    if not any(word.text in KIND_NOUNS for word in words) or all(frame):
        return 0, len(words)
    return frame.index(False), len(words) - frame[::-1].index(False)


def is_near(intended: IntendedName) -> bool:
    """Tell whether a name has few enough mistakes for its length."""
    return intended.distance * LETTERS_A_MISTAKE <= sum(map(len, intended.words))


def corrected_people(
    words: Sequence[QueryWord], interpretation: Interpretation, near: Near, frequencies: dict[str, int]
) -> list[Replacement]:
    """Return the corrections of spans of the query to names of people, the nearest first."""
    texts = [word.text for word in words]
    tried: dict[str, tuple[int, Replacement]] = {}
    for start, end in free_spans(words, interpretation):
        for distance, spelled in spellings_of_name(texts[start:end], near):
            if is_likely(texts[start:end], spelled, distance, frequencies):
                tried.setdefault("".join(spelled), (distance, (start, end, spelled)))
        if len(tried) > NAMES_TRIED:
            break
    found = engine().records_named(tried) if tried else []
    people = [tried[record.key] for record in found if record.kind == Kind.PERSON]
    replaced: list[Replacement] = []
    for _, (start, end, spelled) in sorted(people, key=lambda person: (person[0], person[1][0] - person[1][1])):
        if not any(start < other_end and other_start < end for other_start, other_end, _ in replaced):
            replaced.append((start, end, spelled))
    return replaced


def is_likely(typed: Sequence[str], spelled: Sequence[str], distance: int, frequencies: dict[str, int]) -> bool:
    """Tell whether words may be a misspelt name: one of them is unknown, or the name has the same initials."""
    letters = sum(map(len, spelled))
    if distance * LETTERS_A_MISTAKE > letters:
        return False
    changed = [(word, other) for word, other in zip(typed, spelled, strict=True) if word != other]
    return any(word not in frequencies for word, _ in changed) or (
        distance <= SLIPS and letters >= LONG_NAME and all(word[0] == other[0] for word, other in changed)
    )


def free_spans(words: Sequence[QueryWord], interpretation: Interpretation) -> Iterator[tuple[int, int]]:
    """Yield the spans of two and three words without words of entities and without question words."""
    certain = certain_positions(interpretation)
    free = [
        place not in certain and word.text not in QUESTION_WORDS and len(word.text) > 1
        for place, word in enumerate(words)
    ]
    for length in range(LONGEST_PERSON, 1, -1):
        for start in range(len(words) - length + 1):
            if all(free[start : start + length]):
                yield start, start + length


def with_replacements(words: Sequence[QueryWord], replaced: Sequence[Replacement]) -> str:
    """Return the words as a text with these replacements, or '' if there are none."""
    if not replaced:
        return ""
    texts: list[str] = []
    place = 0
    for start, end, spelled in sorted(replaced):
        texts += [word.text for word in words[place:start]]
        texts += spelled
        place = end
    return " ".join([*texts, *(word.text for word in words[place:])])
