"""Years, decades and ranges are read as people write them, and nothing else is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.identity.folding import plain
from films.search.understanding.years import YearsFound, find_years, relative_years

WORDS = st.sampled_from(
    "between from and to until through before after since early mid late s 80 80s 1980s 00s eighties 1985 1990 "
    "2000 1980 film".split()
)


def years(text: str) -> list[tuple[int | None, int | None]]:
    return [(found.first, found.last) for found in find_years(plain(text).split())]


@pytest.mark.parametrize("year", [1870, 1888, 1899, 1900, 1988, 2000, 2099])
def test_a_year_is_four_digits_of_a_century_with_films(year: int) -> None:
    assert years(f"film {year} film") == [(year, year)]


@pytest.mark.parametrize("text", ["1869", "2100", "988", "19888", "1988a", "a198", "0", "١٩٨٨", "19 8"])
def test_other_numbers_are_no_years(text: str) -> None:
    assert years(text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("1920s", 1920), ("1980s", 1980), ("1980's", 1980), ("1980’s", 1980), ("1980 s", 1980), ("2000s", 2000),
        ("2010s", 2010), ("1890s", 1890), ("20s", 1920), ("80s", 1980), ("'80s", 1980), ("80's", 1980),
        ("80 s", 1980), ("90s", 1990), ("00s", 2000), ("10s", 2010), ("twenties", 1920), ("thirties", 1930),
        ("forties", 1940), ("fifties", 1950), ("sixties", 1960), ("seventies", 1970), ("eighties", 1980),
        ("Nineties", 1990), ("noughties", 2000),
    ],
)  # fmt: skip
def test_a_decade_has_its_ten_years(text: str, first: int) -> None:
    assert years(text) == [(first, first + 9)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("nineteen forties", 1940, 1949),
        ("early nineteen eighties", 1980, 1984),
        ("nineteen eighty", 1980, 1980),
        ("nineteen eighty four", 1984, 1984),
    ],
)
def test_years_are_read_as_they_are_spoken(text: str, first: int, last: int) -> None:
    assert years(text) == [(first, last)]


@pytest.mark.parametrize("text", ["nineteen", "nineteen films", "seventeen forties"])
def test_a_number_without_a_decade_is_no_year(text: str) -> None:
    assert (1940, 1940) not in years(text)
    assert not any(first and first % 100 == 19 for first, _ in years(text))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("films of this year", 2026, 2026),
        ("last year", 2025, 2025),
        ("this decade", 2020, 2029),
        ("last decade", 2010, 2019),
    ],
)
def test_years_are_counted_from_the_present(text: str, first: int, last: int) -> None:
    assert [(found.first, found.last) for found in relative_years(text.split(), 2026)] == [(first, last)]


@pytest.mark.parametrize("text", ["80", "85s", "180s", "2100s", "0s", "800s", "s", "80 films"])
def test_what_only_looks_like_a_decade_is_none(text: str) -> None:
    assert years(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("early 90s", 1990, 1994),
        ("mid 90s", 1993, 1997),
        ("mid-90s", 1993, 1997),
        ("late 90s", 1995, 1999),
        ("early 90's", 1990, 1994),
        ("early 1980 s", 1980, 1984),
        ("late eighties", 1985, 1989),
        ("early 2000s", 2000, 2004),
        ("mid to late 80s", 1985, 1989),
    ],
)
def test_a_part_of_a_decade_is_narrower(text: str, first: int, last: int) -> None:
    assert years(text) == [(first, last)]


@pytest.mark.parametrize("part", ["early", "mid", "late"])
def test_a_part_of_a_single_year_is_that_year(part: str) -> None:
    assert years(f"{part} 1980") == [(1980, 1980)]
    assert years(part) == []


@pytest.mark.parametrize(
    "text",
    [
        "between 1985 and 1990",
        "between 1990 and 1985",
        "from 1985 to 1990",
        "from 1985 until 1990",
        "from 1985 through 1990",
        "1985 to 1990",
        "1985 until 1990",
        "1985 through 1990",
        "1990 to 1985",
    ],
)
def test_a_range_has_both_its_ends_in_either_order(text: str) -> None:
    assert years(f"films {text} please") == [(1985, 1990)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("before 1950", None, 1949),
        ("after 1950", 1951, None),
        ("since 1950", 1950, None),
    ],
)
def test_an_open_range_has_one_end(text: str, first: int | None, last: int | None) -> None:
    assert years(text) == [(first, last)]


@pytest.mark.parametrize("text", ["between 1985", "from 1985", "between and 1985", "to 1985", "1985 and"])
def test_half_a_range_is_its_one_year(text: str) -> None:
    assert years(text) == [(1985, 1985)]


@pytest.mark.parametrize("text", ["between the sheets", "before sunrise", "since you went", "from here to", ""])
def test_words_of_ranges_alone_ask_for_no_year(text: str) -> None:
    assert years(text) == []


def test_two_years_that_no_word_joins_are_two() -> None:
    assert years("1985 and 1990") == [(1985, 1985), (1990, 1990)]


def test_each_is_found_where_it_stands() -> None:
    assert find_years("a 1988 in the early 90 s or between 1950 and 1960".split()) == [
        YearsFound(1, 2, 1988, 1988),
        YearsFound(4, 7, 1990, 1994),
        YearsFound(8, 12, 1950, 1960),
    ]


@given(words=st.lists(st.one_of(WORDS, st.text()), max_size=30))
def test_whatever_is_read_lies_apart_in_the_text_and_in_order(words: list[str]) -> None:
    found = find_years(words)
    assert all(0 <= one.start < one.end <= len(words) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.first <= one.last for one in found if one.first is not None and one.last is not None)
