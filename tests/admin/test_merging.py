"""Merging at the desk: two chosen in the list or by search, seen side by side, made one, undone."""

from html import unescape
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from films.models import Change, Credit, FormerAddress, Person

from .test_curating import change_page, run_action


@pytest.fixture
def jim(cast: SimpleNamespace) -> Person:
    person = Person.objects.create(name="Jim Belushi", sort_name="Belushi, Jim", slug="jim-belushi")
    Credit.objects.create(film=cast.other_film, person=person, job_id="actor")
    return person


def merge_page(survivor: Person, duplicate: Person | None = None) -> str:
    address = reverse("admin:films_person_merge", args=[survivor.pk])
    return f"{address}?with={duplicate.pk}" if duplicate else address


def text(desk: Client, address: str) -> str:
    return unescape(desk.get(address).content.decode())


def test_the_other_entry_is_found_by_searching(desk: Client, cast: SimpleNamespace, jim: Person) -> None:
    assert merge_page(cast.belushi) in text(desk, change_page(cast.belushi))
    page = text(desk, f"{merge_page(cast.belushi)}?q=jim")
    assert merge_page(cast.belushi, jim) in page
    assert merge_page(cast.belushi, cast.belushi) not in page
    assert "Nothing else was found for “zzz”" in text(desk, f"{merge_page(cast.belushi)}?q=zzz")


def test_two_are_chosen_in_the_list(desk: Client, cast: SimpleNamespace, jim: Person) -> None:
    assert "Keep the other one instead" in run_action(desk, Person, "merge_selected", cast.belushi, jim)
    assert "exactly two" in run_action(desk, Person, "merge_selected", cast.belushi)
    assert "exactly two" in run_action(desk, Person, "merge_selected", cast.belushi, jim, cast.hill)


def test_both_are_seen_with_what_merging_will_do(desk: Client, cast: SimpleNamespace, jim: Person) -> None:
    page = text(desk, merge_page(cast.belushi, jim))
    assert "Belushi, James" in page
    assert "Belushi, Jim" in page
    assert "Person: “Jim Belushi” → “James Belushi”" in page
    assert merge_page(jim, cast.belushi) in page
    assert Person.objects.filter(pk=jim.pk).exists()
    assert not Change.objects.exists()


def test_they_are_merged_and_the_merge_undone(desk: Client, cast: SimpleNamespace, jim: Person) -> None:
    answer = desk.post(merge_page(cast.belushi, jim), {"why": "One man."}, follow=True).content.decode()
    assert "was merged into this record" in answer
    assert cast.belushi.credits.count() == 2
    change = Change.objects.get()
    assert (change.action, change.reason) == ("merge", "One man.")
    page = reverse("admin:films_change_change", args=[change.pk])
    assert page in answer
    assert "Added former address" in text(desk, page)
    assert desk.get(reverse("admin:films_formeraddress_changelist")).status_code == 200
    desk.post(reverse("admin:films_change_undo", args=[change.pk]))
    assert jim.credits.count() == 1
    assert not FormerAddress.objects.exists()


def test_what_cannot_be_merged_says_why(desk: Client, cast: SimpleNamespace) -> None:
    itself = merge_page(cast.belushi, cast.belushi)
    assert "the same record twice" in text(desk, itself)
    assert "Nothing was merged" in desk.post(itself, follow=True).content.decode()
    gone = f"{merge_page(cast.belushi)}?with={10**12}"
    assert "no longer exists" in text(desk, gone)
    assert desk.get(f"{merge_page(cast.belushi)}?with=x%00&q=%00").status_code == 200
    assert desk.get(f"{merge_page(cast.belushi)}?with={'9' * 40}").status_code == 200


def test_only_an_editor_merges(client: Client, cast: SimpleNamespace, jim: Person) -> None:
    account = User.objects.create_user("c", is_staff=True)
    account.groups.add(Group.objects.get(name="Curator"))
    client.force_login(account)
    assert client.get(merge_page(cast.belushi, jim)).status_code == 403
    assert client.post(merge_page(cast.belushi, jim)).status_code == 403
    assert merge_page(cast.belushi) not in text(client, change_page(cast.belushi))
