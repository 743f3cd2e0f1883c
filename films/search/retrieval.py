"""Finding the answer to a question: the ways to ask the index, tried in turn, each of them bounded.

First the words as a name, as understood, and as they are; where few entries have them, a name they may be a
misspelling of; then ever looser questions. How far to go is decided before filters, or the counts of facets
would not be what choosing them finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from films.search import filters, ranking
from films.search.backends import engine
from films.search.planner import Question, loose_stages, read, strict_stages, weighing
from films.search.query.parser import parse
from films.search.ranking import Ranked, Weighing
from films.search.spelling import correction
from films.search.understanding.entities import WORDS_READ, Reading, is_doubtful

WINDOW = 1000  # entries looked at, whatever is typed; counts are exact below it
SCORED = 40  # candidates weighed word by word where all have all the words: two pages of results
SCORED_LOOSELY = 100  # the same, where what they have differs
FEW = 3  # entries that are too few to answer a question of several words
MUCH_RARER = 2  # times as many entries have a word than one that may be its misspelling
ENOUGH = 20  # entries of what was understood, at which nothing looser is asked: a page of them
FLOOR = 0.55  # of the best loosened score: what scores less shares a stray word with the question
NAMED = 1  # the number of the stage that asks for all of the words in names
NEARLY_ALL = "Not everything here has all the words; entries with most of them follow."
SOME_WORDS = "Nothing has all the words; these have some of them."


@dataclass(frozen=True)
class Answer:
    """The expressions that find the answer, in the order of their worth, and what its entries are weighed by.

    `found` has the ids that each expression finds when nothing is filtered. `loosened` is the number of the first
    expression that gives up some of the words, or None.
    """

    stages: tuple[str, ...]
    found: tuple[tuple[int, ...], ...]
    weighing: Weighing
    reading: Reading
    corrected: str = ""
    loosened: int | None = None

    @property
    def scored(self) -> int:
        """Return how many candidates are weighed word by word; what was understood whole, the stages order."""
        if not self.weighing.terms:
            return 0
        return SCORED_LOOSELY if self.loosened is not None and self.reading.rest else SCORED

    @cached_property
    def best(self) -> tuple[Ranked, ...]:
        """Return the candidates that are weighed when nothing is filtered, the best first."""
        order = united(self.found)
        return tuple(ranking.ranked(engine().candidates(order[: self.scored]), self.weighing))

    @property
    def floor(self) -> float:
        """Return the least score that counts; what was understood needs none."""
        loose = self.loosened is not None and not self.reading.parts
        return self.best[0].score * FLOOR if loose and self.best else 0.0


@dataclass(frozen=True)
class Window:
    """The entries of an answer in their final order, whether they are all there are, and what was given up."""

    ids: tuple[int, ...]
    ranked: tuple[Ranked, ...]
    complete: bool
    loosened: str


def answer(text: str, *, exact: bool = False) -> Answer:
    """Decide how to ask for what was typed. With `exact` nothing is understood in it and nothing corrected."""
    query = parse(text)
    if not query.clauses:
        return Answer(("",), (tuple(engine().most_prominent(WINDOW + 1)),), Weighing(()), Reading())
    question = read(query, exact=exact)
    if not question.texts:
        return asked([question.asking([]) or filters.everything_but(question.excluded)], question)
    first = asked(strict_stages(question), question)
    if exact:
        return first
    better = corrected(question, first)
    if better or is_enough(question, first):
        return better or first
    return loosened(question, first)


def asked(stages: Sequence[str], question: Question) -> Answer:
    found = engine().entry_ids(stages, WINDOW + 1)
    return Answer(tuple(stages), tuple(map(tuple, found)), weighing(question), question.reading)


def count(one: Answer) -> int:
    return len({entry_id for ids in one.found for entry_id in ids})


def is_enough(question: Question, found: Answer) -> bool:
    """Tell whether an answer needs nothing looser after it: what is named is found, or there is a page of it."""
    return bool(question.reading.whole) or count(found) >= (ENOUGH if question.reading.parts else FEW)


def corrected(question: Question, first: Answer) -> Answer | None:
    """Return the answer to what may have been meant, if it finds more than what was typed.

    A name that is typed or begun right, or words that stand together in several names, leave nothing to correct;
    where something has the words, only a whole name goes before it.
    """
    reading = question.reading
    is_understood = not reading.rest and any(not is_doubtful(part) for part in reading.parts)
    is_named = bool(reading.whole or question.begun)
    if is_named or is_understood or not question.query.is_plain or len(reading.words) >= WORDS_READ:
        return None
    named = len(first.found[NAMED])
    text = correction.corrected_text(reading, question.known) if named < FEW else ""
    if not text:
        return None
    meant = read(parse(text))
    if (named or count(first) >= FEW) and not meant.reading.whole:
        return None
    if named and len(reading.words) == 1 and not is_rarer(question, meant):
        return None
    right = asked(strict_stages(meant), meant)
    better = replace(
        right, stages=(*right.stages, *first.stages), found=(*right.found, *first.found), corrected=text
    )
    if named or count(better) > count(first):
        return better if is_enough(meant, better) else loosened(meant, better)
    loose = loosened(meant, better)
    return loose if not count(first) and count(loose) else None


def is_rarer(typed: Question, meant: Question) -> bool:
    """Tell whether a lone word is so rare beside the one meant that it may be a slip in the facts too."""
    counts = [max(question.known.values(), default=0) for question in (typed, meant)]
    return counts[0] * MUCH_RARER <= counts[1]


def loosened(question: Question, strict: Answer) -> Answer:
    """Return the answer with stages that give up some of the words, the least first, until there are enough."""
    stages, found = list(strict.stages), list(strict.found)
    entries = {entry_id for ids in found for entry_id in ids}
    for stage, is_of_parts in loose_stages(question):
        if len(entries) >= (ENOUGH if is_of_parts else FEW):
            break
        (ids,) = engine().entry_ids([stage], WINDOW + 1)
        entries.update(ids)
        stages.append(stage)
        found.append(tuple(ids))
    return replace(
        strict,
        stages=tuple(stages),
        found=tuple(found),
        weighing=weighing(question, stemmed=True),
        loosened=len(strict.stages),
    )


def united(found: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the ids of all stages, each once, in the order of the stages, and no more than a window of them."""
    return tuple(dict.fromkeys(entry_id for ids in found for entry_id in ids))[:WINDOW]


