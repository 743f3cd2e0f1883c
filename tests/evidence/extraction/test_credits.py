"""Credits are read in the ways in which articles word them."""

import pytest

from tests.evidence.extraction.reading import facts, jobs, said

MOTH, ORR, MARSH = "Ida Moth", "Max Orr", "Lee Marsh"


@pytest.mark.parametrize(
    ("sentence", "credited"),
    [
        ("It was scripted by Bo Lind and Carl Ek.", {("writer", "Bo Lind"), ("writer", "Carl Ek")}),
        ("It was made from a screenplay by Bo Lind.", {("screenplay", "Bo Lind")}),
        ("The story and screenplay were written by Bo Lind.", {("story", "Bo Lind"), ("screenplay", "Bo Lind")}),
        ("The film's music was composed by Max Orr, with lyrics by Sam Day.", {("composer", ORR)}),
        ("The film features music by Max Orr.", {("composer", ORR)}),
        ("Max Orr composed the film's orchestral score.", {("composer", ORR)}),
        ("The score was done by his frequent collaborator Max Orr.", {("composer", ORR)}),
        ("Editing was done by Raj K. Nath.", {("editor", "Raj K. Nath")}),
        (
            "It was shot by cinematographer Lee Marsh and edited by Ann Poe.",
            {("cinematographer", MARSH), ("editor", "Ann Poe")},
        ),
        ("Lee Marsh served as the director of photography.", {("cinematographer", MARSH)}),
        ("Lee Marsh replaced Al Dunn as cinematographer.", {("cinematographer", MARSH)}),
        (
            "It was produced by Gus Hale, Nell Fay, and Roy Hart III.",
            {("producer", name) for name in ("Gus Hale", "Nell Fay", "Roy Hart III")},
        ),
        ("The film's producers are Gus Hale and Nell Fay.", {("producer", "Gus Hale"), ("producer", "Nell Fay")}),
        ("Gus Hale was the executive producer.", {("executive_producer", "Gus Hale")}),
        (
            "Among the writers who worked on it were Moth herself, Bo Lind & Carl Ek.",
            {("writer", name) for name in (MOTH, "Bo Lind", "Carl Ek")},
        ),
        (
            "Costumes were designed by Ivy Orr; Joe Sands was production designer.",
            {("costume_designer", "Ivy Orr"), ("production_designer", "Joe Sands")},
        ),
        (
            "The second movement of Jan Kukk's Symphony of Bells was used in the titles.",
            {("existing_music", "Jan Kukk")},
        ),
        ("It is based on the 1950 novel Grey Wings by Tom Ash.", {("source_author", "Tom Ash")}),
        ("It is loosely based on Tom Ash's 1950 novel Grey Wings.", {("source_author", "Tom Ash")}),
        ("It is based on Grey Wings, an adventure novel (1950) by Tom Ash.", {("source_author", "Tom Ash")}),
        ("The film is based on Grey Wings by Tom Ash.", {("source_author", "Tom Ash")}),
        ("It was based on an original story by Bo Lind.", {("story", "Bo Lind")}),
        ("It was produced by Ada and Mia Roe.", {("producer", "Ada Roe"), ("producer", "Mia Roe")}),
        (
            "It was edited by Wallace Fox and Miranda July.",
            {("editor", "Wallace Fox"), ("editor", "Miranda July")},
        ),
        ("It was shot and edited by Jean d'Arc.", {("cinematographer", "Jean d'Arc"), ("editor", "Jean d'Arc")}),
        ("The screenplay is credited to Bo Lind.", {("screenplay", "Bo Lind")}),
        ("Bo Lind received sole screenplay credit.", {("screenplay", "Bo Lind")}),
        ("The studio hired Max Orr to compose the score.", {("composer", ORR)}),
        ("Max Orr was responsible for the film's score.", {("composer", ORR)}),
        ("It stars Mia Roe, who also wrote the script.", {("screenplay", "Mia Roe")}),
        (
            "Moth, who also produced the film and composed its music, was ill.",
            {("producer", MOTH), ("composer", MOTH)},
        ),
        ("Gus Hale produced.", {("producer", "Gus Hale")}),
        ("Nell Fay was hired to score it, but was replaced by Max Orr.", {("composer", ORR)}),
        ("Moth brought in Max Orr as composer.", {("composer", ORR)}),
        ("The music direction was by T. K. Das.", {("composer", "T. K. Das")}),
        (
            "The score was a collaboration between Max Orr and Jan Kukk.",
            {("composer", ORR), ("composer", "Jan Kukk")},
        ),
        ("Bo Lind worked with Carl Ek on the script.", {("screenplay", "Bo Lind"), ("screenplay", "Carl Ek")}),
        ("It was photographed in black and white by Lee Marsh.", {("cinematographer", MARSH)}),
        ("It was shot in Techniscope by director of photography Lee Marsh.", {("cinematographer", MARSH)}),
        (
            "The crew included Lee Marsh (cinematographer) and Ann Poe (editor).",
            {("cinematographer", MARSH), ("editor", "Ann Poe")},
        ),
        (
            "Lee Marsh and Ann Poe handled the cinematography and the editing, respectively.",
            {("cinematographer", MARSH), ("editor", "Ann Poe")},
        ),
        (
            "Gus Hale served as a producer on the film alongside Nell Fay.",
            {("producer", "Gus Hale"), ("producer", "Nell Fay")},
        ),
        ("Bo Lind adapted his novel for the screen.", {("screenplay", "Bo Lind")}),
        (
            "It was written by the husband-and-wife team of Bo Lind and Ann Lind.",
            {("writer", "Bo Lind"), ("writer", "Ann Lind")},
        ),
        ("Ann Poe, Moth's longtime editor, cut forty minutes.", {("editor", "Ann Poe")}),
        (
            "It was produced by the Hale brothers. Later, Gus Hale and Tim Hale fell out.",
            {("producer", "Gus Hale"), ("producer", "Tim Hale")},
        ),
        (
            "Lee Marsh and Ann Poe were chosen as the cinematographer and editor.",
            {("cinematographer", MARSH), ("editor", "Ann Poe")},
        ),
        (
            "It was shot by cinematographer Lee Marsh, and Ann Poe was the editor.",
            {("cinematographer", MARSH), ("editor", "Ann Poe")},
        ),
        (
            "Lee Marsh acted as cinematographer and Ann Poe as editor.",
            {("cinematographer", MARSH), ("editor", "Ann Poe")},
        ),
        ("For the cinematography, Moth chose Lee Marsh.", {("cinematographer", MARSH)}),
        ("Max Orr was roped in to compose the music.", {("composer", ORR)}),
        ("Gus Hale, who had bought the rights, produced the film.", {("producer", "Gus Hale")}),
        ("Lee Marsh, who was ill, was the director of photography.", {("cinematographer", MARSH)}),
        ("The script was co-written with Bo Lind.", {("writer", "Bo Lind")}),
        ("It was produced by and starring Gus Hale and Nell Fay.", {("producer", "Gus Hale")}),
        ("It was written by Fay–Ekman and Bo Lind.", {("writer", "Fay–Ekman"), ("writer", "Bo Lind")}),
        (
            "It was edited by the stage writer and executive producer Ann Poe.",
            {("editor", "Ann Poe"), ("executive_producer", "Ann Poe")},
        ),
        (
            "It was written by Bo Lind, and Kettle creator and executive producer Carl Ek.",
            {("writer", "Bo Lind"), ("writer", "Carl Ek"), ("executive_producer", "Carl Ek")},
        ),
        (
            "It was her first feature film debut, paid for and produced by Gus Hale.",
            {("producer", "Gus Hale")},
        ),
        (
            "It was produced by Gus Hale, with Nell Fay and Roy Hart serving as executive producers.",
            {("producer", "Gus Hale"), ("executive_producer", "Nell Fay"), ("executive_producer", "Roy Hart")},
        ),
        ("Bo Lind, author of a play on foxes, wrote the script.", {("screenplay", "Bo Lind")}),
        (
            "Bo Lind began to sketch it at sea, and wrote the story with Carl Ek.",
            {("story", "Bo Lind"), ("story", "Carl Ek")},
        ),
        ("Ann Poe held the boom as well as handling the film's editing.", {("editor", "Ann Poe")}),
        (
            "Bo Lind told his friend Carl Ek of a fox. Together they wrote the film in a week.",
            {("writer", "Bo Lind"), ("writer", "Carl Ek")},
        ),
        ("Moth passed the story to the Swedish poet Bo Lind to adapt.", {("screenplay", "Bo Lind")}),
    ],
)
def test_who_did_what_is_read(sentence: str, credited: set[tuple[str, str]]) -> None:
    assert jobs(sentence) == credited


