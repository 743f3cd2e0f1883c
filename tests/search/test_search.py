"""Searching the facts of Red Heat: the right entry first, matches marked, counts that agree with the results."""

from datetime import UTC, datetime

import pytest
from django.utils.text import slugify

from films.kinds.registry import DECLARATIONS, ENTRIES
from films.models import Citation, Film, Location, Person
from films.models.places import LocationUse
from films.search import Kind, SearchRequest, Sort, examples, filmographies, matching_ids, search, totals
from films.search.reporting import NOTHING_HAS_ALL
from films.search.types import FacetName, Result
from tests.cast import director, tanuki_film

pytestmark = [pytest.mark.usefixtures("red_heat"), pytest.mark.django_db]

QUESTIONS = {
    "danko": "Ivan Danko",
    "captain ivan danko": "Arnold Schwarzenegger as Captain Ivan Danko",
    "who plays danko": "Arnold Schwarzenegger as Captain Ivan Danko",
    "ridzik": "James Belushi as Art Ridzik",
    "jim belushi": "James Belushi",
    "james belushi": "James Belushi",
    "larry fishburne": "Laurence Fishburne",
    "laurence fishburne": "Laurence Fishburne",
    "max gallagher": "Max Gallagher",
    "sgt gallagher": "Richard Bright as Sgt. Gallagher",
    "rosta": "Ed O'Ross as Viktor Rostavili",
    "o'ross": "Ed O'Ross",
    "oross": "Ed O'Ross",
    "gabor koncz": "Gábor Koncz",
    "gábor koncz": "Gábor Koncz",
    "steven meerson": "Steve Meerson",
    "48 hours": "48 Hrs.",
    "48 hrs": "48 Hrs.",
    "ninotchka": "Ninotchka",
    "twins": "Twins",
    "red heat": "Red Heat",
    "red heat 1988": "Red Heat",
    "who directed red heat": "Walter Hill, director",
    "director": "Walter Hill",
    "composer": "James Horner, composer",
    "who wrote the music": "James Horner, composer",
    "prokofiev": "Sergei Prokofiev",
    "cantata october revolution": "Sergei Prokofiev, composer of existing music",
    "philosophers": "Prokofiev's “Philosophers” in the titles",
    "olympics gold medal": "Music for a gold medal at the Olympics",
    "who wrote the wooden leg scene": "Harry Kleiner, writer",
    "wooden leg": "The wooden leg scene came from another script, by Harry Kleiner",
    "why buses": "Why buses and not cars in the final chase",
    "bath house budapest": "Rudas Thermal Bath",
    "hungary": "Hungary",
    "where was the bath scene filmed": "Filming location: Rudas Thermal Bath",
    "no snow": "Filming location: Austria",
    "austria": "Austria",
    "red square": "Red Square",
    "first american film red square": "The first American film allowed to shoot in Red Square",
    "rotten tomatoes": "Rotten Tomatoes: 67%",
    "67%": "Rotten Tomatoes: 67%",
    "5.6/10": "Rotten Tomatoes: 5.6/10",
    "cinemascore": "CinemaScore: B",
    "audience grade": "CinemaScore: B",
    "salary": "Arnold Schwarzenegger as Captain Ivan Danko",
    "how much was schwarzenegger paid": "Arnold Schwarzenegger as Captain Ivan Danko",
    "8 million": "Arnold Schwarzenegger as Captain Ivan Danko",
    "how much did it make": "Gross, United States, cumulative: $35,000,000",
    "35 million": "Gross, United States, cumulative: $35,000,000",
    "opened number one": "Rank on opening: number 1",
    "release date": "Release in cinemas in Los Angeles, 17 June 1988",
    "when did it come out": "Release in cinemas in Los Angeles, 17 June 1988",
    "tristar": "Distributor: TriStar Pictures",
    "video cassette": "A bestseller on video cassette",
    "big abroad": "A big success abroad",
    "writers guild": "The Writers Guild on Hill: many writers, good pay, fair credits",
    "volkswagen": "No throwing of Volkswagens",
    "eastwood": "Clint Eastwood",
    "garbo": "Greta Garbo",
    "love story": "A love story between two men",
    "locker key": "A locksmith shows what the locker key opens",
    "nurse": "An assassin dressed as a nurse kills the witness",
    "wristwatches": "They exchange wristwatches as a sign of friendship",
    "locksmith": "Locksmith's in Chicago",
    "train": "Rostavili's bus crashes into a train",
    "schwarzenegger's other 1988 movie": "Twins",
    "who killed danko's partner": "Rostavili kills Danko's partner Ogarkov",
    "informant": "An informant tells what Rostavili is planning",
}


