"""Compare a document's sentences with those of another text: what stands, moved, changed or is gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from films.evidence.documents.anchors import sentence_hash
from films.evidence.documents.matching import match_passages
from films.evidence.documents.similarity import SentenceIndex
from films.models import Citation, Passage, Proposal
from films.models.proposals import Decision

SAME_DOCUMENT = 0.3  # of the sentences; with fewer in common, a text is taken for another document
PLACES_BESIDE = 3  # new sentences in the place of a former one that may be the same in other words


@dataclass(frozen=True)
class MovedPassage:
    """Record that a cited sentence has a new place in the text."""

    passage: Passage
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} → {self.after}: {self.passage.first_words} … {self.passage.last_words}"


@dataclass(frozen=True)
class ChangedPassage:
    """Offer a sentence of the new text, by its position, in the place of a cited one that is no longer there."""

    passage: Passage
    before: str
    after: str
    position: int


@dataclass(frozen=True)
class Comparison:
    """Hold a document's passages, in order, and unsaved ones for the sentences of another text.

    `matches` maps positions in `old` to positions in `new`; `cited` and `decided` are the keys of the passages
    that a citation or a curator's decision depends on.
    """

    old: Sequence[Passage]
    new: Sequence[Passage]
    matches: Mapping[int, int]
    former_text: str
    new_text: str
    cited: frozenset[int]
    decided: frozenset[int]

    @property
    def kept(self) -> int:
        return sum(not self.old[position].lost_sentence for position in self.matches)

    @property
    def added(self) -> int:
        return len(self.new) - len(self.matches)

    @property
    def former(self) -> int:
        """Return how many sentences the document has now."""
        return sum(not passage.lost_sentence for passage in self.old)

    @property
    def gone(self) -> int:
        return self.former - self.kept

    @property
    def is_same_document(self) -> bool:
        return self.kept >= SAME_DOCUMENT * self.former

    @cached_property
    def moved(self) -> list[MovedPassage]:
        """Return the cited sentences that get another place."""
        pairs = ((self.old[position], self.new[match]) for position, match in sorted(self.matches.items()))
        return [
            MovedPassage(before, before.locator, after.locator)
            for before, after in pairs
            if before.pk in self.cited and not before.lost_sentence and before.locator != after.locator
        ]

    @cached_property
    def found_again(self) -> list[Passage]:
        """Return the cited sentences that an earlier revision lost and this one has again."""
        matched = (self.old[position] for position in sorted(self.matches))
        return [passage for passage in matched if passage.pk in self.cited and passage.lost_sentence]

    @cached_property
    def lost(self) -> list[Passage]:
        """Return the cited sentences that the text no longer has in these words."""
        return [self.old[position] for position in self._lost_positions()]

    @cached_property
    def changed(self) -> list[ChangedPassage]:
        """Return those of the lost sentences that a new one is much like, with that one."""
        taken = set(self.matches.values())
        fresh = [position for position in range(len(self.new)) if position not in taken]
        is_held = bool(self.former_text)
        index = SentenceIndex({position: self._new_words(position, is_held) for position in fresh})
        found = []
        for position, beside in self._lost_positions().items():
            before = last_known_sentence(self.old[position], self.former_text)
            if near := index.most_similar(before, range(beside, beside + PLACES_BESIDE)):
                found.append(ChangedPassage(self.old[position], before, self._new_words(near[0]), near[0]))
        return found

    @property
    def gone_altogether(self) -> list[Passage]:
        """Return the lost sentences that no new one is like."""
        changed = {change.passage.pk for change in self.changed}
        return [passage for passage in self.lost if passage.pk not in changed]

    def _lost_positions(self) -> dict[int, int]:
        """Map the positions of lost cited sentences to the position in the new text where they would be."""
        found = {}
        beside = 0
        for position, passage in enumerate(self.old):
            if position in self.matches:
                beside = self.matches[position] + 1
            elif passage.pk in self.cited and not passage.lost_sentence:
                found[position] = beside
        return found

    def _new_words(self, position: int, whole: bool = True) -> str:
        """Return a sentence of the new text, or its first and last words to be compared with those."""
        passage = self.new[position]
        return self.new_text[passage.start : passage.end] if whole else edges(passage)

    def __str__(self) -> str:
        return " ".join(self._sentences())

    def _sentences(self) -> Iterator[str]:
        again = f", {len(self.found_again)} are found again" if self.found_again else ""
        yield f"{self.kept} sentences are the same, {self.added} are new, {self.gone} are gone."
        yield f"Of those cited, {len(self.moved)} moved, {len(self.lost)} no longer match{again}."


def compare(old: Sequence[Passage], new: Sequence[Passage], former_text: str, new_text: str) -> Comparison:
    """Compare stored passages, in order, with unsaved ones for all sentences of a new text."""
    document = {passage.document_id for passage in old}
    cited = Citation.objects.filter(passage__document__in=document).values_list("passage", flat=True)
    decided = Proposal.objects.filter(document__in=document).exclude(decision=Decision.WAITING)
    return Comparison(
        old=old,
        new=new,
        matches=match_passages(old, new),
        former_text=former_text,
        new_text=new_text,
        cited=frozenset(key for key in cited if key),
        decided=frozenset(decided.values_list("passage", flat=True)),
    )


def last_known_sentence(passage: Passage, former_text: str) -> str:
    """Return the passage's sentence from the former text, or its first and last words if that was not held."""
    sentence = former_text[passage.start : passage.end]
    return sentence if sentence_hash(sentence) == passage.sha256 else edges(passage)


def edges(passage: Passage) -> str:
    return f"{passage.first_words} … {passage.last_words}"
