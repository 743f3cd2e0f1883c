"""Readings compete, and what is understood is kept to: full matches have all of it, and partial ones follow."""

import pytest

from films.models import Film, JobCode, Person
from films.models.places import LocationKind
from films.search import Kind, SearchRequest, Sort, search
from films.search.types import FacetName
from tests.cast import credit, film, person, place
from tests.search.finding import answer, labels, titles_found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


def test_the_count_and_the_facets_are_of_what_has_every_part() -> None:
    page = answer("80s comedies with tom hanks")
    assert (page.count, page.results[0].title_text, page.pages) == (1, "Splash", 1)
    assert [(value.value, value.count) for value in page.facets[FacetName.DECADE]] == [("1980s", 1)]
    chosen: dict[FacetName, tuple[str, ...]] = {FacetName.DECADE: ("1980s",), FacetName.GENRE: ("comedy",)}
    person_value = page.understood[2].value
    same = search(SearchRequest("", chosen | {FacetName.PERSON: (person_value,)}))
    assert same.count == page.count


def test_partial_matches_come_after_whatever_the_order() -> None:
    for sort in Sort:
        page = answer("80s comedies with tom hanks", sort=sort)
        assert [result.partial for result in page.results] == [False, *[True] * page.partial_count], sort


def test_it_is_said_what_partial_matches_lack() -> None:
    page = answer("80s comedies with tom hanks")
    assert page.partial_count == sum(one.count for one in page.lacking)
    assert "without Tom Hanks" in {one.text for one in page.lacking}
    assert page.loosened


def test_partial_matches_go_on_after_the_last_page_of_full_ones() -> None:
    page = answer("80s comedies with tom hanks", page_size=1)
    assert (page.pages, page.last_page) == (1, 1 + page.partial_count)
    second = answer("80s comedies with tom hanks", page_size=1, page=2)
    assert [result.partial for result in second.results] == [True]


def test_filters_take_part_in_how_far_is_loosened() -> None:
    film("Splash and Apollo", 2001)
    page = answer("splash goldie hawn", filters={FacetName.KIND: (Kind.FILM.value,)})
    assert page.count == 0
    assert "Private Benjamin" in [result.title_text for result in page.results]


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("tom hanks without romance", "Splash"),
        ("tom hanks but not splash", "Splash"),
        ("ron howard films not with james horner", "Apollo 13"),
        ("tom hanks films except from the 80s", "Splash"),
        ("films with tom hanks other than apollo 13", "Apollo 13"),
    ],
)
def test_negation_in_words_excludes(text: str, excluded: str) -> None:
    page = answer(text)
    assert page.count
    assert excluded not in [result.title_text for result in page.results]
    assert next(part.label for part in page.understood if part.is_excluded).startswith("not ")


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("romances without mermaids", ["not “mermaids”"]),
        ("comedies not set in vietnam", ["not “vietnam”"]),
        ("romances not about a love affair", ["not “love affair”"]),
        ("films of 1984 without mermaids or bands", ["not “mermaids”", "not “bands”"]),
    ],
)
def test_plain_words_are_excluded_as_well(text: str, left_out: list[str]) -> None:
    film("Mermaids", 1990)
    drum = film("The Drum", 1984, "Comedy", "Romance")
    Film.objects.filter(pk=drum.pk).update(synopsis="A mermaid, a band and a love affair in Vietnam.")
    page = answer(text)
    assert [part.label for part in page.understood if part.is_excluded] == left_out
    assert "The Drum" not in [result.title_text for result in page.results]


@pytest.mark.parametrize(
    "text",
    [
        "films ron howard directed but did not act in",
        "ron howard films in which he didn't act",
        "films directed by ron howard but not starring him",
    ],
)
def test_a_job_of_the_person_named_before_is_excluded(text: str) -> None:
    both = film("Cocoon", 1985)
    for job in (JobCode.DIRECTOR, JobCode.ACTOR):
        credit(both, Person.objects.get(name="Ron Howard"), job=job)
    assert sorted(titles_found(text)) == ["Apollo 13", "Splash"]


