"""A person's years, and the people and films that go with them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from films.models import Credit, JobCode, State
from films.views.facts.related import films_with_same_people, partners
from films.views.facts.timeline import WIDTH, chart, lanes_of
from tests.cast import credit, director, film, person

pytestmark = pytest.mark.django_db


def test_credits_stand_by_department_and_year() -> None:
    lloyd = person("Lloyd")
    credit(film("One", 1920), lloyd, job=JobCode.ACTOR)
    credit(film("Two", 1920), lloyd, job=JobCode.ACTOR)
    credit(film("Three", None), lloyd, job=JobCode.ACTOR)
    credit(film("Four", 1913), lloyd)
    lanes = lanes_of(Credit.objects.select_related("film").order_by(F("film__year").desc(nulls_last=True)))
    assert [(lane.department, [(year.key, len(year.credits)) for year in lane.years]) for lane in lanes] == [
        ("Directing", [("directing-1913", 1)]),
        ("Cast", [("cast-1920", 2), ("cast-undated", 1)]),
    ]


def test_a_dots_area_tells_how_many_films_and_its_place_the_year() -> None:
    lloyd = person("Lloyd")
    for number, year in enumerate([1900, 1902, 1902, 1902, 1902]):
        credit(film(f"Film {number}", year), lloyd, job=JobCode.ACTOR)
    drawn = chart(lanes_of(Credit.objects.select_related("film").order_by(F("film__year").desc(nulls_last=True))))
    assert drawn is not None
    four, one = drawn.dots
    assert (four.name, one.name) == ("Cast, 1902: 4 films", "Cast, 1900: 1 film")
    assert (four.radius / one.radius) ** 2 == pytest.approx(4, abs=0.1)
    assert (one.x, four.x) == (14.0, WIDTH - 14.0)
    assert [year for year, _ in drawn.ticks] == [1900, 1901, 1902]


def test_two_jobs_on_one_film_are_one_film() -> None:
    lloyd = person("Lloyd")
    made = film("One", 1920)
    credit(made, lloyd, job=JobCode.STORY)
    credit(made, lloyd, job=JobCode.SCREENPLAY)
    credit(film("Two", 1930), lloyd, job=JobCode.STORY)
    drawn = chart(lanes_of(Credit.objects.select_related("film").order_by("film__year")))
    assert drawn is not None
    assert [dot.name for dot in drawn.dots] == ["Writing, 1920: 1 film", "Writing, 1930: 1 film"]


def test_a_single_year_is_no_time_line() -> None:
    credit(film("One", 1920), person("Lloyd"))
    assert chart(lanes_of(Credit.objects.select_related("film"))) is None


def test_long_careers_have_few_ticks() -> None:
    lloyd = person("Lloyd")
    for year in (1893, 2003):
        credit(film(f"Film of {year}", year), lloyd)
    drawn = chart(lanes_of(Credit.objects.select_related("film").order_by("film__year")))
    assert drawn is not None
    assert [year for year, _ in drawn.ticks] == [1900, 1920, 1940, 1960, 1980, 2000]


def test_partners_are_those_of_several_films_the_most_frequent_first() -> None:
    lloyd, often, twice, once = (person(name) for name in ("Lloyd", "Often", "Twice", "Once"))
    films = [film(f"Film {number}") for number in range(3)]
    for number, made in enumerate(films):
        for other in (lloyd, often, *([twice] if number else []), *([] if number else [once])):
            credit(made, other, job=JobCode.ACTOR)
    credit(films[0], often, job=JobCode.WRITER)
    draft = director(state=State.DRAFT)
    for made in films:
        credit(made, draft)
    found = partners(lloyd, [made.pk for made in films])
    assert [(partner.person, partner.films) for partner in found] == [(often, 3), (twice, 2)]


def test_films_that_share_most_people_come_first() -> None:
    hill, lead, second = person("Hill"), person("Lead"), person("Second")
    this, both, directed, played = film("This"), film("Both"), film("Directed"), film("Played")
    for made in (this, both, directed):
        credit(made, hill)
    for made in (this, both, played):
        credit(made, lead, job=JobCode.ACTOR)
    credit(film("Produced"), hill, job=JobCode.PRODUCER)
    credit(film("Unread", 1977), hill, state=State.DRAFT)
    found = films_with_same_people(this, [hill], [lead, second])
    assert [(one.film, one.directors, one.leads) for one in found] == [
        (both, [hill], [lead]),
        (directed, [hill], []),
        (played, [], [lead]),
    ]


def test_of_films_that_share_as_many_people_the_most_prominent_come_first() -> None:
    hill = person("Hill")
    this, small, large = film("This"), film("Small"), film("Large", 1999)
    for made in (this, small, large):
        credit(made, hill)
    for number in range(9):
        credit(large, person(f"Extra {number}"), job=JobCode.ACTOR)
    assert [one.film for one in films_with_same_people(this, [hill], [])] == [large, small]


def test_a_film_page_says_why_another_film_is_related(client: Client) -> None:
    hill = person("Hill")
    this, other = film("This"), film("Other", 1985)
    credit(this, hill)
    credit(other, hill)
    html = client.get(f"/films/{this.slug}/").content.decode()
    assert "also directed by <bdi>Hill</bdi>" in html
    assert f'href="/films/{other.slug}/"' in html


def test_a_person_page_begins_with_jobs_years_and_the_best_known_films(client: Client) -> None:
    lloyd = person("Lloyd")
    films = [film(f"Film {number}", 1920 + number) for number in range(4)]
    for made in films:
        credit(made, lloyd, job=JobCode.ACTOR)
    credit(films[2], lloyd)
    html = client.get(f"/people/{lloyd.slug}/").content.decode()
    head = html.partition("<h1>")[2].partition("</header>")[0]
    assert "Actor, Director · 1920–1923 · 4 films" in head
    assert head.partition("Known for")[2].count("<a href=") == 3


def test_a_person_page_asks_as_often_for_three_credits_as_for_many(
    client: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    lloyd, partner = person("Lloyd"), person("Partner")

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            made = film(f"Film {number}", 1900 + number // 2)
            credit(made, lloyd, job=JobCode.ACTOR)
            credit(made, partner)

    grow(0, 3)
    with django_assert_max_num_queries(16) as few:
        client.get(f"/people/{lloyd.slug}/")
    grow(3, 40)
    with django_assert_num_queries(len(few)):
        html = client.get(f"/people/{lloyd.slug}/").content.decode()
    assert html.count("<circle") == 20
    assert "40 films" in html
