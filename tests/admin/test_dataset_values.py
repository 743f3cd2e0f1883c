"""What data sets say otherwise than films: preferred, set aside, and undone at the desk."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from films.curating.dataset_values import unsettled_values
from films.models import Change, Citation, DatasetValue, Film
from tests.cast import tanuki_film

LIST = "/admin/films/datasetvalue/"


@pytest.fixture
def film(db: None) -> Film:
    film = tanuki_film(runtime=97)
    for field, value in (("year", "1978"), ("runtime", "104"), ("directors", "A. Badger")):
        DatasetValue.objects.create(film=film, field=field, value=value, dataset="tales")
    return film


def run(desk: Client, action: str, *fields: str, query: str = "") -> str:
    chosen = list(DatasetValue.objects.filter(field__in=fields).values_list("pk", flat=True))
    return desk.post(LIST + query, {"action": action, "_selected_action": chosen}, follow=True).content.decode()


def test_a_preferred_value_becomes_the_film_s_and_is_cited_to_its_data_set(desk: Client, film: Film) -> None:
    assert "1 preferred" in run(desk, "prefer", "runtime")
    film.refresh_from_db()
    assert film.runtime == 104
    assert Citation.objects.get(film=film, field="runtime").reason == "As in the data set tales. It was 97 before."
    desk.post(f"/admin/films/change/{Change.objects.latest('pk').pk}/undo/")
    film.refresh_from_db()
    assert film.runtime == 97
    assert DatasetValue.objects.filter(field="runtime").exists()


def test_a_value_that_is_set_aside_waits_no_more_until_it_is_asked_for(desk: Client, film: Film) -> None:
    assert "2 set aside" in run(desk, "keep", "year", "runtime")
    assert list(unsettled_values().values_list("field", flat=True)) == ["directors"]
    assert "104" not in desk.get(LIST).content.decode()
    assert "2 listed for a decision again" in run(desk, "reconsider", "year", "runtime", query="?decision=settled")


def test_lists_are_changed_on_the_page_of_the_film(desk: Client, film: Film) -> None:
    assert "Nothing was changed. The directors of The Tanuki (1977) are a list" in run(
        desk, "prefer", "runtime", "directors"
    )
    film.refresh_from_db()
    assert film.runtime == 97


def test_those_who_may_not_publish_only_see_them(client: Client, film: Film) -> None:
    account = User.objects.create_user("c", is_staff=True)
    account.groups.add(Group.objects.get(name="Curator"))
    client.force_login(account)
    assert "tales" in client.get(LIST).content.decode()
    run(client, "prefer", "year")
    film.refresh_from_db()
    assert film.year == 1977


def test_what_is_only_decided_upon_is_not_deleted_by_the_list(desk: Client, film: Film) -> None:
    page = desk.get(LIST).content.decode()
    assert 'value="prefer"' in page
    assert "delete_selected" not in page
