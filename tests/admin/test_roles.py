"""Who may do what: viewers look, curators draft and cite, editors publish, delete and undo."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse

from films.curating.roles import ROLES
from films.models import Citation, Credit, Film, OtherTitle
from redheat.refusals import OTHERS

from .forms import errors, new_row, submit
from .test_curating import change_page, run_action

Log = Callable[[str], Client]


@pytest.fixture
def as_a(client: Client) -> Log:
    """Log somebody of a role in."""

    def log_in(role: str) -> Client:
        account = User.objects.create_user(role.lower(), is_staff=True)
        account.groups.add(Group.objects.get(name=role))
        client.force_login(account)
        return client

    return log_in


def test_a_viewer_sees_and_changes_nothing(as_a: Log, cast: SimpleNamespace) -> None:
    desk = as_a("Viewer")
    page = desk.get(change_page(cast.film))
    assert page.status_code == 200
    assert 'name="why"' not in page.content.decode()
    assert desk.get(reverse("admin:films_film_history", args=[cast.film.pk])).status_code == 200
    assert desk.post(change_page(cast.film), {"title": "X"}).status_code == 403
    assert desk.get(reverse("admin:films_film_add")).status_code == 403
    assert desk.get(reverse("admin:films_film_delete", args=[cast.film.pk])).status_code == 403


def test_a_curator_drafts_and_cites(as_a: Log, cast: SimpleNamespace) -> None:
    desk = as_a("Curator")
    row = new_row("citations", passage=cast.passage.pk, basis="document")
    submit(desk, change_page(cast.credit), character="Ridzik", **row)
    assert Credit.objects.get().character == "Ridzik"
    assert Citation.objects.get().fact == cast.credit


def test_a_curator_does_not_publish(as_a: Log, cast: SimpleNamespace) -> None:
    desk = as_a("Curator")
    row = new_row("citations", basis="general_knowledge", reason="It is on the poster.")
    page = submit(desk, change_page(cast.film), state="published", title="Red Heat, typed with care", **row)
    assert "Your account may not publish" in errors(page)
    assert "Red Heat, typed with care" in page.content.decode()
    Citation.objects.create(credit=cast.credit, basis="general_knowledge", reason="It is on the poster.")
    page = submit(desk, change_page(cast.film), **{"credits-0-state": "published"})
    assert "Your account may not publish" in errors(page)
    run_action(desk, Film, "publish", cast.film)
    assert set(Film.objects.values_list("state", flat=True)) == {"draft"}


def test_a_curator_adds_drafts_to_what_is_published_and_suggests_changes_to_it(
    as_a: Log, cast: SimpleNamespace
) -> None:
    Film.objects.update(state="published")
    desk = as_a("Curator")
    row = new_row("citations", passage=cast.passage.pk, basis="document")
    nickname = new_row("other_titles", title="Inferno Rosso", kind="alternative")
    page = submit(desk, change_page(cast.film), year="1989", **row, **nickname)
    assert "waits for an editor as a suggestion" in page.content.decode()
    assert "successfully" not in page.content.decode()
    assert Film.objects.get(pk=cast.film.pk).year == 1988
    assert not Citation.objects.exists()
    assert OtherTitle.objects.get().title == "Inferno Rosso"


def test_a_curator_deletes_nothing_but_citations(
    as_a: Log, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    citation = cite(cast.passage, credit=cast.credit)
    desk = as_a("Curator")
    assert desk.get(reverse("admin:films_credit_delete", args=[cast.credit.pk])).status_code == 403
    assert desk.get(reverse("admin:films_citation_delete", args=[citation.pk])).status_code == 200


def test_an_editor_publishes_and_deletes(as_a: Log, cast: SimpleNamespace, cite: Callable[..., Citation]) -> None:
    cite(cast.passage, film=cast.film)
    desk = as_a("Editor")
    run_action(desk, Film, "publish", cast.film)
    cast.film.refresh_from_db()
    assert cast.film.state == "published"
    assert desk.get(reverse("admin:films_credit_delete", args=[cast.credit.pk])).status_code == 200


def test_no_role_manages_accounts(as_a: Log, cast: SimpleNamespace) -> None:
    permissions = Group.objects.get(name="Editor").permissions
    assert not permissions.filter(content_type__app_label="auth").exists()


def test_the_list_of_groups_says_what_each_role_is_for(desk: Client) -> None:
    page = desk.get("/admin/auth/group/").content.decode()
    for purpose, _, _ in ROLES.values():
        assert purpose in page


@pytest.mark.parametrize(
    ("role", "method", "address", "said"),
    [
        ("Viewer", "get", "/admin/films/film/{}/delete/", "“viewer” (Viewer) may not delete films"),
        ("Viewer", "post", "/admin/films/film/{}/change/", "These roles may: Curator, Editor."),
        ("Viewer", "post", "/admin/films/change/1/undo/", "may not undo changes"),
        ("Curator", "get", "/admin/films/csvbatch/", "These roles may: Editor."),
        ("Editor", "get", "/admin/auth/user/", "only superusers"),
        ("Editor", "get", "/admin/films/change/add/", "not done by hand, whatever the account"),
    ],
)
def test_a_refusal_says_what_the_account_lacks_and_who_may(
    as_a: Log, cast: SimpleNamespace, role: str, method: str, address: str, said: str
) -> None:
    refused = getattr(as_a(role), method)(address.format(cast.film.pk))
    assert refused.status_code == 403
    assert said in refused.content.decode()


def test_refusals_know_the_views_by_their_names() -> None:
    _, desk = get_resolver().namespace_dict["admin"]
    assert set(OTHERS) <= set(desk.reverse_dict)


@pytest.mark.parametrize(
    ("button", "page"),
    [
        ("/admin/films/change/1/undo/", "/admin/films/change/1/change/"),
        ("/admin/films/csvbatch/1/import/", "/admin/films/csvbatch/1/change/"),
        ("/admin/films/likelyduplicate/find/", "/admin/films/likelyduplicate/"),
        ("/admin/films/likelyrelation/1/confirm/", "/admin/films/likelyrelation/"),
    ],
)
def test_the_address_of_a_button_leads_to_the_page_with_the_button(desk: Client, button: str, page: str) -> None:
    assert desk.get(button)["Location"] == page


@pytest.mark.django_db
def test_what_is_sent_to_a_page_that_takes_nothing_gets_a_page_that_says_so(client: Client) -> None:
    refused = client.post("/help/search/", headers={"Accept-Language": "de"})
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert "Hier ist nichts zu senden" in refused.content.decode()


@pytest.mark.django_db
def test_who_has_not_logged_in_is_led_from_the_second_factor_to_the_log_in(client: Client) -> None:
    assert client.get("/admin/second-factor/")["Location"] == "/admin/login/?next=/admin/second-factor/"


@pytest.mark.django_db
def test_migrating_keeps_the_roles_true() -> None:
    viewer = Group.objects.get(name="Viewer")
    viewer.permissions.remove(Permission.objects.get(codename="view_film"))
    viewer.permissions.add(Permission.objects.get(codename="change_film"))
    Group.objects.get(name="Editor").delete()
    call_command("migrate", verbosity=0)
    assert viewer.permissions.filter(codename="view_film").exists()
    assert not viewer.permissions.filter(codename="change_film").exists()
    assert Group.objects.get(name="Editor").permissions.filter(codename="publish").exists()


@pytest.mark.django_db
def test_migrating_leaves_alone_what_is_not_of_this_app() -> None:
    viewer = Group.objects.get(name="Viewer")
    viewer.permissions.add(Permission.objects.get(codename="add_user"))
    Group.objects.get(name="Editor").delete()
    editor = Group.objects.create(name="Editor")
    call_command("migrate", verbosity=0)
    assert viewer.permissions.filter(codename="add_user").exists()
    assert not editor.permissions.exists()
