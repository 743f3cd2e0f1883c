"""Releases, sums of money and scores are read with their dates, territories and scales."""

import pytest

from films.evidence.extraction import extract
from tests.evidence.extraction.reading import LEAD, said

SURE = 0.8


@pytest.mark.parametrize(
    ("sentence", "date", "precision", "place"),
    [
        ("It was released in Italy on 12 October 1994.", "1994-10-12", "day", "Italy"),
        (
            "It was released in the United States by Blue Lamp on May 5, 1995.",
            "1995-05-05",
            "day",
            "United States",
        ),
        ("On 4 July 1994, The Paper Fox opened across North America.", "1994-07-04", "day", "North America"),
        ("It opened in June 1994 in Paris.", "1994-06-01", "month", "Paris"),
        ("The film's release date was 4 July 1994.", "1994-07-04", "day", None),
        ("In Sweden, the film opened on 4 July 1994.", "1994-07-04", "day", "Sweden"),
        ("Its American premiere was on 4 July 1994.", "1994-07-04", "day", "United States"),
        ("It was released on DVD in Region 1 on 4 July 1999.", "1999-07-04", "day", None),
        (
            "It was shown at the 1994 Locarno Film Festival on 9 May 1994.",
            "1994-05-09",
            "day",
            "Locarno Film Festival",
        ),
        ("It opened in Danish theaters on 9 May 1994.", "1994-05-09", "day", "Denmark"),
        ("It had songs by Max Orr and was released on 7 May 1994.", "1994-05-07", "day", None),
    ],
)
def test_releases_are_dated_and_placed(sentence: str, date: str, precision: str, place: str | None) -> None:
    (release,) = said(sentence, "release", section="Release")
    assert (release["date"], release["precision"], release.get("place")) == (date, precision, place)


def test_one_sentence_may_tell_of_many_releases() -> None:
    sentence = "It opened in London and Paris on 2 May 1994, and in Rome on 9 May."
    releases = said(sentence, "release", section="Release")
    assert [(one["place"], one["date"]) for one in releases] == [
        ("London", "1994-05-02"),
        ("Paris", "1994-05-02"),
        ("Rome", "1994-05-09"),
    ]


def test_a_date_for_all_the_world_follows_that_of_a_country() -> None:
    sentence = "It was released on 2 May 1994 in Italy, and worldwide on 9 May; it did well."
    releases = said(sentence, "release", section="Release")
    assert [(one["place"], one["date"]) for one in releases] == [
        ("Italy", "1994-05-02"),
        ("worldwide", "1994-05-09"),
    ]


def test_a_day_is_in_the_year_that_its_paragraph_gave_last() -> None:
    (release,) = said("In 1995, a print was found. It was shown in Rome on 2 May.", "release", section="Release")
    assert release["date"] == "1995-05-02"


@pytest.mark.parametrize(
    "sentence",
    [
        "The release was pushed back from the summer of 1994 to 2 February 1995.",
        "On 2 February 1995, the President screened the film at a club.",
    ],
)
def test_plans_and_private_screenings_are_doubtful(sentence: str) -> None:
    read = [fact for fact in extract(f"{LEAD}\n\nRelease\n\n{sentence}") if fact.kind == "release"]
    assert all(fact.confidence < SURE for fact in read)


def test_home_media_have_their_distributor_and_year() -> None:
    sentence = "It was released on VHS by Kettle Video in 1999. Tall Hen released a DVD on 2 May 2003."
    releases = said(sentence, "release", section="Home media")
    assert [(one["date"], one["precision"], one["distributor"]) for one in releases] == [
        ("1999-01-01", "year", "Kettle Video"),
        ("2003-05-02", "day", "Tall Hen"),
    ]


def test_a_release_after_a_festival_is_not_there() -> None:
    sentence = "It premiered at the 1994 Locarno Film Festival, where it won, and was released on 5 October 1994."
    (release,) = said(sentence, "release", section="Release")
    assert (release["release_kind"], release.get("place")) == ("theatrical", None)


def test_what_comes_out_under_home_media_is_no_theatrical_release() -> None:
    (release,) = said("Red Kettle released it on 2 May 1996.", "release", section="Home media")
    assert release["release_kind"] == "home_video"


def test_a_dubbed_version_is_less_sure_than_the_film() -> None:
    (one,) = (
        one
        for one in extract(f"{LEAD}\n\nRelease\n\nIt was dubbed and released on 2 May 1995.")
        if one.kind == "release"
    )
    assert one.confidence < SURE


