"""Give a document the sentences of a new revision, so that its citations follow theirs."""

from collections.abc import Collection, Sequence
from copy import copy

from django.db.models import F, Q

from films.evidence.documents.comparison import Comparison, last_known_sentence
from films.models import Passage

LOST_SECTION = "No longer in the text"
OUT_OF_THE_WAY = 1_000_000_000  # added to the numbers of passages while others take their places
PLACE = "ordinal section section_inferred paragraph sentence start end sha256 first_words last_words".split()
BATCH = 200  # rows in a statement; SQLite limits the number of values


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
    kept = {passage.pk for passage in stay}
    gone = [passage.pk for passage in old if passage.pk not in kept]
    for start in range(0, len(gone), BATCH):
        Passage.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    moving = Passage.objects.filter(Q(document__in={passage.document_id for passage in old}))
    moving.update(ordinal=F("ordinal") + OUT_OF_THE_WAY, paragraph=F("paragraph") + OUT_OF_THE_WAY)
    Passage.objects.bulk_update(stay, [*PLACE, "lost_sentence"], batch_size=BATCH)
    Passage.objects.bulk_create(fresh)
