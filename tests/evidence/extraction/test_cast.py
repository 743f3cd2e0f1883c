"""The cast is read from lists of all the usual forms, and from prose."""

import pytest

from films.evidence.extraction import extract
from tests.evidence.extraction.reading import LEAD, facts, parts

DOUBTFUL = 0.5
ROE, DOW, PELL = "Mia Roe", "Tim Dow", "Ada Pell"


def listed(*lines: str) -> list[tuple[str, str]]:
    return parts(f"{LEAD}\n\nCast\n\n" + "\n".join(f"  • {line}" for line in lines) + "\n\nReception\n\nGood.")


@pytest.mark.parametrize(
    ("lines", "cast"),
    [
        (["Mia Roe as Lena", "Tim Dow as Dr. Max Oake, her brother"], [(ROE, "Lena"), (DOW, "Dr. Max Oake")]),
        (["Mia Roe, as Lena, a thief", "Tim Dow as Max: a cook. He lies."], [(ROE, "Lena"), (DOW, "Max")]),
        (["Mia Roe – Lena Sorrel", "Tim Dow – Nurse"], [(ROE, "Lena Sorrel"), (DOW, "Nurse")]),
        (["Mia Roe... Lena", "Tim Dow ... the cook"], [(ROE, "Lena"), (DOW, "the cook")]),
        (["Lena Sorrel: Mia Roe", "Dr. Max Oake: Tim Dow"], [(ROE, "Lena Sorrel"), (DOW, "Dr. Max Oake")]),
        (["The Nurse – Mia Roe", "Old man – Tim Dow"], [(ROE, "The Nurse"), (DOW, "Old man")]),
        (["Mia Roe (Lena Sorrel)", "Tim Dow"], [(ROE, "Lena Sorrel"), (DOW, "")]),
        (["Lena (Mia Roe)", "Lena's Uncle (Tim Dow)"], [(ROE, "Lena"), (DOW, "Lena's Uncle")]),
        (
            ["Narrator (Ada Pell)", "Lena Sorrel (Mia Roe), a thief"],
            [(PELL, "Narrator"), (ROE, "Lena Sorrel")],
        ),
        (
            ["Lena (played by Mia Roe): a thief.", "The Nurse, voiced by Ada Pell"],
            [(ROE, "Lena"), (PELL, "The Nurse")],
        ),
        (["Mia Roe plays Lena", "Tim Dow – in a cameo appearance"], [(ROE, "Lena"), (DOW, "")]),
        (["Mia Roe and Tim Dow as Lena and Max"], [(ROE, "Lena"), (DOW, "Max")]),
        (["Mia Roe and Tim Dow as thieves"], [(ROE, "thieves"), (DOW, "thieves")]),
        (
            ["Ice-T as Max", "50 Cent as Bo", "Tim Dow, Jr. as J.J. Oake"],
            [("Ice-T", "Max"), ("50 Cent", "Bo"), ("Tim Dow, Jr.", "J.J. Oake")],
        ),
        (
            ["Mia Roe (banker), Tim Dow (cook), Ada Pell (child)"],
            [(ROE, "banker"), (DOW, "cook"), (PELL, "child")],
        ),
        (["Director Tim Dow appears uncredited as the cook"], [(DOW, "the cook")]),
        (
            ["Lena Sorrel\n    • Mia Roe as young Lena\n    • Ada Pell as old Lena"],
            [(ROE, "young Lena"), (PELL, "old Lena")],
        ),
    ],
)
def test_lists_are_read(lines: list[str], cast: list[tuple[str, str]]) -> None:
    assert listed(*lines) == cast


@pytest.mark.parametrize(
    "lines",
    [
        ["Mia Roe as Lena Sorrel", "Tim Dow as Max Oake"],
        ["Mia Roe as Lena Sorrel", "", "Tim Dow as Max Oake"],
        ["Mia Roe\tLena Sorrel", "Tim Dow\tMax Oake"],
        ["| Mia Roe | Lena Sorrel |", "| Tim Dow | Max Oake |"],
        ["Actor     Role", "Mia Roe     Lena Sorrel", "Tim Dow     Max Oake"],
        ["Role | Actor", "--- | ---", "Lena Sorrel | Mia Roe", "Max Oake | Tim Dow"],
        ["Character\tPlayed by\tYears", "Lena Sorrel\tMia Roe\t1990", "Max Oake\tTim Dow\t1991"],
        ["Cast", "Role", "Mia Roe", "Lena Sorrel", "Tim Dow", "Max Oake"],
        ["Lena Sorrel (played by Mia Roe)", "Max Oake (played by Tim Dow)"],
        ["Mia Roe (Lena Sorrel)", "Tim Dow (Max Oake) (uncredited)"],
        ["Mia Roe – Lena Sorrel: a thief. She never sleeps.", "Tim Dow – Max Oake, her brother."],
    ],
)
@pytest.mark.parametrize("heading", ["Cast", "# Cast"])
def test_lists_without_bullets_are_read(heading: str, lines: list[str]) -> None:
    title = "# The Paper Fox\n\n" if heading.startswith("#") else ""
    text = f"{title}{LEAD}\n\n{heading}\n\n" + "\n".join(lines)
    assert parts(text) == [(ROE, "Lena Sorrel"), (DOW, "Max Oake")]


