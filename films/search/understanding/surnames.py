"""Recognise people by their surnames alone: “hitchcock films”, “di caprio”, “the coen brothers”."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from films.identity.folding import plain
from films.languages import localized_list, translated
from films.models import JobCode
from films.search import tokens, vocabulary
from films.search.backends import engine
from films.search.backends.base import NamedRecord
from films.search.entries import read_entries
from films.search.expressions import Expression, all_of, any_kind, any_of
from films.search.query.tree import Phrase
from films.search.sets import entry_ids
from films.search.types import Candidate, FacetName, Kind
from films.search.understanding.entities import FRAME, Entity, QueryWord
from films.search.understanding.names import INTRODUCED, LONGEST_COMMON
from films.search.understanding.people import usual_job
from films.search.understanding.titles import LONGEST_QUESTION

SURNAME = 0.6  # belief in a surname alone
DIRECTOR = 0.85  # belief in a director's surname, since films are called by it: “hitchcock films”
KNOWN_SHARE = 0.3  # a word counts as a surname from this ratio of its bearers' films to entries with the word
FAR_MORE = 3  # somebody with this many times the films of the next person is meant by a surname alone
BEARERS = 24  # people with a surname that are looked at, the most prominent ones
SURNAMES_READ = 4  # words of a query that are looked up as surnames
GIVEN_NAME = 6  # a word in the names of this many people counts as a given name
PARTICLES = frozenset(
    "al bin da dal de del della den der des di do dos du el la las le los mac mc o san st ten ter van von".split()
)
"""Words with which a surname may begin; names are also written without the space: DiCaprio."""
SIBLINGS = frozenset("brothers bros sisters siblings".split())
NAMED_IN_LABEL = 2  # people who are all named where a surname stands for them
IS_PERSON = any_kind(Kind.PERSON)


@dataclass(frozen=True)
class Surname:
    """Hold the words, from `start` to before `end`, that may be a surname."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def has_particle(self) -> bool:
        return len(self.words) > 1

    @property
    def bearing(self) -> Expression:
        """Return an expression for the people with these words in their names, also without spaces."""
        spellings = dict.fromkeys((" ".join(self.words), "".join(self.words)))
        return all_of([any_of([engine().in_names(Phrase(spelling)) for spelling in spellings]), IS_PERSON])

    def is_of(self, person: Candidate) -> bool:
        """Tell whether a person's name ends in these words."""
        name = plain(person.texts["title"]).split()
        return "".join(self.words) in ("".join(name[-count:]) for count in range(1, len(self.words) + 1))


def surname_entities(
    words: tuple[QueryWord, ...],
    named: Mapping[tuple[int, int], list[NamedRecord]],
    frequencies: Mapping[str, int],
) -> Iterator[Entity]:
    """Yield people whom the query names only by their surnames.

    A word counts as a surname after a cue, as in “by Kubrick”, or if many of the entries with the word are films
    of people with this surname; so does one that begins with a particle or stands before “brothers”. It does not
    count after a given name, where it is somebody else's surname, nor after a word that it follows in the title of
    a film, as in “indiana jones”.
    """
    asked = list(possible_surnames(words, named))
    texts = [word.text for word in words]
    before = {surname: Surname(surname.start - 1, surname.start, (texts[surname.start - 1],)) for surname in asked}
    looked_up = [*asked, *before.values()]
    bearing = [surname.bearing for surname in looked_up]
    found = dict(zip(looked_up, entry_ids(bearing, BEARERS) if asked else [], strict=True))
    in_titles = surnames_in_titles(texts, [surname for surname in asked if found[surname]])
    ids = [entry_id for surname in asked for entry_id in found[surname]]
    people = {person.id: person for person in read_entries(ids)}
    for surname in asked:
        bearers = [people[entry_id] for entry_id in found[surname] if surname.is_of(people[entry_id])]
        siblings = siblings_among(bearers) if SIBLINGS.intersection(texts[surname.end : surname.end + 1]) else []
        follows_name = (
            surname.start > 0
            and texts[surname.start - 1] not in FRAME
            and len(found[before[surname]]) >= GIVEN_NAME
        )
        if siblings:
            yield surname_entity(surname, siblings, INTRODUCED, end=surname.end + 1)
        elif bearers and not follows_name and surname not in in_titles:
            meant = well_known(bearers)
            if belief := belief_in_surname(texts, surname, meant, frequencies):
                yield surname_entity(surname, meant, belief, end=surname.end)


