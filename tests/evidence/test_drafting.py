"""A note is drafted from who did what, to what and when, and never by copying."""

import pytest

from films.evidence.desk.copying import copies_source
from films.evidence.drafting import draft_note


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("In March 1976, Bea Heron hired two foxes for a day.", "Two foxes were hired by Bea Heron (March 1976)."),
        ("The drums were composed by Cy Otter, who hated them.", "Cy Otter composed the drums."),
        ("The studio cut the last scene because of its length.", "The last scene was cut by the studio."),
        ("The song introduces the clever fox.", "The clever fox is introduced by the song."),
        ("The film received mixed reviews from critics.", "Mixed reviews were received by the film."),
        ("The foxes were filmed in Kyoto, in May.", "In Kyoto, the foxes were filmed."),
        ("Filming began on May 4, 1976.", "On May 4, 1976, filming began."),
        ("Bea Heron says she wanted to use drums for a day.", "The wish of Bea Heron was to use drums."),
        ("The producer did not want to keep the ending.", "The producer had no wish to keep the ending."),
        ("Bea Heron asked Cy Otter to play the drum.", "Cy Otter was asked by Bea Heron to play the drum."),
    ],
)  # fmt: skip
def test_a_clause_is_turned_round(sentence: str, text: str) -> None:
    draft = draft_note(sentence)
    assert draft is not None
    assert draft.text == text
    assert not copies_source(draft.text, sentence)


def test_he_is_the_only_one_whom_the_sentence_before_names() -> None:
    drafted = draft_note("He rewrote the ending in Kyoto.", "Music", "Bea Heron fell ill.")
    assert drafted is not None
    assert (drafted.text, drafted.topic) == ("The ending was rewritten by Bea Heron.", "music")
    assert draft_note("He rewrote the ending in Kyoto.", "Music", "Bea Heron met Cy Otter.") is None


def test_no_draft_is_better_than_a_wrong_one() -> None:
    for sentence in (
        "It snowed.",
        "Others liked it less.",
        "After the war, little was left of it.",
        "",
        "Bea Heron sent the fox out.",
        "Cy Otter spent his youth in Kyoto.",
        "The fox was played by Western actors.",
        "The studio agreed to contribute half of the $12 million.",
        "The film was made on a budget of little.",
    ):
        assert draft_note(sentence) is None
