"""The ways to ask the index for what was typed, from all of the words to some of them, as expressions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from films.models import Job
from films.search import filters, ranking, tokens
from films.search.backends import engine
from films.search.entry_ids import kind_of, object_id_of
from films.search.folding import key, plain
from films.search.query.tree import Either, Field, FieldIs, Node, Phrase, Query, Word
from films.search.ranking import Term, Weighing
from films.search.types import FacetName, Kind
from films.search.understanding.entities import OWN_FACET, AskedWord, Part, Reading, asked_words
from films.search.understanding.interpretation import understand
from films.search.vocabulary import QUESTION_WORDS
from films.search.word_forms import MIN_STEM, completions, stem_forms, stem_of

SHORT = 3  # letters of a last word that may be unfinished though it is a word
BEGUN = 24  # names that go on from what was typed: a page of them and some
ALONE = 3  # of the rarest words, those of which one is enough
LONGEST_NAMED = 10  # words that may all stand in one name
LONGEST_LITERAL = 20  # words that may all stand in one entry
RAREST = 8  # words of a long question that are looked for in pairs
COMMONEST_PAIRED = 10_000  # entries with a word that is paired: all of them may have to be gone through
QUESTION_SHARE = 0.1  # of a word's rarity, where it only carries the question
SOFT = frozenset({FacetName.GENRE.value, FacetName.KIND.value, FacetName.JOB.value})
"""The parts that a looser question does without."""
FIRM = frozenset({"person", "film", "location", *Job})
"""The parts that are worth asking for on their own."""


@dataclass(frozen=True)
class Question:
    """A query with what was understood in it, and the expressions its fields and exclusions add to every stage.

    `known` tells in how many of all the `entries` each word stands; `forms` what unfinished words become; `begun`
    are the entries whose names go on from all that was typed.
    """

    query: Query
    reading: Reading
    known: dict[str, int]
    entries: int
    forms: dict[str, list[str]]
    begun: tuple[int, ...]
    conditions: tuple[str, ...]
    excluded: tuple[str, ...]

    @property
    def texts(self) -> tuple[Word | Phrase, ...]:
        return tuple(clause for clause in self.query.wanted if isinstance(clause, Word | Phrase))

    def asking(self, expressions: Sequence[str]) -> str:
        """Return the expression of entries that match all of these, and what the query demands besides."""
        return engine().all_of([*expressions, *self.demanded], list(self.excluded))

    @property
    def demanded(self) -> list[str]:
        """Return the expressions of what no loosening gives up: phrases and fields."""
        return [
            *map(engine().containing, (one for one in self.texts if isinstance(one, Phrase))),
            *self.conditions,
        ]


def read(query: Query, *, exact: bool = False) -> Question:
    """Read a query: look its words up in the dictionary, and unless told otherwise say what they mean."""
    words = asked_words(query)
    known = engine().word_frequencies(word.text for word in words) if words else {}
    reading = Reading(words) if exact or not words else understand(words, known)
    return Question(
        query,
        reading,
        known,
        sum(engine().totals().values()),
        completions([word.clause for word in words]),
        begun(words, known),
        tuple(filters.of_query(query)),
        tuple(filters.without(query)),
    )


def begun(words: Sequence[AskedWord], known: Mapping[str, int]) -> tuple[int, ...]:
    """Return the entries whose names begin with several words of which the last seems unfinished."""
    if len(words) < 2 or not words[-1].clause.typing:
        return ()
    last = words[-1].text
    is_finished = len(last) > SHORT and last in known
    return () if is_finished else tuple(engine().names_beginning("".join(word.text for word in words), BEGUN))


def strict_stages(question: Question) -> list[str]:
    """Return the ways to ask for all of the words: as a name, as they were understood, and anywhere."""
    texts, reading, forms = question.texts, question.reading, question.forms
    words = [clause for clause in texts if isinstance(clause, Word)]
    named = [engine().in_names(clause, forms) for clause in texts]
    literal = [engine().containing(word, forms) for word in words]
    understood = [
        *constraints(reading.parts),
        *(engine().containing(word, forms) for word in reading.rest),
    ]
    titled = [token for part in reading.parts if part.kind == Kind.FILM for token in part.tokens]
    named_whole = [*(name.entry_id for name in reading.whole), *question.begun]
    films = [engine().any_token(titled), engine().any_token([tokens.facet(FacetName.KIND, Kind.FILM)])]
    return [
        question.asking([bearers(named_whole)]) if named_whole else "",
        question.asking(named) if len(reading.words) <= LONGEST_NAMED else "",
        question.asking(understood) if reading.parts else "",
        question.asking(films) if titled and not reading.rest else "",
        question.asking(literal) if len(reading.words) <= LONGEST_LITERAL else "",
    ]


def bearers(entries: Iterable[int]) -> str:
    """Return the expression of the entries that bear names themselves, and not what is about them."""
    return engine().any_of([itself(kind_of(entry), object_id_of(entry)) for entry in entries])


def itself(kind: Kind, object_id: int) -> str:
    own = engine().any_token([tokens.facet(OWN_FACET[kind], object_id)])
    return engine().all_of([own, engine().any_token([tokens.facet(FacetName.KIND, kind)])])


def loose_stages(question: Question) -> Iterator[tuple[str, bool]]:
    """Give ever looser ways to ask, and whether each still holds to parts; those that do go first."""
    reading = question.reading
    rest = sorted(reading.rest, key=lambda word: question.known.get(plain(word.text), 0))[:RAREST]
    forms = stem_forms(rest)
    rarest = [engine().containing(word, forms) for word in rest]
    for stage in part_stages(reading, rarest):
        yield question.asking(stage), True
    if len(rest) > 2:
        yield question.asking(rarest), False
    if pairs := pairs_of(question, rest, forms):
        yield question.asking([engine().any_of(pairs)]), False
    if rest:
        yield question.asking([engine().any_of(rarest[:ALONE])]), False
    if question.demanded:
        yield question.asking([]), False


def pairs_of(question: Question, rest: Sequence[Word], forms: Mapping[str, list[str]]) -> list[str]:
    """Return the expressions of two of the words together, of those rare enough for all pairs to be tried.

    A long text has enough words that their other forms need not be looked for too.
    """
    rare = [word for word in rest if question.known.get(plain(word.text), 0) <= COMMONEST_PAIRED]
    used = forms if len(question.reading.words) <= LONGEST_NAMED else {}
    words = [engine().containing(word, used) for word in rare]
    return [engine().all_of(pair) for pair in combinations(words, 2)]


def part_stages(reading: Reading, rest: list[str]) -> Iterator[list[str]]:
    """Give the ways to ask for parts: all with a word of the rest, all, without the soft ones, and one by one."""
    every = constraints(reading.parts)
    weak = constraints([part for part in reading.parts if part.facet not in SOFT], weaker=True)
    untitled = [part for part in reading.parts if part.facet not in SOFT and part.kind != Kind.FILM]
    firm = [part for part in reading.parts if part.facet in FIRM]
    for stage in (every, weak):
        if stage and rest:
            yield [*stage, engine().any_of(rest)]
        if stage:
            yield stage
    if 0 < len(untitled) < len(weak):
        yield constraints(untitled, weaker=True)
    for part in firm if len(firm) > 1 or len(weak) > 1 else ():
        yield constraints([part], weaker=True)


def constraints(parts: Sequence[Part], *, weaker: bool = False) -> list[str]:
    """Return the expressions of parts: all of them hold, but of several years one."""
    years = [token for part in parts if part.facet == FacetName.YEAR for token in part.tokens]
    return [
        *([engine().any_token(years)] if years else []),
        *(
            engine().any_token([*part.tokens, *(part.weaker if weaker else ())])
            for part in parts
            if part.facet != FacetName.YEAR
        ),
    ]


def weighing(question: Question, *, stemmed: bool = False) -> Weighing:
    """Return what candidates are weighed by: each word by its rarity, with the part that explains it."""
    reading = question.reading
    part_of = {place: number for number, part in enumerate(reading.parts) for place in part.positions}
    terms = [
        Term(
            text=word.text,
            stem=stem_of(word.text) if stemmed and len(word.text) > MIN_STEM else "",
            rarity=rarity_of(word.text, question),
            open_ended=word.clause.typing or word.clause.prefix,
            in_question=word.text in QUESTION_WORDS,
            part=part_of.get(place),
        )
        for place, word in enumerate(reading.words)
    ]
    others = list(marked_texts(question.query.wanted))
    terms += [Term(text=plain(text.text), stem="", rarity=ranking.rarity(question.entries, 0)) for text in others]
    typed = {key(question.query.text), "".join(word.text for word in reading.words)}
    names = typed | {key(one.text) for one in others} | {name.key for name in reading.whole}
    begun = "".join(word.text for word in reading.words) if question.begun else ""
    return Weighing(tuple(terms), reading.parts, frozenset(names - {""}), begun)


def marked_texts(clauses: Iterable[Node]) -> Iterator[Word | Phrase]:
    """Give what entries are weighed by beside plain words: phrases, titles, and what there is a choice of."""
    for clause in clauses:
        match clause:
            case Phrase():
                yield clause
            case FieldIs(field=Field.TITLE):
                yield clause.operand
            case Either():
                yield from (one for one in clause.options if isinstance(one, Word | Phrase))


def rarity_of(word: str, question: Question) -> float:
    share = QUESTION_SHARE if word in QUESTION_WORDS else 1.0
    return ranking.rarity(question.entries, question.known.get(word, 0)) * share
