"""Every rule the database keeps is a clear error on the form, with what was typed still there."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from films.models import Citation, Credit, Film, FilmLocation, FilmRelation, Identifier, OtherTitle, Person

from .forms import errors, new_row, submit
from .test_curating import change_page


def add(desk: Client, model: str, **values: Any) -> str:
    return errors(submit(desk, reverse(f"admin:films_{model}_add"), **values))


def test_a_score_outside_its_scale(desk: Client, cast: SimpleNamespace) -> None:
    review = {"film": cast.film.pk, "key": "times", "kind": "critic", "outlet": cast.outlet.pk}
    assert "outside its scale" in add(desk, "review", **review, scale="five", score="6")
    assert "outside its scale" in add(desk, "review", **review, scale="letter", score="5")
    assert "Enter a number" in add(desk, "review", **review, scale="five", score="NaN")


def test_a_review_by_nobody(desk: Client, cast: SimpleNamespace) -> None:
    assert "the outlet, the author, or both" in add(desk, "review", film=cast.film.pk, key="x", kind="critic")


def test_a_place_within_itself_or_within_its_part(desk: Client, cast: SimpleNamespace) -> None:
    assert "is already part of" in errors(submit(desk, change_page(cast.hungary), part_of=cast.hungary.pk))
    assert "is already part of" in errors(submit(desk, change_page(cast.hungary), part_of=cast.bath.pk))


def test_half_a_position_on_earth(desk: Client, cast: SimpleNamespace) -> None:
    assert "Give a latitude from -90" in errors(submit(desk, change_page(cast.bath), latitude="47.5"))
    assert "Give a latitude from -90" in errors(submit(desk, change_page(cast.bath), latitude="95", longitude="1"))


def test_the_same_credit_again(desk: Client, cast: SimpleNamespace) -> None:
    again = {"film": cast.film.pk, "person": cast.belushi.pk, "job": "actor", "part": "1", "character": "Another"}
    assert "already exists" in add(desk, "credit", **again)


def test_a_character_played_by_a_director(desk: Client, cast: SimpleNamespace) -> None:
    credit = {"film": cast.film.pk, "person": cast.hill.pk, "part": "1"}
    assert "Only cast members play characters" in add(
        desk, "credit", **credit, job="director", character="Himself"
    )
    assert "must be 1 or more" in add(desk, "credit", **{**credit, "part": "0"}, job="director")
    assert "with its currency" in add(desk, "credit", **credit, job="director", pay="1000")


def test_a_stand_in_that_was_not_filmed_or_stands_for_itself(desk: Client, cast: SimpleNamespace) -> None:
    use = {"film": cast.film.pk, "key": "x", "location": cast.bath.pk}
    assert "Only a filming location" in add(desk, "filmlocation", **use, use="set", stands_in_for=cast.budapest.pk)
    assert "stand in for itself" in add(desk, "filmlocation", **use, use="filmed", stands_in_for=cast.bath.pk)


def test_a_release_dated_without_saying_how_precisely(desk: Client, cast: SimpleNamespace) -> None:
    release = {"film": cast.film.pk, "key": "us", "kind": "theatrical"}
    assert "the date and its precision" in add(desk, "release", **release, date="1988-06-17")
    assert "the date and its precision" in add(desk, "release", **release, precision="day")
    assert "Enter a valid date" in add(desk, "release", **release, date="1988-06-31", precision="day")


def test_box_office_that_says_nothing(desk: Client, cast: SimpleNamespace) -> None:
    assert "an amount, or a rank" in add(desk, "boxoffice", film=cast.film.pk, key="us", kind="gross")


def test_a_year_before_film(desk: Client, cast: SimpleNamespace) -> None:
    assert "1874" in errors(submit(desk, change_page(cast.film), year="1200"))
    assert "one minute" in errors(submit(desk, change_page(cast.film), runtime="0"))


def test_an_identifier_of_nothing_or_of_two_things(desk: Client, cast: SimpleNamespace) -> None:
    identifier = {"scheme": "imdb", "value": "tt0095963"}
    assert "either a film or a person" in add(desk, "identifier", **identifier)
    assert "either a film or a person" in add(
        desk, "identifier", **identifier, film=cast.film.pk, person=cast.hill.pk
    )


def test_a_note_with_two_speakers(desk: Client, cast: SimpleNamespace) -> None:
    note = {"film": cast.film.pk, "key": "k", "topic": "plot", "heading": "H", "text": "T", "position": "0"}
    assert "not both" in add(desk, "note", **note, speaker=cast.hill.pk, unnamed_speaker="a critic")


def test_a_citation_of_two_facts_or_none(desk: Client, cast: SimpleNamespace) -> None:
    citation = {"basis": "document", "passage": cast.passage.pk}
    assert "exactly one fact" in add(desk, "citation", **citation)
    assert "exactly one fact" in add(desk, "citation", **citation, film=cast.film.pk, person=cast.hill.pk)


def test_a_citation_without_source_or_reason(desk: Client, cast: SimpleNamespace) -> None:
    page = change_page(cast.credit)
    assert "Choose the passage" in errors(
        submit(desk, page, **new_row("citations", basis="document", field="job"))
    )
    assert "give the reason" in errors(submit(desk, page, **new_row("citations", basis="general_knowledge")))
    row = new_row("citations", basis="document", passage=cast.passage.pk, reading="Art Ridzick")
    assert "choose its field and say why" in errors(submit(desk, page, **row))


def test_a_citation_of_a_field_that_the_fact_lacks(desk: Client, cast: SimpleNamespace) -> None:
    row = new_row("citations", basis="document", passage=cast.passage.pk, field="synopsis")
    assert "valid choice" in errors(submit(desk, change_page(cast.credit), **row))
    citation = {"basis": "document", "passage": cast.passage.pk, "credit": cast.credit.pk, "field": "synopsis"}
    assert "has no field" in add(desk, "citation", **citation)


def test_the_same_citation_again_on_the_fact_s_page(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    cite(cast.passage, credit=cast.credit)
    row = new_row("citations", start=1, basis="document", passage=cast.passage.pk)
    assert "This citation already exists" in errors(submit(desk, change_page(cast.credit), **row))


@pytest.mark.parametrize("new", [False, True])
def test_the_same_citation_twice_in_one_go(desk: Client, cast: SimpleNamespace, new: bool) -> None:
    citation = {"basis": "document", "passage": cast.passage.pk}
    rows = {**new_row("citations", 0, **citation), **new_row("citations", 1, **citation)}
    fact = {"person": cast.hill.pk, "name": "Wally", "kind": "nickname"} if new else {}
    page = reverse("admin:films_othername_add") if new else change_page(cast.credit)
    assert "This citation already exists" in errors(submit(desk, page, **fact, **rows))
    assert not Citation.objects.exists()


def test_a_row_twice_keeps_what_was_typed(desk: Client, cast: SimpleNamespace) -> None:
    row = new_row(
        "film_locations",
        start=1,
        key="baths",
        location=cast.budapest.pk,
        use="set",
        scene="The gym, typed with care.",
    )
    page = submit(desk, change_page(cast.film), title="Red Heat, retitled", **row)
    assert "already exists" in errors(page)
    assert "The gym, typed with care." in page.content.decode()
    assert "Red Heat, retitled" in page.content.decode()
    assert FilmLocation.objects.count() == 1


def test_two_new_rows_alike_on_a_new_film(desk: Client, cast: SimpleNamespace) -> None:
    film = {"title": "Red Scorpion", "year": "1988", "slug": "red-scorpion-1988"}
    rows = {
        **new_row("other_titles", 0, title="Scorpion", kind="working"),
        **new_row("other_titles", 1, title="Scorpion", kind="alternative"),
    }
    assert "duplicate" in add(desk, "film", **film, **rows)
    assert not Film.objects.filter(slug="red-scorpion-1988").exists()


def test_a_row_that_breaks_a_rule_about_its_film(desk: Client, cast: SimpleNamespace) -> None:
    row = new_row("relations", related_film=cast.film.pk, kind="sequel")
    assert "cannot be related to itself" in errors(submit(desk, change_page(cast.film), **row))
    assert not FilmRelation.objects.exists()


def test_an_identifier_that_another_film_has(desk: Client, cast: SimpleNamespace) -> None:
    Identifier.objects.create(film=cast.other_film, scheme="imdb", value="tt1")
    row = new_row("identifiers", scheme="imdb", value="tt1")
    assert "already exists" in errors(submit(desk, change_page(cast.film), **row))


def test_a_row_someone_else_added_meanwhile(desk: Client, cast: SimpleNamespace) -> None:
    row = new_row("other_titles", title="Красная жара", kind="translated")
    OtherTitle.objects.create(film=cast.film, title="Красная жара")
    page = desk.post(change_page(cast.film), {**stale(desk, cast), **row})
    assert "already exists" in errors(page)


def stale(desk: Client, cast: SimpleNamespace) -> dict[str, Any]:
    """Return the film page's inputs as they were before another title was added."""
    from .forms import shown

    data = shown(desk.get(change_page(cast.film)))
    return {**data, "other_titles-INITIAL_FORMS": "0", "other_titles-TOTAL_FORMS": "0"}


