"""Revise a document: find which sentences stayed, which moved, and which are gone."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q

from films.evidence.documents.anchors import sentence_hash
from films.evidence.documents.matching import match_passages
from films.models import Citation, Passage, Proposal
from films.models.proposals import Decision

LOST_SECTION = "No longer in the text"
OUT_OF_THE_WAY = 1_000_000_000  # added to the numbers of passages while others take their places
PLACE = "ordinal section section_inferred paragraph sentence start end first_words last_words".split()
BATCH = 200  # rows in a statement; SQLite limits the number of values


@dataclass(frozen=True)
class MovedPassage:
    """Record that a cited sentence has a new place in the text."""

    passage: Passage
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} → {self.after}: {self.passage.first_words} … {self.passage.last_words}"


@dataclass
class Revision:
    """Count what happened to the former sentences; `moved`, `lost` and `found_again` hold cited ones."""

    kept: int = 0
    added: int = 0
    gone: int = 0
    moved: list[MovedPassage] = field(default_factory=list)
    lost: list[Passage] = field(default_factory=list)
    found_again: list[Passage] = field(default_factory=list)

    def __str__(self) -> str:
        again = f", {len(self.found_again)} are found again" if self.found_again else ""
        return (
            f"{self.kept} sentences are the same, {self.added} are new, {self.gone} are gone. "
            f"Of those cited, {len(self.moved)} moved, {len(self.lost)} no longer match{again}."
        )


def revise(old: Sequence[Passage], new: Sequence[Passage], former_text: str) -> Revision:
    """Move passages to their places in the new text, create new ones, and set lost ones apart.

    `old` holds the stored passages in order, `new` unsaved passages for all sentences of the new text. Lost
    passages are kept, with their sentence, if a citation or a curator's decision depends on them, and deleted
    otherwise.
    """
    matches = match_passages(old, new)
    cited, decided = cited_and_decided(old)
    taken = set(matches.values())
    fresh = [passage for place, passage in enumerate(new) if place not in taken]
    revision = Revision(kept=len(matches), added=len(fresh))
    stay: list[Passage] = []
    lost: list[Passage] = []
    for number, passage in enumerate(old):
        if number in matches:
            move_passage(passage, new[matches[number]], revision, is_cited=passage.pk in cited)
            stay.append(passage)
            continue
        revision.gone += not passage.lost_sentence
        if passage.pk in cited | decided:
            if passage.pk in cited and not passage.lost_sentence:
                revision.lost.append(passage)
            lost.append(passage)
    set_lost_apart(lost, len(new), former_text)
    store_passages(old, stay + lost, fresh)
    return revision


def cited_and_decided(passages: Sequence[Passage]) -> tuple[set[int], set[int]]:
    """Return the keys of passages that are cited, and of those with a decided proposal."""
    document = {passage.document_id for passage in passages}
    cited = Citation.objects.filter(passage__document__in=document).values_list("passage", flat=True)
    decided = Proposal.objects.filter(document__in=document).exclude(decision=Decision.WAITING)
    return set(cited), set(decided.values_list("passage", flat=True))


def move_passage(passage: Passage, place: Passage, revision: Revision, *, is_cited: bool) -> None:
    """Give a passage the place that its sentence has in the new text."""
    before = passage.locator
    for name in PLACE:
        setattr(passage, name, getattr(place, name))
    if is_cited and passage.lost_sentence:
        revision.found_again.append(passage)
    elif is_cited and passage.locator != before:
        revision.moved.append(MovedPassage(passage, before, passage.locator))
    passage.lost_sentence = ""


def set_lost_apart(lost: Sequence[Passage], sentences: int, former_text: str) -> None:
    """Number lost passages after all sentences of the text, and keep their sentences."""
    for number, passage in enumerate(lost, 1):
        if not passage.lost_sentence:
            passage.lost_sentence = last_known_sentence(passage, former_text)
        passage.section, passage.section_inferred = LOST_SECTION, False
        passage.ordinal, passage.paragraph, passage.sentence = sentences + number, 1, number


def last_known_sentence(passage: Passage, former_text: str) -> str:
    """Return the passage's sentence from the former text, or its first and last words if that was not held."""
    sentence = former_text[passage.start : passage.end]
    is_held = sentence_hash(sentence) == passage.sha256
    return sentence if is_held else f"{passage.first_words} … {passage.last_words}"


def store_passages(old: Sequence[Passage], stay: Sequence[Passage], fresh: Sequence[Passage]) -> None:
    kept = {passage.pk for passage in stay}
    gone = [passage.pk for passage in old if passage.pk not in kept]
    for start in range(0, len(gone), BATCH):
        Passage.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    moving = Passage.objects.filter(Q(document__in={passage.document_id for passage in old}))
    moving.update(ordinal=F("ordinal") + OUT_OF_THE_WAY, paragraph=F("paragraph") + OUT_OF_THE_WAY)
    Passage.objects.bulk_update(stay, [*PLACE, "lost_sentence"], batch_size=BATCH)
    Passage.objects.bulk_create(fresh)
