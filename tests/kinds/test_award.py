"""An award is found, shown, taken from a document, imported and exported as its kind declares."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from films.curating.csv_import.batches import import_batch, try_out
from films.curating.merging import merge
from films.evidence.desk.actions import enter_fact
from films.exporting.fixtures import serialize_film
from films.exporting.formats import FORMATS
from films.exporting.tables import TABLES
from films.kinds.accept_context import RefusedError
from films.models import Award, CsvBatch, Document, Film, Organization, Person, State
from films.models.evidence import Basis
from tests.cast import EDITOR, director, person, tanuki_film
from tests.evidence.deeds import SAID_ELSEWHERE
from tests.search.finding import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]
FORM = {
    **SAID_ELSEWHERE,
    "prize": "Academy Award",
    "body": "The Academy",
    "result": "won",
    "year": "1978",
    "people": "",
}


def academy() -> Organization:
    return Organization.objects.create(
        name="The Academy", slug="the-academy", kind="awarding_body", state=State.PUBLISHED
    )


def award(film: Film, *people: Person, **changes: Any) -> Award:
    fields = {
        "film": film,
        "key": "best-sound",
        "prize": "Academy Award",
        "category": "Best Sound",
        "year": 1978,
        "state": State.PUBLISHED,
    }
    made = Award.objects.create(**{"body": changes.pop("body", None) or academy(), **fields, **changes})
    made.people.set(people)
    return made


def test_oscar_winners_are_found_and_nominees_by_their_own_word(tanuki: Film) -> None:
    award(tanuki)
    award(tanuki, key="script", category="Best Script", result="nominated", body=Organization.objects.get())
    title = "Won: Academy Award for Best Sound, 1978"
    assert found("oscar winners", kind="award") == {("award", title)}
    assert ("award", "Nominated: Academy Award for Best Script, 1978") in found("oscar nominees")
    assert found("awards of the tanuki") >= {("award", title)}


def test_it_is_found_by_whom_it_honours_while_it_does(tanuki: Film) -> None:
    given = award(tanuki, director())
    assert ("award", "Won: Academy Award for Best Sound, 1978") in found("ørsted")
    assert found("", kind="award", person="zofie-orsted")
    given.people.clear()
    assert not found("ørsted", kind="award")


def test_one_of_an_unpublished_body_is_neither_found_nor_shown(tanuki: Film, client: Client) -> None:
    award(tanuki)
    Organization.objects.update(state=State.DRAFT)
    assert not found("oscar")
    assert "Academy Award" not in client.get("/films/the-tanuki-1977/").content.decode()


def test_it_is_on_the_page_of_its_film_and_of_whom_it_honours(tanuki: Film, client: Client) -> None:
    award(tanuki, director(), work="the owl’s song")
    page = client.get("/films/the-tanuki-1977/").content.decode()
    assert 'id="award-best-sound"' in page
    assert "Academy Award for Best Sound, 1978" in page
    assert "for the owl’s song" in page
    assert "/films/the-tanuki-1977/#award-best-sound" in client.get("/people/zofie-orsted/").content.decode()


def test_the_api_lists_it_with_its_film_and_with_whom_it_honours(tanuki: Film, client: Client) -> None:
    award(tanuki, director())
    (shown,) = client.get("/api/films/the-tanuki-1977").json()["awards"]
    assert (shown["prize"], shown["year"], shown["result"]) == ("Academy Award", 1978, "won")
    assert shown["body"]["slug"] == "the-academy"
    assert [one["slug"] for one in shown["people"]] == ["zofie-orsted"]
    assert client.get("/api/people/zofie-orsted").json()["awards"][0]["id"] == "award-best-sound"
    assert "Award" in client.get("/api/openapi.json").json()["components"]["schemas"]


def test_a_curator_takes_it_from_a_sentence(about_tanuki: Document) -> None:
    known = director()
    passage = about_tanuki.passages.get(ordinal=1)
    taken = enter_fact("award", {**FORM, "people": "Žofie Ørsted, B. Badger"}, passage, EDITOR)
    given = Award.objects.get()
    assert taken.fact == given
    assert (given.body.kind, given.key, given.state) == ("awarding_body", "academy-award-1978", State.DRAFT)
    assert set(given.people.all()) == {known, Person.objects.get(name="B. Badger")}
    assert given.citations.get().passage == passage
    enter_fact("award", FORM, about_tanuki.passages.get(ordinal=2), EDITOR)
    assert Award.objects.get().citations.count() == 2


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"year": ""}, "Give the year, the ceremony, or both"),
        ({"people": "B. Badger"}, "2 are called"),
    ],
)
def test_one_that_cannot_be_taken_says_why(
    about_tanuki: Document, changes: dict[str, str], complaint: str
) -> None:
    person("B. Badger")
    person("B. Badger")
    with pytest.raises(RefusedError, match=complaint):
        enter_fact("award", FORM | changes, about_tanuki.passages.get(ordinal=1), EDITOR)
    assert not Award.objects.exists()


def test_a_file_of_awards_is_imported(tanuki: Film) -> None:
    academy()
    director()
    row = "the-tanuki-1977,the-academy,Academy Award,Best Sound,1978,zofie-orsted"
    batch = CsvBatch(
        curator="anna",
        sheet="awards",
        file_name="awards.csv",
        content=f"film,body,prize,category,year,people\n{row}",
        basis=Basis.GENERAL_KNOWLEDGE,
        reason="From the academy's list.",
    )
    batch.outcomes = [vars(one) for one in try_out(batch)]
    batch.save()
    import_batch(batch, EDITOR)
    given = Award.objects.get()
    assert (given.key, given.people.get().slug) == ("academy-award-best-sound-1978", "zofie-orsted")


def test_merging_films_makes_one_of_their_same_award_with_the_people_of_both(tanuki: Film) -> None:
    duplicate = tanuki_film(slug="the-tanuki")
    kept = award(tanuki, director())
    award(duplicate, person("B. Badger"), body=kept.body, key="sound")
    merge(tanuki, duplicate, EDITOR)
    assert {one.name for one in Award.objects.get().people.all()} == {"Žofie Ørsted", "B. Badger"}


def test_exports_and_the_film_s_own_fixture_have_it(tanuki: Film) -> None:
    award(tanuki, director())
    tables = {table.name: table for table in TABLES}
    assert [row[0] for row in tables["awards"].rows()] == ["the-tanuki-1977/best-sound"]
    assert list(tables["award_people"].rows()) == [["the-tanuki-1977/best-sound", "zofie-orsted"]]
    whole = b"".join(serialize_film(tanuki, FORMATS["json"]))
    assert b'"films.award"' in whole
    assert b'"the-academy"' in whole


def test_linked_data_has_what_was_won(tanuki: Film, client: Client) -> None:
    award(tanuki)
    award(tanuki, key="script", category="Best Script", result="nominated", body=Organization.objects.get())
    page = client.get("/films/the-tanuki-1977/").content.decode()
    assert '"award":["Academy Award for Best Sound, 1978"]' in page


def test_it_says_when_it_was_given(tanuki: Film) -> None:
    with pytest.raises(ValidationError, match="Give the ceremony, the year, or both"):
        Award(film=tanuki, key="k", body=academy(), prize="Prize").full_clean()