@pytest.mark.parametrize(
    "sentence",
    [
        "It was produced by Blue Lamp Pictures.",
        "It was produced by Tall Hen Animations.",
        "It is a reply to The Iron Goose, a western directed by Bo Lind.",
        "Story editor Bo Lind found the book.",
        "The music video was directed by Bo Lind.",
        "The lyrics were written by Bo Lind.",
        "It is a remake of the 1955 Swedish film Sommar, directed by Bo Lind.",
        "It was compared with his earlier film, which was directed by Bo Lind.",
        "Associate producer Bo Lind found the house.",
        "Bo Lind later wrote the film was slow.",
        "Bo Lind was hired to produce it, but he left before filming began.",
        "Moth at first asked Bo Lind to write the script; originally Bo Lind was to write it.",
        "Screenwriter Bo Lind was in talks.",
        "The album has eight songs, composed by Max Orr and Jan Kukk.",
        "Later, producer Gus Hale hired Moth for a musical version of Sommar.",
        "Bo Lind told Carl Ek and Ann Poe of a fox. They wrote the film.",
        "One of its songs was composed for the film, and another was written by Bo Lind.",
        "Bo Lind, who contributed to the soundtrack, was pleased.",
        "Bo Lind wrote the novel.",
        "It was shown with the short film Wet Day, directed by Bo Lind.",
        "The trailer used music by Jan Kukk.",
        "The sequel was written by Bo Lind.",
        "The English version was directed by Bo Lind.",
        "Bo Lind, the producer of the sequel, liked it.",
        "The studio hired Bo Lind as director and J. Ek as producer of the English adaptation.",
    ],
)
def test_what_is_said_of_others_is_no_credit(sentence: str) -> None:
    assert jobs(sentence) == set()


