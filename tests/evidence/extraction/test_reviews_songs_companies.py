"""Reviews, songs, companies, certificates and the details of a film are read."""

from typing import Any

import pytest

from tests.evidence.extraction.reading import LEAD, facts, said


def reviews(sentence: str) -> list[tuple[str, str, Any]]:
    return [
        (review.get("outlet", ""), review.get("author", ""), review.get("score"))
        for review in said(sentence, "review", section="Reception")
    ]


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Ada Pell of The Harbour Times praised the film.", ("The Harbour Times", "Ada Pell", None)),
        ("Ada Pell, writing for Variety, found it slow.", ("Variety", "Ada Pell", None)),
        (
            "In her review for The Harbour Post, Ada Pell wrote that it was slow.",
            ("The Harbour Post", "Ada Pell", None),
        ),
        ("The Harbour Post's Ada Pell called it slow.", ("The Harbour Post", "Ada Pell", None)),
        ("Variety described it as slow.", ("Variety", "", None)),
        ("Ada Pell gave the film three and a half stars out of four.", ("", "Ada Pell", 3.5)),
        ("The Harbour Herald rated it 2/5.", ("The Harbour Herald", "", 2)),
        ("Harbour.in rated it 4 out of 5.", ("Harbour.in", "", 4)),
        ("The Times of Naples gave it 3 stars out of 5.", ("The Times of Naples", "", 3)),
        ("The Harbour Post movie review called it slow.", ("The Harbour Post", "", None)),
        ("Ada Pell, writing for Variety, saw the film as a warning.", ("Variety", "Ada Pell", None)),
        ('Entertainment Weekly gave the film a "C+" grade.', ("Entertainment Weekly", "", "C+")),
    ],
)
def test_critics_are_read_with_their_outlets_and_scores(sentence: str, read: tuple[str, str, Any]) -> None:
    assert reviews(sentence) == [read]


def test_each_critic_of_a_sentence_has_their_own_score() -> None:
    sentence = "Ada Pell gave it two out of five stars, while Gil Orme of Variety gave it 4/5."
    assert reviews(sentence) == [("", "Ada Pell", 2), ("Variety", "Gil Orme", 4)]


def test_makers_and_later_mentions_are_no_further_reviews() -> None:
    assert reviews("Ida Moth called it a failure.") == []
    assert len(reviews("Ada Pell of Variety praised it. Pell called it brave.")) == 1


def songs(text: str, section: str = "Music") -> list[tuple[str, list[str], list[str]]]:
    return [
        (song["title"], song.get("performers", []), song.get("composers", []))
        for song in said(text, "song", section=section)
    ]


@pytest.mark.parametrize(
    ("text", "section", "read"),
    [
        ('The title song, "Paper Rain", was sung by Kit Holt.', "Music", ("Paper Rain", ["Kit Holt"], [])),
        ('The song "Paper Rain" was written by Sam Day.', "Music", ("Paper Rain", [], ["Sam Day"])),
        ('  • "Paper Rain" – Kit Holt', "Track listing", ("Paper Rain", ["Kit Holt"], [])),
    ],
)
def test_songs_are_read_from_prose_and_lists(
    text: str, section: str, read: tuple[str, list[str], list[str]]
) -> None:
    assert songs(text, section) == [read]


def test_what_is_said_in_quotation_marks_is_no_song() -> None:
    assert songs('Kit Holt said "it rained on every day of that year" and sang.') == []


def test_the_song_that_another_was_taken_from_is_not_of_the_film() -> None:
    assert songs('The song "Paper Rain" is copied from Jim Dow\'s song "Old Snow".') == [("Paper Rain", [], [])]


def companies(sentence: str, section: str = "") -> list[tuple[str, str, str | None]]:
    return [
        (credit["company"], credit["role"], credit.get("territory"))
        for credit in said(sentence, "company_credit", section=section)
    ]


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        (
            "It was produced by Gus Hale for Blue Lamp Pictures.",
            ("Blue Lamp Pictures", "production_company", None),
        ),
        (
            "It was produced and distributed by the firm of Gus Hale, Blue Lamp Pictures.",
            ("Blue Lamp Pictures", "production_company", None),
        ),
        (
            "They teamed up with Gus Hale's company Blue Lamp Pictures to produce the film.",
            ("Blue Lamp Pictures", "production_company", None),
        ),
        ("It was distributed by Tall Hen in France.", ("Tall Hen", "distributor", "France")),
        ("Its visual effects were made by Kettle Studios.", ("Kettle Studios", "effects_house", None)),
        ("It was financed by Kettle Studios.", ("Kettle Studios", "financier", None)),
        ("Its animation was done by Kettle Studios.", ("Kettle Studios", "animation_studio", None)),
        ("Kettle Studios acquired the French distribution rights.", ("Kettle Studios", "distributor", "France")),
    ],
)
def test_companies_are_read_with_their_roles(sentence: str, read: tuple[str, str, str | None]) -> None:
    assert companies(sentence) == [read]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was produced by Gus Hale.",
        "The soundtrack was released by Kettle Records.",
        "It was released on DVD by Kettle Video.",
        "Kettle Studios bought the film rights to the novel.",
    ],
)
def test_people_and_other_works_make_no_company_of_the_film(sentence: str) -> None:
    assert companies(sentence) == []


def test_ratings_are_read_with_their_board() -> None:
    (read,) = said("The BBFC gave the film a 15 certificate.", "certificate", section="Release")
    assert (read["rating"], read["board"], read["country"]) == ("15", "BBFC", "United Kingdom")
    (read,) = said('The MPAA gave it a "Restricted" ("R") rating.', "certificate", section="Release")
    assert read["rating"] == "R"
    assert said("The MPAA later changed what an R rating means.", "certificate", section="Release") == []


def test_runtime_language_and_original_title_are_values_of_their_own() -> None:
    lead = "The Tin Hen (Swedish: Plåthönan) is a 1990 Swedish-language Finnish film. It runs for 94 minutes."
    details = [fact for fact in facts(lead, "film") if "title" not in fact]
    assert sorted(details, key=str) == sorted(
        [{"languages": ["Swedish"]}, {"original_title": "Plåthönan"}, {"runtime": 94}], key=str
    )
    assert {"languages": ["Tamil"]} in facts("The Tin Hen is a 1990 Tamil drama film.", "film")
    assert {"original_title": "Plåthönan"} in facts("The Tin Hen (Swedish:Plåthönan) is a 1990 film.", "film")
    cut = "The director's cut has a running time of 120 minutes."
    assert [fact for fact in facts(f"{LEAD} {cut}", "film") if "runtime" in fact] == []
