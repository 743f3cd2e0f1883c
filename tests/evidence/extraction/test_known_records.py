"""Names that a text gives are matched with the people and films that are here, under any of their names."""

import pytest
from pytest_django import DjangoAssertNumQueries

from films.evidence.extraction import ExtractedFact
from films.evidence.extraction.known_records import BATCH, with_known_records
from films.models import Film, OtherName, OtherTitle
from tests.cast import director, tanuki_film

pytestmark = pytest.mark.django_db


def credit(person: str) -> ExtractedFact:
    return ExtractedFact("credit", {"person": person, "job": "director", "character": ""}, (0, 9), 0.9)


def film(title: str, year: int | None) -> ExtractedFact:
    return ExtractedFact("relation", {"relation": "sequel", "title": title, "year": year}, (0, 9), 0.9)


def existing(one: ExtractedFact) -> str | None:
    (proposal,) = with_known_records([one])
    slug: str | None = proposal.fields["existing"]
    return slug


def test_a_person_is_known_by_name_other_name_and_plain_spelling() -> None:
    person = director()
    OtherName.objects.create(person=person, name="Sophie Orsted")
    assert existing(credit("Žofie Ørsted")) == person.slug
    assert existing(credit("Sophie Orsted")) == person.slug
    assert existing(credit("Zofie Orsted")) == person.slug
    assert existing(credit("Bo Lind")) is None


def test_a_film_is_known_by_title_and_year() -> None:
    tanuki = tanuki_film()
    OtherTitle.objects.create(film=tanuki, title="The Raccoon Dog")
    assert existing(film("The Tanuki", 1977)) == tanuki.slug
    assert existing(film("The Tanuki", 1999)) is None
    assert existing(film("The Raccoon Dog", None)) == tanuki.slug


def test_a_title_of_two_films_without_a_year_names_neither() -> None:
    tanuki_film()
    Film.objects.create(title="The Tanuki", year=1999, slug="the-tanuki-1999")
    assert existing(film("The Tanuki", None)) is None


def test_what_names_nobody_has_nothing_to_match() -> None:
    (budget,) = with_known_records(
        [ExtractedFact("budget", {"amount": 1, "currency": "USD", "person": None}, (0, 9), 0.9)]
    )
    assert budget.fields["existing"] is None
    (place,) = with_known_records([ExtractedFact("location", {"name": "Rome", "use": "set"}, (0, 9), 0.9)])
    assert "existing" not in place.fields


def test_a_batch_of_names_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        with_known_records([credit(f"Person {number}") for number in range(BATCH)] + [film("The Tanuki", None)])
