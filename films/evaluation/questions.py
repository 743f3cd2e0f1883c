"""What people ask, made from the films of the database, the same each time for the same data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from films.evaluation.misspelling import misspelt
from films.evaluation.sampling import Sample, words_of
from films.search import FacetName

QUESTIONS = 40  # of each kind: enough for a p95 that is not the worst of them
TYPED_ON = 3  # letters typed after a slip before anybody looks up

Filters = dict[FacetName, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """What is asked of the search, or of its suggestions. `raw` asks FTS5 for the same words, where it can."""

    text: str
    filters: Filters = field(default_factory=dict)
    raw: str = ""
    suggests: bool = False


def string(text: str) -> str:
    return f'"{text}"'


def asking(text: str, **filters: str) -> Question:
    """Ask for words; FTS5 for all of them."""
    chosen: Filters = {FacetName(name): (value,) for name, value in filters.items()}
    return Question(text, chosen, " ".join(map(string, words_of(text))))


def typing(text: str, *, suggests: bool = False) -> Question:
    """Ask for words of which the last is still being typed; FTS5 for what begins so."""
    words = words_of(text)
    raw = " ".join(map(string, words)) + " *" if words else ""
    return Question(text, {}, raw, suggests)


def exact_titles(sample: Sample) -> Iterator[Question]:
    return (asking(film.title) for film in sample.films)


def two_words_of_a_title(sample: Sample) -> Iterator[Question]:
    for film in sample.films:
        words = words_of(film.title)
        if len(words) > 2:
            yield asking(f"{words[0]} {words[-1]}")


def names(sample: Sample) -> Iterator[Question]:
    return (asking(person.name) for person in sample.people)


def common_words(sample: Sample) -> Iterator[Question]:
    return (asking(word) for word in sample.common)


def two_common_words(sample: Sample) -> Iterator[Question]:
    half = len(sample.common) // 2
    return (asking(f"{one} {other}") for one, other in zip(sample.common, sample.common[half:], strict=False))


def rare_words(sample: Sample) -> Iterator[Question]:
    return (asking(word) for word in sample.rare)


def typed(letters: int, *, suggests: bool = False) -> Callable[[Sample], Iterator[Question]]:
    """Make the kind of question that a title is after so many letters."""

    def questions(sample: Sample) -> Iterator[Question]:
        beginnings = dict.fromkeys(film.title[:letters].lower() for film in sample.films if film.title[letters:])
        return (typing(beginning, suggests=suggests) for beginning in beginnings if words_of(beginning))

    return questions


def phrases(sample: Sample) -> Iterator[Question]:
    for film in sample.films:
        words = words_of(film.synopsis)
        if len(words) >= 6:
            phrase = string(" ".join(words[3:6]))
            yield Question(phrase, raw=phrase)


def words_with_filters(sample: Sample) -> Iterator[Question]:
    for film in sample.films:
        genre, word = film.genres.first(), sample.telling_word(film)
        if genre and word and film.year:
            yield asking(word, genre=genre.slug, decade=decade(film.year))


def filters_alone(sample: Sample) -> Iterator[Question]:
    filters: dict[tuple[str, str], None] = {}
    for film in sample.films:
        genre = film.genres.first()
        if film.year:
            filters["decade", decade(film.year)] = None
        if genre:
            filters["genre", genre.slug] = None
    return (asking("", **{name: value}) for name, value in filters)


def misspelt_names(sample: Sample) -> Iterator[Question]:
    return (asking(misspelt(person.name, number)) for number, person in enumerate(sample.people))


def misspelt_titles(sample: Sample) -> Iterator[Question]:
    return (asking(misspelt(film.title, number)) for number, film in enumerate(sample.films))


def films_with_a_person(sample: Sample) -> Iterator[Question]:
    for film in sample.films:
        genre, actor = film.genres.first(), sample.leading_actor(film)
        if genre and actor and film.year:
            yield asking(f"{genre.name.lower()} films with {actor.name} from the {spoken_decade(film.year)}")


def half_remembered(sample: Sample) -> Iterator[Question]:
    for film in sample.films:
        words = words_of(film.synopsis)
        if len(words) >= 40:
            yield asking(f"i saw this film as a child, it was about {' '.join(words[:80:2])}")


def words_that_stand_nowhere(sample: Sample) -> Iterator[Question]:
    for film in sample.films:
        backwards = film.title[::-1].lower()
        yield asking(" ".join(f"q{word}x" for word in words_of(backwards)[:2]))


def misspelt_suggestions(sample: Sample) -> Iterator[Question]:
    for number, film in enumerate(sample.films):
        wrong = misspelt(film.title, number)
        for place, (typed_letter, letter) in enumerate(zip(wrong, film.title, strict=False)):
            if typed_letter != letter:
                yield typing(wrong[: place + TYPED_ON], suggests=True)
                break


def decade(year: int) -> str:
    return f"{year // 10 * 10}s"


def spoken_decade(year: int) -> str:
    """Return the decade as people say it: “80s”, but “1910s” and “2010s”."""
    return decade(year)[2:] if 1930 <= year < 2000 else decade(year)


KINDS: dict[str, Callable[[Sample], Iterator[Question]]] = {
    "exact title": exact_titles,
    "two words of a title": two_words_of_a_title,
    "name": names,
    "common word": common_words,
    "two common words": two_common_words,
    "rare word": rare_words,
    **{f"title typed, {letters} letter{'s' * (letters > 1)}": typed(letters) for letters in (1, 2, 3, 5)},
    "phrase": phrases,
    "word, genre and decade": words_with_filters,
    "filter alone": filters_alone,
    "misspelt name": misspelt_names,
    "misspelt title": misspelt_titles,
    "genre, person and decade": films_with_a_person,
    "half-remembered": half_remembered,
    "words that stand nowhere": words_that_stand_nowhere,
    **{
        f"suggestions, {letters} letter{'s' * (letters > 1)}": typed(letters, suggests=True)
        for letters in range(1, 6)
    },
    "suggestions, misspelt": misspelt_suggestions,
}
"""How the questions of each kind are made."""


def questions(sample: Sample) -> dict[str, list[Question]]:
    """Return at most `QUESTIONS` different questions of each kind that the data yields any of."""
    made = {kind: list(islice(distinct(make(sample)), QUESTIONS)) for kind, make in KINDS.items()}
    return {kind: asked for kind, asked in made.items() if asked}


def distinct(made: Iterator[Question]) -> Iterator[Question]:
    seen = set()
    for question in made:
        key = (question.text, tuple(question.filters.items()))
        if key not in seen:
            seen.add(key)
            yield question