@pytest.mark.parametrize(
    "sentence",
    [
        "The soundtrack was released on 2 May 1994.",
        "Its novelization was published on 2 May 1994.",
        "Ida Moth died on 31 May 1994.",
        "It was released on 31 February 1994.",
        "It was shown in Rome on 2 May.",
    ],
)
def test_dates_of_other_things_are_no_releases(sentence: str) -> None:
    assert said(sentence, "release", section="Release") == []


def test_the_distributor_is_read() -> None:
    (release,) = said("It was released on 2 May 1994 by Blue Lamp Pictures.", "release", section="Release")
    assert release["distributor"] == "Blue Lamp Pictures"


@pytest.mark.parametrize(
    ("sentence", "sums"),
    [
        (
            "The film cost £3m and took £10,500,000 in the United Kingdom.",
            [("budget", 3000000, "GBP", None), ("box_office", 10500000, "GBP", "United Kingdom")],
        ),
        (
            "It collected ₹90 crore worldwide, including ₹70 crore in India.",
            [("box_office", 900000000, "INR", "worldwide"), ("box_office", 700000000, "INR", "India")],
        ),
        ("It earned 2.5 million francs in France.", [("box_office", 2500000, "FRF", "France")]),
        (
            "It made $5 million domestically against a budget of US$900,000.",
            [("box_office", 5000000, "USD", "domestic"), ("budget", 900000, "USD", None)],
        ),
        ("It was made for two million marks.", [("budget", 2000000, "DEM", None)]),
        (
            "It had a budget of ¥1.9 billion ($15 million).",
            [("budget", 1900000000, "JPY", None), ("budget", 15000000, "USD", None)],
        ),
        ("Blue Lamp bought the rights for $3 million.", []),
    ],
)
def test_sums_are_read(sentence: str, sums: list[tuple[str, int, str, str | None]]) -> None:
    kinds = ("budget", "box_office", "pay")
    found = [
        (kind, one["amount"], one["currency"], one.get("territory"))
        for kind in kinds
        for one in said(sentence, kind, section="Box office")
    ]
    assert sorted(found, key=str) == sorted(sums, key=str)


def test_a_range_keeps_its_end_and_a_rank_its_place() -> None:
    (budget,) = said("It had a budget of $20–25 million.", "budget")
    assert (budget["amount"], budget["upper"]) == (20000000, 25000000)
    (opening,) = said("It opened at number one at the box office.", "box_office", section="Box office")
    assert opening == {"rank": 1, "measure": "opening_rank"}


@pytest.mark.parametrize(
    ("sentence", "review"),
    [
        (
            "On Rotten Tomatoes, 85% of 120 critics liked it, with an average rating of 7.1/10.",
            ("Rotten Tomatoes", 85, "percent", 120, 7.1),
        ),
        ("It has a 45% score on Rotten Tomatoes.", ("Rotten Tomatoes", 45, "percent", None, None)),
        (
            "Metacritic gave it a weighted average score of 61 out of 100 based on 12 critics.",
            ("Metacritic", 61, "percent", 12, None),
        ),
        (
            "On Metacritic, which weighs out of 100 based on reviews, it has a score of 61 based on 12 reviews.",
            ("Metacritic", 61, "percent", 12, None),
        ),
        ("It holds a rating of 7.4/10 on IMDb.", ("IMDb", 7.4, "ten", None, None)),
        (
            "Audiences polled by CinemaScore gave it a B+ on a scale from A+ to F.",
            ("CinemaScore", "B+", "letter", None, None),
        ),
        (
            'CinemaScore reported an average grade of "A–" on an A+ to F scale.',
            ("CinemaScore", "A-", "letter", None, None),
        ),
    ],
)
def test_scores_are_read(sentence: str, review: tuple[object, ...]) -> None:
    (one,) = said(sentence, "review", section="Reception")
    assert tuple(one.get(name) for name in ("outlet", "score", "scale", "sample_size", "average")) == review


def test_two_outlets_in_one_sentence_keep_their_own_figures() -> None:
    sentence = (
        "The film has a metascore of 46 on Metacritic and a 34% rating on Rotten Tomatoes based on 41 reviews."
    )
    reviews = said(sentence, "review", section="Reception")
    assert {(one["outlet"], one["score"]) for one in reviews} == {("Metacritic", 46), ("Rotten Tomatoes", 34)}
