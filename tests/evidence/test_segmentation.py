"""A document's sentences are found where they stand, also where its headings are lost."""

from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.evidence.documents.anchors import edge_words, normalised_sentence, sentence_hash, source_address
from films.evidence.segmentation import LONGEST_ITEM, LONGEST_PIECE, Sentence, split_document
from films.models import Document, Passage

ARTICLE = """The Tanuki is a 1977 film. It cost $1.5 million.

Dr. K. Fox, a thief, flees to the U.S. with a drum. A hound follows.


He loses the drum.


  • A. Badger as The Fox
  • B. Heron as Lt. Hound


It was shot in fog.

Reception

A critic wrote: "The drum is loud. The fox is not." Others left."""


def sentences(text: str) -> list[tuple[str, str]]:
    return [(one.section, text[one.start : one.end]) for one in split_document(text)]


def test_sentences_survive_initials_titles_and_figures() -> None:
    assert sentences(ARTICLE)[:4] == [
        ("Lead", "The Tanuki is a 1977 film."),
        ("Lead", "It cost $1.5 million."),
        ("Lead", "Dr. K. Fox, a thief, flees to the U.S. with a drum."),
        ("Lead", "A hound follows."),
    ]


def test_lost_headings_are_inferred_from_the_order_of_sections() -> None:
    assert [section for section, _ in dict.fromkeys((one.section, "") for one in split_document(ARTICLE))] == [
        "Lead",
        "Plot",
        "Cast",
        "Production",
        "Reception",
    ]


def test_lines_of_any_width_that_sentences_were_wrapped_to_are_joined() -> None:
    narrow = "The Tanuki is a 1977 film about a drum\nwhich a fox steals. It was shot in\nFinland in fog."
    assert len(sentences(narrow)) == 2


def test_an_item_of_a_list_is_one_sentence_whatever_dots_it_has() -> None:
    items = ["Ada Quill ... Dr. Tanuki", "Bea Heron\t… Radio Opr. #2", "Ra. Sankar"]
    bulleted = "The Fox\n\nCast\n\n" + "\n".join(f"  • {item}" for item in items)
    assert [text for _, text in sentences(bulleted)] == items
    assert [text for _, text in sentences("\n".join(("Cast", *items[:2], "Gil Orme ... Bo", "")))] == [
        *items[:2],
        "Gil Orme ... Bo",
    ]
    told = "  • He waits... And then he leaves. Nobody knows why."
    assert [text for _, text in sentences(told)] == ["He waits...", "And then he leaves.", "Nobody knows why."]


def test_only_inferred_headings_say_so() -> None:
    inferred = {one.section: one.section_inferred for one in split_document(ARTICLE)}
    assert inferred == {"Lead": True, "Plot": True, "Cast": True, "Production": True, "Reception": False}


def test_each_bullet_is_a_paragraph_without_its_bullet() -> None:
    cast = [one for one in split_document(ARTICLE) if one.section == "Cast"]
    assert [(one.paragraph, ARTICLE[one.start : one.end]) for one in cast] == [
        (1, "A. Badger as The Fox"),
        (2, "B. Heron as Lt. Hound"),
    ]


def test_a_quoted_speech_is_split_and_keeps_its_marks() -> None:
    assert sentences(ARTICLE)[-3:] == [
        ("Reception", 'A critic wrote: "The drum is loud.'),
        ("Reception", 'The fox is not."'),
        ("Reception", "Others left."),
    ]


def test_an_opening_quotation_mark_goes_with_its_sentence() -> None:
    text = 'He left. "Never again," he said.'
    assert [words for _, words in sentences(text)] == ["He left.", '"Never again," he said.']


def test_numbers_count_from_one_within_section_and_paragraph() -> None:
    assert [(one.section, one.paragraph, one.sentence) for one in split_document(ARTICLE)][:5] == [
        ("Lead", 1, 1),
        ("Lead", 1, 2),
        ("Lead", 2, 1),
        ("Lead", 2, 2),
        ("Plot", 1, 1),
    ]


@given(st.text())
def test_any_text_is_read_in_order_without_overlap(text: str) -> None:
    found: list[Sentence] = split_document(text)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    assert all(text[one.start : one.end] == text[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It was loud.", ("It", "loud.")),
        ("The fox ran over the hill in fog.", ("The fox", "in fog.")),
        (
            "The fox ran over the hill and through the fog until the hound gave up.",
            ("The fox ran over", "the hound gave up."),
        ),
    ],
)
def test_edge_words_are_too_few_to_copy_a_sentence(sentence: str, words: tuple[str, str]) -> None:
    assert edge_words(sentence) == words


def test_the_hash_overlooks_white_space_and_nothing_else() -> None:
    assert sentence_hash("The  fox\n ran. ") == sentence_hash("The fox ran.")
    assert sentence_hash("The fox ran.") != sentence_hash("The fox ran!")
    assert normalised_sentence("cafe\u0301") == "café"


def test_the_source_address_marks_the_sentence() -> None:
    passage = Passage(
        document=Document(url="https://example.org/tanuki"),
        first_words="The half-loud",
        last_words="so, later on.",
    )
    assert source_address(passage) == "https://example.org/tanuki#:~:text=The%20half%2Dloud,so%2C%20later%20on."


@given(st.sampled_from(["![", "a", "a ", "'", ". A"]), st.integers(1, 3 * LONGEST_PIECE))
def test_the_segmenter_reads_no_more_than_a_piece_at_once(unit: str, count: int) -> None:
    read = []

    def reads(language: str, text: str) -> list[str]:
        read.append(text)
        return [text]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("films.evidence.segmentation.segment", reads)
        split_document(unit * count)
    assert max(map(len, read), default=0) <= LONGEST_PIECE
    assert sum(map(len, read)) <= len(unit) * count


def test_the_dots_of_a_leader_are_looked_for_in_short_items_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    leader = Mock(search=Mock(return_value=None))
    monkeypatch.setattr("films.evidence.segmentation.LEADER", leader)
    split_document("The Tanuki\n\nAda Quill … Tanuki\nBo Moth … Quill\n\nAda Quill" + "." * 10_000 + "!")
    looked_at = [call.args[0] for call in leader.search.call_args_list]
    assert looked_at
    assert max(map(len, looked_at)) <= LONGEST_ITEM
