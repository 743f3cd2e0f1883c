"""Words that ask for an order put results into it, and the page says where nothing is known to order by."""

import pytest

from films.models import BoxOffice, Film, JobCode, Person, Review, State
from films.models.releases import BoxOfficeKind
from films.search import Sort, ordering, service, window
from films.search.backends import engine
from films.search.sets import current
from films.search.types import FacetName
from tests.cast import credit, film, person
from tests.search.finding import answer, labels, titles_found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.mark.parametrize(
    ("text", "first", "sort"),
    [
        ("tom hanks's first movie", "Splash", Sort.OLDEST),
        ("latest tom hanks film", "Apollo 13", Sort.NEWEST),
        ("second film of tom hanks", "Apollo 13", Sort.OLDEST),
        ("second latest tom hanks film", "Splash", Sort.NEWEST),
        ("oldest comedies", "Private Benjamin", Sort.OLDEST),
        ("latest tom hanks", "Apollo 13", Sort.NEWEST),
        ("the first film", "Taxi Driver", Sort.OLDEST),
    ],
)
def test_superlatives_order_by_date(text: str, first: str, sort: Sort) -> None:
    page = answer(text)
    assert (page.results[0].title_text, page.sort) == (first, sort)


@pytest.mark.parametrize("text", ["top 10 comedies", "10 best comedies", "best five comedies"])
def test_how_many_are_asked_for_is_no_word_to_look_for(text: str) -> None:
    page = answer(text)
    assert (page.sort, {result.title_text for result in page.results}) == (
        Sort.BEST,
        {"Splash", "Private Benjamin"},
    )


@pytest.mark.parametrize("text", ["best comedies of all time", "the greatest comedy in the world"])
def test_the_tail_of_a_superlative_is_no_word_to_look_for(text: str) -> None:
    page = answer(text)
    assert (page.sort, page.count) == (Sort.BEST, 2)


def test_a_directors_films_by_date_are_those_that_they_directed() -> None:
    howard = Person.objects.get(name="Ron Howard")
    credit(film("American Graffiti", 1973), howard, job=JobCode.ACTOR)
    assert titles_found("ron howard's first film") == ["Splash", "Apollo 13"]
    assert titles_found("first film with ron howard")[0] == "American Graffiti"


def test_an_order_is_of_all_full_matches_and_not_of_the_most_prominent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LISTED", 2)
    monkeypatch.setattr(window, "SCORED", 2)
    film("Roundhay Garden Scene", 1888)
    assert titles_found("oldest film here") == ["Roundhay Garden Scene", "Taxi Driver"]


def test_filters_do_not_change_which_film_is_the_second() -> None:
    page = answer("second film of tom hanks")
    assert [(value.value, value.count) for value in page.facets[FacetName.YEAR]] == [("1995", 1)]
    assert answer("second film of tom hanks", filters={FacetName.YEAR: ("1995",)}).count == 1
    assert answer("second film of tom hanks", filters={FacetName.YEAR: ("1984",)}).count == 0


def test_it_is_said_when_nothing_is_held_to_order_by() -> None:
    page = answer("best comedies")
    assert page.sort == Sort.BEST
    assert page.unordered == "No review scores of these are recorded here to order them by."
    assert answer("cheapest comedy").unordered == "No budgets of these are recorded here to order them by."
    assert answer("newest comedies").unordered == ""
    assert answer("second best comedy").count == answer("comedies").count


@pytest.mark.parametrize(
    ("text", "sort", "order"),
    [
        ("longest films", Sort.LONGEST, ["Heat", "Splash"]),
        ("shortest films", Sort.SHORTEST, ["Splash", "Heat"]),
        ("highest-grossing films", Sort.GROSS, ["Heat", "Splash"]),
        ("most expensive films", Sort.BUDGET, ["Splash", "Heat"]),
        ("lowest grossing films", Sort.LOWEST_GROSS, ["Splash", "Heat"]),
        ("cheapest films", Sort.LOWEST_BUDGET, ["Heat", "Splash"]),
        ("worst films", Sort.WORST, ["Heat", "Splash"]),
    ],
)
def test_superlatives_order_by_what_is_held(text: str, sort: Sort, order: list[str]) -> None:
    heat, splash = film("Heat", 1995), Film.objects.get(title="Splash")
    for made, runtime, budget, gross in ((heat, 170, 60, 187), (splash, 111, 80, 62)):
        Film.objects.filter(pk=made.pk).update(runtime=runtime)
        for kind, amount in ((BoxOfficeKind.BUDGET, budget), (BoxOfficeKind.GROSS, gross)):
            figure = {"key": kind.value, "kind": kind, "amount": amount, "currency": "USD"}
            BoxOffice.objects.create(film=made, state=State.PUBLISHED, **figure)
    author = person("Ann Other")
    for made, grade in ((splash, "A"), (heat, "C")):
        scored = {"kind": "audience_grade", "scale": "letter", "grade": grade}
        Review.objects.create(film=made, key="grade", author=author, state=State.PUBLISHED, **scored)
    page = answer(text)
    assert page.sort == sort
    assert [result.title_text for result in page.results[:2]] == order


