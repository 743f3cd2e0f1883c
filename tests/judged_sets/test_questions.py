"""Questions have the answers that the data gives, and are asked only where these are beyond doubt."""

from typing import Any

import pytest

from tests.judged_sets.collection import FilmRecord, Films, Line, drawn, shuffled, surname, typed
from tests.judged_sets.patterns import parts_of, question
from tests.judged_sets.people import jobs, surnames


def film(identifier: str, title: str = "", year: int = 1988, **more: Any) -> FilmRecord:
    given: dict[str, Any] = {"directors": (), "cast": (), "genres": frozenset(), "length": 0} | more
    return FilmRecord(identifier, title or f"Tanuki {identifier}", year, **given)


def asked(pattern: str, first: FilmRecord, *others: FilmRecord) -> Line | None:
    """Return the question that a pattern makes of the first film."""
    films = Films((first, *others))
    return question("kind", pattern, parts_of(first, films, 0))


HILLS: dict[str, Any] = {"directors": ("Walter Hill",), "cast": ("Peter Boyle",), "genres": frozenset({"Western"})}
WITHOUT_BOYLE = [film(f"w{number}", directors=("Walter Hill",)) for number in range(6)]
WITHOUT_HILL = [film(f"b{number}", cast=("Peter Boyle",)) for number in range(6)]


def test_what_has_all_parts_answers_a_question() -> None:
    line = asked("{director} films with {actor}", film("t1", **HILLS), *WITHOUT_BOYLE, *WITHOUT_HILL)
    assert line is not None
    assert line["query"] == "walter hill films with peter boyle"
    assert (line["relevant"], line["exact"]) == (["t1"], True)


def test_what_is_not_wanted_is_excluded() -> None:
    line = asked("{director} films without {not_actor}", film("t1", **HILLS), *WITHOUT_BOYLE, *WITHOUT_HILL)
    assert line is not None
    assert line["excluded"] == ["t1"]
    assert line["relevant"] == [one.id for one in WITHOUT_BOYLE]


def test_a_question_whose_answer_depends_on_the_job_is_not_asked() -> None:
    acted_for_himself = film("t2", cast=("Walter Hill", "Peter Boyle"))
    others = (*WITHOUT_BOYLE, *WITHOUT_HILL, acted_for_himself)
    assert asked("{director} films with {actor}", film("t1", **HILLS), *others) is None


def test_a_question_whose_answer_depends_on_narrower_genres_is_not_asked() -> None:
    scary, scary_later, war, slasher = (
        film(f"t{number}", year=year, genres=frozenset({genre}))
        for number, (genre, year) in enumerate(
            [("Horror", 1988), ("Horror", 1999), ("War", 1988), ("Slasher", 1988)]
        )
    )
    assert asked("{genres} from {year}", scary, scary_later, war) is not None
    assert asked("{genres} from {year}", scary, scary_later, war, slasher) is None


def test_a_part_that_the_film_lacks_makes_no_question() -> None:
    assert asked("{genres} from {year}", film("t1")) is None


def test_who_did_a_job_is_named_and_who_is_not_held_is_not_recorded() -> None:
    lines = list(jobs(Films((film("t1", directors=("Walter Hill",)), film("t2", cast=("Peter Boyle",))))))
    assert {(line["kind"], *line.get("people", ()), line.get("not_recorded", False)) for line in lines} >= {
        ("director", "Walter Hill", False),
        ("unrecorded_job", True),
    }


def test_a_title_of_several_films_is_asked_with_its_year() -> None:
    heats = (film(f"t{year}", "Heat", year, directors=("Walter Hill",)) for year in (1986, 1995))
    lines = list(jobs(Films(tuple(heats))))
    assert [f"heat {line['relevant'][0][1:]}" in line["query"] for line in lines] == [True, True]


def test_a_lone_surname_wants_its_bearer_of_most_films() -> None:
    hills = [film(f"t{number}", directors=("Walter Hill",)) for number in range(15)]
    (line,) = surnames(Films((*hills, film("t99", cast=("Benny Hill",)))))
    assert (line["query"], line["people"], line["bearers"]) == ("hill", ["Walter Hill"], 2)


@pytest.mark.parametrize(
    ("name", "expected"), [("Walter Hill", "hill"), ("Harry Carey Jr.", "carey"), ("Ed O'Ross", "oross")]
)
def test_a_mark_of_a_generation_is_no_surname(name: str, expected: str) -> None:
    assert surname(name) == expected


def test_a_title_is_typed_without_the_signs_that_part_it() -> None:
    assert typed("Tanuki: Fox's Drum – Part 2...") == "tanuki fox's drum part 2"


def test_a_draw_takes_turns_among_strata() -> None:
    letters = drawn(["a1", "a2", "a3", "b1", "b2", "b3"], lambda item: item[0], "seed")
    assert [{letter[0] for letter in letters[start : start + 2]} for start in (0, 2, 4)] == [{"a", "b"}] * 3


def test_a_seed_gives_the_same_order_always() -> None:
    assert shuffled(["fox", "tanuki", "badger"], "drum") == shuffled(["badger", "fox", "tanuki"], "drum")
