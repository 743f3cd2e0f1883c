"""Give a document the sentences of a new revision, so that its citations follow theirs."""

from collections.abc import Collection, Sequence
from copy import copy
from typing import Any

from django.db.models import F

from films.batching import batched
from films.evidence.documents.comparison import Comparison, last_known_sentence
from films.models import Passage

LOST_SECTION = "No longer in the text"
OUT_OF_THE_WAY = 1_000_000_000  # added to the numbers of passages while others take their places
PLACE = "ordinal section section_inferred paragraph sentence start end sha256 first_words last_words".split()
STORED = [*PLACE, "lost_sentence"]
"""The fields of a passage that a revision may change."""


def revise(comparison: Comparison, reworded: Collection[int] = ()) -> None:
    """Move passages to their places in the new text, create new ones, and set lost ones apart.

    `reworded` holds the keys of changed passages for which a curator accepts the sentence that is offered. Lost
    passages are kept, with their sentence, if a citation or a curator's decision depends on them, and deleted
    otherwise.
    """
    old, new = comparison.old, comparison.new
    places = {old[position].pk: place for position, place in comparison.matches.items()}
    for change in comparison.changed:
        if change.passage.pk in reworded and change.position not in places.values():
            places[change.passage.pk] = change.position
    needed = comparison.cited | comparison.decided
    stay = [moved_passage(passage, new[places[passage.pk]]) for passage in old if passage.pk in places]
    lost = [copy(passage) for passage in old if passage.pk in needed and passage.pk not in places]
    set_lost_apart(lost, len(new), comparison.former_text)
    taken = set(places.values())
    store_passages(old, stay + lost, [passage for place, passage in enumerate(new) if place not in taken])


def moved_passage(passage: Passage, place: Passage) -> Passage:
    """Return a passage in the place that its sentence has in the new text."""
    moved = copy(passage)
    for name in PLACE:
        setattr(moved, name, getattr(place, name))
    moved.lost_sentence = ""
    return moved


def set_lost_apart(lost: Sequence[Passage], sentences: int, former_text: str) -> None:
    """Number lost passages after all sentences of the text, and keep their sentences."""
    for number, passage in enumerate(lost, 1):
        if not passage.lost_sentence:
            passage.lost_sentence = last_known_sentence(passage, former_text)
        passage.section, passage.section_inferred = LOST_SECTION, False
        passage.ordinal, passage.paragraph, passage.sentence = sentences + number, 1, number


def store_passages(old: Sequence[Passage], stay: Sequence[Passage], fresh: Sequence[Passage]) -> None:
    """Store passages that stay, if anything about them is different, and new ones, and delete the others."""
    kept = {passage.pk for passage in stay}
    before = {passage.pk: stored_values(passage) for passage in old}
    changed = [passage for passage in stay if stored_values(passage) != before[passage.pk]]
    for some in batched([passage.pk for passage in old if passage.pk not in kept]):
        Passage.objects.filter(pk__in=some).delete()
    for some in batched([passage.pk for passage in changed]):
        moving = Passage.objects.filter(pk__in=some)
        moving.update(ordinal=F("ordinal") + OUT_OF_THE_WAY, paragraph=F("paragraph") + OUT_OF_THE_WAY)
    # `bulk_update` would take several times as long, most of it to build its statements.
    Passage.objects.bulk_create(changed, update_conflicts=True, unique_fields=["pk"], update_fields=STORED)
    Passage.objects.bulk_create(fresh)


def stored_values(passage: Passage) -> list[Any]:
    return [getattr(passage, name) for name in STORED]
