"""Values are found in the words of a sentence, however it writes them, and not where it says something else."""

from typing import Any

import pytest

from films.evidence.support.amounts import find_amount, find_currency
from films.evidence.support.dates import find_date
from films.evidence.support.names import find_name
from films.evidence.support.numbers import find_number, find_year
from films.evidence.support.own_words import unsupported_words
from films.evidence.support.places import find_place
from films.evidence.support.scores import find_grade, find_scale, find_score
from films.evidence.support.spans import words_in
from films.evidence.support.terms import find_job, find_term, words_read_as
from films.evidence.support.titles import find_title


def words(sentence: str, span: Any) -> str:
    return sentence[span.start : span.end] if span else ""


@pytest.mark.parametrize(
    ("names", "sentence", "said"),
    [
        (["Žofie Ørsted"], "It was directed by Zofie Orsted.", "Zofie Orsted"),
        (["Walter Hill"], "The film of Hill did well.", "Hill"),
        (["Walter Hill"], "The director James Hill did well.", ""),
        (["Walter Hill"], "They filmed at Hill Valley.", ""),
        (["Walter Hill"], "They ran up the hill.", ""),
        (["James Belushi", "Jim Belushi"], "With Jim Belushi.", "Jim Belushi"),
        (["Captain Ivan Danko"], "While Danko is met by two men,", "Danko"),
        (["Ann Badger"], "A. Badger plays the fox.", "Badger"),
        (["Ann Badger"], "B. Badger plays the fox.", ""),
        (["Arnold Schwarzeneger"], "Arnold Schwarzenegger stars.", ""),
        (["Ed O'Ross"], "the kingpin (Ed O’Ross)", "Ed O’Ross"),
    ],
)
def test_names_are_found_by_all_their_forms(names: list[str], sentence: str, said: str) -> None:
    assert words(sentence, find_name(names, words_in(sentence), may_be_partial=True)) == said


@pytest.mark.parametrize(
    ("value", "sentence", "said"),
    [
        ("104", "It runs 104 minutes.", "104"),
        ("104", "It runs 1 hour 44 minutes.", "1 hour 44 m"),
        ("104", "It runs 1,104 minutes.", ""),
        ("1", "It opened at the top spot.", "top"),
        ("2", "It was number two.", "two"),
        ("22", "It has twenty-two scenes.", "twenty-two"),
        ("5.6", "It has 5.6 points.", "5.6"),
        ("56", "It has 5.6 points.", ""),
    ],
)
def test_numbers_are_found_as_figures_and_in_words(value: str, sentence: str, said: str) -> None:
    assert words(sentence, find_number(value, sentence, words_in(sentence))) == said


@pytest.mark.parametrize(
    ("value", "sentence", "said"),
    [
        ("3700000", "It made $3.7 million.", "$3.7 million"),
        ("35000000", "It grossed $35,000,000 in the US.", "$35,000,000"),
        ("99000000", "It grossed $35 million.", ""),
        ("35", "It grossed $35 million.", ""),
        ("40000000", "It cost $30–40 million.", "$30–40 million"),
    ],
)
def test_sums_are_found_in_any_unit(value: str, sentence: str, said: str) -> None:
    assert words(sentence, find_amount(value, sentence)) == said


def test_a_sum_is_in_its_currency() -> None:
    sentence = "It cost £2 million."
    assert words(sentence, find_currency("GBP", sentence)) == "£2 million"
    assert find_currency("USD", sentence) is None


@pytest.mark.parametrize(
    ("value", "sentence", "said"),
    [
        ("1988-06-17", "It opened on June 17, 1988.", "June 17, 1988"),
        ("1988-06-17", "It opened on 17 June.", "17 June."),
        ("1988-06-18", "It opened on June 17, 1988.", ""),
        ("1988-06", "It opened on June 17, 1988.", "June 17, 1988"),
        ("1988-06-01", "It opened in June 1988.", ""),
        ("1987-06-17", "It opened on 17 June.", ""),
    ],
)
def test_dates_are_found_to_their_precision(value: str, sentence: str, said: str) -> None:
    assert words(sentence, find_date(value, sentence, 1988)) == said


