"""What a visitor who mistyped may have meant: the question with whole names, or single words, spelled right."""

from collections.abc import Iterator, Sequence

from films.search.backends import engine
from films.search.spelling.candidates import (
    LONGEST_CORRECTED,
    NAMES_TRIED,
    NameMeant,
    Spelling,
    alternatives,
    mistakes_alone,
    name_meant,
    spellings_of,
)
from films.search.types import Kind
from films.search.understanding.entities import FRAME, AskedWord, Reading, is_doubtful
from films.search.vocabulary import KIND_NOUNS, QUESTION_WORDS

WORDS_CORRECTED = 24  # of a long text; each costs the dictionary a look-up
SLIPS = 2  # mistakes in a name inside a question all of whose words are words of the dictionary
SHORTEST_ALONE = 4  # letters of a word that is corrected on its own
LONG_NAME = 9  # letters of a name that such slips may be in
LONGEST_PERSON = 3  # words of a misspelt name inside a question
LETTERS_A_MISTAKE = 4  # letters of a whole name for each mistake in it

Near = dict[str, list[Spelling]]
Replacement = tuple[int, int, tuple[str, ...]]  # the words from … to before … become these


def corrected_text(reading: Reading, known: dict[str, int]) -> str:
    """Return the text as it may have been meant, or '' where nothing better is known.

    `known` holds the words of the dictionary among those asked. A whole name that is a few mistakes away goes
    before one inside the question, and either before single words that stand nowhere.
    """
    words = reading.words[:WORDS_CORRECTED]
    unexplained = [word.text for place, word in enumerate(words) if place not in certain(reading)]
    near = alternatives(unexplained)
    replaced = whole_name(words, near) or names_inside(words, reading, near, known)
    taken = {place for start, end, _ in replaced for place in range(start, end)}
    for place, word in enumerate(words):
        if place not in taken | reading.understood and is_strange(word.text, known):
            alone = [one for one in near.get(word.text, ()) if one.distance <= mistakes_alone(word.text)]
            replaced += [(place, place + 1, (one.word,)) for one in alone[:1]]
    return rewritten(reading.words, replaced)


def certain(reading: Reading) -> set[int]:
    """Return the places of words that are what they seem."""
    frame = {place for place, word in enumerate(reading.words) if word.text in FRAME}
    return frame.union(*(part.positions for part in reading.parts if not is_doubtful(part)))


def is_strange(word: str, known: dict[str, int]) -> bool:
    return word not in known and word not in FRAME and len(word) >= SHORTEST_ALONE


def whole_name(words: Sequence[AskedWord], near: Near) -> list[Replacement]:
    """Return how all the words, or all but those that frame a question, become a whole name."""
    start, end = framed(words)
    if not 0 < end - start <= LONGEST_CORRECTED:
        return []
    meant = name_meant([word.text for word in words[start:end]], near)
    return [(start, end, meant.words)] if meant and is_near(meant) else []


def framed(words: Sequence[AskedWord]) -> tuple[int, int]:
    """Return where the words begin and end that do not merely frame the question: “films with … in them”."""
    frame = [word.text in QUESTION_WORDS or word.text in KIND_NOUNS for word in words]
    if not any(word.text in KIND_NOUNS for word in words) or all(frame):
        return 0, len(words)
    return frame.index(False), len(words) - frame[::-1].index(False)


def is_near(meant: NameMeant) -> bool:
    return meant.distance * LETTERS_A_MISTAKE <= sum(map(len, meant.words))


def names_inside(
    words: Sequence[AskedWord], reading: Reading, near: Near, known: dict[str, int]
) -> list[Replacement]:
    """Return how spans of the question become names of people, the nearest first."""
    texts = [word.text for word in words]
    tried: dict[str, tuple[int, Replacement]] = {}
    for start, end in spans_of(words, reading):
        for distance, spelled in spellings_of(texts[start:end], near):
            if is_likely(texts[start:end], spelled, distance, known):
                tried.setdefault("".join(spelled), (distance, (start, end, spelled)))
        if len(tried) > NAMES_TRIED:
            break
    people = [one.key for one in engine().records_named(tried) if one.kind == Kind.PERSON] if tried else []
    replaced: list[Replacement] = []
    for _, (start, end, spelled) in sorted(
        (tried[one] for one in people), key=lambda one: (one[0], one[1][0] - one[1][1])
    ):
        if not any(start < other_end and other_start < end for other_start, other_end, _ in replaced):
            replaced.append((start, end, spelled))
    return replaced


def is_likely(typed: Sequence[str], spelled: Sequence[str], distance: int, known: dict[str, int]) -> bool:
    """Tell whether words may be a misspelt name: a stranger among them, or a slip that keeps their initials."""
    letters = sum(map(len, spelled))
    if distance * LETTERS_A_MISTAKE > letters:
        return False
    changed = [(one, other) for one, other in zip(typed, spelled, strict=True) if one != other]
    return any(one not in known for one, _ in changed) or (
        distance <= SLIPS and letters >= LONG_NAME and all(one[0] == other[0] for one, other in changed)
    )


def spans_of(words: Sequence[AskedWord], reading: Reading) -> Iterator[tuple[int, int]]:
    """Give the spans of two and three neighbouring words that no part explains and no question word is among."""
    free = [
        place not in reading.understood and word.text not in QUESTION_WORDS and len(word.text) > 1
        for place, word in enumerate(words)
    ]
    for length in range(LONGEST_PERSON, 1, -1):
        for start in range(len(words) - length + 1):
            if all(free[start : start + length]):
                yield start, start + length


def rewritten(words: Sequence[AskedWord], replaced: Sequence[Replacement]) -> str:
    """Return the words as one text, with the replacements made, or '' where there are none."""
    if not replaced:
        return ""
    texts: list[str] = []
    place = 0
    for start, end, spelled in sorted(replaced):
        texts += [word.text for word in words[place:start]]
        texts += spelled
        place = end
    return " ".join([*texts, *(word.text for word in words[place:])])