def test_a_job_that_is_excluded_is_not_asked_for() -> None:
    credit(film("American Graffiti", 1973), Person.objects.get(name="Ron Howard"), job=JobCode.ACTOR)
    text = "ron howard films that he did not direct"
    assert titles_found(text) == ["American Graffiti"]
    assert labels(text) == ["Ron Howard", "films", "not Director: Ron Howard"]


def test_a_title_with_a_negation_is_a_title() -> None:
    film("Not Another Splash", 2001)
    film("Without a Clue", 1988)
    assert titles_found("not another splash")[0] == "Not Another Splash"
    assert titles_found("without a clue")[0] == "Without a Clue"


def test_job_and_film_are_asked_of_one_credit() -> None:
    heat, other = film("Heat", 1995), film("Insider", 1999)
    mann, niro = person("Michael Mann"), person("Rob Deal")
    for made, who, job in (
        (heat, mann, JobCode.DIRECTOR),
        (heat, niro, JobCode.ACTOR),
        (other, niro, JobCode.DIRECTOR),
    ):
        credit(made, who, job=job)
    assert titles_found("director of heat") == ["Michael Mann"]
    assert titles_found("who was in heat") == ["Rob Deal"]


def test_what_is_not_recorded_is_said() -> None:
    film("Zeppelin", 1971)
    page = answer("who directed zeppelin")
    assert page.not_recorded == "The director of Zeppelin (1971) is not recorded here."
    assert (page.count, page.results[0].title_text, page.results[0].partial) == (0, "Zeppelin", True)
    assert answer("who directed splash").not_recorded == ""


def test_of_several_films_of_a_title_those_are_told_that_lack_what_is_asked() -> None:
    film("Splash", 2020)
    page = answer("who directed splash")
    assert (page.results[0].title_text, page.results[0].partial) == ("Ron Howard", False)
    assert page.not_recorded == "The director of Splash (2020) is not recorded here."


def test_a_year_after_a_title_says_which_film() -> None:
    remake = film("Splash", 2020)
    credit(remake, person("Ann Other"), job=JobCode.DIRECTOR)
    assert titles_found("director of splash 2020") == ["Ann Other"]
    film("It", 1990)
    assert titles_found("it 1990")[0] == "It"
    assert labels("it 1991") == ["It (1990)"]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("what are some comedy films", ["Comedy", "films"]),
        ("is there a horror movie", ["Horror", "movie"]),
        ("directed by ron howard", ["Director: Ron Howard"]),
        ("alien movies", ["“alien” in the title", "movies"]),
    ],
)
def test_the_reading_that_explains_most_with_results_holds(text: str, understood: list[str]) -> None:
    film("Comedy", 2002)
    film("A Horror", 2003)
    person("Byron Howard")
    film("Alien 3", 1992)
    assert labels(text) == understood


def test_the_next_best_reading_is_offered() -> None:
    film("Comedy", 2002)
    (other,) = answer("what are some comedy films").alternatives
    assert other.label == "“comedy” in the title"
    assert titles_found(other.text)[0] == "Comedy"


def test_a_reading_that_finds_nothing_gives_way() -> None:
    film("Goldie Hawn in Apollo", 2001)
    assert titles_found("goldie hawn apollo") == ["Goldie Hawn in Apollo"]


def test_a_country_is_meant_by_its_adjective() -> None:
    labelled = labels("american comedies")
    assert labelled[-1] == "Comedy"


def test_a_surname_beside_a_cue_is_a_persons() -> None:
    assert labels("films directed by howard") == ["Director: Ron Howard", "films"]


def test_the_film_titled_so_goes_first_among_those_with_the_words_in_their_titles() -> None:
    film("The Fox vs. Tanuki", 2005)
    film("Tanuki", 1931)
    assert titles_found("list all tanuki movies") == ["Tanuki", "The Fox vs. Tanuki"]


def test_words_of_a_question_are_no_surname() -> None:
    credit(film("Awakenings", 1990), person("John Heard"), job=JobCode.ACTOR)
    film("Vibes", 1988)
    assert titles_found("have you heard of vibes") == ["Vibes"]


