"""Benchmark queries are made from the data, the same ones each time."""

import pytest

from films.evaluation.benchmark_queries import KINDS, QUERIES_OF_A_KIND, benchmark_queries
from films.evaluation.sampling import plain_words, sample, spread
from films.models import Film
from films.search import FacetName
from tests.cast import credit, director, genre, tanuki_film

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]

SYNOPSIS = "A fox steals a drum from a temple at night " + "and walks home with the old drum of the monks " * 4


@pytest.fixture
def tanuki(db: None) -> Film:
    film = tanuki_film(synopsis=SYNOPSIS)
    credit(film, director(), job="actor", billing=1)
    film.genres.add(genre("Comedy"))
    return film


def texts(kind: str) -> list[str]:
    return [query.text for query in benchmark_queries(sample())[kind]]


def test_each_kind_is_made_from_the_films(tanuki: Film) -> None:
    made = {kind: [query.text for query in asked] for kind, asked in benchmark_queries(sample()).items()}
    expected = {
        "exact title": ["The Tanuki"],
        "name": ["Žofie Ørsted"],
        "title typed, 1 letter": ["t"],
        "title typed, 5 letters": ["the t"],
        "phrase": ['"a drum from"'],
        "misspelt name": ["Žofie Ørtsed"],
        "misspelt title": ["The Taunki"],
        "genre, person and decade": ["comedy films with Žofie Ørsted from the 70s"],
        "words that stand nowhere": ["qikunatx qehtx"],
        "suggestions, 2 letters": ["th"],
        "suggestions, misspelt": ["The Taunk"],
    }
    assert made == made | expected


def test_two_words_of_a_title_leave_out_what_is_between(tanuki: Film) -> None:
    Film.objects.filter(pk=tanuki.pk).update(title="The Sly Old Tanuki")
    assert texts("two words of a title") == ["the tanuki"]


def test_filters_are_those_of_the_film_itself(tanuki: Film) -> None:
    asked = benchmark_queries(sample())
    (filtered,) = asked["word, genre and decade"]
    assert filtered.filters == {FacetName.GENRE: ("comedy",), FacetName.DECADE: ("1970s",)}
    assert [query.filters for query in asked["filter alone"]] == [
        {FacetName.DECADE: ("1970s",)},
        {FacetName.GENRE: ("comedy",)},
    ]


def test_a_description_is_half_of_the_words(tanuki: Film) -> None:
    (text,) = texts("half-remembered")
    assert text.startswith("i saw this film as a child, it was about a steals drum a at and")


def test_the_raw_engine_is_asked_for_the_same_words(tanuki: Film) -> None:
    asked = benchmark_queries(sample())
    assert asked["exact title"][0].raw == '"the" "tanuki"'
    assert asked["title typed, 5 letters"][0].raw == '"the" "t" *'
    assert asked["phrase"][0].raw == '"a drum from"'
    assert asked["filter alone"][0].raw == ""


def test_suggestions_alone_are_asked_as_suggestions(tanuki: Film) -> None:
    asked = benchmark_queries(sample())
    assert {kind for kind in asked if asked[kind][0].suggests} == {kind for kind in KINDS if "suggestions" in kind}


def test_rare_words_stand_in_one_film_of_the_sample(tanuki: Film) -> None:
    tanuki_film(title="The Hound", slug="hound", synopsis="The hound of the monks.")
    rare = texts("rare word")
    assert "temple" in rare
    assert "monks" not in rare


def test_common_words_come_by_how_many_films_have_them(tanuki: Film) -> None:
    tanuki_film(title="The Hound", slug="hound", synopsis="The hound of the monks.")
    assert texts("common word")[:3] == ["monks", "of", "the"]


def test_queries_are_few_and_differ(tanuki: Film) -> None:
    Film.objects.bulk_create(
        Film(title=f"Fox {number % 60}", slug=f"fox-{number}", state="published") for number in range(200)
    )
    asked = benchmark_queries(sample())
    assert len(asked["exact title"]) == QUERIES_OF_A_KIND
    assert len({query.text for query in asked["exact title"]}) == QUERIES_OF_A_KIND
    assert asked == benchmark_queries(sample())


def test_drafts_are_not_asked_for() -> None:
    tanuki_film(state="draft")
    assert benchmark_queries(sample()) == {}


def test_a_sample_is_spread_over_all_rows(db: None) -> None:
    Film.objects.bulk_create(Film(title=f"Fox {number}", slug=f"fox-{number}") for number in range(100))
    rows = Film.objects.filter(title__startswith="Fox")
    assert [film.title for film in spread(rows, 5)] == ["Fox 0", "Fox 61", "Fox 23", "Fox 85", "Fox 47"]
    assert len(spread(rows, 1000)) == 100


def test_words_are_runs_of_letters_and_digits() -> None:
    assert plain_words("Ørsted's 48 Hrs., snake_case") == ["ørsted", "s", "48", "hrs", "snake", "case"]