def titles(text: str, **filters: str) -> list[str]:
    chosen: dict[FacetName, tuple[str, ...]] = {FacetName(name): (value,) for name, value in filters.items()}
    return [result.title_text for result in search(SearchRequest(text, chosen)).results]


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items(), ids=list(QUESTIONS))
def test_the_answer_is_among_the_first_three(question: str, answer: str) -> None:
    assert answer in titles(question)[:3]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("red he", "Red Heat"), ("walter h", "Walter Hill"), ("gina ger", "Gina Gershon"), ("red hea", "Red Heat")],
)
def test_a_name_that_is_begun_comes_first_and_is_not_corrected(typed: str, name: str) -> None:
    found = search(SearchRequest(typed))
    assert found.results[0].title_text == name
    assert not found.corrected


def test_a_whole_title_goes_before_one_that_it_begins(db: None) -> None:
    for title, year in (("Red Heat Rising", 1989), ("The Drum", 1970), ("The Drummer", 1971)):
        film = Film.objects.create(title=title, year=year, slug=f"{slugify(title)}-{year}", state="published")
        Citation.objects.create(film=film, basis="general_knowledge", reason="Made up.")
    assert titles("red heat")[0] == "Red Heat"
    assert titles("the drum")[0] == "The Drum"
    assert titles("the drumm")[0] == "The Drummer"


@pytest.mark.parametrize("typed", ["schwarz", "schwarzenegg", "arnold schw"])
def test_the_last_word_is_found_as_it_is_typed(typed: str) -> None:
    assert titles(typed)[0] == "Arnold Schwarzenegger"


@pytest.mark.parametrize("typed", ["gabor", "GÁBOR", "Gàbör"])
def test_accents_and_capitals_do_not_matter(typed: str) -> None:
    assert "Gábor Koncz" in titles(typed)


def test_letters_without_decomposition_are_found_as_people_type_them() -> None:
    director()
    assert titles("orsted")[0] == titles("ørsted")[0] == "Žofie Ørsted"


def result_of(text: str, title: str) -> Result:
    return next(result for result in search(SearchRequest(text)).results if result.title_text == title)


def test_matches_are_marked_in_title_and_snippet() -> None:
    result = result_of("bus chase", "The bus chase")
    assert "bus" in [piece.text for piece in result.title if piece.matched]
    assert "bus" in [piece.text for piece in result.snippet if piece.matched]


def test_a_result_says_why_it_is_there() -> None:
    found = result_of("wristwatches", "They exchange wristwatches as a sign of friendship")
    assert found.why == ("“wristwatches” in its name",)


def test_a_whole_name_with_a_possessive_is_still_the_whole_name() -> None:
    tanuki_film(title="The Fox's Drum", slug="the-foxs-drum")
    tanuki_film(title="The Fox Drum Story of the Fox Drum", slug="story")
    assert titles("the fox's drum")[0] == "The Fox's Drum"


def test_phrases_must_stand_together() -> None:
    assert "The wooden leg scene is Hill's favourite" in titles('"wooden leg"')
    assert titles('"leg wooden"') == []


def test_excluded_words_leave_entries_out() -> None:
    assert "Twins" in titles("1988 film")
    assert "Twins" not in titles("1988 film -twins")


def test_loosening_is_told() -> None:
    answer = search(SearchRequest("danko zeppelin"))
    assert answer.results
    assert (answer.count, answer.pages, answer.results[0].partial) == (0, 0, True)
    assert answer.loosened.startswith(NOTHING_HAS_ALL)
    assert search(SearchRequest("danko")).loosened == ""


def test_nothing_is_found_for_a_word_that_is_nowhere() -> None:
    assert search(SearchRequest("zeppelin")).count == 0


def test_a_question_of_common_words_alone_still_asks_for_them() -> None:
    assert search(SearchRequest("the of")).count > 0


def test_words_that_go_by_the_day_are_read_anew_each_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def found_in(year: int) -> list[str]:
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(year, 6, 1, tzinfo=UTC))
        return [result.slug for result in search("films of this year").results if not result.partial]

    assert "red-heat-1988" not in found_in(1950)
    assert "red-heat-1988" in found_in(1988)