def test_whatever_the_database_refuses_is_an_error_on_the_form(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("UNIQUE constraint failed: films_person.slug")

    monkeypatch.setattr(Person, "save", refuse)
    page = submit(desk, change_page(cast.hill), name="Walter Hill, typed")
    assert "The database refused this" in errors(page)
    assert "Walter Hill, typed" in page.content.decode()


def test_what_is_used_is_not_deleted(desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]) -> None:
    cite(cast.passage, credit=cast.credit)
    for thing in (cast.belushi, cast.bath, cast.document):
        page = reverse(f"admin:films_{thing._meta.model_name}_delete", args=[thing.pk])
        answer = desk.post(page, {"post": "yes"})
        assert "would require deleting the following protected related objects" in answer.content.decode()
        assert type(thing).objects.filter(pk=thing.pk).exists()


def test_a_film_goes_with_its_credits_but_not_its_people(desk: Client, cast: SimpleNamespace) -> None:
    desk.post(reverse("admin:films_film_delete", args=[cast.film.pk]), {"post": "yes"})
    assert not Credit.objects.exists()
    assert Person.objects.filter(pk=cast.belushi.pk).exists()


@pytest.mark.parametrize("key", ["0", "abc", "99999999999999999999999", "-1", "_", "%00"])
def test_the_page_of_nothing_leads_back_to_the_desk(desk: Client, key: str) -> None:
    assert desk.get(f"/admin/films/film/{key}/change/", follow=True).status_code == 200


def test_a_visitor_is_asked_to_log_in(client: Client, db: None) -> None:
    answer = client.get(reverse("admin:films_film_changelist"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")
