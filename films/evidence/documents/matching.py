"""Match the sentences of a document's new revision with those of the one before, by their words."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from films.models import Passage


def match_passages(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Map the place of each passage in `old` to its place in `new`, where that is certain.

    A sentence whose words stand once in each revision is the same, wherever it moved. Words that are repeated
    tell nothing by themselves: such a sentence is known by the sentences beside it, and else by its order in its
    section, if that repeats the words as often as it did. What is then still in doubt matches nothing.
    """
    found = dict(unambiguous_pairs(by_words(old), by_words(new)))
    for describe in (between, after, before, in_section):
        rest_of_old = set(range(len(old))) - found.keys()
        rest_of_new = set(range(len(new))) - set(found.values())
        found |= unambiguous_pairs(at_places(describe(old), rest_of_old), at_places(describe(new), rest_of_new))
    return found


def unambiguous_pairs(old: Mapping[int, Hashable], new: Mapping[int, Hashable]) -> dict[int, int]:
    """Return the places of what is described alike in both, and like nothing else in either."""
    places = [unique(old), unique(new)]
    return {place: places[1][description] for description, place in places[0].items() if description in places[1]}


def unique(described: Mapping[int, Hashable]) -> dict[Hashable, int]:
    counts = Counter(described.values())
    return {description: place for place, description in described.items() if counts[description] == 1}


def at_places(described: Mapping[int, Hashable], places: set[int]) -> dict[int, Hashable]:
    return {place: description for place, description in described.items() if place in places}


def by_words(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {place: passage.sha256 for place, passage in enumerate(passages)}


def neighbour(passages: Sequence[Passage], place: int, step: int) -> str:
    """Return the words' hash of the sentence before or after; nothing at an end of the text."""
    beside = place + step
    if not 0 <= beside < len(passages) or passages[beside].lost_sentence:
        return ""
    return passages[beside].sha256


def between(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {
        place: (passage.sha256, neighbour(passages, place, -1), neighbour(passages, place, 1))
        for place, passage in standing_passages(passages)
    }


def after(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {
        place: (passage.sha256, passage.section, neighbour(passages, place, -1))
        for place, passage in standing_passages(passages)
    }


def before(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {
        place: (passage.sha256, passage.section, neighbour(passages, place, 1))
        for place, passage in standing_passages(passages)
    }


def in_section(passages: Sequence[Passage]) -> dict[int, Hashable]:
    """Describe each sentence by its section, how often that has its words, and its occurrence index."""
    counts = Counter((passage.sha256, passage.section) for _, passage in standing_passages(passages))
    seen: dict[tuple[str, str], int] = defaultdict(int)
    described: dict[int, Hashable] = {}
    for place, passage in standing_passages(passages):
        words = passage.sha256, passage.section
        seen[words] += 1
        described[place] = (*words, counts[words], seen[words])
    return described


def standing_passages(passages: Sequence[Passage]) -> list[tuple[int, Passage]]:
    return [(place, passage) for place, passage in enumerate(passages) if not passage.lost_sentence]
