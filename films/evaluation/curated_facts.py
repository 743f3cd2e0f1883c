"""Compare what a document seems to state with the facts that curators took from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from films.evidence.desk.certainty import SURE
from films.evidence.desk.recorded import statements_of
from films.evidence.extraction import ExtractedFact
from films.identity.folding import plain
from films.identity.keys import name_key
from films.kinds.registry import DESK_FORMS
from films.models import Film


@dataclass(frozen=True)
class Fact:
    """Hold one thing that a film's record or a proposal says: its kind, and words that say it to a reader."""

    kind: str
    words: tuple[str, ...]
    confidence: float = 1.0

    def __str__(self) -> str:
        return ", ".join(word for word in self.words if word)


@dataclass
class Comparison:
    """Hold the facts of one kind that were found and missed, and proposals that agree with no fact."""

    found: list[Fact] = field(default_factory=list)
    missed: list[Fact] = field(default_factory=list)
    wrong: list[Fact] = field(default_factory=list)

    @property
    def surely_wrong(self) -> list[Fact]:
        return [fact for fact in self.wrong if fact.confidence >= SURE]


def compare_with_curated(film: Film, proposals: Sequence[ExtractedFact]) -> dict[str, Comparison]:
    """Compare proposals, matched with stored records, with the structured facts of a film, kind by kind.

    Notes are left out: curators write those in their own words. Several spellings of one thing agree, and so does
    “hotel” with “Hotel in Chicago”.
    """
    offered = [fact for proposal in proposals for fact in proposed_facts(proposal)]
    used: set[int] = set()
    comparisons: dict[str, Comparison] = {}
    for names in curated_facts(film):
        place = next(
            (number for number, fact in enumerate(offered) if any(agree(fact, name) for name in names)), None
        )
        comparison = comparisons.setdefault(names[0].kind, Comparison())
        (comparison.missed if place is None else comparison.found).append(names[0])
        used.update(number for number, fact in enumerate(offered) if any(agree(fact, name) for name in names))
    for number, fact in enumerate(offered):
        if number not in used:
            comparisons.setdefault(fact.kind, Comparison()).wrong.append(fact)
    return comparisons


def agree(proposed: Fact, curated: Fact) -> bool:
    """Tell whether a proposal says what a curated fact does."""
    if proposed.kind != curated.kind or len(proposed.words) != len(curated.words):
        return False
    pairs = zip(proposed.words, curated.words, strict=True)
    return all(
        name_key(proposed_words) == name_key(curated_words)
        or is_part(proposed.kind, proposed_words, curated_words)
        for proposed_words, curated_words in pairs
    )


def is_part(kind: str, proposed_words: str, curated_words: str) -> bool:
    """Tell whether a place goes by a shorter name in the text: “hotel” for “Hotel in Chicago” or “Fox's hotel”."""
    place, _, town = proposed_words.partition(" in ")
    curated_place, _, curated_town = curated_words.partition(" in ")
    words = plain(curated_place.replace("'s ", " ").removesuffix("'s"))
    is_there = town in ("", curated_town)
    return (
        kind in ("location", "stands in for")
        and is_there
        and bool(proposed_words)
        and f" {words}".endswith(f" {plain(place)}")
    )


def proposed_facts(fact: ExtractedFact) -> Iterator[Fact]:
    """Yield the facts that a proposal would make, as its form declares them."""
    states = DESK_FORMS[fact.kind].states if fact.kind in DESK_FORMS else None
    for said in states(fact.fields) if states else ():
        yield Fact(said.label, said.values, fact.confidence)


def curated_facts(film: Film) -> Iterator[list[Fact]]:
    """Yield what the structured facts of a film say, each under all the names that those in it go by."""
    for names in statements_of(film):
        yield [Fact(said.label, said.values) for said in names]


def sum_comparisons(comparisons: Iterable[Comparison]) -> tuple[int, int, int, int]:
    """Return how many facts were found, missed, proposed wrongly, and proposed wrongly with high confidence."""
    counts = [0, 0, 0, 0]
    for comparison in comparisons:
        for place, facts in enumerate(
            (comparison.found, comparison.missed, comparison.wrong, comparison.surely_wrong)
        ):
            counts[place] += len(facts)
    return counts[0], counts[1], counts[2], counts[3]