def window(one: Answer, chosen: Sequence[str]) -> Window:
    """Return the entries of an answer that pass the filters, given as expressions, the best first."""
    found = narrowed(one, chosen) if chosen else one.found
    order = united(found)
    loose = one.loosened is not None
    strict = {entry_id for ids in found[: one.loosened] for entry_id in ids} if loose else set()
    complete = len(order) < WINDOW and all(len(ids) <= WINDOW for ids in found)
    best: Sequence[Ranked] = one.best
    if chosen:
        best = ranking.ranked(engine().candidates(order[: one.scored]), one.weighing)
    if one.floor:
        complete = complete and len(order) <= one.scored
        best = [entry for entry in best if entry.score >= one.floor or entry.candidate.id in strict]
        order = order[: one.scored]
    ids = (*(entry.candidate.id for entry in best), *order[one.scored :])
    message = ""
    if loose and not strict.issuperset(ids):
        message = NEARLY_ALL if strict else SOME_WORDS
    return Window(ids, tuple(best), complete, message)


def members(one: Answer, chosen: Sequence[str]) -> tuple[int, ...]:
    """Return the entries of a window in any order, weighing them only where their score decides who is in it."""
    if one.floor:
        return window(one, chosen).ids
    return united(narrowed(one, chosen) if chosen else one.found)


def narrowed(one: Answer, chosen: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return what each expression of an answer finds among the entries that pass the filters."""
    asks_for_all = one.stages == ("",)
    stages = [engine().all_of([stage, *chosen]) if stage or asks_for_all else "" for stage in one.stages]
    return tuple(map(tuple, engine().entry_ids(stages, WINDOW + 1)))