def test_words_for_an_order_are_not_what_films_are_about() -> None:
    film("The Worst Witch", 1986)
    Film.objects.filter(title="Splash").update(
        synopsis="It is one of the worst films, says nobody, on the worst day."
    )
    assert labels("worst films") == ["worst reviewed first", "films"]


@pytest.mark.parametrize("text", ["best actress", "best picture 1995"])
def test_an_award_is_no_order(text: str) -> None:
    assert answer(text).sort == Sort.RELEVANCE


def test_relevance_can_be_chosen_where_words_ask_for_an_order() -> None:
    page = answer("newest comedies", sort=Sort.RELEVANCE)
    assert (page.sort, page.sort_unless_chosen) == (Sort.RELEVANCE, Sort.NEWEST)
    assert "newest first" not in [part.label for part in page.understood]


@pytest.mark.parametrize(("text", "sort"), [("newest comedies", Sort.NEWEST), ("comedies", Sort.RELEVANCE)])
def test_an_order_that_holds_anyway_is_not_in_the_address(text: str, sort: Sort) -> None:
    assert answer(text, sort=sort).request == answer(text).request


def test_scores_of_other_films_are_nothing_to_order_by() -> None:
    grade = {"kind": "audience_grade", "scale": "letter", "grade": "A+"}
    author = person("Ann Other")
    Review.objects.create(film=film("Heat", 1995), key="grade", author=author, state=State.PUBLISHED, **grade)
    assert answer("best comedies").unordered
    assert answer("best films").unordered == ""


def test_words_that_ask_for_an_order_are_not_marked() -> None:
    film("Best in Show", 2000, "Comedy")
    shown = answer("best comedies").results
    assert not any(piece.matched for result in shown for piece in result.title)


def test_a_number_after_a_series_without_numbers_goes_by_date() -> None:
    for number, title in enumerate(("Fox and the Bath", "Fox and the River", "Fox and the Sea")):
        film(f"Tanuki {title}", 2001 + number)
    assert titles_found("tanuki fox 3") == ["Tanuki Fox and the Sea"]


@pytest.mark.parametrize(
    ("text", "sort", "first"),
    [
        ("star wars in order", Sort.OLDEST, "Star Wars"),
        ("star wars films in order of release", Sort.OLDEST, "Star Wars"),
        ("latest star wars film", Sort.NEWEST, "Star Wars: The Last Jedi"),
        ("most recent star wars", Sort.NEWEST, "Star Wars: The Last Jedi"),
        ("best star wars films", Sort.BEST, "Star Wars"),
    ],
)
def test_an_order_asks_for_all_films_of_a_series(text: str, sort: Sort, first: str) -> None:
    for title, year in (("Star Wars", 1977), ("Star Wars: The Last Jedi", 2017), ("Trek Wars", 1980)):
        film(title, year)
    page = answer(text)
    assert (page.sort, page.count, page.results[0].title_text) == (sort, 2, first)


@pytest.mark.parametrize("sort", [sort for sort in Sort if sort != Sort.RELEVANCE])
def test_many_entries_are_in_the_same_order_as_few(sort: Sort, monkeypatch: pytest.MonkeyPatch) -> None:
    Film.objects.filter(title="Splash").update(runtime=111, year=None)
    apollo = Film.objects.get(title="Apollo 13")
    gross = {"kind": BoxOfficeKind.GROSS, "amount": 355, "currency": "USD", "key": "gross"}
    BoxOffice.objects.create(film=apollo, state=State.PUBLISHED, **gross)
    sets = current()
    by_relevance = sets.first(sets.everything)
    few = ordering.ordered(by_relevance, sort), ordering.can_order(by_relevance, sort)
    monkeypatch.setattr(ordering, "MANY", 1)
    assert (ordering.ordered(by_relevance, sort), ordering.can_order(by_relevance, sort)) == few
    assert ordering.can_order(by_relevance[-1:], sort) == engine().can_order(by_relevance[-1:], sort)
