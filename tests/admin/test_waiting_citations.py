"""Values that changed since they were cited wait in a queue, where one key confirms them."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.models import Citation, Film, State
from tests.cast import credit, director, tanuki_film
from tests.views.citing import cite, document, passage

from .forms import errors, submit
from .test_curating import change_page

QUEUE = "/admin/films/citation/waiting/"
WORDS = "The Tanuki of 1977 runs 104 minutes."


def read(page: Any) -> str:
    assert page.status_code == 200
    return unescape(page.content.decode())


@pytest.fixture
def citation(db: None) -> Citation:
    made = cite(tanuki_film(runtime=104), passage(document(WORDS), WORDS), field="runtime")
    Film.objects.update(runtime=99)
    return made


def answer(desk: Client, made: Citation, **sent: str) -> str:
    chosen = {"citation": str(made.pk), "field": "runtime", "present": "99"}
    return read(desk.post(QUEUE, chosen | sent, follow=True))


def test_the_queue_shows_both_values_and_the_sentence(desk: Client, citation: Citation) -> None:
    page = read(desk.get(QUEUE))
    assert "Runtime: “99”, cited for “104”" in page
    assert WORDS in page
    assert QUEUE in read(desk.get("/admin/"))
    assert QUEUE in read(desk.get("/admin/films/citation/"))


def test_what_the_sentence_says_is_confirmed_at_once(desk: Client, citation: Citation) -> None:
    Citation.objects.update(claims={"runtime": {"value": "98", "support": "words"}})
    Film.objects.update(runtime=104)
    page = answer(desk, citation, present="104")
    assert "Confirmed the runtime" in page
    assert "Every cited value is the one that was confirmed." in page
    citation.refresh_from_db()
    assert (citation.claims["runtime"]["support"], citation.confirmed_by) == ("words", "curator")


def test_what_it_says_in_other_words_needs_a_reason(desk: Client, citation: Citation) -> None:
    page = answer(desk, citation)
    assert "do not say “99”" in page
    assert "How the sentence says it in other words" in page
    page = answer(desk, citation, reason="A cut version is meant.")
    assert "Confirmed the runtime" in page
    citation.refresh_from_db()
    assert citation.claims["runtime"] == {"value": "99", "support": "other_words"}


def test_what_somebody_changed_meanwhile_is_not_confirmed(desk: Client, citation: Citation) -> None:
    assert "look at it again" in answer(desk, citation, present="98")
    assert "already dealt with this" in answer(desk, citation, citation="0")
    assert "already dealt with this" in answer(desk, citation, citation="\x00")
    assert "already dealt with this" in answer(desk, citation, field="__class__")


def test_only_editors_confirm_what_is_published(client: Client, citation: Citation) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    client.force_login(reader)
    assert client.get(QUEUE).status_code == 403
    reader.groups.set([Group.objects.get(name="Curator")])
    client.force_login(User.objects.get(pk=reader.pk))
    assert "as a suggestion" in answer(client, citation, reason="A cut version is meant.")
    Film.objects.update(state=State.DRAFT)
    assert "Confirmed the runtime" in answer(client, citation, reason="A cut version is meant.")


def test_a_new_slug_leaves_nothing_waiting(desk: Client, db: None) -> None:
    made = credit(tanuki_film(), director())
    citation = cite(made, None, reason="It is on the poster.")
    assert errors(submit(desk, change_page(made.person), slug="zofie-oersted", state="draft")) == ""
    citation.refresh_from_db()
    assert citation.claims["person"]["value"] == "zofie-oersted"
    assert "Every cited value" in read(desk.get(QUEUE))


def test_what_lacks_evidence_and_what_is_said_in_other_words_is_filtered(desk: Client, citation: Citation) -> None:
    films = "/admin/films/film/"
    assert "1 film" in read(desk.get(films, {"evidence": "lacking"}))
    assert "1 film" in read(desk.get(films, {"evidence": "waiting"}))
    citations = "/admin/films/citation/"
    assert "0 citations" in read(desk.get(citations, {"standing": "other_words"}))
    answer(desk, citation, reason="A cut version is meant.")
    assert "1 citation" in read(desk.get(citations, {"standing": "other_words"}))
    assert "0 films" in read(desk.get(films, {"evidence": "waiting"}))


def test_filters_by_evidence_are_not_asked_again_for_each_record(
    desk: Client, citation: Citation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("films.admin.searching.MAX_KEPT", 0)
    with CaptureQueriesContext(connection) as asked:
        for chosen in ({"evidence": "waiting"}, {"evidence": "lacking", "q": "tanuki"}):
            assert "1 film" in read(desk.get("/admin/films/film/", chosen))
    counting = [query["sql"] for query in asked if "COUNT(" in query["sql"] and "claim.claims" in query["sql"]]
    assert len(counting) == 2
    assert not any("CORRELATED LIST" in step for statement in counting for step in plan_of(statement))


def plan_of(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return [step for *_, step in cursor.fetchall()]
