"""Bulk edits: a field set on many, seen beforehand, refused whole, told and undone."""

from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from films.curating import bulk
from films.models import Change, Citation, Credit, Film, JobCode

from .test_curating import run_action

LIST = "/admin/films/credit/"


@pytest.fixture
def both(cast: SimpleNamespace) -> list[Credit]:
    return [cast.credit, Credit.objects.create(film=cast.other_film, person=cast.hill, job_id=JobCode.DIRECTOR)]


def send(desk: Client, both: list[Credit], **given: Any) -> str:
    chosen = {"action": "set_a_field", "_selected_action": [credit.pk for credit in both]}
    return unescape(desk.post(LIST, {**chosen, **given}, follow=True).content.decode())


def test_the_field_is_chosen_then_the_value(desk: Client, both: list[Credit]) -> None:
    page = send(desk, both)
    assert '<option value="uncredited">Uncredited</option>' in page
    assert '<option value="film">' not in page
    page = send(desk, both, field="job")
    assert "Job now" in page
    assert "<td>Actor</td>" in page
    assert not Change.objects.exists()


def test_it_is_set_on_all_with_one_change(desk: Client, both: list[Credit]) -> None:
    page = send(desk, both, field="uncredited", value="true", apply="yes", why="The titles are lost.")
    assert "Uncredited set on 2 of 2." in page
    assert set(Credit.objects.values_list("uncredited", flat=True)) == {True}
    change = Change.objects.get()
    assert (change.action, change.summary, change.reason) == (
        "bulk_edit",
        "Set uncredited of 2 credits",
        "The titles are lost.",
    )
    desk.post(f"/admin/films/change/{change.pk}/undo/")
    assert set(Credit.objects.values_list("uncredited", flat=True)) == {None}


def test_what_one_may_not_have_none_gets(desk: Client, both: list[Credit]) -> None:
    page = send(desk, both, field="job", value="editor", apply="yes", why="Typed with care.")
    assert "Nothing was changed." in page
    assert "Only cast members play characters." in page
    assert "Typed with care." in page
    assert set(Credit.objects.values_list("job", flat=True)) == {"actor", "director"}
    assert not Change.objects.exists()
    assert "Select a valid choice" in send(desk, both, field="job", value="king", apply="yes")


def test_nothing_is_published_without_evidence(desk: Client, both: list[Credit]) -> None:
    assert "would be published without evidence" in send(desk, both, field="state", value="published", apply="yes")
    assert set(Credit.objects.values_list("state", flat=True)) == {"draft"}


def test_a_field_that_is_no_choice_is_asked_for_again(desk: Client, both: list[Credit]) -> None:
    for field in ("character", "film", "x\x00", ""):
        assert "<select name" in send(desk, both, field=field, value="x", apply="yes")


def test_a_curator_changes_drafts_alone(client: Client, cast: SimpleNamespace, both: list[Credit]) -> None:
    account = User.objects.create_user("c", is_staff=True)
    account.groups.add(Group.objects.get(name="Curator"))
    client.force_login(account)
    assert '<option value="state">' not in send(client, both)
    assert "set on 2" in send(client, both, field="uncredited", value="true", apply="yes")
    Credit.objects.filter(pk=both[0].pk).update(state="published")
    for credit in both:
        Citation.objects.create(credit=credit, basis="general_knowledge", reason="It is on the poster.")
    assert "as a suggestion" in send(client, both, field="uncredited", value="unknown", apply="yes")
    assert list(Credit.objects.filter(uncredited=True)) == [both[0]]


def test_too_many_are_refused(desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MAX_RECORDS", 1)
    monkeypatch.setattr("films.admin.bulk.MAX_RECORDS", 1)
    assert "Select at most 1" in run_action(desk, Film, "set_a_field", cast.film, cast.other_film)