def test_an_adjective_means_all_states_that_have_it() -> None:
    for title, country in [("Solaris", "Soviet Union"), ("Leviathan", "Russia"), ("Amélie", "France")]:
        film(title, 1977).countries.add(place(country, kind=LocationKind.COUNTRY))
    page = answer("russian films")
    assert sorted(result.title_text for result in page.results if not result.partial) == ["Leviathan", "Solaris"]
    assert page.understood[0].label == "Russia or Soviet Union"


def test_a_nationality_of_somebody_narrows_no_film() -> None:
    place("France", kind=LocationKind.COUNTRY)
    assert "France" not in labels("french actress in splash")


def test_a_title_of_function_words_is_not_read_inside_a_question() -> None:
    film("The Man Who", 1921)
    assert "The Man Who" not in labels("a man who falls in love with a mermaid")
    assert labels("the man who 1921")[:1] == ["The Man Who (1921)"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("who is the director of i did it", "I Did It"),
        ("who was in i did it", "I Did It"),
        ("tom hanks but not i did it", "not I Did It"),
    ],
)
def test_a_title_of_function_words_is_read_where_the_words_before_ask_about_a_film(text: str, part: str) -> None:
    film("I Did It", 1909)
    assert part in labels(text)


def test_films_of_a_genre_that_are_left_out_are_no_title() -> None:
    film("Western Movie", 1976)
    film("Big Sky", 1952, "Western")
    assert "not Western" in labels("tom hanks films except western movies")


def test_the_film_in_which_somebody_played_is_no_character() -> None:
    film("The Order", 2003)
    film("His House in Order", 1928)
    assert "His House in Order" in labels("who played in his house in order")


def test_a_year_in_a_question_is_never_a_mere_word() -> None:
    assert "1984" in labels("1984 romance about a mermaid")


def test_the_year_in_which_a_story_is_set_is_not_that_of_the_film() -> None:
    assert not {"1984", "1980–1989"} & set(labels("tom hanks comedy set in the 1980s"))


def test_what_somebody_did_is_also_said_after_the_name() -> None:
    assert "Director: Ron Howard" in labels("films with ron howard as a director")


def test_a_word_that_only_tells_a_job_is_not_marked() -> None:
    result = answer("films directed by ron howard").results[0]
    assert "directed" not in [piece.text.lower() for piece in result.snippet if piece.matched]


def test_films_after_the_title_of_one_are_all_with_these_words_in_their_titles() -> None:
    film("Star Tanuki", 1977)
    film("Star Tanuki: The Return", 1983)
    assert titles_found("star tanuki movies") == ["Star Tanuki", "Star Tanuki: The Return"]
    assert titles_found("the movie star tanuki") == ["Star Tanuki"]


def test_the_second_name_of_a_titles_hero_is_no_surname() -> None:
    buck = person("Buck Badger")
    for title in ("Whisper", "Empty Saddles", "Tanuki Badger and the Bath"):
        credit(film(title, 1937), buck, job=JobCode.ACTOR)
    assert labels("whisper badger") == ["Whisper", "Buck Badger"]
    assert labels("tanuki badger") == []


def test_a_word_that_is_not_searched_for_is_not_marked_even_as_the_beginning_of_others() -> None:
    film("Everest", 2015, "Comedy")
    shown = answer("longest comedies ever").results
    assert "Everest" in [result.title_text for result in shown]
    assert not any(piece.matched for result in shown for piece in result.title)


def test_a_text_without_one_of_its_parts_has_nothing_dangling() -> None:
    understood = answer("tom hanks in comedies from the 80s").understood
    assert {part.label: part.without for part in understood} == {
        "Tom Hanks": "in comedies from the 80s",
        "Comedy": "tom hanks from the 80s",
        "1980–1989": "tom hanks in comedies",
    }


def test_the_way_to_what_was_understood_has_none_of_the_other_words() -> None:
    lacking = answer("a comedy where tom hanks is swept by the zeppelin").lacking
    assert "comedy tom hanks" in {one.query for one in lacking}


def test_the_way_to_some_of_the_words_has_each_of_them_once() -> None:
    film("A Tanuki Swims Over", 1948)
    (lacking,) = answer("a zeppelin swims over and over").lacking
    assert sorted(lacking.query.split(" OR ")) == ["over", "swims", "zeppelin"]
