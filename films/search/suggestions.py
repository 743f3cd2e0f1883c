"""Suggest completions of an unfinished text: names that it, or its end, begins, contains or misspells.

The text before the unfinished end is kept: `80s comedies with arn` becomes “80s comedies with Arnold
Schwarzenegger”.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from films.identity.folding import has_unspaced, plain
from films.identity.numerals import ARTICLES, rewritten_keys
from films.kinds.names import NAMED_KINDS
from films.kinds.sql import NAME
from films.models import JobCode
from films.search import filmographies, tokens
from films.search.backends import engine
from films.search.backends.base import TookTooLongError
from films.search.dictionary import word_frequencies, words_beginning
from films.search.entries import read_entries
from films.search.entry_ids import kind_of
from films.search.expressions import all_of, any_kind, any_token
from films.search.query.parser import MAX_LENGTH, without_controls
from films.search.query.tree import Word
from films.search.sets import entry_ids, held
from films.search.spelling import candidates
from films.search.terms import genres_begun, jobs_begun
from films.search.types import Candidate, FacetName, Kind, Suggestion
from films.search.understanding.film_relations import BEFORE_TITLE, LONGEST_CUE
from films.search.vocabulary import DIRECTING, NAMING, PERSON_CUES, PLACE_CUES, QUESTION_WORDS, USE_CUES
from films.search.word_forms import COMPLETIONS

TIME_LIMIT = 1.0  # seconds; whoever types has gone on by then
SUGGESTED = 8  # as many as one can take in while typing
SHARES = {Kind.FILM: 4, Kind.PERSON: 4, Kind.LOCATION: 2}
"""How many of a kind are suggested where there are others."""
NAMESAKES = 3  # suggestions with the same name and kind
TERMS = 1  # genres, and as many jobs
NAMES_BEFORE_GENRES = 1  # of whole texts; after other words a genre is likelier than any name
SHORTEST_TERM = 3  # letters to type before a genre or job is suggested
LOOKED_AT = 100  # names found in each way, so that one kind does not fill the list
READ_OF_A_KIND = 24  # the same, so that equal names do not fill it
FEW_LETTERS = 2  # letters that begin so many names that others are not searched for
WORDS_READ = 8  # words that can be a name; longer texts are questions
WORDS_COMPLETED = 16  # words of a question that ends in a name
LONGEST_END = 5  # words at the end of a question that can begin a name
OF_A_LONG_END = 4  # completions of a longer end that come before those of a shorter one
SHORTEST_END = 2  # letters of such an end
SHORTEST_MISSPELT = 4  # letters of a single word at the end that may misspell a name
CARRYING = (QUESTION_WORDS | PERSON_CUES | PLACE_CUES) - set(ARTICLES)
"""Words that carry a question, and are seldom part of the name at its end."""
SIGNS = frozenset('":')
"""Signs of the query language, within which no name is completed."""


@dataclass(frozen=True)
class Unfinished:
    """Hold the plain words that may become a name, and the text before them as typed."""

    words: tuple[str, ...]
    before: str = ""

    @property
    def letters(self) -> str:
        return "".join(self.words)


def suggest(text: str) -> tuple[Suggestion, ...]:
    """Return completions of a text, the likeliest first; none if finding them takes too long.

    The whole text is tried as the beginning of a name or as a misspelt name, then shorter and shorter ends of it.
    """
    try:
        with held(), engine().time_limit(TIME_LIMIT):
            return completed(text)
    except TookTooLongError:
        return ()


def completed(text: str) -> tuple[Suggestion, ...]:
    typed = without_controls(text[:MAX_LENGTH])
    whole = Unfinished(tuple(plain(typed).split()))
    if not whole.words:
        return ()
    found: list[Suggestion] = []
    if len(whole.words) <= WORDS_READ:
        ids = names_continuing(whole.words) or names_in_unspaced_script(whole.words)
        found = together(names(whole, ids), whole) or names(whole, names_misspelt(whole.words))
    return tuple((found or endings(typed))[:SUGGESTED])


def endings(typed: str) -> list[Suggestion]:
    """Return what a text becomes when its end is completed, the longest end first, each name once.

    Where the words before an end ask for people, films or places, no others are suggested, if there are any.
    """
    ends = list(unfinished_ends(typed))
    for end in ends:
        before = plain(end.before).split()
        job = JobCode.DIRECTOR if before[-1:] == ["by"] and DIRECTING.intersection(before[-2:]) else None
        if (kind := kind_asked(before)) and (asked := names(end, continuing(end, kind), job)):
            return asked
    frequencies = word_frequencies({word for end in ends for word in end.words}) if ends else {}
    found: dict[tuple[str, str], Suggestion] = {}
    for end in ends:
        completed = [*terms(end, FacetName.GENRE), *names(end, continuing(end)), *terms(end, FacetName.JOB)]
        is_unknown = end.words[0] not in frequencies and end.words[0] not in QUESTION_WORDS
        if not (found or completed) and is_unknown and len(end.letters) >= SHORTEST_MISSPELT:
            completed = names(end, names_misspelt(end.words))
            if completed:
                return completed
        for suggestion in completed if end is ends[-1] else completed[:OF_A_LONG_END]:
            found.setdefault((suggestion.kind, suggestion.slug), suggestion)
    return list(found.values())


def kind_asked(before: Sequence[str]) -> Kind | None:
    """Return the kind of entry that is named next: people after “directed by”, places after “shot in”."""
    if not before:
        return None
    if before[-1] in PERSON_CUES:
        return Kind.PERSON
    if before[-1] in PLACE_CUES and before[-2:-1] and before[-2] in USE_CUES:
        return Kind.LOCATION
    is_of_film = any(tuple(before[-length:]) in BEFORE_TITLE for length in range(1, LONGEST_CUE + 1))
    return Kind.FILM if is_of_film or before[-1] in NAMING else None


def continuing(end: Unfinished, kind: Kind | None = None) -> list[int]:
    """Return the entries, of one kind if it is asked for, that the end of a text may name.

    An end that begins with a word of the question is a name only if the name begins so too.
    """
    carries = end.words[0] in CARRYING
    found = engine().names_beginning(end.letters, LOOKED_AT) if carries else names_continuing(end.words)
    return [entry_id for entry_id in found if kind in (None, kind_of(entry_id))]


def together(names: Sequence[Suggestion], whole: Unfinished) -> list[Suggestion]:
    """Return the likeliest name, genres, other names and jobs; room is reserved for the terms."""
    genres, jobs = terms(whole, FacetName.GENRE), terms(whole, FacetName.JOB)
    others = names[NAMES_BEFORE_GENRES : SUGGESTED - len(genres) - len(jobs)]
    return [*names[:NAMES_BEFORE_GENRES], *genres, *others, *jobs]


def unfinished_ends(typed: str) -> Iterator[Unfinished]:
    """Yield the ends of a text, from several words down to one, that may become a name."""
    pieces = typed.split()
    if len(pieces) > WORDS_COMPLETED or len(typed) != len(typed.rstrip()):
        return
    for start in range(max(1, len(pieces) - LONGEST_END), len(pieces)):
        before, end = " ".join(pieces[:start]), pieces[start:]
        words = tuple(plain(" ".join(end)).split())
        is_plain = not SIGNS.intersection(typed) and not any(piece.startswith("-") for piece in end)
        if is_plain and plain(pieces[start - 1]) not in ARTICLES and len("".join(words)) >= SHORTEST_END:
            yield Unfinished(words, f"{before} ")


def names(unfinished: Unfinished, entry_ids: Sequence[int], job: JobCode | None = None) -> list[Suggestion]:
    """Return the names of these entries, with a share for each kind and a few namesakes, told apart by details.

    People who had the job that is asked for come before others.
    """
    of_kind: Counter[Kind] = Counter()
    read = []
    for entry_id in entry_ids:
        of_kind[kind_of(entry_id)] += 1
        if of_kind[kind_of(entry_id)] <= READ_OF_A_KIND:
            read.append(entry_id)
    typed = name_keys(unfinished.words)
    found = sorted(
        read_entries(read),
        key=lambda candidate: (
            typed.isdisjoint(name_keys(plain(candidate.texts["title"]).split())),
            job is not None and not tokens.films_of(candidate.limits, job),
        ),
    )
    chosen = by_share(with_few_namesakes(found))
    details = namesake_details(chosen)
    return [
        Suggestion(
            unfinished.before + candidate.texts["title"],
            candidate.kind,
            candidate.slug,
            candidate.year,
            details.get(candidate.id, ""),
            is_completed=bool(unfinished.before),
        )
        for candidate in chosen
    ]


def name_keys(words: Sequence[str]) -> set[str]:
    """Return the keys of a name of these words, as they are and rewritten."""
    return {"".join(words), *rewritten_keys(words)}


def with_few_namesakes(found: Sequence[Candidate]) -> list[Candidate]:
    """Limit the entries with the same name and kind to a few."""
    namesakes: dict[tuple[str, Kind], list[Candidate]] = {}
    for candidate in found:
        namesakes.setdefault((candidate.texts["title"], candidate.kind), []).append(candidate)
    few = {candidate.id for equal in namesakes.values() for candidate in equal[:NAMESAKES]}
    return [candidate for candidate in found if candidate.id in few]


def by_share(likely: Sequence[Candidate]) -> list[Candidate]:
    """Limit suggestions to a share for each kind, and fill the remaining room in order."""
    of_kind: Counter[Kind] = Counter()
    within: list[int] = []
    beyond: list[int] = []
    for place, candidate in enumerate(likely):
        of_kind[candidate.kind] += 1
        (within if of_kind[candidate.kind] <= SHARES[candidate.kind] else beyond).append(place)
    return [likely[place] for place in sorted([*within, *beyond][:SUGGESTED])]


def namesake_details(suggested: Sequence[Candidate]) -> dict[int, str]:
    """Return details that tell namesakes apart: their disambiguation, or the film that they are known for."""
    alike = Counter((candidate.texts["title"], candidate.kind, candidate.year) for candidate in suggested)
    namesakes = [
        candidate for candidate in suggested if alike[candidate.texts["title"], candidate.kind, candidate.year] > 1
    ]
    people = [
        candidate.object_id for candidate in namesakes if candidate.kind == Kind.PERSON and not candidate.context
    ]
    films = filmographies.known_for(people) if people else {}
    known = {person_id: found[0] for person_id, found in films.items() if found}
    return {candidate.id: candidate.context or titled(known.get(candidate.object_id)) for candidate in namesakes}


def titled(film: Candidate | None) -> str:
    if film is None:
        return ""
    return f"{film.texts['title']} ({film.year})" if film.year else film.texts["title"]


def terms(unfinished: Unfinished, kind: FacetName) -> list[Suggestion]:
    """Return the genres of films, by any of their names, or the jobs of credits that begin so."""
    if len(unfinished.letters) < SHORTEST_TERM:
        return []
    begun = genres_begun(unfinished.letters) if kind == FacetName.GENRE else jobs_begun(unfinished.letters)
    return [
        Suggestion(unfinished.before + name, kind, value, is_completed=bool(unfinished.before))
        for name, value in begun[:TERMS]
    ]


def names_continuing(words: Sequence[str]) -> list[int]:
    """Return the entries with a name that begins with the words, then those with the words elsewhere in a name.

    A name whose number is written otherwise begins so as well: *Rocky II* with “rocky 2”. People are looked for by
    their family names: those that begin so go with the former.
    """
    beginning = "".join(words)
    rewritten = [
        entry_id for form in rewritten_keys(words) for entry_id in engine().names_beginning(form, READ_OF_A_KIND)
    ]
    begins = list(dict.fromkeys([*rewritten, *engine().names_beginning(beginning, LOOKED_AT)]))
    if len(begins) >= LOOKED_AT or (len(beginning) <= FEW_LETTERS and len(begins) >= SUGGESTED):
        return begins
    last = words[-1]
    continued = words_beginning([last], COMPLETIONS)[last]
    holding = names_containing(words[:-1], [last, *continued])
    people = [entry_id for entry_id in holding if kind_of(entry_id) == Kind.PERSON] if len(words) == 1 else []
    return list(dict.fromkeys([*sorted([*begins, *people]), *holding]))


def names_in_unspaced_script(words: Sequence[str]) -> list[int]:
    """Return the entries with these characters anywhere, for scripts without spaces between words."""
    parts = [engine().containing(Word(word)) for word in words if has_unspaced(word)]
    kinds = any_kind(*NAMED_KINDS)
    return entry_ids([all_of([*parts, kinds])], LOOKED_AT)[0] if parts else []


def names_containing(before: Sequence[str], last: Sequence[str]) -> list[int]:
    """Return the entries with all of the words, and one of the last ones, in their names."""
    kinds = any_kind(*NAMED_KINDS)
    words = [any_token([NAME + word]) for word in before]
    (found,) = entry_ids([all_of([*words, any_token([NAME + word for word in last]), kinds])], LOOKED_AT)
    return found


def names_misspelt(words: Sequence[str]) -> list[int]:
    """Return the names that the words may misspell, or else those with a last word that begins similarly."""
    near = candidates.similar_spellings(words)
    intended = candidates.intended_name(words, near)
    if intended:
        return [record.entry_id for record in intended.records]
    frequencies = word_frequencies(words)
    before = [near[word][0].word if near.get(word) and word not in frequencies else word for word in words[:-1]]
    last = [
        *words_beginning([words[-1]], COMPLETIONS)[words[-1]],
        *candidates.similar_beginnings(words[-1]),
    ]
    return names_containing(before, last) if last else []
