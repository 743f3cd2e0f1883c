"""Records of one name are told apart where they are chosen."""

from django.test import Client

from films.models import Identifier, OtherName, Person, State
from tests import cast

ADDRESS = "/admin/autocomplete/?app_label=films&model_name=credit&field_name={}&term={}"


def suggested(desk: Client, field: str, term: str) -> list[str]:
    return [found["text"] for found in desk.get(ADDRESS.format(field, term)).json()["results"]]


def test_namesakes_are_told_apart_by_years_films_and_identifiers(desk: Client) -> None:
    for title, year in (("The Drum", 1919), ("The Lantern", 1981)):
        cast.credit(cast.film(title, year), cast.person("Ada Quill"), job="actor", billing=1)
    Identifier.objects.create(person=Person.objects.first(), scheme="imdb", value="nm1", state=State.PUBLISHED)
    assert sorted(suggested(desk, "person", "ada quill")) == [
        "Ada Quill · 1919 · The Drum · imdb:nm1",
        "Ada Quill · 1981 · The Lantern",
    ]


def test_the_film_of_the_whole_title_is_first_with_its_director(desk: Client) -> None:
    for title in ("The Drum of Bergen", "The Drum"):
        cast.credit(cast.film(title, 1979), cast.person("Žofie Ørsted"))
    assert suggested(desk, "film", "the drum")[0] == "The Drum (1979) · Žofie Ørsted"


def test_whose_own_name_begins_with_the_text_comes_before_who_has_it_elsewhere(desk: Client) -> None:
    bruno = cast.person("Bruno Zoë Tarn")
    for title in ("The Drum", "The Lantern"):
        cast.credit(cast.film(title, 1979), bruno)
    cast.person("Zoë Ørsted")
    names = [text.partition(" ·")[0] for text in suggested(desk, "person", "zoe")]
    assert names == ["Zoë Ørsted", "Bruno Zoë Tarn"]


def test_words_of_a_name_come_before_other_names_and_these_before_facts_and_all_but_names_say_why(
    desk: Client,
) -> None:
    drum = cast.film("John Smith and the Drum", 1979)
    cast.credit(drum, cast.person("Bruno Tarn"))
    cast.credit(drum, cast.person("Mara Lind"), job="composer")
    OtherName.objects.create(person=Person.objects.get(name="Mara Lind"), name="John Smith", state=State.PUBLISHED)
    cast.person("Taylor John Smith")
    cast.person("Jon Smith")
    cast.person("John Smithson")
    assert [text.partition(" · 1979")[0] for text in suggested(desk, "person", "john smith")] == [
        "John Smithson",
        "Jon Smith · nearly the same name",
        "Taylor John Smith",
        "Mara Lind · also “John Smith”",
        "Bruno Tarn · found by facts other than its names",
    ]
