"""A whole article is read: each fact with the sentence that states it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from films.evidence.extraction import extract
from films.evidence.extraction.article import MAX_SENTENCE, read_article
from films.evidence.segmentation import split_document
from tests.evidence.extraction.reading import ARTICLE, facts, parts, said, stated


def test_the_lead_says_what_the_film_is() -> None:
    assert facts(ARTICLE, "film") == [
        {
            "title": "The Paper Fox",
            "year": 1994,
            "genres": ["romantic comedy"],
            "countries": ["France", "Italy"],
        }
    ]


def test_other_titles_languages_and_the_year_of_a_source_are_not_taken_for_the_films_own() -> None:
    lead = (
        "The Tin Hen, also known as Hen of Tin in Canada, is an English-language Swedish film based on the 1950 "
        "novel Grey Wings by Tom Ash."
    )
    defined, *_ = facts(lead, "film")
    assert defined == {"title": "The Tin Hen", "countries": ["Sweden"]}


def test_the_crew_is_read() -> None:
    crew = [(one["job"], one["person"]) for one in facts(ARTICLE, "credit") if one["job"] != "actor"]
    assert sorted(crew) == [
        ("cinematographer", "Lee Marsh"),
        ("composer", "Max Orr"),
        ("director", "Ida Moth"),
        ("producer", "Gus Hale"),
        ("producer", "J. K. van der Berg, Jr."),
        ("writer", "Ida Moth"),
    ]


def test_the_cast_is_read_from_its_list_once() -> None:
    assert parts(ARTICLE) == [
        ("Mia Roe", "Lena Sorrel"),
        ("Ada Pell", "young Lena"),
        ("Sam Tarn", "Bo / The Ghost"),
        ("Tim Dow", "Insp. Bram Oake"),
        ("Gil Orme", "himself"),
    ]


def test_money_releases_scores_and_places_are_read() -> None:
    assert said("Mia Roe did the role for only $25,000.", "pay") == [
        {"amount": 25000, "currency": "USD", "person": "Mia Roe"}
    ]
    assert facts(ARTICLE, "pay") == [{"amount": 2000000, "currency": "USD", "person": "Mia Roe"}]
    assert facts(ARTICLE, "budget") == [{"amount": 12000000, "currency": "USD"}]
    assert facts(ARTICLE, "box_office") == [{"amount": 45600000, "currency": "USD", "territory": "worldwide"}]
    assert [(one["date"], one["place"], one["release_kind"]) for one in facts(ARTICLE, "release")] == [
        ("1994-08-09", "Locarno Festival", "festival"),
        ("1994-10-05", "France", "theatrical"),
    ]
    assert facts(ARTICLE, "review") == [
        {"outlet": "Rotten Tomatoes", "score": 85, "scale": "percent", "sample_size": 120, "average": 7.1},
        {"outlet": "CinemaScore", "score": "B+", "scale": "letter"},
    ]
    places = {(one["name"], one["use"], one.get("stands_in_for")) for one in facts(ARTICLE, "location")}
    assert {("Lisbon", "filmed", "Naples"), ("Azores", "filmed", None), ("Hotel in Naples", "set", None)} <= places
    assert facts(ARTICLE, "relation") == [{"relation": "sequel", "title": "The Tin Hen", "year": 1990}]
    (note,) = facts(ARTICLE, "note")
    assert note["speaker"] == "Ida Moth"


def test_each_fact_is_proposed_at_the_sentence_that_states_it() -> None:
    sentences = {(one.start, one.end) for one in split_document(ARTICLE)}
    assert {one.sentence for one in extract(ARTICLE)} <= sentences
    (budget,) = (one for one in extract(ARTICLE) if one.kind == "budget")
    assert stated(ARTICLE, budget).startswith("Made on a budget")


def test_a_list_keeps_its_part_where_headings_have_no_text_of_their_own() -> None:
    """“Cast” is followed by “Thieves”, and so begins no section of its own."""
    assert {one.topic.name for one in read_article(ARTICLE).statements if one.bullet} == {"CAST"}


def test_an_article_without_headings_is_read() -> None:
    lost = ARTICLE.replace("Plot\n", "\n").replace("Cast\n\nThieves\n", "\n").replace("Others\n", "\n")
    assert ("Tim Dow", "Insp. Bram Oake") in parts(lost)


@pytest.mark.parametrize("text", ["", "\n", "Nothing here is a film.", "12345", "— – - •", "(((", "$", '"' * 99])
def test_a_text_about_no_film_yields_nothing_sure(text: str) -> None:
    assert [one for one in extract(text) if one.confidence > 0.6] == []


WORDS = st.sampled_from(
    'The film is a 1994 French comedy directed by Ida Moth and written , . ; : ( ) " “ ” – - • \n as '
    "plays stars $12 "
    "million crore grossed budget 85% Rotten Tomatoes based on 120 reviews in Paris on 5 October "
    "premiered Cast Jr. "
    "O'Neil de la Cruz Best Director – … ... set filmed doubled for sequel to said “No CinemaScore B+ "
    "A\t# 0 99,99".split(" ")
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for one in extract(text):
        assert 0 <= one.sentence[0] < one.sentence[1] <= len(text)
        assert 0 <= one.confidence <= 1


def test_letters_that_only_look_alike_are_read_without_an_error() -> None:
    """Patterns without regard to capitals take “İ” for “i”; the tables of words have none."""
    text = "A fox. The dİrector of the film is Bo Lind. MusİC by Bo Lind. It took $5 mİllion domestİcally."
    assert ("director", "Bo Lind") in {(one["job"], one["person"]) for one in facts(text, "credit")}


def test_no_pattern_meets_an_endless_sentence() -> None:
    article = read_article("A fox and " * 10_000)
    assert max(len(one.text) for one in article.statements) <= MAX_SENTENCE
