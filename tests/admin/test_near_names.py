"""Near names, told before a new record is made: at forms for adding, in lists of suggestions and at the desk."""

from types import SimpleNamespace

import pytest
from django.test import Client

from films.evidence.near_names import records_nearly_named
from films.models import Film, Person
from films.names import slug_base
from tests import cast as made

from .forms import shown

ADD = "/admin/films/person/add/"


def add(desk: Client, address: str = ADD, **values: str) -> str:
    sent = shown(desk.get(address)) | values
    return desk.post(address, sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("Ivan Danco", "Ivan Danko"),
        ("Žofie Ørsted", "Zofia Orsted"),
        ("John Badger", "Jon Badger"),
        ("Madonna", "Madona"),
    ],
)
def test_people_with_a_slip_in_the_name_are_near(db: None, there: str, typed: str) -> None:
    person = made.person(there)
    made.person("Heron")
    Person.objects.filter(pk=person.pk).update(slug=slug_base(there, "person"))
    assert records_nearly_named(Person, [typed, "Otter"]) == {typed: [person]}


def test_parts_of_a_series_are_not_near_and_articles_make_no_difference(db: None) -> None:
    film = made.film("The Tanuki")
    made.film("The Tanuki 3")
    assert records_nearly_named(Film, ["Tanuky", "The Tanuki 2"]) == {"Tanuky": [film]}


def test_a_near_name_is_told_once_and_can_be_added_anyway(desk: Client, cast: SimpleNamespace) -> None:
    values = {"name": "James Belushy", "sort_name": "Belushy, James", "slug": "james-belushy"}
    page = add(desk, **values)
    assert f'<a href="/admin/films/person/{cast.belushi.pk}/change/" target="_blank">James Belushi</a>' in page
    assert 'value="james-belushy"' in page
    assert '<button class="button" name="add_anyway" value="James Belushy">' in page
    assert not Person.objects.filter(name="James Belushy").exists()
    assert "was added" in add(desk, **values, add_anyway="James Belushy")


def test_a_film_of_another_year_is_no_near_name(desk: Client, cast: SimpleNamespace) -> None:
    address = "/admin/films/film/add/"
    assert "There is" in add(desk, address, title="Red Heat", year="1989", slug="red-heat-1989")
    assert "There is" not in add(desk, address, title="Red Heat", year="1985", slug="red-heat-1985")


def test_a_list_of_suggestions_begins_with_near_names(desk: Client, cast: SimpleNamespace) -> None:
    asked = {"app_label": "films", "model_name": "credit", "field_name": "person"}
    (found,) = desk.get("/admin/autocomplete/", asked | {"term": "Walter Hyll"}).json()["results"]
    assert found["text"].startswith("Walter Hill · nearly the same name")
    assert "nearly" not in str(desk.get("/admin/autocomplete/", asked | {"term": "Walter Hill"}).json())