def possible_surnames(
    words: Sequence[QueryWord], named: Mapping[tuple[int, int], Sequence[NamedRecord]]
) -> Iterator[Surname]:
    """Yield the words that may be surnames, each also with the particles before it.

    They may not be part of somebody's whole name.
    """
    if not 1 < len(words) <= LONGEST_QUESTION:
        return
    whole = {
        position
        for (start, end), found in named.items()
        if end - start > 1 and any(record.kind == Kind.PERSON for record in found)
        for position in range(start, end)
    }
    texts = [word.text for word in words]
    asked = [
        position
        for position, text in enumerate(texts)
        if position not in whole and text not in FRAME and text.isalpha() and len(text) > LONGEST_COMMON
    ]
    for position in asked[:SURNAMES_READ]:
        yield Surname(position, position + 1, (texts[position],))
        start = position
        while start and texts[start - 1] in PARTICLES and start - 1 not in whole:
            start -= 1
        if start < position:
            yield Surname(start, position + 1, tuple(texts[start : position + 1]))


def surnames_in_titles(texts: Sequence[str], surnames: Sequence[Surname]) -> Set[Surname]:
    """Return the single words that follow the word before them in the title of a film too."""
    following = [
        surname
        for surname in surnames
        if surname.start and not surname.has_particle and texts[surname.start - 1] not in FRAME
    ]
    is_film = any_kind(Kind.FILM)
    pairs = [Phrase(" ".join(texts[surname.start - 1 : surname.end])) for surname in following]
    titled = [all_of([engine().in_names(pair), is_film]) for pair in pairs]
    found = entry_ids(titled, 1) if titled else []
    return {surname for surname, ids in zip(following, found, strict=True) if ids}


def siblings_among(bearers: Sequence[Candidate]) -> list[Candidate]:
    """Return those with a surname who worked on a film together or, if none did, those who mostly direct.

    Nobody has only themselves as siblings.
    """
    bearers_on = Counter(film for person in bearers for film in tokens.films_worked_on(person.limits))
    together = [
        person for person in bearers if any(bearers_on[film] > 1 for film in tokens.films_worked_on(person.limits))
    ]
    directing = [person for person in bearers if usual_job(person.limits) == JobCode.DIRECTOR]
    found = together or directing
    return found if len(found) > 1 else []


def well_known(bearers: Sequence[Candidate]) -> list[Candidate]:
    """Return the person who has far more films than others with the same surname, or else all of them."""
    ordered = sorted(bearers, key=lambda person: -tokens.films_of(person.limits))
    films = [tokens.films_of(person.limits) for person in ordered]
    is_alone = len(films) < 2 or films[0] >= films[1] * FAR_MORE
    return ordered[:1] if is_alone else ordered


def belief_in_surname(
    texts: Sequence[str], surname: Surname, bearers: Sequence[Candidate], frequencies: Mapping[str, int]
) -> float:
    """Return how likely words mean the people with this surname."""
    if surname.has_particle or (surname.start and texts[surname.start - 1] in vocabulary.PERSON_CUES):
        return INTRODUCED
    films = sum(tokens.films_of(person.limits) for person in bearers)
    if films < frequencies.get(surname.words[0], 0) * KNOWN_SHARE:
        return 0.0
    return DIRECTOR if len(bearers) == 1 and usual_job(bearers[0].limits) == JobCode.DIRECTOR else SURNAME


def surname_entity(surname: Surname, bearers: Sequence[Candidate], belief: float, end: int) -> Entity:
    """Return the entity for the people with a surname."""
    names = [person.texts["title"] for person in bearers]
    text = " ".join(word.capitalize() for word in surname.words)
    return Entity(
        facet=FacetName.PERSON.value,
        value=bearers[0].slug,
        label=localized_list(names, "or")
        if len(names) <= NAMED_IN_LABEL
        else translated("%(surname)s (%(name)s and others)", surname=text, name=names[0]),
        start=surname.start,
        end=end,
        tokens=tuple(tokens.facet(FacetName.PERSON, person.object_id) for person in bearers),
        belief=belief,
        records=tuple(person.object_id for person in bearers),
        entries=frozenset(person.id for person in bearers),
        kind=Kind.PERSON,
    )
