"""Awards and nominations are read in prose, in lists and in tables."""

from typing import Any

import pytest

from tests.evidence.extraction.reading import LEAD, facts, said

CAST = "It stars Mia Roe as Lena Sorrel and Tim Dow as Bram Oake."


def awards(sentence: str, section: str = "Reception") -> list[tuple[str, str, str, list[str]]]:
    return [
        (award["prize"], award.get("category", ""), award["result"], award.get("people", []))
        for award in said(f"{CAST}\n\n{section}\n\n{sentence}", "award")
    ]


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Roe won the Harbour Award for Best Actress.", ("Harbour Award", "Best Actress", "won", ["Mia Roe"])),
        (
            "It was nominated for a Harbour Award for Best Sound, losing to The Tin Hen.",
            ("Harbour Award", "Best Sound", "nominated", []),
        ),
        (
            "At the 12th Harbour Awards, it received two nominations, including Best Director for Moth.",
            ("Harbour Award", "Best Director", "nominated", ["Ida Moth"]),
        ),
        (
            "Dow received a Best Supporting Actor nomination at the 12th Harbour Awards.",
            ("Harbour Award", "Best Supporting Actor", "nominated", ["Tim Dow"]),
        ),
        ("It won the Golden Fox Prize at the 1994 Porto Film Festival.", ("Golden Fox Prize", "", "won", [])),
    ],
)
def test_prizes_are_read_with_result_and_people(sentence: str, read: tuple[str, str, str, list[str]]) -> None:
    assert awards(sentence) == [read]


def test_each_category_of_a_sentence_has_its_own_result() -> None:
    sentence = "It was nominated for three Harbour Awards and won Best Sound and Best Film Editing."
    assert [(category, result) for _, category, result, _ in awards(sentence)] == [
        ("Best Sound", "won"),
        ("Best Film Editing", "won"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "It did not win the Harbour Award for Best Actress.",
        "Harbour Award-winning composer Max Orr wrote the music.",
        "Moth, who had won the Harbour Award for Best Director, was ill.",
    ],
)
def test_prizes_that_the_film_did_not_win_are_not_read(sentence: str) -> None:
    assert awards(sentence) == []


def test_the_headings_of_lists_tell_the_result() -> None:
    listed = "Wins\n\n  • Harbour Award for Best Sound (Max Orr)\n\nNominations\n\n  • Harbour Award for Best Film"
    assert awards(listed, "Awards") == [
        ("Harbour Award", "Best Sound", "won", ["Max Orr"]),
        ("Harbour Award", "Best Film", "nominated", []),
    ]


def test_the_heading_of_a_list_names_the_prize_or_who_gives_it() -> None:
    listed = (
        "Accolades\n\nHarbour Film Awards\n  • Best Actor — Comedy or Drama (Tim Dow) — Nominated\n"
        "  • New Face of the Year (Mia Roe) — Won\n\nDavid di Porto Awards\n  • Best Sound: Max Orr – Won\n\n"
        "Naples Critics Circle\n  • Ten Best Films — Won\n  • Best Actor (Sam Tarn) — 2nd place"
    )
    assert awards(listed) == [
        ("Harbour Film Award", "Best Actor — Comedy or Drama", "nominated", ["Tim Dow"]),
        ("Harbour Film Award", "New Face of the Year", "won", ["Mia Roe"]),
        ("David di Porto Award", "Best Sound", "won", ["Max Orr"]),
        ("Naples Critics Circle", "Ten Best Films", "won", []),
    ]


def test_a_list_of_nominations_below_the_heading_of_a_prize_is_of_that_prize() -> None:
    listed = (
        "Accolades\n\nHarbour Awards\n\nNominations\n\n  • Outstanding Sound: Max Orr\n"
        "  • Best Writing (Screenplay): Gus Hale"
    )
    assert awards(listed) == [
        ("Harbour Award", "Outstanding Sound", "nominated", ["Max Orr"]),
        ("Harbour Award", "Best Writing (Screenplay)", "nominated", ["Gus Hale"]),
    ]


def test_a_nomination_by_another_body_is_not_one_for_the_prize_named_before() -> None:
    text = (
        "It won the Harbour Award for Best Sound. Moth was nominated for Outstanding Debut by the "
        "Naples Writers Guild. It was also nominated for Peace on Film Best Feature."
    )
    assert awards(text) == [
        ("Harbour Award", "Best Sound", "won", []),
        ("Naples Writers Guild", "Outstanding Debut", "nominated", ["Ida Moth"]),
    ]


def test_tables_of_awards_are_read_with_cells_that_span_rows() -> None:
    table = (
        "## Accolades\n\nYear | Award | Category | Recipient | Result\n\n"
        "1995 | Harbour Awards | Best Actress | Mia Roe | Won\n\nBest Sound | Max Orr | Nominated"
    )
    read: list[dict[str, Any]] = facts(f"{LEAD}\n\n{table}", "award")
    assert [(one["prize"], one["category"], one["people"], one["result"], one["year"]) for one in read] == [
        ("Harbour Award", "Best Actress", ["Mia Roe"], "won", 1995),
        ("Harbour Award", "Best Sound", ["Max Orr"], "nominated", 1995),
    ]


def test_the_year_is_that_of_the_prize_and_of_no_other_film() -> None:
    (won,) = said("It won the 1995 Harbour Award for Best Sound.", "award", section="Reception")
    assert won["year"] == 1995
    (nominated,) = said(
        "It was nominated for a Harbour Award for Best Sound, losing to 1984: A Life.",
        "award",
        section="Reception",
    )
    assert "year" not in nominated
