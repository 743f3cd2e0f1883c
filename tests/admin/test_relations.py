"""Relations to confirm at the desk: looked for, decided on one by one or together, and undone."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.models import Change, FilmRelation, LikelyRelation
from tests.cast import film

from .many import make

LIST = "/admin/films/likelyrelation/"


@pytest.fixture
def series(db: None) -> None:
    for title, year in (("Tanuki", 1977), ("Tanuki II", 1979), ("Tanuki III", 1982)):
        film(title, year)


def run(desk: Client, action: str, query: str = "") -> str:
    chosen = [relation.pk for relation in LikelyRelation.objects.all()]
    return desk.post(LIST + query, {"action": action, "_selected_action": chosen}, follow=True).content.decode()


def test_they_are_found_and_decided_on_one_by_one(desk: Client, series: None) -> None:
    assert desk.get(f"{LIST}find/").headers["location"] == LIST
    page = desk.post(f"{LIST}find/", follow=True).content.decode()
    assert "Last looked for: " in page
    assert "number 3 after number 2; 3 years later" in page
    second, third = LikelyRelation.objects.order_by("film__year")
    assert f'formaction="{LIST}{second.pk}/confirm/"' in page
    assert "1 recorded as related films." in desk.post(f"{LIST}{second.pk}/confirm/", follow=True).content.decode()
    assert "1 declined" in desk.post(f"{LIST}{third.pk}/decline/", follow=True).content.decode()
    assert str(FilmRelation.objects.get()) == "Tanuki II (1979): sequel to Tanuki (1977)"
    assert "already decided" in desk.post(f"{LIST}{third.pk}/confirm/", follow=True).content.decode()
    assert "Tanuki III" in desk.get(f"{LIST}?decision=declined").content.decode()


def test_many_are_decided_on_together_and_undone_as_one(desk: Client, series: None) -> None:
    desk.post(f"{LIST}find/")
    assert "2 declined" in run(desk, "decline")
    assert "0 relations to confirm" in desk.get(LIST).content.decode()
    assert "2 listed for a decision again" in run(desk, "reconsider", "?decision=declined")
    assert "2 recorded as related films" in run(desk, "confirm")
    assert FilmRelation.objects.count() == 2
    desk.post(f"/admin/films/change/{Change.objects.latest('pk').pk}/undo/")
    assert not FilmRelation.objects.exists()
    assert LikelyRelation.objects.count() == 2


def test_those_who_may_not_publish_only_see_them(client: Client, series: None) -> None:
    account = User.objects.create_user("c", is_staff=True)
    account.groups.add(Group.objects.get(name="Curator"))
    client.force_login(account)
    make(LikelyRelation, [1])
    waiting = LikelyRelation.objects.get()
    assert client.get(LIST).status_code == 200
    assert client.post(f"{LIST}find/").status_code == 403
    assert client.post(f"{LIST}{waiting.pk}/confirm/").status_code == 403
    run(client, "confirm")
    assert not FilmRelation.objects.exists()


def test_the_list_asks_as_often_for_many_as_for_one(desk: Client) -> None:
    def queries_with(numbers: range) -> int:
        make(LikelyRelation, numbers)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(LIST).status_code == 200
        return len(captured)

    few = queries_with(range(2))
    assert queries_with(range(2, 20)) == few