def test_who_is_shown_from_archive_footage_is_not_an_actor_of_the_film() -> None:
    text = f"{LEAD}\n\nCast\n\n* Mia Roe as Lena\n* Tim Dow as himself (archive footage)"
    jobs = {one["person"]: one["job"] for one in facts(text, "credit")}
    assert (jobs[ROE], jobs[DOW]) == ("actor", "archive_footage")


def test_a_list_without_bullets_keeps_to_its_section() -> None:
    text = f"{LEAD}\n\nCast\n\nMia Roe as Lena\nTim Dow as Max\n\nRelease\n\nIt was released in 1994."
    assert parts(text) == [(ROE, "Lena"), (DOW, "Max")]
    assert [one["date"] for one in facts(text, "release")] == ["1994-01-01"]


def test_a_list_is_read_the_way_that_the_lead_names_its_stars() -> None:
    head = f"{LEAD} It stars Mia Roe and Tim Dow."
    assert parts(f"{head}\n\nCast\n\n  • Mia Roe: Lena Sorrel\n  • Tim Dow: Max Oake") == [
        (ROE, "Lena Sorrel"),
        (DOW, "Max Oake"),
    ]


@pytest.mark.parametrize(
    ("sentence", "cast"),
    [
        (
            "It stars Mia Roe as Lena, a thief, and Tim Dow as Max, with Ada Pell in a supporting role.",
            {(ROE, "Lena"), (DOW, "Max"), (PELL, "")},
        ),
        ("It stars Mia Roe, Tim Dow and newcomer Ada Pell.", {(ROE, ""), (DOW, ""), (PELL, "")}),
        ("The film features an ensemble cast including Mia Roe and Tim Dow.", {(ROE, ""), (DOW, "")}),
        (
            "Mia Roe plays the thief Lena Sorrel, while Tim Dow portrays her brother Max.",
            {(ROE, "Lena Sorrel"), (DOW, "Max")},
        ),
        ("The thief Lena Sorrel is played by Mia Roe.", {(ROE, "Lena Sorrel")}),
        ("A thief named Lena Sorrel (Mia Roe) meets a cook.", {(ROE, "Lena Sorrel")}),
        ("The leading roles are played by Mia Roe (Lena) and Tim Dow (Max).", {(ROE, "Lena"), (DOW, "Max")}),
        ("It stars the usual cast (Mia Roe and Tim Dow) once more.", {(ROE, ""), (DOW, "")}),
        ("Mia Roe, Tim Dow, and Ada Pell provided the voices.", {(ROE, ""), (DOW, ""), (PELL, "")}),
        ("Mia Roe plays a new sort of character, Lena the Cook.", {(ROE, "Lena the Cook")}),
        ("It stars Ugo De Rosa. A cook named Max Oake (De Rosa) hides.", {("Ugo De Rosa", "Max Oake")}),
        ("Shot at sea and starring Mia Roe, The Paper Fox was a success.", {(ROE, "")}),
        ("It stars Mia Roe, and one of the thieves is a Danish Hussar (Roe).", {(ROE, "")}),
        ("It stars the Roe Sisters (Mia Roe and Ada Pell) and Tim Dow.", {(ROE, ""), (PELL, ""), (DOW, "")}),
        ("Mia Roe makes a cameo appearance.", {(ROE, "")}),
        ("Mia Roe and Tim Dow make appearances as the Twins.", {(ROE, "the Twins"), (DOW, "the Twins")}),
        ("It won a prize for Best Actress (Roe).", set()),
    ],
)
def test_prose_is_read(sentence: str, cast: set[tuple[str, str]]) -> None:
    assert set(parts(f"{LEAD} {sentence}")) == cast


def test_prose_adds_nothing_to_an_actor_whom_the_list_names() -> None:
    text = (
        f"{LEAD} It stars Jim Dow as Detective Max Oake.\n\nCast\n\n  • Tim Dow as Max Oake\n  • Mia Roe as Lena"
    )
    assert parts(text) == [(DOW, "Max Oake"), (ROE, "Lena")]


def test_songs_and_prizes_are_no_cast() -> None:
    text = f'{LEAD}\n\nSongs\n\n  • "Rain" – Mia Roe\n  • "Snow" – Tim Dow\n\nAwards\n\n  • Best Actress – Mia Roe'
    assert parts(text) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Inspector Bram Oake – a tired policeman", "Lena Sorrel – his niece", "Max"],
        ["Bram Oake: A tired policeman.", "Lena Sorrel: The mayor's daughter."],
    ],
)
def test_a_list_of_characters_names_no_actors(lines: list[str]) -> None:
    assert parts(f"{LEAD}\n\nCharacters\n\n" + "\n".join(f"  • {line}" for line in lines)) == []


def test_titles_without_a_role_are_no_actors() -> None:
    assert listed("Mia Roe as Lena", "General Sorrel", "Dr. Oake") == [(ROE, "Lena")]


def test_the_cast_of_a_sequel_or_an_earlier_film_is_doubtful() -> None:
    for sentence in ("Orr made the sequel, with Tim Dow as Max.", "Max was played by Tim Dow in a 1960 film."):
        read = [
            fact for fact in extract(f"{LEAD}\n\nProduction\n\n{sentence}") if fact.fields.get("job") == "actor"
        ]
        assert all(fact.confidence <= DOUBTFUL for fact in read)