def test_a_surname_means_the_person_named_before() -> None:
    assert ("producer", MOTH) in jobs("Moth produced the film with Gus Hale.")
    assert ("producer", "Gus Hale") in jobs("Moth produced the film with Gus Hale.")


def test_a_crew_list_is_read() -> None:
    text = "The Hen\n\nThe Hen is a 1980 film.\n\nCrew\n\n  • Direction: Ida Moth\n  • Editing: Ann Poe, Bo Lind"
    assert [(one["job"], one["person"]) for one in facts(text, "credit")] == [
        ("director", MOTH),
        ("editor", "Ann Poe"),
        ("editor", "Bo Lind"),
    ]


def test_who_came_instead_of_a_debut_directed() -> None:
    said_of_it = "Al Dunn was to make his directorial debut with it, but was replaced by Ida Moth in August."
    text = f"The Hen\n\nThe Hen is a 1980 film.\n\nProduction\n\n{said_of_it}"
    assert [(one["job"], one["person"]) for one in facts(text, "credit")] == [("director", MOTH)]


def test_a_heading_says_what_those_listed_below_it_did() -> None:
    listed = "\n\n  • Ida Moth - Lisbon, Portugal\n  • Ann Poe – Oslo\n  • Their friends"
    for heading, job in (("Filmmakers", "director"), ("Screenwriters", "screenplay")):
        text = f"The Hen\n\nThe Hen is a 1980 film.\n\n{heading}{listed}"
        found = [(one["job"], one["person"]) for one in facts(text, "credit")]
        assert found == [(job, MOTH), (job, "Ann Poe")]
    assert facts(f"The Hen\n\nThe Hen is a 1980 film.\n\nSupporters{listed}", "credit") == []


def test_a_prize_names_who_did_the_work() -> None:
    fact = said("It won the prize for Best Cinematography (Lee Marsh).", "credit", section="Accolades")
    assert [(one["job"], one["person"]) for one in fact] == [("cinematographer", MARSH)]


def test_the_lead_outweighs_a_doubtful_sentence() -> None:
    assert ("director", "Bo Lind") not in jobs("Director Bo Lind praised its colours.")
