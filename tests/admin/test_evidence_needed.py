"""Whatever the door, a published fact keeps evidence for each of its values, and a wrong one is caught."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from films.curating.bulk import NotEditedError, set_field
from films.curating.csv_import.batches import try_out
from films.curating.csv_import.saved_rows import REFUSED
from films.models import BoxOffice, Citation, Credit, CsvBatch, Film, Passage, Release, State
from films.models.evidence import Basis
from tests.cast import EDITOR, credit, director, place, tanuki_film
from tests.views.citing import cite, cite_words, document, passage, saved

from .forms import errors, new_row, submit
from .test_curating import change_page, run_action

WORDS = (
    "The Tanuki, which grossed $3.7 million, was released in Japan on 5 March 1977 by Žofie Ørsted, its director."
)


@pytest.fixture
def source(db: None) -> Passage:
    return passage(document(WORDS), WORDS)


@pytest.fixture
def gross(source: Passage) -> BoxOffice:
    money = {"amount": "3700000", "currency": "USD", "state": State.PUBLISHED}
    made = saved(BoxOffice(film=tanuki_film(), key="gross", kind="gross", **money))
    made.refresh_from_db()
    cite_words(made, source, ["kind", "amount", "currency"])
    return made


def lacking(page: Any) -> str:
    said = errors(page)
    assert "A published fact needs evidence" in said
    return said.partition("What is lacking: ")[2].partition("</li>")[0]


def test_a_published_sum_is_not_changed_without_its_evidence(desk: Client, gross: BoxOffice) -> None:
    assert (
        lacking(submit(desk, change_page(gross), amount="99000000"))
        == "amount: cited for another value, “3700000”."
    )
    gross.refresh_from_db()
    assert gross.amount == 3_700_000


def test_a_draft_waits_instead(desk: Client, gross: BoxOffice) -> None:
    assert errors(submit(desk, change_page(gross), amount="99000000", state="draft")) == ""
    assert "cited for “3700000”" in unescape(desk.get("/admin/films/citation/waiting/").content.decode())


def test_what_the_words_do_not_say_is_confirmed_for_a_reason_alone(desk: Client, gross: BoxOffice) -> None:
    confirm = {"amount": "99000000", "citations-0-confirm": "on"}
    assert "amount" in lacking(submit(desk, change_page(gross), **confirm))
    reason = {"citations-0-reason": "Rentals are added elsewhere in it."}
    assert errors(submit(desk, change_page(gross), **confirm, **reason)) == ""
    claims = Citation.objects.get().claims
    assert {name: claim["support"] for name, claim in claims.items()} == {
        "kind": "words", "amount": "other_words", "currency": "words"
    }  # fmt: skip
    assert Citation.objects.get().confirmed_by == "curator"


def test_a_field_cited_by_itself_is_compared_before_it_is_saved(desk: Client, source: Passage) -> None:
    film = tanuki_film(state=State.DRAFT)
    row = new_row("citations", passage=source.pk, field="title", basis="document")
    assert errors(submit(desk, change_page(film), title="The Badger", **row)) != ""
    assert "do not say “The Badger”" in errors(submit(desk, change_page(film), title="The Badger", **row))
    assert errors(submit(desk, change_page(film), **row)) == ""
    assert Citation.objects.get().claims["title"]["support"] == "words"


@pytest.mark.parametrize("basis", [Basis.GENERAL_KNOWLEDGE, Basis.NO_SOURCE])
def test_what_no_document_says_needs_a_reason_that_says_something(desk: Client, basis: str, db: None) -> None:
    film = tanuki_film(state=State.DRAFT)
    publish = {"state": "published", **new_row("citations", basis=basis, reason=".")}
    assert "Say why in a few words" in errors(submit(desk, change_page(film), **publish))
    publish |= new_row("citations", basis=basis, reason="It is on the poster.")
    assert errors(submit(desk, change_page(film), **publish)) == ""
    assert Citation.objects.get().claims == {"title": {"value": "The Tanuki"}, "year": {"value": "1977"}}


def test_every_value_of_a_film_needs_evidence(desk: Client, source: Passage) -> None:
    film = tanuki_film(state=State.DRAFT, runtime=104)
    cite_words(film, source, ["title", "year"])
    page = submit(desk, change_page(film), state="published")
    assert lacking(page) == "runtime: nothing is cited for it."


@pytest.mark.parametrize("uncredited", ["true", "false"])
def test_rows_on_a_film_s_page_need_it_too(desk: Client, source: Passage, uncredited: str) -> None:
    film = tanuki_film()
    cite_words(
        credit(film, director(), note="As told."), source, ["person", "job"], reason="It is a note of ours."
    )
    row = {"credits-0-uncredited": uncredited}
    assert "uncredited: nothing is cited for it" in errors(submit(desk, change_page(film), **row))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"date": date(1977, 3, 6)}, "date"), ({"place": "korea"}, "place")],
)
def test_publishing_many_catches_what_the_words_do_not_say(
    desk: Client, source: Passage, wrong: dict[str, Any], said: str
) -> None:
    places = {name: place(name.title(), kind="country", slug=name) for name in ("japan", "korea")}
    values: dict[str, Any] = {"date": date(1977, 3, 5), "precision": "day", "place": "japan"} | wrong
    values["place"] = places[values["place"]]
    release = saved(Release(film=tanuki_film(), key="first", **values))
    cite(release, source)
    assert f"“{release}” ({said}: the words of the sentence do not say" in run_action(
        desk, Release, "publish", release
    )


def test_what_the_words_say_is_published(desk: Client, source: Passage) -> None:
    values = {"date": date(1977, 3, 5), "precision": "day", "place": place("Japan", kind="country", slug="jp")}
    release = saved(Release(film=tanuki_film(), key="first", **values))
    cite(release, source)
    assert "1 release published" in run_action(desk, Release, "publish", release)


def test_setting_a_field_of_many_keeps_their_evidence(gross: BoxOffice) -> None:
    with pytest.raises(NotEditedError, match="kind: cited for another value, “gross”"):
        set_field([gross], "kind", "budget", EDITOR)


def test_a_wrong_name_is_not_published_in_bulk(source: Passage) -> None:
    made = credit(tanuki_film(), director(name="Ada Quill", slug="ada-quill"), state=State.DRAFT)
    cite(made, source)
    with pytest.raises(NotEditedError, match="person: the words of the sentence do not say “Ada Quill”"):
        set_field([made], "state", State.PUBLISHED, EDITOR)
    made = Credit.objects.get()
    made.person = director()
    made.save()
    Citation.objects.all().delete()
    cite(made, source)
    assert set_field([made], "state", State.PUBLISHED, EDITOR) == 1
    assert Credit.objects.get().state == State.PUBLISHED


def test_a_file_changes_nothing_published_that_its_source_does_not_say(source: Passage) -> None:
    film = tanuki_film()
    cite(film, source)
    rows = CsvBatch(
        sheet="films", basis="document", passage=source, content=f"slug,title,year\n{film.slug},The Tanuki,1978\n"
    )
    (outcome,) = try_out(rows)
    assert outcome.verdict == REFUSED
    assert "year: cited for another value, “1977”" in outcome.messages[0]
    rows.content = rows.content.replace("1978", "1977")
    Film.objects.update(year=1976)
    (outcome,) = try_out(rows)
    assert outcome.verdict == "changed"
