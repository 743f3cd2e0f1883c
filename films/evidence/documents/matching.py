"""Match the sentences of a document's new revision with those of the previous one."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from films.models import Passage


def match_passages(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Map the position of each passage in `old` to its position in `new`, where the match is certain.

    A sentence that occurs once in each revision is the same, wherever it moved. A repeated sentence is identified
    by the sentences next to it, or else by its order in its section, if both sections repeat it equally often.
    Anything still in doubt stays unmatched.
    """
    found = dict(unambiguous_pairs(by_hash(old), by_hash(new)))
    for describe in (by_both_neighbours, by_sentence_before, by_sentence_after, by_order_in_section):
        rest_of_old = set(range(len(old))) - found.keys()
        rest_of_new = set(range(len(new))) - set(found.values())
        found |= unambiguous_pairs(
            restricted_to(describe(old), rest_of_old), restricted_to(describe(new), rest_of_new)
        )
    return found


def unambiguous_pairs(old: Mapping[int, Hashable], new: Mapping[int, Hashable]) -> dict[int, int]:
    """Pair the positions that have the same description, if it is unique on both sides."""
    places = [unique_descriptions(old), unique_descriptions(new)]
    return {place: places[1][description] for description, place in places[0].items() if description in places[1]}


def unique_descriptions(described: Mapping[int, Hashable]) -> dict[Hashable, int]:
    counts = Counter(described.values())
    return {description: place for place, description in described.items() if counts[description] == 1}


def restricted_to(described: Mapping[int, Hashable], places: set[int]) -> dict[int, Hashable]:
    return {place: description for place, description in described.items() if place in places}


def by_hash(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {place: passage.sha256 for place, passage in enumerate(passages)}


def neighbour_hash(passages: Sequence[Passage], place: int, step: int) -> str:
    """Return the hash of the sentence before or after, or an empty string at an end of the text."""
    beside = place + step
    if not 0 <= beside < len(passages) or passages[beside].lost_sentence:
        return ""
    return passages[beside].sha256


def by_both_neighbours(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {
        place: (passage.sha256, neighbour_hash(passages, place, -1), neighbour_hash(passages, place, 1))
        for place, passage in passages_in_text(passages)
    }


def by_sentence_before(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {
        place: (passage.sha256, passage.section, neighbour_hash(passages, place, -1))
        for place, passage in passages_in_text(passages)
    }


def by_sentence_after(passages: Sequence[Passage]) -> dict[int, Hashable]:
    return {
        place: (passage.sha256, passage.section, neighbour_hash(passages, place, 1))
        for place, passage in passages_in_text(passages)
    }


def by_order_in_section(passages: Sequence[Passage]) -> dict[int, Hashable]:
    """Describe each sentence by its section, its number of occurrences there, and its occurrence index."""
    counts = Counter((passage.sha256, passage.section) for _, passage in passages_in_text(passages))
    seen: dict[tuple[str, str], int] = defaultdict(int)
    described: dict[int, Hashable] = {}
    for place, passage in passages_in_text(passages):
        words = passage.sha256, passage.section
        seen[words] += 1
        described[place] = (*words, counts[words], seen[words])
    return described


def passages_in_text(passages: Sequence[Passage]) -> list[tuple[int, Passage]]:
    return [(place, passage) for place, passage in enumerate(passages) if not passage.lost_sentence]
