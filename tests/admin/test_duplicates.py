"""Likely duplicates at the desk: looked for, compared, and decided on."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from films.curating import finding
from films.history.undoing import undo
from films.models import Change, Credit, Film, FindingRun, LikelyDuplicate, Person
from films.models.finding_runs import LONGEST_RUN

from .test_curating import run_action

LIST = "/admin/films/likelyduplicate/"


@pytest.fixture
def double(cast: SimpleNamespace) -> Person:
    return Person.objects.create(name="JAMES Belushi", sort_name="Belushi, James", slug="james-belushi-2")


def run(desk: Client, action: str) -> str:
    pair = LikelyDuplicate.objects.get()
    return desk.post(LIST, {"action": action, "_selected_action": [pair.pk]}, follow=True).content.decode()


def test_they_are_found_compared_and_said_to_be_different(
    desk: Client, cast: SimpleNamespace, double: Person
) -> None:
    assert desk.get(f"{LIST}find/").headers["location"] == LIST
    page = desk.post(f"{LIST}find/", follow=True).content.decode()
    assert "They are being looked for." in page
    assert "Last looked for: " in page
    compare = f"{reverse('admin:films_person_merge', args=[cast.belushi.pk])}?with={double.pk}"
    assert compare in page
    assert desk.get(compare).status_code == 200
    assert "will not be suggested again" in run(desk, "say_different")
    assert "james-belushi-2" not in desk.get(LIST).content.decode()
    assert "james-belushi-2" in desk.get(f"{LIST}?decision=different").content.decode()
    assert desk.post(f"{LIST}find/").status_code == 302
    assert "james-belushi-2" not in desk.get(LIST).content.decode()


def test_they_are_looked_for_once_at_a_time_and_an_interrupted_look_does_not_keep_others_out(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(finding, "start_finder", started.append)
    assert "They have not been looked for yet." in desk.get(LIST).content.decode()
    assert "Being looked for since" in desk.post(f"{LIST}find/", follow=True).content.decode()
    assert "looked for already" in desk.post(f"{LIST}find/", follow=True).content.decode()
    FindingRun.objects.update(requested_at=timezone.now() - 2 * LONGEST_RUN)
    assert "Looking was interrupted" in desk.get(LIST).content.decode()
    desk.post(f"{LIST}find/")
    assert len(started) == 2


def test_a_curator_sees_them_and_does_not_decide(client: Client, cast: SimpleNamespace, double: Person) -> None:
    account = User.objects.create_user("c", is_staff=True)
    account.groups.add(Group.objects.get(name="Curator"))
    client.force_login(account)
    LikelyDuplicate.objects.create(
        kind="person", one_id=cast.belushi.pk, other_id=double.pk, one_name="A", other_name="B", likeness=99
    )
    assert client.get(LIST).status_code == 200
    run(client, "say_different")
    assert not LikelyDuplicate.objects.get().are_different
    assert client.post(f"{LIST}find/").status_code == 403


def test_the_list_of_people_offers_merging_to_editors_alone(desk: Client, cast: SimpleNamespace) -> None:
    assert "exactly two" in run_action(desk, Person, "merge_selected", cast.hill)


def test_many_are_merged_after_a_look(desk: Client, cast: SimpleNamespace, double: Person) -> None:
    desk.post(f"{LIST}find/")
    page = run(desk, "merge_selected")
    assert "Merge 1 likely duplicates" in page
    assert Person.objects.filter(pk=double.pk).exists()
    pair = LikelyDuplicate.objects.get()
    sent = {"pair": [pair.pk], "why": "One man."}
    assert "Merged 1 likely duplicates" in desk.post(f"{LIST}merge/", sent, follow=True).content.decode()
    assert not Person.objects.filter(pk=double.pk).exists()


def test_one_click_gives_the_films_from_a_year_on_to_a_namesake_and_undoing_gives_them_back(
    desk: Client, cast: SimpleNamespace
) -> None:
    for year in (1916, 1919):
        film = Film.objects.create(title=f"Reel {year}", slug=f"reel-{year}", year=year)
        Credit.objects.create(film=film, person=cast.belushi, job_id="actor")
    address = reverse("admin:films_person_split", args=[cast.belushi.pk])
    page = desk.get(address).content.decode()
    assert 'class="button default" name="from" value="1988"' in page
    for no_division in ("1916", "192", ""):
        assert "Nothing was changed" in desk.post(address, {"from": no_division}, follow=True).content.decode()
    assert "Moved to this person" in desk.post(address, {"from": "1988"}, follow=True).content.decode()
    assert sorted(Person.objects.filter(name=cast.belushi.name).values_list("disambiguation", flat=True)) == [
        "active 1916–1919",
        "active 1988",
    ]
    undo(Change.objects.latest("pk"), "ada")
    assert Person.objects.filter(name=cast.belushi.name).count() == 1


def test_a_credit_is_moved_to_a_new_person_of_the_name(desk: Client, cast: SimpleNamespace) -> None:
    for title in ("The Drum", "The Lantern"):
        film = Film.objects.create(title=title, slug=title)
        credit = Credit.objects.create(film=film, person=cast.belushi, job_id="editor")
    assert "Moved to this person" in run_action(desk, Credit, "split_off", credit)
    assert Person.objects.filter(name=cast.belushi.name).count() == 2
