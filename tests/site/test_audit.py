"""The audit log says who did what from where, and those who may can read it."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from redheat.models import AuditEntry, AuditEvent

pytestmark = pytest.mark.django_db

PASSWORD = "a raccoon dog takes the waters"


@pytest.fixture
def desk() -> Client:
    User.objects.create_superuser("zofie", password=PASSWORD)
    browser = Client(REMOTE_ADDR="198.51.100.7")
    browser.post("/admin/login/", {"username": "zofie", "password": PASSWORD}, secure=True)
    return browser


def entries(event: AuditEvent) -> list[tuple[str, str | None, str]]:
    return list(AuditEntry.objects.filter(event=event).values_list("account", "address", "detail"))


def test_log_ins_are_recorded(desk: Client) -> None:
    desk.post("/admin/logout/", secure=True)
    for event in (AuditEvent.LOGIN, AuditEvent.LOGOUT):
        assert entries(event) == [("zofie", "198.51.100.7", "")]


def test_failed_log_ins_are_recorded_until_they_are_locked_out() -> None:
    browser = Client(REMOTE_ADDR="198.51.100.7")
    for _ in range(15):
        browser.post("/admin/login/", {"username": "zofie\u202e", "password": "wrong"}, secure=True)
    assert entries(AuditEvent.LOGIN_FAILED) == [("zofie", "198.51.100.7", "")] * 10
    assert entries(AuditEvent.LOCKED_OUT) == [("zofie", "198.51.100.7", "")]


def test_changes_of_permissions_are_recorded(desk: Client) -> None:
    other = User.objects.create_user("tanuki", password=PASSWORD)
    page = reverse("admin:auth_user_change", args=[other.pk])
    form = {
        "username": "tanuki",
        "is_active": "on",
        "is_staff": "on",
        "groups": [Group.objects.get(name="Editor").pk],
    }
    dates = {"date_joined_0": "2026-11-26", "date_joined_1": "12:00:00"}
    assert desk.post(page, form | dates, secure=True).status_code == 302
    assert [detail for _, _, detail in reversed(entries(AuditEvent.PERMISSIONS))] == [
        "tanuki: gave is_staff",
        "tanuki: gave Editor",
    ]


def test_what_people_take_away_who_are_logged_in_is_recorded(desk: Client) -> None:
    for browser in (desk, Client()):
        browser.get("/exports/films.csv", secure=True).close()
    assert entries(AuditEvent.EXPORT) == [("zofie", "198.51.100.7", "/exports/films.csv")]


def test_the_log_is_read_in_the_admin_and_changed_by_nobody(desk: Client) -> None:
    entry = AuditEntry.objects.get()
    listed = reverse("admin:redheat_auditentry_changelist")
    assert "198.51.100.7" in desk.get(listed, {"q": "zofie"}, secure=True).content.decode()
    shown = reverse("admin:redheat_auditentry_change", args=[entry.pk])
    assert desk.get(shown, secure=True).status_code == 200
    assert desk.post(shown, {"account": "nobody"}, secure=True).status_code == 403
    assert AuditEntry.objects.get().account == "zofie"


def test_roles_do_not_read_the_log() -> None:
    editor = User.objects.create_user("tanuki", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    browser = Client()
    browser.force_login(editor)
    assert browser.get(reverse("admin:redheat_auditentry_changelist"), secure=True).status_code == 403
