"""Stories are found by what happens in them, and people by several jobs or by the films of a series."""

import pytest

from films.models import Film, JobCode, Person
from films.search import Kind
from tests.cast import credit, film, person
from tests.search.finding import answer, labels, titles_found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def test_words_of_a_story_are_no_titles() -> None:
    jaws = film("Jaws", 1975)
    Film.objects.filter(pk=jaws.pk).update(synopsis="A shark attacks people at the beach of a small town.")
    film("The Town", 2010)
    page = answer("a shark terrorizes a beach town")
    assert (page.understood, page.results[0].title_text) == ((), "Jaws")


def test_people_are_recognised_at_the_end_of_a_long_story() -> None:
    story = "a film that my grandmother loved in which somebody sees a mermaid " * 4
    assert labels(f"{story} with tom hanks and goldie hawn")[:2] == ["Tom Hanks", "Goldie Hawn"]


@pytest.mark.parametrize(
    "text",
    ["tom hanks directed and starred in", "films directed by and starring tom hanks", "hanks wrote and acted"],
)
def test_one_person_has_two_jobs_on_one_film(text: str) -> None:
    hanks = Film.objects.get(title="Splash").credits.get(job=JobCode.ACTOR).person
    both = film("That Thing", 1996)
    for job in (JobCode.DIRECTOR, JobCode.WRITER, JobCode.ACTOR):
        credit(both, hanks, job=job)
    assert titles_found(text, Kind.FILM) == ["That Thing"]


def test_a_job_is_asked_of_all_films_of_a_series() -> None:
    for number, director in ((1, "Irvin Kershner"), (2, "George Lucas"), (3, "George Lucas")):
        known = Film.objects.filter(credits__person__name=director).first()
        who = known.credits.get(job=JobCode.DIRECTOR).person if known else person(director)
        credit(film(f"Star Wars {number}", 1976 + number), who, job=JobCode.DIRECTOR)
    for number in range(5):
        credit(film(f"Tanuki {number}", 1990), Person.objects.get(name="Irvin Kershner"), job=JobCode.DIRECTOR)
    assert titles_found("directors of all the star wars films", Kind.PERSON) == ["George Lucas", "Irvin Kershner"]


def test_a_series_that_no_title_names_is_found_by_its_texts() -> None:
    skyfall = film("Skyfall", 2012)
    Film.objects.filter(pk=skyfall.pk).update(synopsis="It is the 23rd film of the James Bond series.")
    bond = film("The Bond", 1918)
    Film.objects.filter(pk=bond.pk).update(synopsis="James gives money for a bond.")
    assert titles_found("james bond films") == ["Skyfall"]


def test_a_series_may_have_a_name_that_only_other_titles_have() -> None:
    for number in range(3):
        made = film(f"Goldfinger {number}", 1964)
        Film.objects.filter(pk=made.pk).update(synopsis="It is a film of the Bond series.")
    film("The Bond", 1918)
    assert answer("first bond movie").results[0].title_text != "The Bond"
    assert set(titles_found("bond movies")) == {"Goldfinger 0", "Goldfinger 1", "Goldfinger 2"}


def test_a_phrase_that_nothing_has_is_offered_without_quotation_marks() -> None:
    assert [other.text for other in answer('"hanks tom" splash').alternatives] == ["hanks tom splash"]
    assert answer('"tom hanks" splash').alternatives == ()


def test_words_that_many_texts_have_and_few_titles_are_no_series() -> None:
    film("Boxing Helena", 1993)
    for number in range(11):
        made = film(f"Fight {number}", 1990)
        Film.objects.filter(pk=made.pk).update(synopsis="A boxing champion comes back.")
    assert len(titles_found("boxing movies")) == 12


@pytest.mark.parametrize("text", ["heist movies", "a heist movie", "movies about heists"])
def test_a_common_noun_says_what_films_are_about(text: str) -> None:
    film("Heist", 2001)
    for number in range(3):
        made = film(f"Ocean's {number}", 2001)
        Film.objects.filter(pk=made.pk).update(synopsis="They plan a heist, the last of their heists.")
    assert {"Ocean's 0", "Ocean's 1", "Ocean's 2"} <= {*titles_found(text, Kind.FILM)}
    assert titles_found(text, Kind.PERSON) == []