def test_nothing_asked_browses_everything_by_prominence() -> None:
    answer = search(SearchRequest())
    assert answer.results[0].title_text == "Red Heat"
    assert answer.count == sum(totals().values())


@pytest.mark.parametrize(
    "typed",
    ["", "hill", "bath house budapest", "who wrote the wooden leg scene", "danko's hotel room", "danko zeppelin"],
)
def test_facets_agree_with_what_choosing_them_finds(typed: str) -> None:
    answer = search(SearchRequest(typed))
    for facet, values in answer.facets.items():
        for value in values:
            chosen = search(SearchRequest(typed, {facet: (value.value,)}))
            assert chosen.count == value.count, (facet, value)


def test_values_of_one_facet_widen_and_facets_narrow() -> None:
    def count(**filters: tuple[str, ...]) -> int:
        return search(SearchRequest("hill", {FacetName(name): values for name, values in filters.items()})).count

    assert count(kind=("note", "credit")) == count(kind=("note",)) + count(kind=("credit",))
    assert count(kind=("note",), person=("harry-kleiner",)) < count(kind=("note",))


def test_a_chosen_facet_still_offers_its_other_values() -> None:
    answer = search(SearchRequest("hill", {FacetName.KIND: ("note",)}))
    first, *others = answer.facets[FacetName.KIND]
    assert (first.value, first.selected, first.count) == ("note", True, answer.count)
    assert {value.value for value in others} >= {"credit", "person"}


def test_places_are_filtered_with_all_that_lies_in_them() -> None:
    assert "Rudas Thermal Bath" in titles("", location="hungary")
    assert "Austria" not in titles("", location="hungary")


def test_pages_follow_each_other_without_gap_or_overlap() -> None:
    whole = [one.title_text for one in search(SearchRequest("danko", page_size=100)).results]
    pages = [search(SearchRequest("danko", page=number, page_size=10)) for number in range(1, 20)]
    assert [one.title_text for page in pages for one in page.results] == whole
    assert pages[0].pages == -(-len(whole) // 10)


def test_the_best_reviewed_goes_first_a_review_by_its_own_score() -> None:
    reviews = search(SearchRequest("", {FacetName.KIND: ("review",)}, sort=Sort.BEST)).results
    assert [one.title_text for one in reviews[:3]] == [
        "Rotten Tomatoes: 67%",
        "CinemaScore: B",
        "Rotten Tomatoes: 5.6/10",
    ]
    films = search(SearchRequest("", {FacetName.KIND: ("film",)}, sort=Sort.BEST)).results
    assert films[0].title_text == "Red Heat"


def test_people_and_places_are_known_for_their_most_prominent_films() -> None:
    hill = Person.objects.get(slug="walter-hill").pk
    assert [one.texts["title"] for one in filmographies.known_for([hill])[hill]] == ["Red Heat", "48 Hrs."]
    hungary = Location.objects.get(slug="hungary").pk
    used = filmographies.used_by([hungary])
    assert [one.texts["title"] for one in used[hungary, LocationUse.FILMED]] == ["Red Heat"]
    assert used[hungary, LocationUse.SET] == []


def test_a_place_among_the_facets_says_what_it_lies_in() -> None:
    places = {one.value: one.part_of for one in search(SearchRequest("budapest")).facets[FacetName.LOCATION]}
    assert (places["budapest"], places["hungary"]) == ("hungary", "")


def test_the_ids_of_one_kind_are_given_for_lists_elsewhere() -> None:
    assert matching_ids(Kind.PERSON, "larry fish") == [Person.objects.get(slug="laurence-fishburne").pk]
    assert matching_ids(Kind.PERSON, "  ") == []


def test_examples_find_something() -> None:
    assert all(search(SearchRequest(one.text)).count for one in examples())


def test_a_film_whose_whole_title_is_typed_goes_before_one_that_contains_it() -> None:
    tanuki_film(title="Heat", slug="heat", year=1995)
    assert titles("heat")[0] == "Heat"
    assert titles("red heat")[0] == "Red Heat"


@pytest.mark.usefixtures("index_is_true_in_the_end")
def test_every_kind_of_founding_facts_has_entries_from_the_start() -> None:
    founding = {entry.kind for entry in ENTRIES if DECLARATIONS[entry.kind].model.objects.exists()}
    assert set(totals()) == founding - {Kind.PASSAGE}