def test_years_are_no_decades() -> None:
    assert find_year("1980", words_in("It is of the 1980s.")) is None
    assert find_year("1980", words_in("It is of 1980.")) is not None


@pytest.mark.parametrize(
    ("value", "scale", "sentence", "said"),
    [
        ("67", "percent", "It has 67% of 33 reviews.", "67%"),
        ("67", "ten", "It has 67% of 33 reviews.", ""),
        ("5.6", "ten", "an average rating of 5.6/10", "5.6/10"),
        ("3", "four", "It got 3 out of 4.", "3 out of 4"),
        ("2", "four", "She gave it two out of four stars.", "two out of four stars"),
        ("3.5", "five", "He gave it three-and-a-half stars out of five.", "three-and-a-half stars out of five"),
    ],
)
def test_scores_are_found_on_their_scales(value: str, scale: str, sentence: str, said: str) -> None:
    assert words(sentence, find_score(value, scale, sentence)) == said
    assert bool(find_scale(scale, sentence)) == bool(said)


def test_grades_are_found() -> None:
    sentence = "Its first audiences marked it a “B”, where A+ is best and F is worst."
    assert "B" in words(sentence, find_grade("B", sentence))
    assert find_grade("C", sentence) is None
    assert find_scale("letter", sentence)


@pytest.mark.parametrize(
    ("names", "sentence", "said"),
    [
        (["Hungary"], "a Hungarian bath", "Hungarian"),
        (["Rudas Bath", "Rudas Thermal Bath"], "in Budapest's Rudas Thermal Bath.", "Rudas Thermal Bath"),
        (["Moscow"], "in Budapest", ""),
        (["North America"], "at the North American box office", "North American"),
        (["elsewhere"], "and $4 million in other countries", "other countries"),
        (["international"], "Outside North America it earned more.", "Outside North America"),
    ],
)
def test_places_are_found_by_their_people_and_other_names(names: list[str], sentence: str, said: str) -> None:
    assert words(sentence, find_place(names, words_in(sentence))) == said


def test_titles_are_found_without_article_and_subtitle() -> None:
    sentence = "his earlier comedy Tanuki was liked"
    assert words(sentence, find_title(["The Tanuki: Part Two"], words_in(sentence))) == "Tanuki"
    assert find_title(["The Badger"], words_in(sentence)) is None
    several = "It won four at the 48th Academy Awards."
    assert words(several, find_title(["Academy Award"], words_in(several))) == "Academy Awards"


def test_terms_and_jobs_are_found_by_their_words() -> None:
    assert find_term("gross grossed earned", words_in("It grossed much."))
    assert not find_term("budget cost", words_in("It grossed much."))
    cast = "Ada Quill as the fox"
    assert words(cast, find_job(["actor", "stars"], words_in(cast), in_cast=True, sentence=cast)) == "as"
    assert not find_job(["director", "directed"], words_in(cast), in_cast=False, sentence=cast)


@pytest.mark.parametrize(
    ("code", "sentence", "said"),
    [
        ("screenplay", "Screenwriters", "Screenwriters"),
        ("director", "Filmmakers", "Filmmakers"),
        ("cinematographer", "It was filmed by Lee Marsh.", "filmed by"),
        ("cinematographer", "It was shot in Lisbon, and Lee Marsh was there.", ""),
        ("producer", "Production", ""),
    ],
)
def test_jobs_are_found_by_the_words_of_the_reader(code: str, sentence: str, said: str) -> None:
    found = find_job(words_read_as(code), words_in(sentence), in_cast=False, sentence=sentence)
    assert words(sentence, found) == said


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Ada Quill was paid 8 million dollars.", []),
        ("Ada Quill was paid 9 million dollars.", ["9 million dollars"]),
        ("She was paid, said Heron, in 1988.", ["1988", "Heron"]),
        ("The fee of the badger was high.", []),
    ],
)
def test_texts_of_ours_have_the_figures_and_names_of_their_sentences(text: str, lacking: list[str]) -> None:
    assert unsupported_words(text, ["Quill got a fee of $8 million."], ["Ada Quill"]) == lacking