def test_a_common_noun_by_which_texts_call_a_series_means_the_series() -> None:
    for number in range(3):
        made = film(f"Saw {number}", 2004)
        Film.objects.filter(pk=made.pk).update(synopsis="The next film of the Saw franchise.")
        seen = film(f"The Witness {number}", 2004)
        Film.objects.filter(pk=seen.pk).update(synopsis="A man saw it all.")
    assert sorted(titles_found("saw movies")) == ["Saw 0", "Saw 1", "Saw 2"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("star wars movie from the 80s", {"The Empire Strikes Back"}),
        ("star wars trilogy", {"Star Wars", "Star Wars 2", "Star Wars 3", "The Empire Strikes Back"}),
    ],
)
def test_films_of_a_series_with_other_titles_belong_to_it(text: str, titles: set[str]) -> None:
    for title in ("Star Wars", "Star Wars 2", "Star Wars 3"):
        made = film(title, 1977)
        Film.objects.filter(pk=made.pk).update(synopsis="A film of the Star Wars franchise.")
    empire = film("The Empire Strikes Back", 1980)
    Film.objects.filter(pk=empire.pk).update(synopsis="The second film of the Star Wars series.")
    film("Soldiers", 1985, "War")
    credit(empire, Person.objects.get(name="Tom Hanks"))
    assert {*titles_found(text)} == titles
    assert "The Empire Strikes Back" not in titles_found("tom hanks but not star wars")


@pytest.mark.parametrize("text", ["films set in alaska", "movies that take place in alaska"])
def test_where_a_story_takes_place_is_no_title(text: str) -> None:
    film("Alaska", 1944)
    gold = film("Gold", 1955)
    Film.objects.filter(pk=gold.pk).update(synopsis="Somebody looks for gold in Alaska.")
    assert {*titles_found(text)} == {"Alaska", "Gold"}


def test_a_film_may_be_called_by_a_word_that_carries_questions() -> None:
    film("It", 1990)
    film("Others", 1990)
    assert labels("a movie called it") == ["It", "movie"]


def test_what_films_are_about_is_looked_for_even_if_it_is_a_word_of_questions() -> None:
    film("Silence", 2000, "Documentary")
    sound = film("Sound", 2000, "Documentary")
    Film.objects.filter(pk=sound.pk).update(synopsis="Somebody plays music.")
    assert titles_found("documentaries about music", Kind.FILM) == ["Sound"]


def test_a_series_of_one_word_is_its_films_and_not_all_with_the_word_in_their_titles() -> None:
    for title, year, synopsis in (
        ("Alien Souls", 1916, ""),
        ("My Stepmother Is an Alien", 1988, ""),
        ("Aliens", 1986, "The second film of the Alien series."),
        ("Alien 3", 1992, "The third film of the Alien series."),
        ("Prometheus", 2012, "It belongs to the Alien franchise."),
        ("Moon Men", 2013, "It is a parody of the Alien franchise, by the crew of the third film."),
    ):
        Film.objects.filter(pk=film(title, year).pk).update(synopsis=synopsis)
    assert titles_found("alien series in order") == ["Alien", "Aliens", "Alien 3", "Prometheus"]


@pytest.mark.parametrize(
    "text",
    ["films with sandstone in the title", "movies containing the word sandstone in their titles"],
)
def test_words_are_looked_for_in_titles_where_the_query_says_so(text: str) -> None:
    film("Sandstone", 1990)
    film("Sandstone Valley", 1991)
    told = film("Granite", 1992)
    Film.objects.filter(pk=told.pk).update(synopsis="Sandstone, sandstone everywhere.")
    assert {*titles_found(text)} == {"Sandstone", "Sandstone Valley"}
    assert labels(text)[0] == "“sandstone” in the title"
