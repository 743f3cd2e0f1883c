"""A search for a genre finds what lies below it in the list, at any distance, and reads its other names."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from films.models import Film, Genre, GenreName
from films.search import FacetName, SearchRequest, search
from films.search.backends import engine
from tests.cast import film, genre

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]


def titles(text: str = "", **filters: str) -> set[str]:
    chosen: Any = {FacetName(facet): (value,) for facet, value in filters.items()}
    return {result.title_text for result in search(SearchRequest(text, chosen)).results}


def counts(text: str = "") -> dict[str, int]:
    return {value.value: value.count for value in search(SearchRequest(text)).facets[FacetName.GENRE]}


def labels(text: str) -> list[str]:
    return [part.label for part in search(SearchRequest(text)).understood if part.facet == "genre"]


def test_the_broader_finds_the_narrower_but_not_the_other_way_round() -> None:
    film("The Tanuki", 1977, "Slasher")
    film("The Drum", 1978, "Horror")
    assert titles(genre="horror") == titles("genre:horror") == {"The Tanuki", "The Drum"}
    assert titles(genre="slasher") == titles("genre:slasher") == {"The Tanuki"}


def test_each_count_is_what_choosing_the_genre_finds() -> None:
    film("The Tanuki", 1977, "Neo-Noir", "Crime")
    film("The Drum", 1978, "Heist")
    film("The Moon", 1979, "Noir")
    assert counts() == {"crime": 3, "noir": 2, "neo-noir": 1, "heist": 1}
    assert {slug: len(titles(genre=slug)) for slug in counts()} == counts()


def test_a_genre_lies_below_several() -> None:
    film("The Tanuki", 1977, "Romantic Comedy")
    assert titles("romances") == titles("comedies") == titles("romcoms") == {"The Tanuki"}


def test_films_of_all_genres_of_a_combination_are_found_as_one_of_it() -> None:
    film("The Tanuki", 1977, "Romance", "Black Comedy")
    film("The Drum", 1978, "Romance")
    assert titles(genre="romantic-comedy") == {"The Tanuki"}


def test_what_has_a_genre_itself_comes_before_what_has_one_below_it() -> None:
    film("Horror House", 1977, "Slasher")
    film("The Drum", 1978, "Horror")
    first, *_ = search(SearchRequest("horror films")).results
    assert first.title_text == "The Drum"


def test_a_new_broader_genre_finds_the_films_that_are_there() -> None:
    film("The Tanuki", 1977, "Neo-Noir")
    genre("Crime").broader.add(genre("Drama"))
    assert titles(genre="drama") == {"The Tanuki"}


def test_a_broader_genre_that_was_taken_away_finds_them_no_longer() -> None:
    film("The Tanuki", 1977, "Neo-Noir")
    genre("Noir").broader.clear()
    assert titles(genre="crime") == set()
    assert titles(genre="noir") == {"The Tanuki"}


def test_what_lies_above_by_another_way_too_stays_there() -> None:
    film("The Tanuki", 1977, "Neo-Noir")
    genre("Neo-Noir").broader.add(genre("Crime"))
    genre("Noir").broader.clear()
    assert titles(genre="crime") == {"The Tanuki"}


def test_deleting_a_genre_takes_it_out_of_the_way_up() -> None:
    film("The Tanuki", 1977, "Neo-Noir")
    genre("Noir").delete()
    assert titles(genre="crime") == set()


def test_a_combination_follows_what_it_is_made_of() -> None:
    film("The Tanuki", 1977, "Romance", "Comedy")
    film("The Drum", 1978, "Romance")
    both = genre("Romantic Comedy")
    both.broader.add(genre("War"))
    assert titles(genre="romantic-comedy") == set()
    both.broader.remove(genre("War"))
    assert titles(genre="romantic-comedy") == {"The Tanuki"}
    both.broader.remove(genre("Comedy"))
    assert titles(genre="romantic-comedy") == set()


def test_a_genre_that_becomes_a_combination_finds_films_at_once() -> None:
    film("The Tanuki", 1977, "Comedy", "Performance")
    assert titles(genre="stand-up-comedy") == set()
    Genre.objects.filter(slug="stand-up-comedy").update(is_combination=True)
    assert titles(genre="stand-up-comedy") == {"The Tanuki"}


def test_a_circle_is_refused_whatever_writes_it() -> None:
    crime, neo_noir = genre("Crime"), genre("Neo-Noir")
    with pytest.raises(IntegrityError, match="a genre cannot be a kind of itself"), transaction.atomic():
        crime.broader.add(neo_noir)


def test_other_names_are_read_as_they_are_given_and_taken() -> None:
    film("The Tanuki", 1977, "Horror")
    assert labels("spine chillers") == []
    name = GenreName.objects.create(genre=genre("Horror"), name="Spine-Chiller")
    assert labels("spine chillers") == ["Horror"]
    assert titles('genre:"spine chiller"') == {"The Tanuki"}
    name.delete()
    assert labels("spine chillers") == []


def test_a_renamed_genre_is_read_by_its_new_name() -> None:
    film("The Tanuki", 1977, "Horror")
    Genre.objects.filter(slug="horror").update(name="Dread")
    assert labels("dread films") == ["Dread"]


def test_a_genre_that_no_film_has_is_a_word_like_any_other() -> None:
    film("The Tanuki", 1977, "Crime")
    assert labels("heist films") == []


def test_names_with_accents_and_in_other_scripts_are_read() -> None:
    GenreName.objects.create(genre=genre("Comedy"), name="Comédie")
    GenreName.objects.create(genre=genre("Comedy"), name="Комедия")
    film("The Tanuki", 1977, "Comedy")
    assert labels("comedie") == labels("komediya") == ["Comedy"]


def test_rebuilding_finds_the_same() -> None:
    film("The Tanuki", 1977, "Romance", "Black Comedy")
    before = counts()
    engine().rebuild()
    assert counts() == before
    assert Film.objects.count() == 1


def test_the_longest_name_of_a_genre_is_meant() -> None:
    film("The Tanuki", 1977, "Romantic Comedy")
    assert labels("romantic comedy movies") == ["Romantic Comedy"]


def test_either_will_do_of_genres_that_the_same_word_names() -> None:
    genre("Sport"), genre("Sports")
    film("The Tanuki", 1977, "Sport")
    film("The Drum", 1978, "Sports")
    assert titles("sports films") == {"The Tanuki", "The Drum"}
    assert labels("sports films") == ["Sport or Sports"]


def test_both_names_of_a_genre_with_a_stroke_are_read() -> None:
    film("Rear Window", 1954, "Thriller/Suspense")
    assert labels("thrillers of 1954") == labels("suspense films") == ["Thriller/Suspense"]


def test_a_new_genre_is_as_much_work_among_many_as_among_few() -> None:
    def work(slug: str) -> int:
        steps: list[None] = []
        connection.connection.set_progress_handler(lambda: steps.append(None), 100)
        Genre.objects.create(name=slug, slug=slug)
        connection.connection.set_progress_handler(None, 0)
        return len(steps)

    work("first")
    among_few = work("romp")
    Genre.objects.bulk_create(Genre(name=f"Sort {number}", slug=f"sort-{number}") for number in range(200))
    assert work("lark") <= among_few + 2
