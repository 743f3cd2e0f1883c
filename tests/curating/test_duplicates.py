"""Likely duplicates: alike by name or identifier, with bounded work; and never those said to be different."""

from types import SimpleNamespace

import pytest
from rapidfuzz import fuzz

from films.curating import duplicates
from films.curating.duplicates import find_duplicates, undecided_pairs
from films.curating.merging import merge
from films.models import Film, Identifier, LikelyDuplicate, Location, OtherTitle, Person
from tests import cast


def pairs(kind: str) -> set[tuple[str, str, str]]:
    find_duplicates(kind)
    return {
        (pair.one_name.partition(" [")[0], pair.other_name.partition(" [")[0], pair.why)
        for pair in undecided_pairs()
    }


@pytest.mark.django_db
def test_people_of_the_same_name_in_any_spelling() -> None:
    for name in ("Žofie Ørsted", "Zofie Orsted", "Walter Hill", "James Belushi", "Jim Belushi"):
        cast.person(name)
    assert pairs("person") == {("Žofie Ørsted", "Zofie Orsted", "the same name")}


@pytest.mark.django_db
def test_people_of_nearly_the_same_name() -> None:
    for name in ("Arnold Schwarzenegger", "Arnold Schwarzeneger", "Arnolt Schwarzenegger", "Bo Li", "Bo Lo"):
        cast.person(name)
    assert len(pairs("person")) == 2
    assert {why for _, _, why in pairs("person")} == {"nearly the same name"}


@pytest.mark.django_db
def test_people_of_the_same_name_but_for_a_nickname() -> None:
    for name in ('Ada "The Drum" Quill', "Ada Quill", "Ada (Adie) Quill", "Bo O'Hara", "Bo 'Hara", "Ida Quill"):
        cast.person(name)
    assert {pair for pair in pairs("person") if "nickname" in pair[2]} == {
        ('Ada "The Drum" Quill', "Ada Quill", "the same name but for a nickname"),
        ('Ada "The Drum" Quill', "Ada (Adie) Quill", "the same name but for a nickname"),
        ("Ada Quill", "Ada (Adie) Quill", "the same name but for a nickname"),
    }


@pytest.mark.django_db
def test_an_other_name_is_a_name() -> None:
    cast.person("James Belushi", "Jim Belushi")
    cast.person("Jim Belushi")
    assert len(pairs("person")) == 1


@pytest.mark.django_db
def test_people_told_apart_by_a_curator_are_not_suggested() -> None:
    for disambiguation in ("the director", "the actor", ""):
        person = cast.person("Walter Hill")
        Person.objects.filter(pk=person.pk).update(disambiguation=disambiguation)
    assert find_duplicates("person") == 2


@pytest.mark.django_db
def test_somebody_with_their_own_profession_in_brackets_is_likely_the_one_without() -> None:
    for name, profession, *years in (
        ("Ada Quill", "", 1915, 1925),
        ("Ada Quill", "actress", 1918),
        ("Bruno Tarn", "", 1915),
        ("Bruno Tarn", "actor", 1960),
        ("Mara Lind", "", 1915),
        ("Mara Lind", "writer", 1915),
    ):
        person = cast.person(name)
        Person.objects.filter(pk=person.pk).update(disambiguation=profession)
        for year in years:
            cast.credit(cast.film(f"{name} {profession} {year}", year), person, job="actor")
    assert pairs("person") == {
        ("Ada Quill", "Ada Quill", "the same name and the profession in brackets, in the same years"),
        ("Bruno Tarn", "Bruno Tarn", "the same name"),
        ("Mara Lind", "Mara Lind", "the same name"),
    }


@pytest.mark.django_db
def test_films_of_one_title_and_year() -> None:
    cast.film("Rain", 1980)
    cast.film("RAIN!", 1980)
    cast.film("Rain", 1990)
    film = cast.film("Regn", 1990)
    OtherTitle.objects.create(film=film, title="Rain")
    assert pairs("film") == {
        ("Rain (1980)", "RAIN! (1980)", "the same name"),
        ("Rain (1990)", "Regn (1990)", "the same name"),
    }


@pytest.mark.django_db
def test_films_of_one_title_a_year_apart_with_somebody_in_both() -> None:
    ada = cast.person("Ada Quill")
    for title, year in (("The Drum", 1951), ("Drum", 1952), ("Drum", 1954), ("The Lantern", 1951)):
        cast.credit(cast.film(title, year), ada, job="actor")
    cast.credit(cast.film("The Lantern", 1952), cast.person("Bruno Tarn"), job="actor")
    why = "the same title and somebody in both, a year apart"
    assert pairs("film") == {("The Drum (1951)", "Drum (1952)", why)}


@pytest.mark.django_db
def test_a_sequel_is_not_its_predecessor() -> None:
    for title in ("The Long Rain", "The Long Rian", "The Long Rain 2", "The Long Rain 3", "Long Rain II"):
        cast.film(title, 1980)
    assert pairs("film") == {
        ("The Long Rain (1980)", "The Long Rian (1980)", "nearly the same name"),
        ("The Long Rain 2 (1980)", "Long Rain II (1980)", "the same name"),
    }


@pytest.mark.django_db
def test_places_of_one_name_in_one_place(facts: SimpleNamespace) -> None:
    cast.place("Bath", part_of=facts.city, slug="bath-2")
    cast.place("Bath", part_of=cast.place("Oslo"), slug="bath-3")
    assert pairs("location") == {("Bath", "Bath", "the same name")}
    assert undecided_pairs().get().other_name == "Bath [bath-2]"


@pytest.mark.django_db
def test_the_same_identifier_written_in_two_ways() -> None:
    for number, value in enumerate(("Q42", "https://www.wikidata.org/wiki/q42", "Q43")):
        Identifier.objects.create(film=cast.film(f"F{number}", 1980 + number), scheme="wikidata", value=value)
    assert {(one, other) for one, other, _ in pairs("film")} == {("F0 (1980)", "F1 (1981)")}


@pytest.mark.django_db
def test_those_said_to_be_different_stay_so() -> None:
    cast.film("Rain", 1980)
    cast.film("Rain", 1980)
    assert find_duplicates("film") == 1
    LikelyDuplicate.objects.update(are_different=True)
    assert find_duplicates("film") == 0
    assert LikelyDuplicate.objects.get().are_different


@pytest.mark.django_db
def test_those_alike_no_longer_and_those_merged_are_gone(curator: str) -> None:
    one, other, third = (cast.film("Rain", 1980) for _ in range(3))
    assert find_duplicates("film") == 3
    merge(one, other, curator)
    assert undecided_pairs().count() == 1
    Film.objects.filter(pk=third.pk).update(title="Snow")
    assert find_duplicates("film") == 0


@pytest.mark.django_db
def test_the_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def ratio(*names: str, **bounds: float) -> int:
        compared.append(names)
        return 0

    monkeypatch.setattr(duplicates, "LARGEST_BLOCK", 10)
    monkeypatch.setattr(duplicates, "NEIGHBOURS", 3)
    monkeypatch.setattr(fuzz, "ratio", ratio)
    for number in range(40):
        Location.objects.create(name=f"Station {number:02} Hall", slug=f"s-{number}", kind="site")
    find_duplicates("location")
    assert 0 < len(compared) <= 2 * 40 * 3
    monkeypatch.setattr(duplicates, "MAX_PAIRS", 5)
    for _ in range(10):
        cast.film("Rain", 1980)
    assert find_duplicates("film") == 5
