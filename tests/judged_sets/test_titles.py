"""Titles are asked for in forms that they do not have themselves."""

from tests.judged_sets.collection import FilmRecord, Films, Line
from tests.judged_sets.titles import little_titles, number_words, rare_words, sequels


def films(*titles: str) -> Films:
    """Return films of these titles, of one year after another."""
    return Films(
        tuple(
            FilmRecord(f"t{number}", title, 1980 + number, (), (), frozenset(), number)
            for number, title in enumerate(titles, 1)
        )
    )


def asked(lines: list[Line]) -> dict[str, list[str]]:
    return {line["query"]: line["relevant"] for line in lines}


def test_a_number_in_a_series_is_asked_in_its_other_forms() -> None:
    assert asked(sequels(films("Tanuki", "Tanuki II"))) == {"tanuki 2": ["t2"], "tanuki two": ["t2"]}


def test_a_part_is_asked_without_the_word_and_what_follows_as_well() -> None:
    assert asked(sequels(films("Tanuki Part 3: The Drum"))) == {
        "tanuki part iii the drum": ["t1"],
        "tanuki part three the drum": ["t1"],
        "tanuki 3": ["t1"],
    }


def test_all_films_of_a_place_in_the_series_answer_the_short_title() -> None:
    questions = asked(sequels(films("Fox: Chapter 2", "Fox II")))
    assert questions["fox 2"] == ["t1", "t2"]


def test_a_number_without_a_series_is_no_place_in_one() -> None:
    assert sequels(films("Route 9", "Malcolm X")) == []


def test_number_words_are_asked_as_digits_and_digits_as_words() -> None:
    questions = asked(list(number_words(films("Two Foxes", "2 Foxes", "The Third Fox"))))
    assert questions == {"2 foxes": ["t1", "t2"], "two foxes": ["t1", "t2"], "the 3rd fox": ["t3"]}


def test_a_fraction_is_no_number_word() -> None:
    assert list(number_words(films("One Third of a Tanuki"))) == []


def test_a_word_is_rare_where_one_title_of_several_words_has_it() -> None:
    questions = asked(list(rare_words(films("The Tanuki Drum", "The Drum", "Badgers", "Fox's Drum"))))
    assert questions == {"tanuki": ["t1"]}


def test_titles_of_little_words_are_asked_with_their_year() -> None:
    assert asked(list(little_titles(films("It", "Tanuki", "Up and Out")))) == {
        "it 1981": ["t1"],
        "up and out 1983": ["t3"],
    }
