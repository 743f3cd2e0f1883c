"""Make queries as people type them from the films of the database, the same each time for the same data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from films.evaluation.misspelling import misspelt
from films.evaluation.sampling import Sample, plain_words
from films.search import FacetName

QUERIES_OF_A_KIND = 40  # of each kind: enough for a p95 that is not the worst of them
TYPED_ON = 3  # letters typed after a slip before anybody looks up

Filters = dict[FacetName, tuple[str, ...]]


@dataclass(frozen=True)
class BenchmarkQuery:
    """Hold what is asked of the search or of its suggestions; `raw` asks the engine alone, if it can."""

    text: str
    filters: Filters = field(default_factory=dict)
    raw: str = ""
    suggests: bool = False


def fts5_string(text: str) -> str:
    """Return words as a phrase of FTS5, which is one of the query language as well."""
    return f'"{text}"'


def query_for(text: str, **filters: str) -> BenchmarkQuery:
    """Return the query for words, which asks FTS5 for all of them."""
    chosen: Filters = {FacetName(name): (value,) for name, value in filters.items()}
    return BenchmarkQuery(text, chosen, " ".join(map(fts5_string, plain_words(text))))


def unfinished_query(text: str, *, suggests: bool = False) -> BenchmarkQuery:
    """Return the query for words of which the last is still being typed; it asks FTS5 for what begins so."""
    words = plain_words(text)
    raw = " ".join(map(fts5_string, words)) + " *" if words else ""
    return BenchmarkQuery(text, {}, raw, suggests)


def exact_titles(sample: Sample) -> Iterator[BenchmarkQuery]:
    return (query_for(film.title) for film in sample.films)


def two_words_of_a_title(sample: Sample) -> Iterator[BenchmarkQuery]:
    for film in sample.films:
        words = plain_words(film.title)
        if len(words) > 2:
            yield query_for(f"{words[0]} {words[-1]}")


def person_names(sample: Sample) -> Iterator[BenchmarkQuery]:
    return (query_for(person.name) for person in sample.people)


def common_words(sample: Sample) -> Iterator[BenchmarkQuery]:
    return (query_for(word) for word in sample.common)


def two_common_words(sample: Sample) -> Iterator[BenchmarkQuery]:
    half = len(sample.common) // 2
    return (
        query_for(f"{first} {second}") for first, second in zip(sample.common, sample.common[half:], strict=False)
    )


def rare_words(sample: Sample) -> Iterator[BenchmarkQuery]:
    return (query_for(word) for word in sample.rare)


def typed(letters: int, *, suggests: bool = False) -> Callable[[Sample], Iterator[BenchmarkQuery]]:
    """Return a function that makes queries of the first letters of titles, with the rest yet to be typed."""

    def made(sample: Sample) -> Iterator[BenchmarkQuery]:
        beginnings = dict.fromkeys(film.title[:letters].lower() for film in sample.films if film.title[letters:])
        return (
            unfinished_query(beginning, suggests=suggests) for beginning in beginnings if plain_words(beginning)
        )

    return made


def phrases(sample: Sample) -> Iterator[BenchmarkQuery]:
    for film in sample.films:
        words = plain_words(film.synopsis)
        if len(words) >= 6:
            phrase = fts5_string(" ".join(words[3:6]))
            yield BenchmarkQuery(phrase, raw=phrase)


def words_with_filters(sample: Sample) -> Iterator[BenchmarkQuery]:
    for film in sample.films:
        genre, word = film.genres.first(), sample.telling_word(film)
        if genre and word and film.year:
            yield query_for(word, genre=genre.slug, decade=decade(film.year))


def filters_alone(sample: Sample) -> Iterator[BenchmarkQuery]:
    filters: dict[tuple[str, str], None] = {}
    for film in sample.films:
        genre = film.genres.first()
        if film.year:
            filters["decade", decade(film.year)] = None
        if genre:
            filters["genre", genre.slug] = None
    return (query_for("", **{name: value}) for name, value in filters)


def misspelt_names(sample: Sample) -> Iterator[BenchmarkQuery]:
    return (query_for(misspelt(person.name, number)) for number, person in enumerate(sample.people))


def misspelt_titles(sample: Sample) -> Iterator[BenchmarkQuery]:
    return (query_for(misspelt(film.title, number)) for number, film in enumerate(sample.films))


def films_with_a_person(sample: Sample) -> Iterator[BenchmarkQuery]:
    for film in sample.films:
        genre, actor = film.genres.first(), sample.leading_actor(film)
        if genre and actor and film.year:
            yield query_for(f"{genre.name.lower()} films with {actor.name} from the {spoken_decade(film.year)}")


def half_remembered(sample: Sample) -> Iterator[BenchmarkQuery]:
    for film in sample.films:
        words = plain_words(film.synopsis)
        if len(words) >= 40:
            yield query_for(f"i saw this film as a child, it was about {' '.join(words[:80:2])}")


def words_that_stand_nowhere(sample: Sample) -> Iterator[BenchmarkQuery]:
    for film in sample.films:
        backwards = film.title[::-1].lower()
        yield query_for(" ".join(f"q{word}x" for word in plain_words(backwards)[:2]))


def misspelt_suggestions(sample: Sample) -> Iterator[BenchmarkQuery]:
    for number, film in enumerate(sample.films):
        wrong = misspelt(film.title, number)
        for place, (typed_letter, letter) in enumerate(zip(wrong, film.title, strict=False)):
            if typed_letter != letter:
                yield unfinished_query(wrong[: place + TYPED_ON], suggests=True)
                break


def decade(year: int) -> str:
    return f"{year // 10 * 10}s"


def spoken_decade(year: int) -> str:
    """Return the decade as people say it: “80s”, but “1910s” and “2010s”."""
    return decade(year)[2:] if 1930 <= year < 2000 else decade(year)


KINDS: dict[str, Callable[[Sample], Iterator[BenchmarkQuery]]] = {
    "exact title": exact_titles,
    "two words of a title": two_words_of_a_title,
    "name": person_names,
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
"""What makes the queries of each kind."""


def benchmark_queries(sample: Sample) -> dict[str, list[BenchmarkQuery]]:
    """Return at most `QUERIES_OF_A_KIND` different queries of each kind that the data yields any of."""
    made = {kind: list(islice(distinct(make(sample)), QUERIES_OF_A_KIND)) for kind, make in KINDS.items()}
    return {kind: queries for kind, queries in made.items() if queries}


def distinct(made: Iterator[BenchmarkQuery]) -> Iterator[BenchmarkQuery]:
    """Yield each query that differs from all before it."""
    seen = set()
    for query in made:
        key = (query.text, tuple(query.filters.items()))
        if key not in seen:
            seen.add(key)
            yield query
